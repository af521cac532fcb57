"""Changing the schedule from a form: what is typed is looked at first, and kept as a draft to be released."""

import pytest

from flows.releases.ordering import read_kept
from flows.releases.releasing import preview
from tests.web.desk.officers import Officers, buttons, hidden, words
from tests.web.reading import faults_of
from tests.web.site import ask, send
from uprcycle.access.standing import Grant, Standing
from web.desk.edit_forms import FORMS

PUT_OFF = "/desk/edit/postpone?session=54&by=6+months&source=Council+decision"


@pytest.fixture(scope="module")
def desk() -> Officers:
    return Officers()


def test_every_form_is_listed_and_opens(desk: Officers) -> None:
    listed = desk.ask("/desk/edit")
    pages = [desk.ask(f"/desk/edit/{each.name}") for each in FORMS]

    assert [f'href="/desk/edit/{each.name}"' in listed.text for each in FORMS] == [True] * len(FORMS)
    assert [each.status_code for each in pages] == [200] * len(FORMS)
    assert [faults_of(each.text) for each in (listed, *pages)] == [[]] * (len(FORMS) + 1)
    assert desk.ask("/desk/edit/explode").status_code == 404


def test_what_a_change_would_do_is_shown_and_nothing_is_written(desk: Officers) -> None:
    before = desk.written
    page = desk.ask(PUT_OFF)

    assert (page.status_code, desk.written, faults_of(page.text)) == (200, before, [])
    assert "3 States with dates that moved" in words(page)
    assert "Keep as a draft" in buttons(page)
    assert page.headers["cache-control"] == "private, no-store"


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_stays(desk: Officers) -> None:
    before = desk.written
    page = desk.ask("/desk/edit/move?country=Haitii&to=54&date=2027-13&note=kept")
    sent = desk.send("/desk/edit/move", {"country": "Haitii", "to": "54", "date": "2027-13", "note": "kept"})

    for each in (page, sent):
        assert each.status_code == 422
        assert [each.text.count(f'id="f-{name}-wrong"') for name in ("country", "to", "date", "source")] == [
            1, 0, 1, 1,
        ]  # fmt: skip
        assert [f'value="{typed}"' in each.text for typed in ("Haitii", "2027-13", "kept")] == [True] * 3
    assert faults_of(page.text) == []
    assert desk.written == before


def test_what_the_schedule_does_not_allow_is_said_above_the_form(desk: Officers) -> None:
    page = desk.ask("/desk/edit/move?country=Haiti&to=54&source=Letter")

    assert page.status_code == 422
    assert "session 54, HTI: is in this session already" in words(page)


def test_a_change_that_says_what_is_said_already_offers_no_draft(desk: Officers) -> None:
    page = desk.ask("/desk/edit/shift?session=54&date=2027-01/2027-02&source=Letter")

    assert "Nothing would change" in words(page)
    assert "Keep as a draft" not in buttons(page)


@pytest.mark.parametrize(
    ("form", "typed", "moved"),
    [
        pytest.param("postpone", {"session": "54", "by": "6 months"}, ["HTI", "ISL", "ZWE"], id="postpone"),
        pytest.param("suspend", {"session": "54"}, ["HTI", "ISL", "ZWE"], id="suspend"),
        pytest.param("move", {"country": "Grèce", "to": "54"}, ["GRC"], id="move"),
        pytest.param("swap", {"country": "GRC", "other": "HTI"}, ["GRC", "HTI"], id="swap"),
        pytest.param("withdraw", {"country": "ZWE"}, ["ZWE"], id="withdraw"),
    ],
)
def test_the_draft_does_what_its_form_showed(form: str, typed: dict[str, str], moved: list[str]) -> None:
    desk = Officers()
    asked = typed | {"source": "A letter"}
    shown = desk.ask(f"/desk/edit/{form}?" + "&".join(f"{name}={text}" for name, text in asked.items()))
    answer = desk.send(f"/desk/edit/{form}", hidden(shown))
    (kept,) = desk.wiring.store.drafts.listed()
    draft = desk.wiring.store.drafts.of_id(kept.id)
    assert draft is not None
    plan = preview(desk.wiring, read_kept(desk.wiring, draft)).plan

    assert (answer.status_code, answer.headers["location"]) == (303, f"/desk/drafts/{kept.id}")
    assert (kept.by, sorted({each.country for each in plan.changed})) == ("Sami Example", moved)
    assert desk.wiring.world().release.number == 1


def test_nobody_else_opens_a_form_or_keeps_a_draft(desk: Officers) -> None:
    observer = Grant(Standing.OBSERVER)
    foreign = send("/desk/edit/suspend", "session=54&source=x", desk.app(), origin="https://else.example")

    assert ask("/desk/edit").headers["location"] == "/sign-in?next=%2Fdesk%2Fedit"
    assert [desk.ask(each, "Omar Example", observer).status_code for each in ("/desk/edit", PUT_OFF)] == [
        403
    ] * 2
    assert (
        desk.ask("/desk/edit", "Kim Example", Grant(Standing.OFFICER, frozenset({"HTI"}))).status_code == 403
    )
    assert foreign.status_code == 403
    assert desk.wiring.store.drafts.listed() == ()
