"""Time zones: each fault gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import WEEKLY, ZONE, Spoil, found_in, spoilt

OTHER = ZONE.replace("Europe/Zurich", "Europe/Paris")
BARE = "BEGIN:VTIMEZONE\nTZID:Europe/Zurich\nEND:VTIMEZONE\n"
SUMMER = ZONE[ZONE.index("BEGIN:DAYLIGHT") : ZONE.index("END:VTIMEZONE")]
RULE = "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU"


def move_zone(data: bytes) -> bytes:
    zone, weekly = (each.replace("\n", "\r\n").encode() for each in (ZONE, WEEKLY))
    return data.replace(zone, b"").replace(weekly, weekly + zone)


SPOILT: dict[str, Spoil] = {
    "zone-not-described": ("DTEND;TZID=Europe/Zurich:", "DTEND;TZID=Europe/Paris:"),
    "zone-with-utc": (
        "DTEND;TZID=Europe/Zurich:20270104T110000",
        "DTEND;TZID=Europe/Zurich:20270104T110000Z",
    ),
    "zone-late": move_zone,
    "zone-by-dates": (RULE, "RDATE:19701025T030000"),
    "zone-changes-once": (f"{RULE}\n", ""),
    "zone-rule-ends": (RULE, f"{RULE};UNTIL=20371025T010000Z"),
    "zone-of-many-parts": (SUMMER, SUMMER * 2),
    "zone-begins-late": ("DTSTART:19701025T030000", "DTSTART:20221030T030000"),
    "zone-without-parts": (ZONE, BARE),
    "zone-twice": (ZONE, ZONE * 2),
    "zone-unused": (ZONE, ZONE + OTHER),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


def test_a_zone_that_never_changes_needs_no_rule() -> None:
    fixed = ZONE.replace(SUMMER, "").replace(f"{RULE}\n", "")

    assert found_in(spoilt((ZONE, fixed))) == []
