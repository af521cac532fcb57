"""Messages in words: each state has one, and what needs somebody says what to do."""

from dataclasses import replace
from datetime import timedelta

import pytest
from fastapi import Request

from tests.flows.installed import NOON
from tests.uprcycle.store.build import envelope
from tests.web.site import principal
from tests.web.staff.town import AMINA, OFFICER, Town
from uprcycle.access.standing import Grant, Standing
from uprcycle.store.ports import LedgerRow, LedgerState
from uprcycle.wording.language import ENGLISH
from web.access.reader import Reader
from web.page import Visit
from web.staff.messages import Addressees, clock_text, message_row


def addressees(town: Town, *grants: Grant) -> Addressees:
    sources = town.app().state.sources
    return Addressees(Reader(Visit(Request({"type": "http"}), sources, ""), principal(*grants)))


@pytest.mark.parametrize("state", LedgerState)
def test_every_state_has_a_word_and_a_message_its_reader(still_town: Town, state: LedgerState) -> None:
    message = replace(envelope("<a/b@example.org>", "notice/2/email/x"), person=AMINA.id)
    row = LedgerRow(message, state, 1, NOON, NOON + timedelta(minutes=5), refusals=1)
    shown = message_row(row, addressees(still_town, OFFICER), ENGLISH)

    assert shown["word"]
    assert bool(shown["remedy"]) is (state.value in {"claimed", "handing-over", "failed", "parked"})
    assert (shown["what"], shown["link"]) == ("changed dates", "/outbox/messages/a%2Fb@example.org")


def test_who_may_look_at_one_state_sees_the_messages_of_its_people(still_town: Town) -> None:
    of_togo = addressees(still_town, Grant(Standing.OFFICER, frozenset({"TGO"})))

    assert (of_togo.may_see(AMINA.id), of_togo.may_see("nobody")) == (False, False)
    assert addressees(still_town, OFFICER).may_see("nobody")
    assert of_togo.show(AMINA.id)["name"] == ""
    assert clock_text(NOON, ENGLISH) == "21 Nov 2026, 12:00 UTC"
