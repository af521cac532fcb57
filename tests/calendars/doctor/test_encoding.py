"""Bytes, rows and letters: each spoilt in one way gives the finding of that way alone."""

import pytest

from calendars.doctor.examine import examine
from tests.calendars.doctor.good import GOOD, SEEN, Spoil, found_in, ics, spoilt

LONG = "SUMMARY;LANGUAGE=en:Review of Kenya"
SPOILT: dict[str, Spoil] = {
    "empty": lambda _: b"",
    "byte-order-mark": lambda data: b"\xef\xbb\xbf" + data,
    "utf-16": lambda data: b"\xff\xfe" + data.decode().encode("utf-16-le"),
    "not-utf-8": lambda data: data.replace(b"Review of", "Revisión".encode("latin-1")),
    "fold-inside-character": lambda data: data.replace(b"Review of", b"Revisi\xc3\r\n \xb3n of"),
    "long-line": (LONG, f"{LONG} {'with more ' * 5}"),
    "line-feed-only": lambda data: data.replace(b"\r\n", b"\n"),
    "carriage-return-only": lambda data: data.replace(b"\r\n", b"\r"),
    "no-last-line-break": lambda data: data.rstrip(),
    "blank-line": ("BEGIN:VTODO", "\nBEGIN:VTODO"),
    "raw-line-break": ("second\\,", "second\n\\,"),
    "control-character": ("Review of", "Review\x00of"),
    "line-separator": ("Review of", "Review\u2028of"),
    "invisible-character": ("Review of", "Review \u202eof"),
    "bad-property-name": ("PRIORITY:5", "PRIORITY:5\nX_OWN:1"),
    "bad-parameter": ("X-WR-CALNAME:", "X-WR-CALNAME;LANGUAGE:"),
}


def test_the_good_feed_has_no_fault() -> None:
    assert found_in(ics(GOOD)) == []


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


@pytest.mark.slow
def test_what_cannot_be_read_whole_says_how_much_was_read() -> None:
    report = examine(ics(GOOD.removesuffix("END:VCALENDAR\n")) + b"X-A:b\r\n" * 100_000, SEEN)

    assert [each.check.id for each in report.findings] == ["beyond-reach", "large"]
