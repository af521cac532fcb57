"""The shapes of what needs a key."""

from typing import Literal

from pydantic import Field

from uprcycle.access.key import Scope
from uprcycle.checklist.agenda import Group
from uprcycle.checklist.answer import Saying
from web.api.schema import FaultShape, SaidShape, SpanShape, Strict

LONGEST_TEXT = 2_000


class OfficeShape(Strict):
    """An office; ``key`` stands for it in addresses."""

    key: str
    name: str
    country: str
    roles: list[str]


class GrantShape(Strict):
    """A standing, in the States of these codes; in all where none is named."""

    standing: str
    countries: list[str]


class MeShape(Strict):
    """For whom a key calls, and for what."""

    key: str
    expires: str
    scopes: list[Scope]
    person: str
    language: str
    grants: list[GrantShape]
    offices: list[OfficeShape]


class OfficesShape(Strict):
    """The offices that somebody holds today, by State and name."""

    offices: list[OfficeShape]


class TickShape(Strict):
    """What was last said of a task in the name of its office."""

    state: str
    at: str
    note: str
    evidence: str


class DutyShape(Strict):
    """A task of an office before one who holds it.

    ``serial`` goes along with an answer, so that one to an older state is known as such. ``due`` is the
    day by which it is safely done, null where there is none.
    """

    office: str
    country: str
    cycle: int
    task: str
    title: str
    kind: str
    group: Group
    due: str | None
    date: SpanShape
    status: str
    state: str
    serial: int
    said: TickShape | None
    choices: list[Saying]
    later_days: list[str]
    can_take_back: bool
    answer: str = Field(description="the path to which an answer is sent")


class DutiesShape(Strict):
    """All that somebody has before them, by how near it is, then by due day."""

    release: int
    day: str
    duties: list[DutyShape]


class AnswerBody(Strict):
    """What is answered; ``serial`` is that of the duty as it was read."""

    saying: Saying
    serial: int = Field(ge=0, le=1_000_000, strict=True)
    note: str = Field(default="", max_length=LONGEST_TEXT)
    evidence: str = Field(default="", max_length=LONGEST_TEXT)
    day: str | None = Field(default=None, max_length=10, description="ISO date; with 'snoozed' alone")

    model_config = Strict.model_config | {
        "json_schema_extra": {"examples": [{"saying": "done", "serial": 0, "note": "sent on Monday"}]}
    }


class TakenShape(Strict):
    """The duty after an answer; ``taken`` is false where the same was said already."""

    taken: bool
    duty: DutyShape


class SentTaskShape(Strict):
    """A task of which a message spoke."""

    country: str
    cycle: int
    task: str


class SentShape(Strict):
    """A message to the person; ``state`` says how far it is."""

    id: str
    at: str
    channel: str
    state: str
    finished: str | None
    tasks: list[SentTaskShape]


class SentListShape(Strict):
    """The last messages to the person, the newest first."""

    nudges: list[SentShape]


class OwnReleaseShape(Strict):
    """A release, with who made it."""

    number: int
    at: str
    by: str
    note: str
    source: str
    reviews: int


class OwnReleasesShape(Strict):
    """Every release, the newest first."""

    releases: list[OwnReleaseShape]


class TrailRowShape(Strict):
    """A row of the audit trail; people stand there by their ids."""

    number: int
    at: str
    by: str
    action: str
    subject: str
    detail: str


class TrailShape(Strict):
    """Rows of the audit trail, the newest first; ``before`` asks for what is older, null for nothing."""

    rows: list[TrailRowShape]
    before: int | None


class PlannedChangeShape(Strict):
    """A date that a release would change."""

    id: str
    title: str
    change: Literal["added", "moved", "confirmed", "withdrawn", "status"]
    old: SaidShape | None
    new: SaidShape | None


class PlannedReviewShape(Strict):
    """What a release would change for one State in one cycle."""

    country: str
    cycle: int
    verdict: str
    changes: list[PlannedChangeShape]


class PlanShape(Strict):
    """What releasing a file now would do; nothing was kept. ``hash`` stands for exactly this plan."""

    base: int = Field(description="the release in force")
    hash: str
    is_empty: bool
    counts: dict[str, int]
    told: int = Field(description="how many people would be told")
    countries: list[PlannedReviewShape]
    warnings: list[FaultShape]
    corrections: list[FaultShape]
