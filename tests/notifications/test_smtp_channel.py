import socket
import ssl
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

import pytest

from notifications.mail_server import MailServer, Security
from notifications.pace import Limits
from notifications.smtp_channel import SmtpChannel, Waits
from tests.notifications.dialogues import DIALOGUES, UNSAFE_DIALOGUES, Dialogue
from tests.notifications.mail_server import Inbox, certificates, serving
from tests.notifications.scripted import Answers, Cut, scripted
from uprcycle.store.ports import Outcome, Receipt

Trust = tuple[ssl.SSLContext, ssl.SSLContext]

PASSWORD = "p@ss/word"
PAYLOAD = b"Subject: hello\r\n\r\nA secret line\r\n.\r\n..two dots\r\nlast\r\n"
SLOW = Waits(connect=5, command=5, accept=5)
SHORT = Waits(connect=0.5, command=0.3, accept=0.6)
BOX, SENDER = "ann@example.org", "uprcycle@example.org"
SENT, TEMPORARY, PERMANENT, UNKNOWN = Outcome.SENT, Outcome.TEMPORARY, Outcome.PERMANENT, Outcome.UNKNOWN


def send(port: int, to: str = BOX, security: Security = Security.NONE) -> Receipt:
    with closing(SmtpChannel(MailServer("127.0.0.1", port, security), SENDER, SHORT)) as channel:
        return channel.send(PAYLOAD, to)


@pytest.mark.parametrize("dialogue", DIALOGUES, ids=str)
def test_what_an_answer_means(dialogue: Dialogue) -> None:
    with scripted(dialogue.script) as server:
        assert send(server.port) == dialogue.receipt


def test_the_message_arrives_byte_for_byte_to_the_stored_address_alone() -> None:
    with scripted({}) as server:
        send(server.port)

    assert [each.replace(b"\r\n..", b"\r\n.") for each in server.messages] == [PAYLOAD]
    assert [line for line in server.heard.splitlines() if line[:4].upper() in (b"MAIL", b"RCPT")] == [
        b"mail FROM:<uprcycle@example.org>",
        b"rcpt TO:<ann@example.org>",
    ]


def test_nobody_at_the_port_is_a_reason_to_try_again() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

    assert send(port) == Receipt(TEMPORARY, "ConnectionRefusedError")


@pytest.mark.parametrize(
    "address", ["ann@example.org>\r\nRCPT TO:<eve@example.net", "ann@example.org\n", "<>", ""]
)
def test_no_address_smuggles_a_command(address: str) -> None:
    with scripted({}) as server:
        receipt = send(server.port, address)

    assert (receipt, server.heard) == (Receipt(PERMANENT, "not a plain mail address"), b"")


@pytest.mark.parametrize("dialogue", UNSAFE_DIALOGUES, ids=str)
def test_nothing_goes_in_clear_where_tls_was_asked_for(dialogue: Dialogue) -> None:
    with scripted(dialogue.script) as server:
        receipt = send(server.port, security=dialogue.security)

    assert receipt == dialogue.receipt
    assert [word for word in (b"FROM", b"ann@example.org", b"secret") if word in server.heard] == []


@pytest.fixture(scope="session")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    return certificates(tmp_path_factory.mktemp("trusted"), "localhost")


def secured(
    inbox: Inbox, security: Security, context: ssl.SSLContext | None, password: str = PASSWORD
) -> Receipt:
    user = "robot@example.org" if security is Security.STARTTLS else ""
    server = MailServer("localhost", inbox.port, security, user, password if user else "")
    with closing(SmtpChannel(server, SENDER, SLOW, context=context)) as channel:
        return channel.send(PAYLOAD, BOX)


@pytest.mark.parametrize("security", list(Security))
def test_a_real_server_takes_the_message(security: Security, trusted: Trust) -> None:
    shown, context = trusted
    tls = None if security is Security.NONE else shown
    with serving(Inbox(), tls, starttls=security is Security.STARTTLS) as inbox:
        receipt = secured(inbox, security, context)

    assert receipt == Receipt(SENT, "250 2.0.0")
    assert [(each.mail_from, each.rcpt_tos, each.content) for each in inbox.taken] == [
        ("uprcycle@example.org", ["ann@example.org"], PAYLOAD)
    ]
    assert inbox.was_secret == [security is not Security.NONE]


