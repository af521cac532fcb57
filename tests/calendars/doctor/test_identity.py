"""UIDs: each fault gives its own finding alone."""

import re

import pytest

from tests.calendars.doctor.good import GOOD, TASK, Spoil, found_in, ics, spoilt

WEEKLY_UID = "UID:4-KEN-weekly@cal.example.org"


def remade(make: str) -> bytes:
    """Return the good feed without its task, each UID made anew from start, summary and place in the file."""
    entries = GOOD.replace(TASK, "").split("BEGIN:VEVENT\n")
    for number, entry in enumerate(entries[1:], start=1):
        start = re.search(r"DTSTART[^:]*:(\d+)", entry)
        summary = re.search(r"SUMMARY[^:]*:([^\n]*)", entry)
        assert start
        assert summary
        uid = make.format(
            number=number, start=start[1], summary=summary[1].replace(" ", "-"), letter="abcd"[number - 1]
        )
        entries[number] = re.sub(r"\AUID:.*", f"UID:{uid}@cal.example.org", entry)
    return ics("BEGIN:VEVENT\n".join(entries))


SPOILT: dict[str, Spoil] = {
    "uid-twice": (WEEKLY_UID, "UID:4-KEN-review@cal.example.org"),
    "uid-of-task-and-event": ("UID:4-KEN-national-report-task@", "UID:4-KEN-national-report@"),
    "uid-by-position": lambda _: remade("event-{number}"),
    "uid-by-date": lambda _: remade("{letter}-{start}"),
    "uid-by-text": lambda _: remade("{summary}"),
    "uid-without-domain": (WEEKLY_UID, "UID:weekly"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


@pytest.mark.parametrize("uid", ["0190a1f2-1111-7222-8333-444455556666", "0190a1f2111172228333444455556666"])
def test_a_uuid_needs_no_domain(uid: str) -> None:
    assert found_in(spoilt((WEEKLY_UID, f"UID:{uid}"))) == []


def test_a_changed_occurrence_shares_the_uid_of_its_series() -> None:
    weekly = GOOD[GOOD.index(f"BEGIN:VEVENT\n{WEEKLY_UID}") : GOOD.index("BEGIN:VEVENT\nUID:4-KEN-midterm")]
    changed = re.sub(r"RRULE.*\nEXDATE.*", "RECURRENCE-ID;TZID=Europe/Zurich:20270118T100000", weekly)

    assert found_in(spoilt((weekly, weekly + changed))) == []
