from dataclasses import replace
from datetime import date, datetime, timedelta, timezone

import icalendar
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from calendars.entries import Entry
from calendars.ics import Cover, Stamp, calendar_bytes, clean_label, clean_line, clean_text, component_bytes
from tests.calendars.build import SITE, day, utc
from tests.calendars.parse import by_ical, by_icalendar, check_form
from tests.effort import examples
from uprcycle.days.span import Status
from uprcycle.rules.rule import Kind

STAMP = Stamp(3, utc("2026-01-12T09:30:00.123456"))
COVER = Cover(
    name="UPR: Kenya",
    description="Every date, known; or not.\nRelease 1",
    source="https://upr.example.org/feeds/country/KEN.ics",
    page="https://upr.example.org/countries/KEN",
    color=("royalblue", "#4169E1"),
    language="en",
)
ENTRY = Entry(
    name="4-KEN-working-group-review",
    start=day("2026-05-04"),
    end=day("2026-05-05"),
    status=Status.CONFIRMED,
    kind=Kind.EVENT,
    is_busy=False,
    summary="Review, in Geneva; all day",
    description="One\nTwo \\ three",
    categories=("event", "Review, oral"),
    path="/countries/KEN#working-group-review",
    language="en",
)


def feed(*entries: Entry) -> bytes:
    return calendar_bytes(COVER, [component_bytes(each, STAMP, SITE) for each in entries])


def test_a_whole_day_entry_is_these_bytes() -> None:
    assert component_bytes(ENTRY, STAMP, SITE).decode().split("\r\n") == [
        "BEGIN:VEVENT",
        "SUMMARY;LANGUAGE=en:Review\\, in Geneva\\; all day",
        "DTSTART;VALUE=DATE:20260504",
        "DTEND;VALUE=DATE:20260505",
        "DTSTAMP:20260112T093000Z",
        "UID:4-KEN-working-group-review@cal.example.org",
        "SEQUENCE:3",
        "CATEGORIES;LANGUAGE=en:event,Review oral",
        "DESCRIPTION;LANGUAGE=en:One\\nTwo \\\\ three\\n\\nhttps://upr.example.org/countr",
        " ies/KEN#working-group-review",
        "LAST-MODIFIED:20260112T093000Z",
        "STATUS:CONFIRMED",
        "TRANSP:TRANSPARENT",
        "URL:https://upr.example.org/countries/KEN#working-group-review",
        "X-MICROSOFT-CDO-BUSYSTATUS:FREE",
        "END:VEVENT",
        "",
    ]


def test_a_calendar_opens_and_closes_with_these_bytes() -> None:
    assert feed().decode().split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//uprcycle//calendars//EN",
        "CALSCALE:GREGORIAN",
        "DESCRIPTION;LANGUAGE=en:Every date\\, known\\; or not.\\nRelease 1",
        "X-WR-CALDESC:Every date\\, known\\; or not.\\nRelease 1",
        "NAME;LANGUAGE=en:UPR: Kenya",
        "X-WR-CALNAME:UPR: Kenya",
        "COLOR:royalblue",
        "REFRESH-INTERVAL;VALUE=DURATION:PT12H",
        "SOURCE;VALUE=URI:https://upr.example.org/feeds/country/KEN.ics",
        "URL:https://upr.example.org/countries/KEN",
        "X-APPLE-CALENDAR-COLOR:#4169E1",
        "X-PUBLISHED-TTL:PT12H",
        "END:VCALENDAR",
        "",
    ]


def test_a_sitting_is_opaque_and_in_utc() -> None:
    sitting = replace(ENTRY, start=utc("2026-05-04T07:00"), end=utc("2026-05-04T10:30"), is_busy=True)

    lines = component_bytes(sitting, STAMP, SITE).decode().split("\r\n")

    assert [each for each in lines if each.startswith(("DTSTART", "DTEND", "TRANSP", "X-MICROSOFT"))] == [
        "DTSTART:20260504T070000Z",
        "DTEND:20260504T103000Z",
        "TRANSP:OPAQUE",
        "X-MICROSOFT-CDO-BUSYSTATUS:BUSY",
    ]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (Status.ESTIMATED, "STATUS:TENTATIVE"),
        (Status.TENTATIVE, "STATUS:TENTATIVE"),
        (Status.CONFIRMED, "STATUS:CONFIRMED"),
        (Status.HELD, "STATUS:CONFIRMED"),
        (Status.WITHDRAWN, "STATUS:CANCELLED"),
    ],
)
def test_nothing_unconfirmed_is_called_confirmed(status: Status, expected: str) -> None:
    lines = component_bytes(replace(ENTRY, status=status), STAMP, SITE).decode().split("\r\n")

    assert [each for each in lines if each.startswith("STATUS")] == [expected]


def test_the_stamp_is_in_utc_whatever_zone_it_was_given_in() -> None:
    geneva = STAMP.modified.astimezone(timezone(timedelta(hours=1)))

    assert component_bytes(ENTRY, Stamp(3, geneva), SITE) == component_bytes(ENTRY, STAMP, SITE)


