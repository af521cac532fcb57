"""Releases on the desk: their history, what differs between two, and bringing one back."""

import pytest

from flows.installation.wiring import Wiring
from flows.releases.amending import preview_amendment
from flows.releases.releasing import Signature, release_draft
from tests.web.desk.officers import CHARA, SAMI, Officers, buttons, hidden, words
from tests.web.reading import Page, faults_of
from uprcycle.access.standing import Grant, Standing

UNDO, ROLLBACK = "/desk/releases/2/undo", "/desk/releases/1/rollback"


def amended(wiring: Wiring, note: str, change: str, **cells: str) -> None:
    found = preview_amendment(wiring, change, cells | {"source": "A letter"}).preview
    signature = Signature(CHARA, note, "https://example.org/letter", SAMI)
    release_draft(wiring, found.draft, found.plan.digest, signature)


@pytest.fixture
def desk() -> Officers:
    """Three releases: session 54 is put off, then Zimbabwe leaves it."""
    found = Officers()
    amended(found.wiring, "Session 54 is put off", "postpone", session="54", by="6 months")
    amended(found.wiring, "Zimbabwe waits", "leave-empty", country="ZWE")
    return found


def test_history_one_release_and_any_two_are_shown(desk: Officers) -> None:
    before = desk.written
    listed, one, first = (desk.ask(f"/desk/releases{each}") for each in ("", "/2", "/1"))
    pair, turned = (desk.ask(f"/desk/releases/compare?from={old}&to={new}") for old, new in ((1, 3), (3, 1)))

    assert [faults_of(each.text) for each in (listed, one, first, pair, turned)] == [[]] * 5
    assert [
        each in words(listed) for each in ("Session 54 is put off", "Zimbabwe waits", CHARA, "a tester")
    ] == [True] * 4
    assert "3 States with dates that moved" in words(one)
    assert "It is the first: there is nothing before it." in words(first)
    assert ["From release 1 to release 3" in words(pair), "From release 3 to release 1" in words(turned)] == [
        True,
        True,
    ]
    assert [
        desk.ask(f"/desk/releases{each}").status_code
        for each in ("/4", "/0", "/x", "/compare", "/compare?from=1&to=9", "/4/undo")
    ] == [404] * 6
    assert desk.written == before


def test_one_state_is_shown_with_all_of_its_dates(desk: Officers) -> None:
    few, every = (desk.ask(f"/desk/releases/2{each}") for each in ("", "?state=HTI"))
    links = [
        each.attributes["href"] for each in Page(few.text).all("a") if "further date" in each.whole_text()
    ]

    assert links[0] == "/desk/releases/2?state=HTI"
    assert (faults_of(every.text), "further date" in words(every), "Iceland" in words(every)) == (
        [],
        False,
        False,
    )
    assert (few.text.count('<details class="state">'), every.text.count('class="state" open')) == (3, 1)


def test_a_release_among_several_is_taken_back_with_a_note_once_a_second_person_agreed(
    desk: Officers,
) -> None:
    desk.enter(CHARA)
    before = desk.written
    alone = desk.ask(UNDO)
    untouched = desk.written
    refused = desk.send(UNDO, hidden(alone) | {"action": "release", "note": "It was an error"})
    desk.send(UNDO, hidden(desk.ask(UNDO, CHARA)) | {"action": "agree"}, CHARA)
    shown = desk.ask(UNDO)
    form = hidden(shown) | {"action": "release", "note": "It was an error"}
    unsaid = desk.send(UNDO, form | {"note": " "})
    answer = desk.send(UNDO, form)
    again = desk.send(UNDO, form)
    done = desk.ask(answer.headers["location"])
    last = desk.wiring.store.releases.history()[-1]

    assert [faults_of(each.text) for each in (alone, shown, done)] == [[]] * 3
    assert (untouched, buttons(alone)[-1], buttons(shown)[-1]) == (
        before,
        "I agree to this",
        "Take release 2 back",
    )
    assert "Not taken back" in words(shown)
    assert [each.status_code for each in (refused, unsaid, answer, again)] == [409, 409, 303, 409]
    assert (last.number, last.note, last.source) == (4, "It was an error", "undo of release 2")
    assert last.by == f"{SAMI}; earlier dates confirmed by {CHARA}"


def test_rolling_back_shows_the_plan_and_releases_what_was_looked_at_and_nothing_else(desk: Officers) -> None:
    form = hidden(desk.ask(ROLLBACK))
    unseen = desk.send(ROLLBACK, form | {"digest": "0" * 64, "action": "agree"}, CHARA)
    desk.send(ROLLBACK, hidden(desk.ask(ROLLBACK, CHARA)) | {"action": "agree"}, CHARA)
    stale = desk.send(ROLLBACK, form | {"digest": "0" * 64, "action": "release", "note": "Back"})
    answer = desk.send(ROLLBACK, form | {"action": "release", "note": "Back"})
    world = desk.wiring.world()

    assert [each.status_code for each in (unseen, stale, answer)] == [409, 409, 303]
    assert (world.release.number, world.release.schedule) == (4, desk.wiring.world_of(1).release.schedule)
    assert 'value="Back"' in stale.text


def test_the_release_in_force_and_the_first_one_lead_nowhere_back(desk: Officers) -> None:
    nothing, first = desk.ask("/desk/releases/3/rollback"), desk.ask("/desk/releases/1/undo")

    assert ("Nothing would change" in words(nothing), buttons(nothing)[1:]) == (True, [])
    assert (first.status_code, "release 1 is the first" in words(first)) == (409, True)


def test_only_officers_of_all_states_are_let_in(desk: Officers) -> None:
    some, observer = Grant(Standing.OFFICER, frozenset({"HTI"})), Grant(Standing.OBSERVER)

    assert [
        desk.ask(path, "Omar Example", grant).status_code
        for path in ("/desk/releases", "/desk/releases/2", ROLLBACK, UNDO)
        for grant in (some, observer)
    ] == [403] * 8
