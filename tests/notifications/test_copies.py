import secrets
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest

from notifications.copies import RedirectingChannel, copy_for, disarmed
from notifications.mail import Content, build_mail
from tests.notifications.build import HEAD, NOON, person
from tests.notifications.network import Fate, Network
from tests.notifications.test_mail import Letterbox
from uprcycle.store.ports import Outcome, Receipt

OPERATOR = "operator@example.net"
TOLD = (
    "Redirected to you. This mail is for Zoë Example <p1@example.org>; its links to answer are switched off."
)
TOKEN = f"ans_{secrets.token_urlsafe(32)}"
LINKS = [
    "https://upr.example.org/countries/KEN?lang=en#a-milestone-with-quite-a-long-name-of-its-own-and-more",
    "https://documents.example.org/a-title-of-a-document-that-is-really-very-long-indeed",
]
ACTING = f"https://upr.example.org/answers/{TOKEN}/1"
OFF = "https://upr.example.org/answers/switched-off/1"
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"


def mail(language: str = "fr") -> bytes:
    text = "Bonjour à tous\n" + "\n".join([*LINKS, ACTING]) + "\n"
    anchors = "".join(f'<a href="{each}">x</a>' for each in [*LINKS, ACTING])
    html = f'<html dir="rtl"><body style="margin:0"><p>Bonjour à tous</p>{anchors}</body></html>\n'
    content = Content("Une tâche", text, html, language, CALENDAR)
    message = build_mail(Letterbox(person("p1", "Zoë Example")), content, HEAD, NOON)
    message["List-Unsubscribe"] = f"<https://upr.example.org/unsubscribe/{TOKEN}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return message.as_bytes()


def read(payload: bytes) -> EmailMessage:
    return message_from_bytes(payload, policy=default)


def part(payload: bytes, kind: str) -> str:
    body = read(payload).get_body((kind,))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_copy_is_addressed_to_the_operator_alone_and_keeps_what_names_the_mail() -> None:
    first, copy = read(mail()), read(copy_for(mail(), OPERATOR))

    assert copy["To"] == OPERATOR
    assert [name for name in ("Cc", "Bcc", "List-Unsubscribe", "List-Unsubscribe-Post") if name in copy] == []
    kept = ("From", "Subject", "Date", "Message-ID", "Content-Language", "Auto-Submitted", "List-Id")
    assert [copy[name] for name in kept] == [first[name] for name in kept]
    assert [each.get_content_type() for each in copy.walk()] == [
        each.get_content_type() for each in first.walk()
    ]
    assert [each.get_payload(decode=True) for each in copy.iter_attachments()] == [CALENDAR]


def test_both_parts_say_at_their_top_for_whom_it_is() -> None:
    text, html = part(copy_for(mail(), OPERATOR), "plain"), part(copy_for(mail(), OPERATOR), "html")
    shown = TOLD.replace("<", "&lt;").replace(">", "&gt;")

    assert text.startswith(f"{TOLD}\n\nBonjour à tous\n")
    assert html.partition(">\n<div lang")[0] == '<html dir="rtl"><body style="margin:0"'
    assert html.partition("</div>")[0].endswith(f">{shown}")


@pytest.mark.parametrize("made", [lambda: copy_for(mail(), OPERATOR), lambda: disarmed(mail())])
def test_links_that_act_are_switched_off_and_others_stand(made: object) -> None:
    copy = made() if callable(made) else b""
    before, after = part(mail(), "plain"), part(copy, "plain")

    assert after.endswith(before.replace(ACTING, OFF))
    assert [link in part(copy, "html") for link in (*LINKS, OFF, TOKEN)] == [True, True, True, False]
    assert TOKEN.encode() not in copy


def test_a_mail_that_is_shown_says_to_whom_it_goes() -> None:
    assert read(disarmed(mail()))["To"] == read(mail())["To"]


def test_the_same_mail_gives_the_same_copy() -> None:
    assert copy_for(mail(), OPERATOR) == copy_for(mail(), OPERATOR)


def test_a_copy_is_ascii_in_short_lines() -> None:
    copy = copy_for(mail(), OPERATOR)

    assert copy.isascii()
    assert max(map(len, copy.split(b"\r\n"))) <= 78


def test_the_channel_hands_over_the_copy_and_says_so() -> None:
    network = Network([Fate.TAKEN])
    channel = RedirectingChannel(network)

    assert channel.send(mail(), OPERATOR) == Receipt(Outcome.SENT, "redirected: 250")
    assert network.arrived == [(OPERATOR, copy_for(mail(), OPERATOR))]
    channel.close()
    assert network.closed == 1