@pytest.mark.parametrize(
    ("text", "lines", "line"),
    [
        ("a\r\nb\rc\nd", "a\nb\nc\nd", "a b c d"),
        ("a\u2028b\u2029c\x85d\x0be\x0cf", "a\nb\nc\nd\ne\nf", "a b c d e f"),
        ("a\x00b\x1bc\x9fd\ufeffe", "abcde", "abcde"),
        ("pay \u202ekcab\u202c \u2066x\u2069", "pay kcab x", "pay kcab x"),
        ("  a\t b  ", "a\t b", "a b"),
        ("Début\u00a0: 10\u202f000  mots", "Début\u00a0: 10\u202f000  mots", "Début\u00a0: 10\u202f000 mots"),
        ("a\u202f\u202e\u00a0b", "a\u202f\u00a0b", "a\u202f\u00a0b"),
        ("\u0645\u06cc\u200c\u0631\u0648\u0645", "\u0645\u06cc\u200c\u0631\u0648\u0645", None),
        ("\U0001f469\u200d\U0001f680", "\U0001f469\u200d\U0001f680", None),
        ("\ud800x", "x", "x"),
    ],
)  # fmt: skip
def test_text_is_cleaned_of_what_breaks_parsers_or_hides_words(
    text: str, lines: str, line: str | None
) -> None:
    assert (clean_text(text), clean_line(text)) == (lines, lines if line is None else line)


@pytest.mark.parametrize(
    ("text", "label"),
    [("Review, oral", "Review oral"), ("a\\", "a"), ("a; b", "a b"), ('the "troika"\r\n', "the troika")],
)
def test_a_label_holds_nothing_at_which_a_client_cuts_lists_wrongly(text: str, label: str) -> None:
    assert clean_label(text) == label


nasty = st.sampled_from(
    [
        "\r\n",
        "\n",
        "\r",
        "\u2028",
        "\u2029",
        "\x85",
        "\x00",
        "\x1b",
        "\u202e",
        "\ufeff",
        "\u00a0",
        "\u202f",
        ",",
        ";",
        ":",
        '"',
        "\\",
        "\\n",
        "\\N",
        "\\,",
        "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
        "\r\n ATTENDEE:mailto:x",
        "\U0001f1f0\U0001f1ea",
        "\u0645\u0631\u062d\u0628\u0627",
        "e\u0301" * 40,
        " ",
        "\t",
        "^n",
        "=C3",
    ]
)
hostile = st.lists(nasty | st.text(max_size=30), min_size=1, max_size=12).map("".join)
LINK = "\n\nhttps://upr.example.org/countries/KEN#working-group-review"


@pytest.mark.slow
@settings(max_examples=examples(300, deep=1000), deadline=None)
@given(hostile, hostile)
def test_hostile_texts_come_back_whole_from_two_parsers(summary: str, description: str) -> None:
    entry = replace(ENTRY, summary=summary[:200], description=description)
    texts = (clean_line(entry.summary), clean_text(description + LINK))
    expected = {"4-KEN-working-group-review@cal.example.org": (*texts, entry.start, entry.end)}

    body = feed(entry)

    assert check_form(body) == []
    assert by_icalendar(body) == expected
    assert by_ical(body) == expected


plain = st.text(
    st.characters(exclude_categories=("Cc", "Cf", "Cs", "Zl", "Zp"), exclude_characters="\\"),
    min_size=1,
    max_size=60,
)


@settings(max_examples=examples(100, deep=1000), deadline=None)
@given(plain, plain, st.lists(plain, min_size=1, max_size=3), st.integers(0, 99))
def test_icalendar_writes_the_same_lines_of_what_it_read(
    summary: str, description: str, categories: list[str], sequence: int
) -> None:
    entry = replace(ENTRY, summary=summary, description=description, categories=tuple(categories))
    body = calendar_bytes(COVER, [component_bytes(entry, Stamp(sequence, STAMP.modified), SITE)])

    assert unfolded(icalendar.Calendar.from_ical(body).to_ical()) == unfolded(body)


def unfolded(body: bytes) -> list[bytes]:
    """Return the lines of a calendar; where a line is folded is free."""
    return body.replace(b"\r\n ", b"").split(b"\r\n")


days = st.dates(date(2000, 1, 1), date(2050, 1, 1))
times = st.datetimes(datetime(2000, 1, 1), datetime(2050, 1, 1)).map(  # noqa: DTZ001 - made UTC in the next line
    lambda each: utc(each.replace(microsecond=0).isoformat())
)


@settings(deadline=None)
@given(days | times, st.integers(1, 60), st.sampled_from(Status))
def test_every_start_and_end_comes_back_from_two_parsers(start: date, length: int, status: Status) -> None:
    entry = replace(ENTRY, start=start, end=start + timedelta(days=length), status=status)
    expected = {"4-KEN-working-group-review@cal.example.org": (start, entry.end)}

    body = feed(entry)

    assert check_form(body) == []
    assert {uid: read[2:] for uid, read in by_icalendar(body).items()} == expected
    assert {uid: read[2:] for uid, read in by_ical(body).items()} == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (b"all day", b"all\nday", ["a line break stands raw", "a control or separator"]),
        (b"BEGIN:VCAL", b"\xef\xbb\xbfBEGIN:VCAL", ["a byte order mark", "not one calendar"]),
        (b"END:VCALENDAR", b"END:VCALENDAR\r\nBEGIN:VCALENDAR", ["not one calendar"]),
        (b"\r\n ies", b"ies", ["a line is too long"]),
        (b"DTEND;VALUE=DATE:20260505", b"X-A:1", ["an entry without its end", "start and end of two types"]),
        (b"DTEND;VALUE=DATE:20260505", b"DTEND:20260505T100000Z", ["start and end of two types"]),
        (b"20260112T093000Z", b"20260112T093000", ["a floating time"]),
        (b"VERSION:2.0", b"UID:x", ["a UID too many or too few"]),
        (b"STATUS:CONFIRMED", b"STATUS:CANCELED", ["a cancellation misspelt"]),
        (b"URL:", b"ORGANIZER:", ["a zone, an alarm or a person"]),
    ],
)
def test_a_spoiled_feed_is_noticed(old: bytes, new: bytes, expected: list[str]) -> None:
    assert check_form(feed(ENTRY).replace(old, new)) == expected
