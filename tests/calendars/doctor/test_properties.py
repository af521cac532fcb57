"""Which properties a component has: each wrong one gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import Spoil, found_in, spoilt

SPOILT: dict[str, Spoil] = {
    "missing-property": ("PRODID:-//example//tests//EN\n", ""),
    "property-twice": ("PRIORITY:5\n", "PRIORITY:5\nPRIORITY:6\n"),
    "misplaced-property": ("PRIORITY:5\n", "PRIORITY:5\nTRANSP:OPAQUE\n"),
    "unknown-property": ("PRIORITY:5\n", "PRIORITTY:5\n"),
    "x-lic-error": ("PRIORITY:5\n", "PRIORITY:5\nX-LIC-ERROR:No value\n"),
    "alarm-without-description": ("ACTION:DISPLAY\nDESCRIPTION:National report\n", "ACTION:DISPLAY\n"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


@pytest.mark.parametrize(
    "line",
    [
        "UID:4-KEN-review@cal.example.org\n",
        "DTSTAMP:20261120T093000Z\n",
        "ACTION:DISPLAY\n",
        "TZOFFSETFROM:+0200\n",
        "VERSION:2.0\n",
    ],
)
def test_what_is_needed_is_missed(line: str) -> None:
    assert found_in(spoilt((line, ""))) == ["missing-property"]