def test_a_wrong_password_is_ours_to_mend(trusted: Trust) -> None:
    shown, context = trusted
    with serving(Inbox(), shown, starttls=True) as inbox:
        receipt = secured(inbox, Security.STARTTLS, context, "wrong")

    assert (receipt, inbox.taken) == (Receipt(TEMPORARY, "535 5.7.8"), [])


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@pytest.mark.parametrize("host", ["localhost", "elsewhere.example.org"])
def test_a_certificate_that_is_not_trusted_or_of_another_host_ends_it(
    security: Security, host: str, tmp_path: Path, trusted: Trust
) -> None:
    shown, context = certificates(tmp_path, host)
    believed = trusted[1] if host == "localhost" else context
    with serving(Inbox(), shown, starttls=security is Security.STARTTLS) as inbox:
        receipt = secured(inbox, security, believed)

    assert (receipt, inbox.taken) == (Receipt(TEMPORARY, "SSLCertVerificationError"), [])


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
def test_who_names_no_certificates_trusts_those_of_the_machine_alone(
    security: Security, trusted: Trust
) -> None:
    with serving(Inbox(), trusted[0], starttls=security is Security.STARTTLS) as inbox:
        receipt = secured(inbox, security, None)

    assert (receipt, inbox.taken) == (Receipt(TEMPORARY, "SSLCertVerificationError"), [])


def sent(script: Mapping[str, Answers], *moments: float, most: int = 100) -> tuple[list[Receipt], int, int]:
    """Send a message at each moment; return the receipts and the numbers of connections and messages."""
    with scripted(script) as server:
        way = MailServer("127.0.0.1", server.port, Security.NONE)
        channel = SmtpChannel(way, SENDER, SHORT, Limits(per_second=0, per_connection=most))
        with closing(channel):
            receipts = []
            for channel.now in (partial(float, each) for each in moments):
                receipts.append(channel.send(PAYLOAD, BOX))
    return receipts, server.connections, len(server.messages)


TAKEN = Receipt(SENT, "250 2.0.0")
GONE = Receipt(TEMPORARY, "SMTPServerDisconnected")


@pytest.mark.parametrize(
    ("script", "receipts", "connections"),
    [
        pytest.param({}, [TAKEN] * 3, 1, id="one-connection-for-all"),
        pytest.param(
            {"RCPT": [b"250 ok", b"550 5.1.1 no", b"250 ok"]},
            [TAKEN, Receipt(PERMANENT, "550 5.1.1"), TAKEN],
            1,
            id="one-refused-among-three",
        ),
        pytest.param(
            {"RCPT": [b"250 ok", b"550 5.1.1 no", b"250 ok"], "RSET": Cut()},
            [TAKEN, Receipt(PERMANENT, "550 5.1.1"), TAKEN],
            2,
            id="refused-and-hung-up",
        ),
        pytest.param(
            {"RCPT": [b"250 ok", b"421 4.7.0 tired", b"250 ok"]},
            [TAKEN, Receipt(TEMPORARY, "421 4.7.0"), TAKEN],
            2,
            id="tired-at-the-recipient",
        ),
        pytest.param({"MAIL": [b"250 ok", Cut(), b"250 ok"]}, [TAKEN] * 3, 2, id="cut-between-two"),
        pytest.param(
            {"MAIL": [b"250 ok", b"421 4.4.2 idle", b"250 ok"]}, [TAKEN] * 3, 2, id="closed-between-two"
        ),
        pytest.param(
            {".": [b"451 4.3.0 later", b"250 2.0.0 ok"]},
            [Receipt(TEMPORARY, "451 4.3.0"), TAKEN, TAKEN],
            1,
            id="refused-after-the-dot",
        ),
        pytest.param(
            {".": [Cut(), b"250 2.0.0 ok"]},
            [Receipt(UNKNOWN, "SMTPServerDisconnected"), TAKEN, TAKEN],
            2,
            id="cut-after-the-dot",
        ),
        pytest.param({"RCPT": [Cut(), b"250 ok"]}, [GONE, TAKEN, TAKEN], 2, id="cut-within-a-transaction"),
    ],
)
def test_messages_share_a_connection_and_none_suffers_for_another(
    script: Mapping[str, Answers], receipts: list[Receipt], connections: int
) -> None:
    assert sent(script, 0, 0, 0)[:2] == (receipts, connections)


def test_a_connection_carries_only_so_many_messages() -> None:
    assert sent({}, *[0] * 5, most=2) == ([TAKEN] * 5, 3, 5)


@pytest.mark.parametrize(
    "script",
    [
        pytest.param({"greeting": [b"421 4.3.2 later", b"220 hello"]}, id="greeting"),
        pytest.param({"MAIL": [b"421 4.3.2 later", b"250 ok"]}, id="sender"),
    ],
)
def test_a_server_that_lets_nobody_in_is_left_alone_for_a_minute(script: Mapping[str, Answers]) -> None:
    refused = Receipt(TEMPORARY, "421 4.3.2")

    assert sent(script, 0, 0, 59, 60) == ([refused, refused, refused, TAKEN], 2, 1)


def test_a_password_is_not_shown() -> None:
    server = MailServer("localhost", 25, Security.TLS, "robot", "p@ss")

    assert "p@ss" not in repr(SmtpChannel(server, SENDER)) + repr(server)
