import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from html.parser import HTMLParser

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from notifications.digest import Digest, build_digests
from notifications.links import draw_tokens
from notifications.mail import seal
from notifications.message import compose, compose_notice
from notifications.notices import Notice
from tests.effort import examples
from tests.notifications.build import HEAD, MONDAY, NOON, nudge, office, person, task
from uprcycle.checklist.task import Task
from uprcycle.days.span import Status, cut_off, read_span
from uprcycle.errors import BadInputError
from uprcycle.people import Person
from uprcycle.timetable.announced import AnnouncedChange, AnnouncedReview, Imprint, Said
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.plan import Verdict
from uprcycle.visibility import Visibility
from uprcycle.wording.language import ENGLISH, Language

KENYA, UGANDA = office("KEN", "RCO Kenya"), office("UGA", "RCO Uganda")
ANN = person("p1", "Ann Example", "ann@example.org")
ONCE = ("From", "To", "Subject", "Message-ID", "Date")
LATE = task(MONDAY - timedelta(days=10), "meet-partners", of=KENYA, title="Meet the partners")
URGENT = task(cut_off(MONDAY + timedelta(days=4), 15, 0), "send-report", of=KENYA, title="Send the report")
AHEAD = task(
    read_span("2026-07"), "plan-event", of=UGANDA, status=Status.ESTIMATED, title="Plan <an> event & more"
)
INTERNAL = task(MONDAY + timedelta(days=30), "advise", of=KENYA, visibility=Visibility.UN_INTERNAL)

LINKS = draw_tokens(NOON).kept

CHANGE = AnnouncedChange(ChangeKind.ADDED, task(MONDAY).rule, None, Said(URGENT.span, Status.TENTATIVE))
NOTICE = Notice(
    ANN,
    (KENYA,),
    (AnnouncedReview("KEN", 4, Verdict.MOVED, (CHANGE,)),),
    (Imprint(2, NOON, "A session moved", ""),),
    MONDAY,
    NOON,
)


def digest_of(tasks: Iterable[Task], to: Person = ANN) -> Digest:
    (digest,) = build_digests([nudge(each, to) for each in tasks])
    return digest


def sent(digest: Digest, language: Language = ENGLISH) -> EmailMessage:
    """Return the message as the other side reads it from the wire."""
    return message_from_bytes(compose(digest, language, HEAD, NOON).as_bytes(), policy=default)


def part(message: EmailMessage, subtype: str) -> str:
    body = message.get_body((subtype,))
    assert body is not None
    return str(body.get_content())


