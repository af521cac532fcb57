"""The shapes of the JSON API, for its OpenAPI document and for the tests that hold it to it."""

from typing import Annotated, Any

from fastapi import Path, Query
from pydantic import BaseModel, ConfigDict, Field

from web.refusals import Refusal


class Strict(BaseModel):
    """A shape without room for unnamed fields."""

    model_config = ConfigDict(extra="forbid")


class SpanShape(Strict):
    """A date as far as it is known; ``start`` and ``end`` are null where it is unknown."""

    start: str | None = Field(description="ISO date, or ISO instant with its offset")
    end: str | None = Field(description="ISO date, included, or ISO instant")
    all_day: bool
    time_zone: str | None
    precision: str


class SourceShape(Strict):
    """Where the date was read."""

    document: str
    place: str
    confidence: str


class MilestoneShape(SpanShape):
    """One dated point of a review; ``uid`` and ``sequence`` are those of its feed entry."""

    model_config = ConfigDict(extra="allow")

    id: str
    title: str
    kind: str
    phase: str
    status: str
    visibility: str
    actors: list[str]
    source: SourceShape
    rule: str
    uid: str | None = None
    sequence: int | None = None


class TimetableShape(Strict):
    """The public timetable of one State in one cycle; milestones by time, unknown ones last."""

    country: str
    cycle: int
    release: int
    milestones: list[MilestoneShape]


class ExpectedShape(SpanShape):
    """When a document is expected, and how sure that is."""

    status: str


class DocumentLinkShape(Strict):
    """Where a document can be read in one language, and the day on which somebody opened it."""

    language: str
    url: str
    checked_on: str


class DocumentShape(Strict):
    """One document of a review; ``expected`` is null where nothing dates it."""

    id: str
    title: str
    state: str
    issuer: str
    visibility: str
    milestone: str
    expected: ExpectedShape | None
    symbol: str | None
    links: list[DocumentLinkShape]


class DocumentsShape(Strict):
    """The public documents of one review, in the order in which they come."""

    country: str
    cycle: int
    documents: list[DocumentShape]


class CountryShape(Strict):
    """One State and where its running review stands; ``phase`` is null where no date is known."""

    country: str
    name: str
    region: str | None
    cycle: int
    session: int | None
    phase: str | None
    review: SpanShape
    status: str


class CountriesShape(Strict):
    """All States by code."""

    release: int
    countries: list[CountryShape]


class SessionShape(Strict):
    """One Working Group session; countries in the order of its list."""

    session: int
    cycle: int
    dates: SpanShape
    status: str
    confidence: str
    council: list[int]
    countries: list[str]


class SessionsShape(Strict):
    """All sessions by number."""

    release: int
    sessions: list[SessionShape]


class SaidShape(SpanShape):
    """A date as a release said it."""

    status: str


class ChangeShape(Strict):
    """One date before and after; null where there was none to be seen."""

    id: str
    title: str
    change: str = Field(description="added, moved, confirmed, withdrawn or status")
    old: SaidShape | None
    new: SaidShape | None


class ChangedReviewShape(Strict):
    """What changed for one State in one cycle."""

    country: str
    cycle: int
    verdict: str
    changes: list[ChangeShape]


class FirstShape(Strict):
    """What the first release began with."""

    states: int
    first_session: int
    last_session: int


class ReleaseShape(Strict):
    """A release: when (UTC), why, from what, and how many States it changed, by verdict."""

    number: int
    at: str
    note: str
    source: str
    first: FirstShape | None
    counts: dict[str, int]


class ReleasesShape(Strict):
    """The releases, newest first, some on each page; with a State only those that changed it."""

    country: str | None
    page: int
    is_last: bool
    releases: list[ReleaseShape]


class ChangesShape(Strict):
    """What the public may know of the way from one release to another, some reviews on each page."""

    base: int = Field(description="the release before; 0 before the first one")
    release: ReleaseShape
    country: str | None
    page: int
    is_last: bool
    reviews: list[ChangedReviewShape]


class SuggestionShape(Strict):
    """Somewhere to go instead."""

    label: str
    path: str


class KindShape(Strict):
    """A kind of refusal; ``type`` and ``status`` never change."""

    type: str
    status: int
    title: str
    detail: str


class KindsShape(Strict):
    """Every kind of refusal."""

    types: list[KindShape]


Code = Annotated[str, Path(description="the ISO3 code of a State", examples=["KEN"])]
"""The State that an address names."""

CycleAsked = Annotated[
    str, Query(description="a cycle by its number; by default the running one", examples=["4"])
]
"""The cycle that an address asks for."""


class FaultShape(Strict):
    """One fault of what was sent: where it stands, what it is, and where known what to do."""

    where: str
    what: str
    remedy: str = ""


class ProblemShape(Strict):
    """A refusal (RFC 9457), with suggestions where something is like it, and faults where some were named.

    ``type`` is the address that says what it means, one of those at ``/api/problems``; names never change.
    """

    type: str
    title: str
    status: int
    detail: str
    suggestions: list[SuggestionShape]
    errors: list[FaultShape] = Field(default=[], description="each fault of what was sent")
    serial: int | None = Field(default=None, description="of a conflict: the serial as it is now")
    accepts: list[str] = Field(default=[], description="of a kind of content: those that are read")


def refused(*kinds: Refusal) -> dict[int | str, dict[str, Any]]:
    """Return how the document of the API describes refusals of these kinds, by status."""
    found: dict[int | str, dict[str, Any]] = {}
    for status in sorted({each.status for each in kinds}):
        here = [each for each in kinds if each.status == status]
        examples = {each.value: {"value": _example(each)} for each in here}
        described = {"schema": {"$ref": "#/components/schemas/ProblemShape"}, "examples": examples}
        found[int(status)] = {
            "model": ProblemShape,
            "description": "; ".join(each.heading for each in here),
            "content": {"application/problem+json": described},
        }
    return found


def _example(refusal: Refusal) -> dict[str, Any]:
    return {
        "type": refusal.path,
        "title": refusal.heading,
        "status": int(refusal.status),
        "detail": refusal.words,
        "suggestions": [],
    }


PUBLIC = refused(Refusal.NOT_NOW)
"""How any public read may be refused."""

NAMED = refused(Refusal.NOT_FOUND, Refusal.NOT_NOW)
"""How a public read may be refused that names something."""

COMPARED = refused(Refusal.NOT_FOUND, Refusal.TOO_MANY, Refusal.NOT_NOW)
"""How a comparison may be refused."""

KEYED = refused(Refusal.UNAUTHORISED, Refusal.SCOPE, Refusal.TOO_MANY, Refusal.NOT_NOW)
"""How a request with a key may be refused."""

KEYED_NAMED = KEYED | refused(Refusal.NOT_FOUND)
"""How a request with a key may be refused that names something."""

KEYED_BODY = KEYED_NAMED | refused(Refusal.BAD_REQUEST, Refusal.CONFLICT, Refusal.INVALID)
"""How a request with a key may be refused that changes something."""

KEYED_FILE = KEYED | refused(Refusal.TOO_LARGE, Refusal.MEDIA_TYPE, Refusal.INVALID)
"""How a request with a key may be refused that sends a file."""
