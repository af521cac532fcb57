from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

from notifications.mail import Content, build_mail, seal
from tests.notifications.build import HEAD, NOON, person
from uprcycle.people import Person

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
