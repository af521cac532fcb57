"""Ten thousand texts made to break a feed: they come back equal, and nothing comes with them."""

from dataclasses import replace
from functools import cache
from random import Random

import pytest

from calendars.entries import Entry
from calendars.ics import (
    Cover,
    Stamp,
    calendar_bytes,
    clean_label,
    clean_line,
    clean_text,
    component_bytes,
)
from tests.calendars.build import SITE, day, utc
from tests.calendars.parse import check_form
from tests.effort import examples
from tests.interop.parsers import PARSERS, read_or_skip
from tests.interop.reading import Parser
from uprcycle.days.span import Status
from uprcycle.rules.rule import Kind

TEXTS, TEXTS_EACH, ENTRIES = 10_000, 4, 250
BATCHES = range(examples(TEXTS // (ENTRIES * TEXTS_EACH), deep=100))
LONGEST_SUMMARY = 200
STAMP = Stamp(3, utc("2026-01-12T09:30:00"))
COVER = Cover(
    "UPR", "About", "https://upr.example.org/x.ics", "https://upr.example.org", ("red", "#FF0000"), "en"
)

BREAKS = ("\r\n", "\r", "\n", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\r\n ", "\n\t")
HIDDEN = (
    "\x00",
    "\x07",
    "\x1b",
    "\x7f",
    "\x9f",
    "\ufeff",
    "\ufffe",
    "\ud800",
    "\u202e",
    "\u2067",
    "\u2069",
    "\u200b",
    "\u00a0",
    "\u202f",
    "\u3000",
)
SIGNS = (
    ",",
    ";",
    ":",
    '"',
    "\\",
    "\\n",
    "\\N",
    "\\,",
    "\\;",
    "\\\\",
    "^n",
    "^'",
    "=0D=0A",
    "%0D%0A",
    "{",
    "&lt;",
)
LINES = (
    "BEGIN:VEVENT",
    "END:VEVENT",
    "END:VCALENDAR",
    "BEGIN:VALARM",
    "UID:x",
    "ATTENDEE:mailto:a@example.org",
    "X-A;B=C:",
)
SCRIPTS = (
    "مراجعة",
    "普遍定期审议",
    "обзор",
    "e\u0301" * 20,
    "\u0915\u094d\u0937",
    "👩‍🚀",
    "🇰🇪",
    "\U0001f3f4\U000e0067\U000e007f",
    "\u200f",
    "mot long " * 30,
    "無" * 400,
)
PIECES = (*BREAKS, *HIDDEN, *SIGNS, *LINES, *SCRIPTS, " ", "\t")


def text(random: Random) -> str:
    """Draw a text that is not empty when it is cleaned, as none of ours is."""
    pieces = random.choices(PIECES, k=random.randint(1, 8))
    strange = [chr(random.randrange(0x110000)) for _ in range(random.randrange(6))]
    mixed = [*pieces, *strange, "a"]
    random.shuffle(mixed)
    return "".join(mixed)


@cache
def entries(batch: int) -> tuple[Entry, ...]:
    random = Random(batch)
    return tuple(
        Entry(
            name=f"4-KEN-{number:03}",
            start=day("2026-05-04"),
            end=day("2026-05-05"),
            status=Status.CONFIRMED,
            kind=Kind.EVENT,
            is_busy=False,
            summary=text(random)[:LONGEST_SUMMARY],
            description=text(random),
            categories=(text(random), text(random)),
            path="/countries/KEN",
            language="en",
        )
        for number in range(ENTRIES)
    )


@cache
def feed(batch: int) -> bytes:
    return calendar_bytes(COVER, [component_bytes(each, STAMP, SITE) for each in entries(batch)])


@pytest.mark.slow
@pytest.mark.parametrize("batch", BATCHES)
def test_no_text_adds_a_line_or_breaks_a_character(batch: int) -> None:
    tame = replace(entries(batch)[0], summary="a", description="b", categories=("c",))
    tame_lines = component_bytes(tame, STAMP, SITE).replace(b"\r\n ", b"").count(b"\r\n")
    cover_lines = calendar_bytes(COVER, []).replace(b"\r\n ", b"").count(b"\r\n")
    body = feed(batch)

    assert check_form(body) == []
    assert body.replace(b"\r\n ", b"").count(b"\r\n") == cover_lines + ENTRIES * tame_lines


@pytest.mark.slow
@pytest.mark.parametrize("batch", BATCHES)
@pytest.mark.parametrize("parser", PARSERS, ids=lambda each: each.name)
def test_every_text_comes_back_equal(parser: Parser, batch: int) -> None:
    found = read_or_skip(parser, feed(batch))

    assert [
        (field, read, meant)
        for entry, item in zip(entries(batch), found.values(), strict=True)
        for field, read, meant in (
            ("summary", item.summary, clean_line(entry.summary)),
            ("description", item.description, clean_text(f"{entry.description}\n\n{item.url}")),
            ("categories", item.categories, tuple(map(clean_label, entry.categories))),
        )
        if read != meant
    ] == []
