"""A message for somebody else to look at: its words, its language, and nothing in it that acts."""

from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage

from notifications.mail_policy import MAIL
from notifications.preview import Preview, read_preview
from tests.uprcycle.store.build import envelope

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
TOKEN = "Ab1" + "x" * 43


def mail() -> bytes:
    message = EmailMessage(policy=MAIL)
    message["From"], message["To"], message["Subject"] = "a@example.org", "b@example.org", "Zimbabwe : 1 date"
    message.set_content(f"Répondre https://upr.example.org/answers/{TOKEN}/1\n")
    message.add_alternative(
        f'<a href="https://upr.example.org/answers/{TOKEN}/1">Répondre</a>', subtype="html"
    )
    message["Content-Language"] = "fr"
    return message.as_bytes()


def test_a_mail_is_shown_in_its_language_with_its_links_switched_off() -> None:
    preview = read_preview(replace(envelope("m"), channel="email", payload=mail()))

    assert preview == Preview(
        "Zimbabwe : 1 date",
        "fr",
        "Répondre https://upr.example.org/answers/switched-off/1\n",
        '<a href="https://upr.example.org/answers/switched-off/1">Répondre</a>\n',
    )
    assert TOKEN not in repr(preview)


def test_what_goes_to_a_chat_is_its_own_text() -> None:
    preview = read_preview(replace(envelope("m"), channel="slack", payload="Two dates – look".encode()))

    assert preview == Preview("", "", "Two dates – look")


def test_a_message_whose_text_is_gone_shows_nothing() -> None:
    assert read_preview(replace(envelope("m"), payload=b"")) is None
