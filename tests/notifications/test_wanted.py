from dataclasses import replace
from datetime import timedelta

import pytest

from notifications.wanted import is_wanted, topics_of
from tests.notifications.build import MONDAY, nudge, person, task
from uprcycle.people import Topic

DIGEST, GUIDANCE = Topic.DIGEST, Topic.GUIDANCE


@pytest.mark.parametrize(
    ("days", "voluntary", "topics"),
    [
        pytest.param(14, False, {DIGEST}, id="a-duty-in-the-digest"),
        pytest.param(7, False, set(), id="a-duty-within-seven-days"),
        pytest.param(0, False, set(), id="a-duty-of-today"),
        pytest.param(-10, False, set(), id="a-duty-that-is-late"),
        pytest.param(14, True, {DIGEST, GUIDANCE}, id="guidance-in-the-digest"),
        pytest.param(1, True, {GUIDANCE}, id="guidance-near-at-hand"),
    ],
)
def test_what_makes_an_office_late_cannot_be_declined(
    days: int, *, voluntary: bool, topics: set[Topic]
) -> None:
    owed = nudge(task(MONDAY + timedelta(days=days), voluntary=voluntary))

    assert topics_of(owed) == topics
    for topic in Topic:
        declining = replace(owed, person=replace(person(), declined=frozenset({topic})))
        assert is_wanted(declining) is (topic not in topics)
    assert is_wanted(owed)
