from tests.web.site import world
from web.running import running_cycle, running_timetables


def test_every_member_state_has_one_running_review() -> None:
    found = [each.country for each in running_timetables(world())]

    assert found == [each.iso3 for each in world().countries.members()]


def test_the_running_cycle_is_the_latest_of_the_state() -> None:
    assert [running_cycle(world(), code) for code in ("KEN", "USA", "UKR", "VAT")] == [4, 4, 4, 0]
