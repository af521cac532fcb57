import socket
import ssl
from collections.abc import Mapping
from pathlib import Path

import pytest

from notifications.smtp_channel import MailServer, Security, SmtpChannel, Waits, read_mail_server
from tests.notifications.mail_server import Inbox, certificates, serving
from tests.notifications.scripted import Answer, Cut, Silence, Slow, scripted
from uprcycle.errors import BadInputError
from uprcycle.store.ports import Outcome, Receipt

Trust = tuple[ssl.SSLContext, ssl.SSLContext]

PASSWORD = "p@ss/word"
PAYLOAD = b"Subject: hello\r\n\r\nA secret line\r\n.\r\n..two dots\r\nlast\r\n"
SLOW = Waits(connect=5, command=5, accept=5)
SHORT = Waits(connect=0.5, command=0.3, accept=0.6)
SENT, TEMPORARY, PERMANENT, UNKNOWN = Outcome.SENT, Outcome.TEMPORARY, Outcome.PERMANENT, Outcome.UNKNOWN


def channel(port: int, security: Security = Security.NONE) -> SmtpChannel:
    return SmtpChannel(MailServer("127.0.0.1", port, security), "uprcycle@example.org", SHORT)


@pytest.mark.parametrize(
    ("script", "receipt"),
    [
        pytest.param({}, Receipt(SENT, "250 2.0.0"), id="taken"),
        pytest.param({"greeting": b"421 later"}, Receipt(TEMPORARY, "421"), id="greeting-later"),
        pytest.param({"greeting": b"554 no"}, Receipt(TEMPORARY, "554"), id="greeting-never"),
        pytest.param({"greeting": Cut()}, Receipt(TEMPORARY, "SMTPServerDisconnected"), id="greeting-cut"),
        pytest.param({"greeting": b"hello"}, Receipt(TEMPORARY, "-1"), id="greeting-of-something-else"),
        pytest.param(
            {"greeting": Silence()}, Receipt(TEMPORARY, "SMTPServerDisconnected"), id="greeting-silent"
        ),
        pytest.param({"EHLO": b"502 old"}, Receipt(SENT, "250 2.0.0"), id="old-server"),
        pytest.param({"EHLO": b"550 no", "HELO": b"550 no"}, Receipt(TEMPORARY, "550"), id="hello-refused"),
        pytest.param({"MAIL": b"451 4.3.0 later"}, Receipt(TEMPORARY, "451 4.3.0"), id="sender-later"),
        pytest.param({"MAIL": b"550 5.7.1 no"}, Receipt(TEMPORARY, "550 5.7.1"), id="sender-is-ours-to-mend"),
        pytest.param({"RCPT": b"450 4.2.0 greylisted"}, Receipt(TEMPORARY, "450 4.2.0"), id="greylisted"),
        pytest.param({"RCPT": b"452 full"}, Receipt(TEMPORARY, "452"), id="full"),
        pytest.param(
            {"RCPT": b"550 5.1.1 <ann@example.org> unknown"}, Receipt(PERMANENT, "550 5.1.1"), id="nobody"
        ),
        pytest.param({"RCPT": b"251 forwarded"}, Receipt(SENT, "250 2.0.0"), id="forwarded"),
        pytest.param(
            {"RCPT": Silence()}, Receipt(TEMPORARY, "SMTPServerDisconnected"), id="recipient-silent"
        ),
        pytest.param({"RCPT": Cut()}, Receipt(TEMPORARY, "SMTPServerDisconnected"), id="recipient-cut"),
        pytest.param({"DATA": b"451 later"}, Receipt(TEMPORARY, "451"), id="text-later"),
        pytest.param({"DATA": b"554 5.7.1 no"}, Receipt(PERMANENT, "554 5.7.1"), id="text-never"),
        pytest.param({"DATA": b"250 what"}, Receipt(TEMPORARY, "250"), id="text-misunderstood"),
        pytest.param({".": Slow(0.4, b"250 queued")}, Receipt(SENT, "250"), id="slow-but-taken"),
        pytest.param({".": b"451 4.7.1 later"}, Receipt(TEMPORARY, "451 4.7.1"), id="taken-later"),
        pytest.param({".": b"552 5.3.4 too big"}, Receipt(PERMANENT, "552 5.3.4"), id="too-big"),
        pytest.param({".": Silence()}, Receipt(UNKNOWN, "SMTPServerDisconnected"), id="silent-after-the-dot"),
        pytest.param({".": Cut()}, Receipt(UNKNOWN, "SMTPServerDisconnected"), id="cut-after-the-dot"),
        pytest.param({".": b"what"}, Receipt(UNKNOWN, "-1"), id="nonsense-after-the-dot"),
        pytest.param({"QUIT": Cut()}, Receipt(SENT, "250 2.0.0"), id="cut-after-all"),
        pytest.param({"QUIT": Silence()}, Receipt(SENT, "250 2.0.0"), id="silent-after-all"),
    ],
)
def test_what_an_answer_means(script: Mapping[str, Answer], receipt: Receipt) -> None:
    with scripted(script) as server:
        assert channel(server.port).send(PAYLOAD, "ann@example.org") == receipt


