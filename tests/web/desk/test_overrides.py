"""Dates set by hand from a page: looked at, set, agreed to by a second person, taken back."""

import re
from urllib.parse import urlencode

import pytest

from tests.web.desk.officers import CHARA, SAMI, Officers, buttons, hidden, words
from tests.web.reading import faults_of
from tests.web.site import ask
from uprcycle.access.standing import Grant, Standing

DEADLINE = "stakeholder-submission-deadline"
NEW = "/desk/overrides/new"
TYPED = {"reason": "Agreed by letter", "source": "Letter of 19 November", "status": "confirmed"}
LATER = TYPED | {"of": "Haiti", "milestone": "hrc-adoption", "date": "2027-10-01"}
EARLIER = TYPED | {"of": "HTI", "milestone": DEADLINE, "date": "2026-06-01"}


@pytest.fixture
def desk() -> Officers:
    return Officers()


def address(typed: dict[str, str]) -> str:
    return f"{NEW}?{urlencode(typed)}"


def kept(desk: Officers) -> list[tuple[str, str, str, str]]:
    found = desk.wiring.store.overrides.all()
    return [(str(each.aim), str(each.span), each.by, each.confirmed_by) for each in found]


def test_an_empty_list_says_what_it_is_for(desk: Officers) -> None:
    page = desk.ask("/desk/overrides")

    assert (page.status_code, faults_of(page.text)) == (200, [])
    assert "No date is set by hand." in words(page)


def test_a_date_is_chosen_looked_at_and_set(desk: Officers) -> None:
    first, second = desk.ask(NEW), desk.ask(f"{NEW}?of=Ha%C3%AFti")
    before = desk.written
    shown = desk.ask(address(LATER))
    untouched = desk.written
    answer = desk.send(NEW, hidden(shown) | {"action": "set"})
    listed = desk.ask(answer.headers["location"])

    assert [faults_of(each.text) for each in (first, second, shown, listed)] == [[]] * 4
    assert ("o-milestone" in first.text, "o-milestone" in second.text) == (False, True)
    assert (untouched, answer.status_code) == (before, 303)
    assert kept(desk) == [("HTI 4 hrc-adoption", "2027-10-01", SAMI, "")]
    assert "from the next release" in words(listed)


def test_an_earlier_deadline_is_set_once_somebody_else_agreed(desk: Officers) -> None:
    desk.enter(CHARA)
    alone = desk.ask(address(EARLIER))
    refused = desk.send(NEW, hidden(alone) | {"action": "set"})
    agreed = desk.send(NEW, hidden(desk.ask(address(EARLIER), CHARA)) | {"action": "agree"}, CHARA)
    by_chara = desk.ask(agreed.headers["location"], CHARA)
    by_sami = desk.ask(address(EARLIER))
    desk.send(NEW, hidden(by_sami) | {"action": "set"})

    assert (buttons(alone)[-1], refused.status_code) == ("I agree to this", 409)
    assert re.search(r"[1-9] deadlines? would come earlier", words(alone))
    assert (agreed.status_code, buttons(by_chara)[-1]) == (303, "See what would follow")
    assert (f"Agreed to exactly this: {CHARA}" in words(by_sami), buttons(by_sami)[-1]) == (
        True,
        "Set this date",
    )
    assert kept(desk) == [(f"HTI 4 {DEADLINE}", "2026-06-01", SAMI, CHARA)]


def test_whoever_agreed_does_not_set_it_alone(desk: Officers) -> None:
    form = hidden(desk.ask(address(EARLIER)))
    desk.send(NEW, form | {"action": "agree"})
    answer = desk.send(NEW, form | {"action": "set"})

    assert (answer.status_code, kept(desk)) == (409, [])


def test_an_agreement_is_to_one_date_and_no_other(desk: Officers) -> None:
    agreed = hidden(desk.ask(address(EARLIER), CHARA))
    forged = agreed | {"date": "2026-05-01", "action": "agree"}
    before = desk.written

    assert desk.send(NEW, forged, CHARA).status_code == 409
    desk.send(NEW, agreed | {"action": "agree"}, CHARA)
    other = hidden(desk.ask(address(EARLIER | {"date": "2026-05-01"})))
    assert desk.send(NEW, other | {"action": "set"}).status_code == 409
    assert (desk.written, kept(desk)) == (before + 1, [])


def test_what_cannot_be_read_is_said_beside_its_field_and_not_kept(desk: Officers) -> None:
    wrong = LATER | {"date": "soon", "reason": ""}
    shown, sent = desk.ask(address(wrong)), desk.send(NEW, wrong | {"action": "set"})

    assert [(each.status_code, each.text.count('class="wrong"')) for each in (shown, sent)] == [(422, 2)] * 2
    assert (faults_of(shown.text), 'value="soon"' in sent.text, kept(desk)) == ([], True, [])


def test_a_page_that_is_older_than_the_release_in_force_sets_nothing(desk: Officers) -> None:
    form = hidden(desk.ask(address(LATER)))
    release = desk.wiring.world().release
    ruleset = desk.wiring.store.rulesets.of(release.ruleset)
    desk.wiring.store.releases.add(
        release.schedule, ruleset, by="x", note="y", source="", at=desk.wiring.now()
    )
    answer = desk.send(NEW, form | {"action": "set"})

    assert (answer.status_code, kept(desk)) == (409, [])


def test_a_date_is_taken_back_and_stays_in_the_list(desk: Officers) -> None:
    desk.send(NEW, hidden(desk.ask(address(LATER))) | {"action": "set"})
    asked = desk.ask("/desk/overrides/1/lift")
    answer = desk.send("/desk/overrides/1/lift", {}, CHARA)
    again = desk.send("/desk/overrides/1/lift", {})
    left, every = desk.ask("/desk/overrides"), desk.ask("/desk/overrides?every=yes")

    assert [faults_of(each.text) for each in (asked, every)] == [[], []]
    assert (answer.status_code, again.status_code) == (303, 409)
    assert ("and 1 that is over" in words(left), f"taken back {CHARA}" in words(every)) == (True, True)
    assert desk.ask("/desk/overrides/2/lift").status_code == 404


def test_an_officer_of_one_state_sees_and_sets_its_dates_alone(desk: Officers) -> None:
    greece = Grant(Standing.OFFICER, frozenset({"GRC"}))
    desk.send(NEW, hidden(desk.ask(address(LATER))) | {"action": "set"})
    listed = desk.ask("/desk/overrides", CHARA, greece)

    assert (listed.status_code, "Haiti" in words(listed)) == (200, False)
    assert [
        desk.ask(each, CHARA, greece).status_code
        for each in (address(LATER), f"{NEW}?of=54", f"{NEW}?of=GRC", "/desk/overrides/1/lift")
    ] == [404, 403, 200, 404]
    assert desk.ask("/desk/overrides", CHARA, Grant(Standing.OBSERVER)).status_code == 403
    assert ask("/desk/overrides").status_code == 303
