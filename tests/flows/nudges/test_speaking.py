"""A round says all that is due, and tells whoever answers for a chat that it is closed."""

from pathlib import Path

from flows.nudges.speaking import tell_of_closed
from notifications.deliver import DeliveryReport
from tests.flows.installed import wiring_over
from tests.flows.town import AMINA, HOUR, connect_both, town_in
from uprcycle.people import MAIL
from uprcycle.store.memory import MemoryStore

CLOSED = "A chat that uprcycle wrote to is closed"


def test_who_answers_for_a_chat_is_told_once_and_at_once_that_it_is_closed(home: Path) -> None:
    with town_in(home) as town:
        connect_both(town)
        town.chat.answer(404)
        assert town.round() == "2 messages sent, 1 deferred"
        assert (town.addressed(), town.subjects()) == (["amina@example.org"], [CLOSED])
        for _ in range(2):
            town.now += HOUR
            town.round()

        assert [each for each in town.subjects() if each == CLOSED] == [CLOSED]
        assert town.addressed() == ["amina@example.org"] * 2
        assert len(town.chat.taken) == 2
        mailed = [row.envelope for row in town.wiring.store.ledger.rows() if row.envelope.channel == MAIL]
        assert [each.keys for each in mailed if len(each.keys) == 1] == [(f"closed/c1/{AMINA}",)]


def test_where_no_chat_is_closed_nobody_is_told() -> None:
    assert tell_of_closed(wiring_over(MemoryStore())) == DeliveryReport()