def test_the_message_arrives_byte_for_byte_to_the_stored_address_alone() -> None:
    with scripted({}) as server:
        channel(server.port).send(PAYLOAD, "ann@example.org")

    assert [each.replace(b"\r\n..", b"\r\n.") for each in server.messages] == [PAYLOAD]
    assert [line for line in server.heard.splitlines() if line[:4].upper() in (b"MAIL", b"RCPT")] == [
        b"mail FROM:<uprcycle@example.org>",
        b"rcpt TO:<ann@example.org>",
    ]


def test_nobody_at_the_port_is_a_reason_to_try_again() -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]

    assert channel(port).send(PAYLOAD, "ann@example.org") == Receipt(TEMPORARY, "ConnectionRefusedError")


@pytest.mark.parametrize(
    "address", ["ann@example.org>\r\nRCPT TO:<eve@example.net", "ann@example.org\n", "<>", ""]
)
def test_no_address_smuggles_a_command(address: str) -> None:
    with scripted({}) as server:
        receipt = channel(server.port).send(PAYLOAD, address)

    assert (receipt, server.heard) == (Receipt(PERMANENT, "not a plain mail address"), b"")


@pytest.mark.parametrize(
    ("security", "script", "answer"),
    [
        pytest.param(Security.STARTTLS, {}, "the server does not offer what was asked for", id="not-offered"),
        pytest.param(
            Security.STARTTLS,
            {"EHLO": b"250-scripted\r\n250 STARTTLS", "STARTTLS": b"454 4.7.0 later"},
            "454 4.7.0",
            id="offered-and-refused",
        ),
        pytest.param(
            Security.STARTTLS,
            {"EHLO": b"250-scripted\r\n250 STARTTLS", "STARTTLS": b"220 go on"},
            "SSLError",
            id="agreed-and-spoken-in-clear",
        ),
        pytest.param(Security.TLS, {}, "SSLError", id="no-tls-at-all"),
    ],
)
def test_nothing_goes_in_clear_where_tls_was_asked_for(
    security: Security, script: Mapping[str, Answer], answer: str
) -> None:
    with scripted(script) as server:
        receipt = channel(server.port, security).send(PAYLOAD, "ann@example.org")

    assert receipt == Receipt(TEMPORARY, answer)
    assert [word for word in (b"FROM", b"ann@example.org", b"secret") if word in server.heard] == []


@pytest.fixture(scope="session")
def trusted(tmp_path_factory: pytest.TempPathFactory) -> Trust:
    return certificates(tmp_path_factory.mktemp("trusted"), "localhost")


def secured(inbox: Inbox, security: Security, context: ssl.SSLContext, password: str = PASSWORD) -> Receipt:
    user = "robot@example.org" if security is Security.STARTTLS else ""
    server = MailServer("localhost", inbox.port, security, user, password if user else "")
    return SmtpChannel(server, "uprcycle@example.org", SLOW, context).send(PAYLOAD, "ann@example.org")


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


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://localhost", MailServer("localhost", 25, Security.NONE)),
        ("smtp://127.0.0.1:2525/", MailServer("127.0.0.1", 2525, Security.NONE)),
        ("smtp://[::1]:2525", MailServer("::1", 2525, Security.NONE)),
        ("smtps://mail.example.org", MailServer("mail.example.org", 465, Security.TLS)),
        (
            "smtp+starttls://robot%40example.org:p%40ss%2Fword@mail.example.org",
            MailServer("mail.example.org", 587, Security.STARTTLS, "robot@example.org", PASSWORD),
        ),
    ],
)
def test_the_address_of_a_mail_server(url: str, server: MailServer) -> None:
    assert read_mail_server(url) == server


@pytest.mark.parametrize(
    ("url", "what"),
    [
        ("", "is not the address of a mail server"),
        ("mail.example.org:25", "is not the address of a mail server"),
        ("https://secret:word@mail.example.org", "is not the address of a mail server"),
        ("smtp://", "is not the address of a mail server"),
        ("smtp://mail example.org", "is not the address of a mail server"),
        ("smtps://secret:word@mail.example.org:99999", "has an impossible host or port"),
        ("smtps://secret:word@[mail.example.org", "has an impossible host or port"),
        ("smtps://secret:word@mail.example.org/?x=1", "goes on after the port"),
        ("smtp://secret:word@mail.example.org", "would send a password in clear"),
    ],
)
def test_another_address_is_refused_without_repeating_its_password(url: str, what: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read_mail_server(url)

    assert [each.what for each in caught.value.problems] == [what]
    assert "word@" not in str(caught.value).replace("user:password@", "")


def test_a_password_is_not_shown() -> None:
    assert "p@ss" not in repr(channel(25, Security.TLS)) + repr(
        MailServer("localhost", 25, Security.TLS, "robot", "p@ss")
    )