class Links(HTMLParser):
    """Collects the targets of links, and every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name == "href"]


@pytest.mark.parametrize(
    ("name", "tasks"),
    [("public", [LATE, URGENT, AHEAD]), ("neutral", [INTERNAL]), ("mixed", [URGENT, INTERNAL])],
)
def test_the_mail_reads_as_it_was_approved(
    name: str, tasks: list[Task], golden: Callable[[str, str], None]
) -> None:
    message = compose(digest_of(tasks), ENGLISH, HEAD, NOON)

    golden(f"{name}.txt", part(message, "plain"))
    golden(f"{name}.html", part(message, "html"))
    golden(f"{name}.eml", message.as_string().replace("\r\n", "\n"))


def test_the_headers_say_who_writes_to_whom_when_and_that_it_is_a_program() -> None:
    message = sent(digest_of([URGENT]))

    assert {
        name: str(value) for name, value in message.items() if not name.startswith(("Content-T", "MIME"))
    } == {
        "From": "uprcycle <uprcycle@example.org>",
        "To": "Ann Example <ann@example.org>",
        "Subject": "Kenya: 1 UPR task, 8 May 2026, 15:00 (confirmed)",
        "Date": "Mon, 04 May 2026 12:00:00 +0000",
        "Message-ID": message["Message-ID"],
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "List-Id": "<nudges.example.org>",
        "List-Unsubscribe": "<https://uprcycle.example.org/unsubscribe/uprmail-this-mail-goes-to-nobody>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Content-Language": "en",
    }
    assert re.fullmatch(r"<[0-9a-f]{40}@example\.org>", message["Message-ID"])


def test_the_same_digest_gives_the_same_bytes_and_another_gives_another_id() -> None:
    first, again, other = (digest_of(tasks) for tasks in ([LATE, URGENT], [URGENT, LATE], [URGENT]))
    messages = [compose(each, ENGLISH, HEAD, NOON) for each in (first, again, other)]

    assert messages[0].as_bytes() == messages[1].as_bytes()
    assert messages[0]["Message-ID"] != messages[2]["Message-ID"]


def test_sealed_it_carries_keys_person_and_hour_beside_the_bytes() -> None:
    digest = digest_of([LATE, URGENT])
    message = compose(digest, ENGLISH, HEAD, NOON)
    envelope = seal(digest, message, LINKS)

    assert envelope.links == LINKS
    assert (envelope.message_id, envelope.keys) == (message["Message-ID"], digest.keys)
    assert (envelope.person, envelope.channel, envelope.not_before) == ("p1", "email", digest.send_at)
    assert envelope.payload == message.as_bytes()


def test_both_parts_hold_every_link_and_no_other() -> None:
    message = sent(digest_of([LATE, URGENT, AHEAD]))
    expected = [
        f"https://uprcycle.example.org/{path}"
        for path in (
            "answers/uprmail-this-mail-goes-to-nobody/1?lang=en",
            "countries/KEN?lang=en#meet-partners",
            "answers/uprmail-this-mail-goes-to-nobody/2?lang=en",
            "countries/KEN?lang=en#send-report",
            "answers/uprmail-this-mail-goes-to-nobody/3?lang=en",
            "countries/UGA?lang=en#plan-event",
            "?lang=en",
            "preferences/uprmail-this-mail-goes-to-nobody",
        )
    ]

    assert re.findall(r"https?://\S+", part(message, "plain")) == expected
    assert Links(part(message, "html")).links == expected


def test_the_subject_and_body_of_internal_items_name_neither_country_nor_topic() -> None:
    text = compose(digest_of([INTERNAL]), ENGLISH, HEAD, NOON).as_string()

    assert [word for word in ("Kenya", "KEN", "RCO", "advise", "Write the report") if word in text] == []


def test_markup_in_a_title_is_text() -> None:
    hostile = task(MONDAY, of=KENYA, title="<script>alert(1)</script><img src=x onerror=y> {{ 7*7 }}")
    html = part(sent(digest_of([hostile])), "html")

    assert "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=y&gt; {{ 7*7 }}" in html
    assert {"script", "img"}.isdisjoint(Links(html).tags)


@pytest.mark.parametrize(
    "address", ["", "ann", "ann@example.org, eve@example.net", "ann@example.org\r\nBcc: e@e.org"]
)
def test_a_stored_address_that_is_not_one_address_is_refused_by_the_id_of_its_person(address: str) -> None:
    (digest,) = build_digests([nudge(URGENT, Person("p1", "Ann", address))])

    with pytest.raises(BadInputError, match=r"^the address of 'p1' is not one plain mail address"):
        compose(digest, ENGLISH, HEAD, NOON)


BREAKING = ["\r\n", "\n", "\r", "\0", "\x85", "\u2028", "\u202e", "\u2066", "\ud800"]
SYNTAX = ['"eve@e.example"', "<eve@e.example>", "Bcc: eve@e.example", "=?utf-8?q?", "?=", ",", ";", "@"]
WORDS = ["Ann", "é", "漢字", "العربية", " "]
hostile = st.one_of(
    st.text(max_size=120),
    st.lists(st.sampled_from([*BREAKING, *SYNTAX, *WORDS]), max_size=20).map("".join),
)


@settings(max_examples=examples(50, deep=150), deadline=None)
@given(name=hostile, title=hostile, bureau=hostile, internal=st.booleans())
def test_no_name_or_title_adds_a_header_or_another_recipient(
    name: str, title: str, bureau: str, *, internal: bool
) -> None:
    where = office("KEN", bureau)
    seen = Visibility.UN_INTERNAL if internal else Visibility.PUBLIC
    digest = digest_of(
        [task(MONDAY, of=where, title=title, visibility=seen)], person("p1", name, "ann@example.org")
    )
    clean = sent(digest_of([task(MONDAY, of=where)], ANN))
    raw = compose(digest, ENGLISH, HEAD, NOON).as_bytes()
    message = sent(digest)

    assert [each.addr_spec for each in message["To"].addresses] == ["ann@example.org"]
    assert [each.addr_spec for each in message["From"].addresses] == ["uprcycle@example.org"]
    assert {each: len(message.get_all(each, [])) for each in ONCE} == dict.fromkeys(ONCE, 1)
    assert message.keys() == clean.keys()
    assert [each.get_content_type() for each in message.walk()] == [
        each.get_content_type() for each in clean.walk()
    ]
    assert_well_made(raw)


@settings(max_examples=50, deadline=None)
@example(code="ru", names=["Ольга Пример"] * 4, title="0")
@given(
    code=st.sampled_from(["en", "fr", "es", "ar", "zh", "ru"]),
    names=st.lists(
        st.sampled_from(["Ольга Пример", "安 例", "Ann Example", "مثال", "Zoë " * 12]), min_size=1, max_size=4
    ),
    title=st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1, max_size=900),
)
def test_the_mail_is_well_made_in_every_language(code: str, names: list[str], title: str) -> None:
    name = " ".join(names)
    digest = digest_of([task(MONDAY, of=KENYA, title=title)], person("p1", name, "ann@example.org"))
    raw = compose(digest, Language(code), HEAD, NOON).as_bytes()
    message = message_from_bytes(raw, policy=default)

    assert [each.addr_spec for each in message["To"].addresses] == ["ann@example.org"]
    assert message["Content-Language"] == code
    assert_well_made(raw)


def assert_well_made(raw: bytes) -> None:
    """Hold a message to RFC 5322 and 2047: ASCII, CRLF only, short lines, short encoded words."""
    assert raw.isascii()
    assert raw.replace(b"\r\n", b"").count(b"\n") == 0
    assert raw.replace(b"\r\n", b"").count(b"\r") == 0
    assert [line for line in raw.split(b"\r\n") if len(line) > 998] == []
    assert [word for word in re.findall(rb"=\?[^?]+\?[bqBQ]\?[^?]*\?=", raw) if len(word) > 75] == []


def test_a_notice_is_a_mail_with_its_entries_and_links_in_both_parts() -> None:
    calendar = b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"
    mail = compose_notice(NOTICE, ENGLISH, HEAD, NOON, calendar)
    message = message_from_bytes(mail.as_bytes(), policy=default)
    link = "https://uprcycle.example.org/countries/KEN?lang=en#write-report"
    assert message["Subject"] == "Kenya: 1 UPR date changed"
    assert (link in part(message, "plain"), link in Links(part(message, "html")).links) == (True, True)
    assert [each.get_payload(decode=True) for each in message.iter_attachments()] == [calendar]


def test_a_notice_escapes_what_strangers_typed() -> None:
    hostile = replace(NOTICE, releases=(Imprint(2, NOON, "<script>alert(1)</script>\r\nBcc: x", ""),))
    message = message_from_bytes(compose_notice(hostile, ENGLISH, HEAD, NOON).as_bytes(), policy=default)
    assert "script" not in Links(part(message, "html")).tags
    assert "<script>alert(1)</script> Bcc: x" in part(message, "plain")
    assert message["Bcc"] is None


def test_a_mail_that_is_late_and_full_says_so_in_both_parts() -> None:
    full = replace(digest_of([LATE, URGENT, AHEAD]), since=MONDAY - timedelta(days=3), most=2)
    parts = [
        " ".join(str(each.get_content()).split()) for each in sent(full).walk() if not each.is_multipart()
    ]

    for words in ("This comes late: part of it", "And 1 more, on your list."):
        assert [words in each for each in parts] == [True, True]
        assert [
            words in str(each.get_content())
            for each in sent(digest_of([LATE])).walk()
            if not each.is_multipart()
        ] == [False, False]
