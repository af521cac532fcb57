"""What the delivery mode means, in words that anybody may read: no count, no address."""

from notifications.guard import DeliveryMode
from uprcycle.wording.language import Language


def mode_text(mode: DeliveryMode, language: Language) -> str:
    """Return one sentence on how far messages of this installation go."""
    texts = {
        DeliveryMode.RECORDER: language.text("Trial run: messages are recorded; none leaves this machine."),
        DeliveryMode.REDIRECT: language.text("Trial run: all messages go to whoever runs this installation."),
        DeliveryMode.ALLOWLIST: language.text("Trial run: messages go to a few chosen addresses only."),
        DeliveryMode.LIVE: language.text("Messages go to everybody they are for."),
    }
    return texts[mode]
