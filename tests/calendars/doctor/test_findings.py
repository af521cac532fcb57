"""Findings in words: one line each, and nothing in it that a stranger can command."""

from calendars.doctor.examine import examine
from calendars.doctor.findings import finding_lines, show_report, shown, summary_text
from tests.calendars.doctor.good import SEEN, spoilt
from uprcycle.wording.language import ENGLISH

BROKEN = examine(spoilt(("second\\,", "second\n\\,")), SEEN)


def test_a_finding_is_one_line_with_all_that_is_known() -> None:
    (line,) = finding_lines(BROKEN, ENGLISH)

    assert line == (
        "error raw-line-break: line 42, 4-KEN-review@cal.example.org: "
        "the line begins no property: \\, with a comma\\; and more\\nhttps://upr.example.org/; "
        "write line breaks in texts as \\n; "
        "Thunderbird, ical.js, vobject, sabre, ics.py – "
        "Thunderbird shows nothing of the whole file, the others refuse it [RFC 5545, 3.1; measured]"
    )


def test_the_last_line_counts() -> None:
    assert summary_text(BROKEN, ENGLISH).endswith(": errors 1, warnings 0, hints 0")


def test_a_script_reads_the_same() -> None:
    report = show_report(BROKEN, ENGLISH)

    assert (report["counts"], report["more"]) == ({"error": 1, "warning": 0, "hint": 0}, {})
    assert [(each["id"], each["line"], each["source"]) for each in report["findings"]] == [
        ("raw-line-break", 42, "RFC 5545, 3.1; measured")
    ]


def test_what_is_shown_of_a_stranger_is_short_and_harmless() -> None:
    assert (shown("a\x1b[2J\u202eb\nc"), shown("x" * 99)) == ("a [2J b c", "x" * 60 + "…")
