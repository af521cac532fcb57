"""The shapes of the JSON API, for its OpenAPI document and for the tests that hold it to it."""

from pydantic import BaseModel, ConfigDict, Field


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


class SuggestionShape(Strict):
    """Somewhere to go instead."""

    label: str
    path: str


class ProblemShape(Strict):
    """A refusal (RFC 9457), with suggestions where something like it exists."""

    type: str
    title: str
    status: int
    detail: str
    suggestions: list[SuggestionShape]
