"""Which release was the last to change a date."""

from datetime import UTC, datetime

from tests.uprcycle.examples import rule
from uprcycle.days.span import Status, read_span
from uprcycle.timetable.announced import (
    AnnouncedChange,
    AnnouncedReview,
    Announcement,
    Entry,
    Imprint,
    Said,
)
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.newest import newest_changes
from uprcycle.timetable.plan import Verdict


def entry(number: int, **changed: list[str]) -> Entry:
    said = Said(read_span(f"2027-11-{number:02}"), Status.TENTATIVE)
    reviews = tuple(
        AnnouncedReview(
            country,
            5,
            Verdict.MOVED,
            tuple(AnnouncedChange(ChangeKind.MOVED, rule(each), None, said) for each in ids),
        )
        for country, ids in changed.items()
    )
    return Entry(
        Imprint(number, datetime(2027, 1, number, tzinfo=UTC), "", ""),
        Announcement(number - 1, number, reviews),
    )


def test_of_several_releases_the_last_one_counts_for_the_dates_that_are_looked_at() -> None:
    log = [entry(4, UGA=["report"]), entry(3, KEN=["review", "detail"]), entry(2, KEN=["review", "report"])]
    found = newest_changes(log, {("KEN", 5), ("TGO", 5)}, ("review", "report"))

    assert {place: each.imprint.number for place, each in found.items()} == {
        ("KEN", 5, "review"): 3,
        ("KEN", 5, "report"): 2,
    }
    assert newest_changes(log, {("KEN", 4)}, ("review",)) == {}
