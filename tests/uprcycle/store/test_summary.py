"""What both stores make of a release before they keep it."""

from dataclasses import replace

from tests.uprcycle.store.build import NEPAL_TIME, NOW, SESSION, schedule, slot
from uprcycle.days.span import Status
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.ports import ReleaseSummary
from uprcycle.store.summary import canonical_release, count_reviews, summarise


def test_canonical_release_has_its_rows_in_order_and_its_moment_in_utc() -> None:
    tidy = schedule("KEN", "NPL")
    untidy = Schedule(sessions=(SESSION,), slots=tidy.slots[::-1])

    release = canonical_release(Release(1, untidy, NOW.astimezone(NEPAL_TIME), "desk", "note", "list"))

    assert release == Release(1, tidy, NOW, "desk", "note", "list")
    assert release.at.isoformat() == "2026-05-04T07:00:00.123456+00:00"


def test_summary_tells_all_but_the_schedule() -> None:
    release = Release(3, schedule("KEN", "NPL"), NOW, "desk", "note", "list")

    assert summarise(release) == ReleaseSummary(3, NOW, "desk", "note", "list", release.digest, reviews=2)


def test_slot_that_was_replaced_is_no_second_review() -> None:
    stands = slot("KEN", 1)
    withdrawn = replace(stands, session=50, dates=replace(stands.dates, status=Status.WITHDRAWN))
    other_cycle = replace(stands, cycle=3, session=35)

    assert count_reviews(Schedule(slots=(withdrawn, stands, other_cycle))) == 2
