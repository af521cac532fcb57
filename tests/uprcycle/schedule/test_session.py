"""A schedule finds its sessions by number."""

from tests.uprcycle import examples
from uprcycle.schedule.session import Schedule


def test_sessions_are_found_by_number() -> None:
    first, second = examples.session(number=55), examples.session(number=56)
    march = examples.council("2028-02-28/2028-03-31", 67)
    schedule = Schedule(sessions=(first, second), councils=(march,))

    assert schedule.session_by_number == {55: first, 56: second}
    assert schedule.council_by_number == {67: march}
