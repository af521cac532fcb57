import pytest

from notifications.guard import DeliveryMode
from notifications.modes import mode_text
from uprcycle.wording.language import ENGLISH


@pytest.mark.parametrize(
    ("mode", "text"),
    [
        (DeliveryMode.RECORDER, "Trial run: messages are recorded; none leaves this machine."),
        (DeliveryMode.REDIRECT, "Trial run: all messages go to whoever runs this installation."),
        (DeliveryMode.ALLOWLIST, "Trial run: messages go to a few chosen addresses only."),
        (DeliveryMode.LIVE, "Messages go to everybody they are for."),
    ],
)
def test_what_a_mode_means(mode: DeliveryMode, text: str) -> None:
    assert mode_text(mode, ENGLISH) == text
