"""What stands within what: each disorder gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import GOOD, HEAD, Spoil, found_in, ics, spoilt

ALARM = "BEGIN:VALARM\nUID:a@example.org\nACTION:DISPLAY\nDESCRIPTION:a\nTRIGGER:PT0S\nEND:VALARM\n"
DEEP = "BEGIN:X-A\n" * 20 + "END:X-A\n" * 20
SPOILT: dict[str, Spoil] = {
    "not-a-calendar": lambda _: ics("<!DOCTYPE html>\n<p>Sign in</p>\n"),
    "several-calendars": lambda data: data + ics(f"{HEAD}END:VCALENDAR\n"),
    "outside-calendar": lambda data: data + b"PRIORITY:5\r\n",
    "end-without-begin": ("BEGIN:VTODO", "END:VEVENT\nBEGIN:VTODO"),
    "begin-without-end": ("END:VEVENT\nBEGIN:VTODO", "BEGIN:VTODO"),
    "misplaced-component": ("BEGIN:VTODO", f"{ALARM}BEGIN:VTODO"),
    "unknown-component": ("END:VTODO", "BEGIN:VROOM\nEND:VROOM\nEND:VTODO"),
    "nested-too-deep": ("END:VTODO", f"{DEEP}END:VTODO"),
    "no-items": lambda _: ics(f"{HEAD}END:VCALENDAR\n"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


def test_a_component_of_nobodys_standard_is_left_alone() -> None:
    assert found_in(spoilt(("END:VTODO", "BEGIN:X-OWN\nA:b\nEND:X-OWN\nEND:VTODO"))) == []


def test_a_file_that_breaks_off_is_never_closed() -> None:
    assert found_in(ics(GOOD)[:-15]) == ["begin-without-end"]
