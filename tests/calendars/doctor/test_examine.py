"""The whole examination: orders, counts, and that nothing stops it."""

import pytest

from calendars.doctor.check import Severity
from calendars.doctor.examine import CHECKS, MOST_OF_A_KIND, examine
from tests.calendars.doctor import (
    test_alarms,
    test_answers,
    test_before,
    test_cover,
    test_encoding,
    test_identity,
    test_items,
    test_occurrences,
    test_properties,
    test_recurrence,
    test_repeats,
    test_size,
    test_structure,
    test_texts,
    test_times,
    test_typed,
    test_zones,
)
from tests.calendars.doctor.good import GOOD, SEEN, ics, spoilt

TABLES = (
    test_encoding,
    test_structure,
    test_size,
    test_cover,
    test_properties,
    test_typed,
    test_texts,
    test_times,
    test_zones,
    test_recurrence,
    test_occurrences,
    test_items,
    test_alarms,
    test_identity,
)


def test_every_check_has_a_feed_that_fails_it_alone() -> None:
    shown = [name for room in TABLES for name in room.SPOILT]
    told_apart = (test_before.SPOILT, test_answers.SERVED, test_answers.LED, test_repeats.SERVED)

    assert sorted([*shown, *(name for table in told_apart for name in table), "beyond-reach"]) == sorted(
        each.id for each in CHECKS
    )


def test_no_two_checks_share_an_id() -> None:
    assert len({each.id for each in CHECKS}) == len(CHECKS)


def test_findings_come_worst_first_with_line_and_uid() -> None:
    data = spoilt(("PRIORITY:5\n", "PRIORITTY:5\n"), ("Review of", "Re\u202eview\u0007 of"))

    found = [
        (each.check.severity, each.check.id, each.line, each.uid) for each in examine(data, SEEN).findings
    ]

    assert found == [
        (Severity.ERROR, "control-character", 40, "4-KEN-review@cal.example.org"),
        (Severity.WARNING, "unknown-property", 101, "4-KEN-national-report-task@cal.example.org"),
        (Severity.HINT, "invisible-character", 40, "4-KEN-review@cal.example.org"),
    ]


def test_many_of_a_kind_are_counted_and_some_named() -> None:
    report = examine(ics(GOOD).replace(b"BEGIN:VTODO", b"junk\r\n" * 50 + b"BEGIN:VTODO"), SEEN)

    assert (len(report.findings), report.counts) == (MOST_OF_A_KIND, {"raw-line-break": 50})


@pytest.mark.parametrize(
    "data", [b"", b"\0" * 1000, b"BEGIN:VCALENDAR", b"\xff" * 1000, b"\r" * 1000, b" \n" * 99]
)
def test_nothing_stops_it(data: bytes) -> None:
    assert examine(data, SEEN).worst is Severity.ERROR
