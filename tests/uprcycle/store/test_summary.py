"""What both stores make of a release before they keep it."""

from dataclasses import replace

import pytest

from tests.uprcycle.store.build import NEPAL_TIME, NOW, SESSION, schedule, slot
from uprcycle.days.span import Status
from uprcycle.errors import RefusedError
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import Schedule
from uprcycle.store.ports import ReleaseSummary
from uprcycle.store.summary import canonical_release, count_reviews, refuse_unknown, summarise


def test_canonical_release_has_its_rows_in_order_and_its_moment_in_utc() -> None:
    tidy = schedule("KEN", "NPL")
    untidy = Schedule(sessions=(SESSION,), slots=tidy.slots[::-1])

    release = canonical_release(
        Release(1, untidy, NOW.astimezone(NEPAL_TIME), "desk", "note", "list", "ab12")
    )

    assert release == Release(1, tidy, NOW, "desk", "note", "list", "ab12")
    assert release.at.isoformat() == "2026-05-04T07:00:00.123456+00:00"


def test_states_that_keep_older_rules_stand_in_order() -> None:
    kept = {"NPL": "cd34", "KEN": "ef56"}

    release = canonical_release(Release(1, schedule(), NOW, "desk", "note", "list", "ab12", kept))

    assert list(release.kept.items()) == [("KEN", "ef56"), ("NPL", "cd34")]


def test_a_state_cannot_keep_rules_that_are_not_there() -> None:
    refuse_unknown({"ab12"}, {"KEN": "ab12"})

    with pytest.raises(RefusedError) as caught:
        refuse_unknown({"ab12"}, {"KEN": "ab12", "NPL": "cd34", "TGO": "ef56"})

    assert [str(each) for each in caught.value.problems] == [
        "NPL: there is no ruleset cd34; plan again and look",
        "TGO: there is no ruleset ef56; plan again and look",
    ]


def test_summary_tells_all_but_the_schedule() -> None:
    release = Release(3, schedule("KEN", "NPL"), NOW, "desk", "note", "list", "ab12", {"NPL": "cd34"})

    assert summarise(release) == ReleaseSummary(
        3, NOW, "desk", "note", "list", release.digest, 2, "ab12", keeping=1
    )


def test_slot_that_was_replaced_is_no_second_review() -> None:
    stands = slot("KEN", 1)
    withdrawn = replace(stands, session=50, dates=replace(stands.dates, status=Status.WITHDRAWN))
    other_cycle = replace(stands, cycle=3, session=35)

    assert count_reviews(Schedule(slots=(withdrawn, stands, other_cycle))) == 2
