"""What may lie in some days is counted, and little else."""

from datetime import date

import pytest

from tests.uprcycle.timetable.test_compute import DEADLINE, timetable
from tests.uprcycle.timetable.test_compute_differing import COUNTED, inputs
from uprcycle.days.span import Unknown
from uprcycle.timetable.compute import compute_between


@pytest.mark.parametrize(
    ("first", "last", "near"),
    [
        pytest.param(date(2027, 8, 1), date(2027, 8, 31), {"brief-the-team"}, id="counted-from-the-review"),
        pytest.param(date(2029, 8, 1), date(2029, 8, 31), set(), id="years-later"),
    ],
)
def test_of_a_few_days_only_what_may_lie_in_them_is_counted(first: date, last: date, near: set[str]) -> None:
    some = compute_between(inputs(), first, last)
    whole = timetable(*COUNTED.rules)
    spans = {each.id: each.span for each in whole.milestones if not isinstance(each.span, Unknown)}
    here = {each for each, span in spans.items() if span.first <= last and span.last >= first}

    assert here <= {each.id for each in some} <= here | {"national-report", DEADLINE.id}
    assert near <= here
    assert set(some) <= set(whole.milestones)
