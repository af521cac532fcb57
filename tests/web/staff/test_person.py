"""The page of a person: what they hold and choose, what a reader may change, and typed values that stay."""

from datetime import timedelta

from tests.flows.installed import NOON
from tests.web.staff.town import AMINA, BRUNO, FORUM, HEAD, HELD, IN_KENYA, KENYA, TOGO, Town, naming
from uprcycle.access.standing import Grant, Standing
from uprcycle.people import Assignment
from uprcycle.presence import Absence

A = f"/people/{AMINA.id}"


def test_a_page_shows_what_somebody_holds_and_who_looks_sees_no_address(still_town: Town) -> None:
    ours, theirs = still_town.see(A).text, still_town.see(A, Grant(Standing.OBSERVER)).text

    assert (AMINA.email in ours, AMINA.email in theirs) == (True, False)
    assert ("<form" in theirs.split("<main")[1], ours.count('value="end"')) == (False, 1)
    assert AMINA.name not in ours.split("</title>")[0]
    assert [
        each
        for each in ("Monday, 08:00", "08:00–20:00, <bdi>Europe/Zurich</bdi>", "No absence is known.")
        if each not in ours
    ] == []


def test_offices_elsewhere_are_hidden_and_said_to_be_there(town: Town) -> None:
    town.wiring.store.people.save([Assignment(AMINA, TOGO)], by="desk", at=NOON)
    page = town.see(A, IN_KENYA).text

    assert (TOGO.name in page, "offices that you do not look after" in page) == (False, True)
    assert "See what is held" not in page


def test_a_form_that_is_refused_keeps_what_was_typed(town: Town) -> None:
    form = {
        "action": "add",
        "country": "KEN",
        "office": "UNDP <Kenya>",
        "role": "RCOX",
        "valid_from": "2026-05-01",
        "valid_to": "2026-04-01",
    }
    answer = town.do(A, form)

    assert answer.status_code == 400
    assert 'value="UNDP &lt;Kenya&gt;"' in answer.text
    assert answer.text.count('aria-invalid="true"') == 2
    assert town.held_by(AMINA) == [HEAD]


def test_what_is_wrong_with_an_office_stands_in_its_own_form(town: Town) -> None:
    town.wiring.store.people.save([Assignment(AMINA, FORUM)], by="desk", at=NOON)
    page = town.do(A, naming(HEAD, "end", last="never")).text
    mine = page.split(f"<h3>{KENYA.name}</h3>")[1].split("</article>")[0]

    assert ('value="never" aria-invalid="true"' in mine, "Write a day" in mine) == (True, True)
    assert page.count('aria-invalid="true"') == 1


def test_what_is_done_is_answered_by_a_redirect_and_said_on_the_page(town: Town) -> None:
    answer = town.do(A, naming(HEAD, "end", last="2026-12-31"))

    assert (answer.status_code, answer.headers["location"]) == (303, f"{A}?said=end")
    assert "Saved." in town.see(f"{A}?said=end").text
    assert town.do(A, {"action": "nothing of ours"}).status_code == 400


def test_whoever_is_away_or_not_reached_is_shown_so(town: Town) -> None:
    today = NOON.date()
    town.wiring.store.people.save(
        [], [Absence(BRUNO.id, today, today + timedelta(days=3))], by="desk", at=NOON
    )
    page = town.see(f"/people/{BRUNO.id}").text

    assert "21 Nov 2026 to 24 Nov 2026" in page
    assert 'value="back"' in page
    assert FORUM.name not in page
    assert KENYA.name in page
    assert town.see("/people/nobody").status_code == 404
    assert len(HELD) == len(town.wiring.store.people.assignments())
