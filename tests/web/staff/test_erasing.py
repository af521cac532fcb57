"""Erasing somebody: counted first, agreed to by typing their name, and then out of every page."""

from tests.web.staff.posted import send_all
from tests.web.staff.town import AMINA, IN_KENYA, Town

PAGE = f"/people/{AMINA.id}/erase"


def test_what_is_held_is_counted_and_nothing_is_changed(town: Town) -> None:
    send_all(town)
    before = town.wiring.store.audit.last()
    page = town.see(PAGE, IN_KENYA).text

    assert [each for each in ("person with address", "offices held", "messages") if each not in page] == []
    assert town.wiring.store.audit.last() == before


def test_only_the_name_typed_erases(town: Town) -> None:
    wrong = town.do(PAGE, {"name": "<b>Amina</b>"}, IN_KENYA)
    assert (wrong.status_code, 'value="&lt;b&gt;Amina&lt;/b&gt;"' in wrong.text) == (400, True)
    assert len(town.held_by(AMINA)) == 1

    answer = town.do(PAGE, {"name": "  amina   EXAMPLE "}, IN_KENYA)

    assert (answer.status_code, answer.headers["location"]) == (303, "/people?said=erased")
    assert town.held_by(AMINA) == []
    assert "Erased." in town.see("/people?said=erased", IN_KENYA).text
    assert town.see(PAGE, IN_KENYA).status_code == 404
