"""Checks and findings."""

from calendars.doctor.check import Check, Severity, mark


def test_a_finding_knows_its_check_line_and_values() -> None:
    check = Check("a", Severity.HINT, mark("{name} is wrong"), "mend it", "RFC 5545")

    found = check.found(7, name="x")

    assert (found.check, found.line, found.uid, dict(found.values)) == (check, 7, "", {"name": "x"})
