"""What a calendar says of itself: each fault gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import Spoil, found_in, spoilt

NAMES = "NAME;LANGUAGE=en:Reviews\nX-WR-CALNAME:Reviews\n"
TOLD = "DESCRIPTION;LANGUAGE=en:All dates from 2026 to 2028\nX-WR-CALDESC:All dates from 2026 to 2028\n"
SPOILT: dict[str, Spoil] = {
    "wrong-version": ("VERSION:2.0", "VERSION:1.0"),
    "wrong-calscale": ("CALSCALE:GREGORIAN", "CALSCALE:JULIAN"),
    "wrong-method": ("METHOD:PUBLISH", "METHOD:REQUEST"),
    "uid-on-calendar": ("METHOD:PUBLISH\n", "METHOD:PUBLISH\nUID:all@cal.example.org\n"),
    "no-calendar-name": (NAMES, ""),
    "one-calendar-name": (NAMES, "X-WR-CALNAME:Reviews\n"),
    "calendar-names-differ": ("X-WR-CALNAME:Reviews", "X-WR-CALNAME:Revisions"),
    "no-calendar-description": (TOLD, ""),
    "no-color": ("COLOR:steelblue\n", ""),
    "bad-color": ("COLOR:steelblue", "COLOR:steelblau"),
    "bad-refresh-interval": ("REFRESH-INTERVAL;VALUE=DURATION:PT12H", "REFRESH-INTERVAL;VALUE=DURATION:P12H"),
    "refresh-interval-without-value": ("REFRESH-INTERVAL;VALUE=DURATION:", "REFRESH-INTERVAL:"),
    "no-refresh-interval": ("X-PUBLISHED-TTL:PT12H\n", ""),
    "refresh-intervals-differ": ("X-PUBLISHED-TTL:PT12H", "X-PUBLISHED-TTL:PT24H"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


def test_the_same_interval_may_be_written_in_two_ways() -> None:
    assert found_in(spoilt(("X-PUBLISHED-TTL:PT12H", "X-PUBLISHED-TTL:PT720M"))) == []
