import base64
from dataclasses import dataclass, replace
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import dkim  # type: ignore[import-untyped]
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from notifications.links import Tokens
from notifications.mail import Content, build_mail, seal
from tests.notifications.build import HEAD, NOON, person
from uprcycle.people import Person
from uprcycle.store.ports import Purpose

ANN = person("p1")
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
PLAIN = Content("A subject", "Bonjour à tous\n", "<p>Bonjour</p>\n", "fr")
WITH_ENTRIES = Content("A subject", "Bonjour à tous\n", "<p>Bonjour</p>\n", "fr", CALENDAR)


@dataclass(frozen=True)
class Letterbox:
    """The smallest occasion there is."""

    person: Person = ANN
    keys: tuple[str, ...] = ("notice/2/email/p1",)
    send_at: datetime = NOON


def read(content: Content) -> EmailMessage:
    sent = build_mail(Letterbox(), content, HEAD, NOON).as_bytes()
    return message_from_bytes(sent, policy=default)


def test_calendar_entries_travel_as_a_published_calendar_beside_text_and_html() -> None:
    message = read(WITH_ENTRIES)
    (entries,) = message.iter_attachments()
    assert [each.get_content_type() for each in message.walk()] == [
        "multipart/mixed",
        "multipart/alternative",
        "text/plain",
        "text/html",
        "text/calendar",
    ]
    assert entries["Content-Type"].params == {"method": "PUBLISH", "charset": "utf-8"}
    assert entries.get_filename() == "upr.ics"
    assert entries.get_payload(decode=True) == CALENDAR


def test_a_mail_without_entries_has_two_parts() -> None:
    kinds = [each.get_content_type() for each in read(PLAIN).walk()]
    assert kinds == ["multipart/alternative", "text/plain", "text/html"]


def test_the_language_stands_on_the_whole_message() -> None:
    assert (read(PLAIN)["Content-Language"], read(WITH_ENTRIES)["Content-Language"]) == ("fr", "fr")


def test_the_same_occasion_gives_the_same_bytes() -> None:
    twice = [build_mail(Letterbox(), WITH_ENTRIES, HEAD, NOON).as_bytes() for _ in range(2)]
    assert twice[0] == twice[1]


def test_another_occasion_is_another_message() -> None:
    other = build_mail(Letterbox(keys=("notice/3/email/p1",)), PLAIN, HEAD, NOON)
    assert other["Message-ID"] != read(PLAIN)["Message-ID"]


def test_an_envelope_holds_what_its_occasion_says() -> None:
    message = build_mail(Letterbox(), PLAIN, HEAD, NOON)
    envelope = seal(Letterbox(), message)
    assert (envelope.keys, envelope.person, envelope.not_before) == (("notice/2/email/p1",), "p1", NOON)
    assert envelope.payload == message.as_bytes()


LONG = replace(
    HEAD,
    base_url=f"https://{'upr-workspace.' * 8}example.org",
    tokens=Tokens(dict.fromkeys(Purpose, f"uprmail-{'aB1_-' * 8}abc")),
)
ADDRESS = f"{LONG.base_url}/unsubscribe/uprmail-{'aB1_-' * 8}abc"


def test_a_mail_program_finds_where_to_unsubscribe_however_long_the_address() -> None:
    sent = build_mail(Letterbox(), PLAIN, LONG, NOON).as_bytes()

    assert sent.count(f"\r\nList-Unsubscribe: <{ADDRESS}>\r\n".encode()) == 1
    assert sent.count(b"\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n") == 1


def test_without_https_no_one_click_is_promised() -> None:
    plain = build_mail(Letterbox(), PLAIN, replace(HEAD, base_url="http://127.0.0.1:8080"), NOON)

    assert plain["List-Unsubscribe-Post"] is None
    assert plain["List-Unsubscribe"].startswith("<http://127.0.0.1:8080/unsubscribe/")


@pytest.mark.parametrize("header", ["List-Unsubscribe", "List-Unsubscribe-Post"])
def test_a_signature_covers_where_to_unsubscribe(header: str) -> None:
    key = rsa.generate_private_key(65537, 2048)
    form = serialization.PrivateFormat.TraditionalOpenSSL
    private = key.private_bytes(serialization.Encoding.PEM, form, serialization.NoEncryption())
    public = key.public_key().public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    record = b"v=DKIM1; k=rsa; p=" + base64.b64encode(public)
    mail = build_mail(Letterbox(), PLAIN, LONG, NOON).as_bytes()
    names = [each.lower().encode() for each in message_from_bytes(mail)]
    signature = dkim.sign(mail, b"mail", b"example.org", private, include_headers=names)
    changed = mail.replace(f"{header}: ".encode(), f"{header}: x".encode())

    signed = {each.strip().lower() for each in _tag(signature, "h").split(":")}
    assert {"list-unsubscribe", "list-unsubscribe-post", "from", "message-id"} <= signed
    assert dkim.verify(signature + mail, dnsfunc=lambda *_, **__: record)
    assert not dkim.verify(signature + changed, dnsfunc=lambda *_, **__: record)


def _tag(signature: bytes, name: str) -> str:
    fields = (each.partition("=") for each in "".join(signature.decode().split()).split(";"))
    return next(value for key, _, value in fields if key == name)
