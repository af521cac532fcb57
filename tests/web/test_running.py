import pytest

from tests.web.site import world
from web.running import chosen_cycle, running_cycle


def test_every_member_state_has_one_running_review() -> None:
    found = [each.country for each in world().timetables()]

    assert found == [each.iso3 for each in world().countries.members()]


def test_the_running_cycle_is_the_latest_of_the_state() -> None:
    assert [running_cycle(world(), code) for code in ("KEN", "USA", "UKR", "VAT")] == [4, 4, 4, 0]


@pytest.mark.parametrize(
    ("asked", "expected"),
    [("", 4), ("3", 3), ("4", 4), ("5", 0), ("04", 0), ("four", 0), ("٤", 0), ("4" * 9999, 0)],
)
def test_a_reader_chooses_among_the_cycles_there_are(asked: str, expected: int) -> None:
    assert chosen_cycle(world(), "KEN", asked) == expected
