"""Drafts for the tests of changes: rows by their texts, and one small schedule that has a bit of all."""

from datetime import date

from tests.uprcycle.examples import published
from uprcycle.citation import Citation
from uprcycle.days.span import Status
from uprcycle.schedule.amend.amended import Amended, Row
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.session import (
    CouncilSession,
    PublishedDate,
    Schedule,
    Slot,
    WorkingGroupSession,
)

CONFIRMED, TENTATIVE = Status.CONFIRMED, Status.TENTATIVE
HELD, WITHDRAWN = Status.HELD, Status.WITHDRAWN
STAKEHOLDERS = "stakeholder-submission-deadline"
REPORT = "national-report"
ADOPTION = "hrc-adoption"


def session(
    number: int, dates: str, *council: int, cycle: int = 4, status: Status = CONFIRMED
) -> WorkingGroupSession:
    return WorkingGroupSession(number, cycle, published(dates, status), council)


def council(number: int, dates: str) -> CouncilSession:
    return CouncilSession(number, published(dates))


def review(
    number: int | None, country: str, order: int = 0, day: str = "unknown", status: Status = CONFIRMED
) -> Slot:
    """Return a review of cycle 4; :func:`draft` puts it into the cycle of its session."""
    return Slot(4, number, country, order, published(day, status))


def due(
    number: int, milestone: str, day: str, country: str = "", status: Status = CONFIRMED
) -> PublishedDate:
    return PublishedDate(number, milestone, milestone.replace("-", "_"), published(day, status), country)


def draft(*rows: Row) -> Schedule:
    """Return rows of any kind, in any order, as a schedule."""
    cycles = {each.number: each.cycle for each in rows if isinstance(each, WorkingGroupSession)}
    document = write_document(
        Schedule(
            tuple(each for each in rows if isinstance(each, WorkingGroupSession)),
            tuple(each for each in rows if isinstance(each, CouncilSession)),
            tuple(each for each in rows if isinstance(each, Slot)),
            tuple(each for each in rows if isinstance(each, PublishedDate)),
        )
    )
    for row in document["review"]:
        row["cycle"] = cycles.get(row.get("session", 0), row["cycle"])
    return read_document(document, "the draft")


def notice(
    on: str = "2026-01-10", status: Status = TENTATIVE, note: str = "", source: str = "a letter"
) -> Notice:
    return Notice(Citation(source), date.fromisoformat(on), status, note)


def done(amended: Amended) -> list[tuple[str, str, str, str]]:
    """Return what was done as plain texts."""
    return [(each.place, each.what, each.old, each.new) for each in amended.done]


def lines(amended: Amended) -> list[str]:
    """Return what was done, a line each."""
    return [str(each) for each in amended.done]


SPRING, AUTUMN, WINTER = 52, 53, 54
DRAFT = draft(
    session(SPRING, "2026-05-04/2026-05-15", 63),
    session(AUTUMN, "2026-11-02/2026-11-13", 64, status=TENTATIVE),
    session(WINTER, "2027-01/2027-02", 65, status=TENTATIVE),
    council(63, "2026-09-07/2026-10-09"),
    council(64, "2027-03"),
    council(65, "2027-06/2027-07"),
    review(SPRING, "KEN", 1, "2026-05-04T09:00/2026-05-04T12:30"),
    review(SPRING, "NPL", 2, "2026-05-04"),
    review(SPRING, "IRN", 3, "2026-05-06"),
    review(AUTUMN, "KOR", 1, "2026-11-02", TENTATIVE),
    review(AUTUMN, "CIV", 2),
    review(WINTER, "MMR", 0, "2027-01", TENTATIVE),
    review(None, "UKR", 0, "unknown", TENTATIVE),
    due(SPRING, STAKEHOLDERS, "2025-10-09T15:00"),
    due(SPRING, REPORT, "2026-01-26T15:00"),
    due(SPRING, REPORT, "2026-02-02", "NPL"),
    due(SPRING, "state-addendum", "2026-08"),
    due(SPRING, ADOPTION, "2026-09-24/2026-09-25"),
    due(AUTUMN, STAKEHOLDERS, "2026-03-26"),
    due(WINTER, STAKEHOLDERS, "2026-07-17"),
)
