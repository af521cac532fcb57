"""What a mail holds and by which way it goes stands in no log and no trail, however its sending ends."""

import logging
from collections.abc import Mapping

import pytest

from flows.installation.settings import Settings
from flows.nudges.nudging import send_nudges
from notifications.guard import DeliveryMode
from tests.flows.canaries import fill
from tests.flows.installed import NOON, TODAY, wiring_over
from tests.notifications.scripted import Answer, Cut, scripted
from uprcycle.store.memory import MemoryStore

ROLE, NAME, ADDRESS, PASSWORD = "RCO", "Person RCO", "rco@example.org", "canary-password"
WORDS = (NAME, ADDRESS, PASSWORD, "/answers/")


@pytest.mark.parametrize(
    "script",
    [
        pytest.param({"RCPT": b"550 5.1.1 <rco@example.org> Person RCO is unknown"}, id="refused-by-name"),
        pytest.param({".": Cut()}, id="cut-after-the-dot"),
        pytest.param({"greeting": b"554 canary-password"}, id="nobody-let-in"),
    ],
)
def test_neither_log_nor_trail_nor_answer_names_anybody(
    script: Mapping[str, Answer], caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    store = MemoryStore()
    fill(store, [ROLE])
    with scripted(script) as server, caplog.at_level(logging.DEBUG):
        live = Settings(delivery=DeliveryMode.LIVE, smtp_url=f"smtp://127.0.0.1:{server.port}")
        report = send_nudges(wiring_over(store, lambda: NOON, live), TODAY)
    trail = [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows()]
    answers = [row.answer for row in store.ledger.rows()]
    said = "\n".join([caplog.text, *capfd.readouterr(), repr(trail), repr(answers), repr(report)])

    assert len(store.ledger.rows()) == 1
    assert [word for word in WORDS if word.casefold() in said.casefold()] == []
