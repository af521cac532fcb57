"""The outbox: what waits and failed, who would be told of what, holding, letting go, and sending once."""

import re

from tests.web.staff.posted import release_again, send_all
from tests.web.staff.town import AMINA, OFFICER, TOGO, Town
from uprcycle.access.standing import Grant, Standing
from uprcycle.store.ports import LedgerState

TOGO_ALONE = Grant(Standing.OFFICER, frozenset({"TGO"}))


def test_an_empty_outbox_says_so(still_town: Town) -> None:
    page = still_town.see("/outbox", OFFICER).text

    assert [
        each for each in ("No message failed.", "Nothing waits.", "Everybody was told") if each not in page
    ] == []
    assert "Nothing has been sent yet." in still_town.see("/outbox/sent", OFFICER).text


def test_what_failed_says_why_and_what_to_do_to_whom_it_concerns(town: Town) -> None:
    send_all(town)
    page, of_togo = town.see("/outbox", OFFICER).text, town.see("/outbox", TOGO_ALONE).text

    assert "550 5.1.1 &lt;no such user&gt;" in page
    assert "See that the address of the person is right." in page
    assert "the next round tries again" in page
    assert AMINA.name not in page.split("</title>")[0]
    assert [each for each in (AMINA.name, "550 5.1.1") if each in of_togo] == []
    assert TOGO.name in of_togo
    sent = town.see("/outbox/sent", OFFICER).text
    assert "recorded only; it left nowhere" in sent
    assert [
        each for each in re.findall(r'href="([^"]+)"', sent) if "xample" in each and "@" not in each
    ] == []


def test_who_would_be_told_is_seen_before_it_is_sent_and_nobody_twice(town: Town) -> None:
    release_again(town)
    assert "so that you can look first" in town.see("/outbox", OFFICER).text
    listed = town.see("/outbox/notices", OFFICER).text
    assert f'href="/outbox/notices/{AMINA.id}"' in listed
    asked = town.see("/outbox/send", OFFICER).text
    digest = re.search(r'name="digest" value="(\w+)"', asked)
    assert digest is not None
    assert town.wiring.store.ledger.rows() == ()

    assert town.do("/outbox/send", {"digest": "another"}, OFFICER).status_code == 409
    answer = town.do("/outbox/send", {"digest": digest[1], "at_once": "yes"}, OFFICER)

    assert (answer.status_code, answer.headers["location"]) == (303, "/outbox?said=sending")
    while town.staff.outbox.state().is_sending:
        pass
    assert {row.state for row in town.wiring.store.ledger.rows()} == {LedgerState.SENT}
    assert "The last sending from here:" in town.see("/outbox", OFFICER).text
    assert town.do("/outbox/send", {"digest": digest[1]}, OFFICER).status_code == 409


def test_notices_are_held_for_a_reason_and_let_go(town: Town) -> None:
    release_again(town)
    assert town.do("/outbox", {"action": "hold", "reason": ""}, OFFICER).status_code == 400
    assert town.do("/outbox", {"action": "hold", "reason": "two <dates>"}, OFFICER).status_code == 303
    assert "two &lt;dates&gt;" in town.see("/outbox", OFFICER).text
    digest = town.staff.outbox.state().digest
    assert town.do("/outbox/send", {"digest": digest}, OFFICER).status_code == 409
    assert (
        town.do("/outbox", {"action": "hold", "reason": "again"}, OFFICER).headers["location"]
        == "/outbox?said="
    )
    assert town.do("/outbox", {"action": "resume"}, OFFICER).status_code == 303
    assert town.wiring.store.holds.standing() is None
    assert town.do("/outbox", {"action": "other"}, OFFICER).status_code == 400
