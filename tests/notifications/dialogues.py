"""What mail servers answer, and what is to be made of it: each row a dialogue of its own."""

from dataclasses import dataclass

from notifications.mail_server import Security
from tests.notifications.scripted import Answer, Cut, Silence, Slow
from uprcycle.store.ports import Outcome, Receipt

SENT, TEMPORARY, PERMANENT, UNKNOWN = Outcome.SENT, Outcome.TEMPORARY, Outcome.PERMANENT, Outcome.UNKNOWN
GONE = Receipt(TEMPORARY, "SMTPServerDisconnected")


@dataclass(frozen=True)
class Dialogue:
    """A server that answers by ``script``, and the receipt for a mail handed to it."""

    name: str
    script: dict[str, Answer]
    receipt: Receipt
    security: Security = Security.NONE

    def __str__(self) -> str:
        return self.name


DIALOGUES = (
    Dialogue("taken", {}, Receipt(SENT, "250 2.0.0")),
    Dialogue("greeting-later", {"greeting": b"421 later"}, Receipt(TEMPORARY, "421")),
    Dialogue("greeting-never", {"greeting": b"554 no"}, Receipt(TEMPORARY, "554")),
    Dialogue("greeting-cut", {"greeting": Cut()}, GONE),
    Dialogue("greeting-of-something-else", {"greeting": b"hello"}, Receipt(TEMPORARY, "-1")),
    Dialogue("greeting-silent", {"greeting": Silence()}, GONE),
    Dialogue("old-server", {"EHLO": b"502 old"}, Receipt(SENT, "250 2.0.0")),
    Dialogue("hello-refused", {"EHLO": b"550 no", "HELO": b"550 no"}, Receipt(TEMPORARY, "550")),
    Dialogue("sender-later", {"MAIL": b"451 4.3.0 later"}, Receipt(TEMPORARY, "451 4.3.0")),
    Dialogue("sender-is-ours-to-mend", {"MAIL": b"550 5.7.1 no"}, Receipt(TEMPORARY, "550 5.7.1")),
    Dialogue("greylisted", {"RCPT": b"450 4.2.0 greylisted"}, Receipt(TEMPORARY, "450 4.2.0")),
    Dialogue("full", {"RCPT": b"452 full"}, Receipt(TEMPORARY, "452")),
    Dialogue("nobody", {"RCPT": b"550 5.1.1 <ann@example.org> unknown"}, Receipt(PERMANENT, "550 5.1.1")),
    Dialogue("forwarded", {"RCPT": b"251 forwarded"}, Receipt(SENT, "250 2.0.0")),
    Dialogue("recipient-silent", {"RCPT": Silence()}, GONE),
    Dialogue("recipient-cut", {"RCPT": Cut()}, GONE),
    Dialogue("text-later", {"DATA": b"451 later"}, Receipt(TEMPORARY, "451")),
    Dialogue("text-never", {"DATA": b"554 5.7.1 no"}, Receipt(PERMANENT, "554 5.7.1")),
    Dialogue("text-misunderstood", {"DATA": b"250 what"}, Receipt(TEMPORARY, "250")),
    Dialogue("slow-but-taken", {".": Slow(0.4, b"250 queued")}, Receipt(SENT, "250")),
    Dialogue("taken-later", {".": b"451 4.7.1 later"}, Receipt(TEMPORARY, "451 4.7.1")),
    Dialogue("too-big", {".": b"552 5.3.4 too big"}, Receipt(PERMANENT, "552 5.3.4")),
    Dialogue("silent-after-the-dot", {".": Silence()}, Receipt(UNKNOWN, "SMTPServerDisconnected")),
    Dialogue("cut-after-the-dot", {".": Cut()}, Receipt(UNKNOWN, "SMTPServerDisconnected")),
    Dialogue("nonsense-after-the-dot", {".": b"what"}, Receipt(UNKNOWN, "-1")),
    Dialogue("cut-after-all", {"QUIT": Cut()}, Receipt(SENT, "250 2.0.0")),
    Dialogue("silent-after-all", {"QUIT": Silence()}, Receipt(SENT, "250 2.0.0")),
)
"""In clear, to this machine."""

_OFFERED = b"250-scripted\r\n250 STARTTLS"
_NOT_OFFERED = Receipt(TEMPORARY, "the server does not offer what was asked for")

UNSAFE_DIALOGUES = (
    Dialogue("starttls-not-offered", {}, _NOT_OFFERED, Security.STARTTLS),
    Dialogue(
        "starttls-offered-and-refused",
        {"EHLO": _OFFERED, "STARTTLS": b"454 4.7.0 later"},
        Receipt(TEMPORARY, "454 4.7.0"),
        Security.STARTTLS,
    ),
    Dialogue(
        "starttls-agreed-and-spoken-in-clear",
        {"EHLO": _OFFERED, "STARTTLS": b"220 go on"},
        Receipt(TEMPORARY, "SSLError"),
        Security.STARTTLS,
    ),
    Dialogue("no-tls-at-all", {}, Receipt(TEMPORARY, "SSLError"), Security.TLS),
)
"""Where TLS was asked for and does not come about: nothing of the mail may be heard."""
