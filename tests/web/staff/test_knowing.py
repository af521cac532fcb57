"""Who knows of changed dates: by State, date by date, and those who do not know yet."""

from dataclasses import replace

from flows.nudges.noticing import send_notices
from tests.web.site import RELEASED, ask, world
from tests.web.staff.posted import release_again
from tests.web.staff.town import AMINA, KENYA, OFFICER, Town
from uprcycle.access.standing import Grant, Standing


def see(town: Town, path: str, *grants: Grant) -> str:
    app = town.app(*(grants or (OFFICER,)), world=town.wiring.world)
    return ask(path, app=app).text


def test_who_was_not_told_yet_is_named_by_office_and_then_by_person(town: Town) -> None:
    release_again(town)
    page, kenya = see(town, "/knowledge"), see(town, "/knowledge?state=KEN")

    assert "0 of 2 offices were told" in page
    assert KENYA.name in page
    assert (AMINA.name in page, AMINA.name in kenya) == (False, True)
    assert kenya.count("not yet") >= 2


def test_once_told_nobody_is_missing(town: Town) -> None:
    release_again(town)
    send_notices(town.wiring, town.wiring.today(), is_reviewed=True, at_once=True)

    assert "2 of 2 offices were told" in see(town, "/knowledge")
    assert "Every office concerned was told." in see(town, "/knowledge?only=missing")
    assert "21 Nov 2026" in see(town, "/knowledge?state=KEN")


def test_a_release_that_is_not_there_and_the_first_one(town: Town) -> None:
    assert "The first release changed no date." in see(town, "/knowledge?release=1")
    assert [
        ask(f"/knowledge?release={each}", app=town.app(OFFICER)).status_code
        for each in ("2", "-1", "x", "9" * 40)
    ] == [404] * 4
    release_again(town)
    assert "The first release" not in see(town, "/knowledge?release=2", Grant(Standing.OBSERVER))
    assert replace(world().release).at == RELEASED
