"""Values by their type: each fault gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import Spoil, found_in, spoilt

SPOILT: dict[str, Spoil] = {
    "bad-date": ("DTSTART;VALUE=DATE:20270209", "DTSTART;VALUE=DATE:20270229"),
    "wrong-value-type": ("DTSTART;VALUE=DATE:20270209", "DTSTART:20270209"),
    "not-utc": ("LAST-MODIFIED:20261120T093000Z", "LAST-MODIFIED:20261120T093000"),
    "bad-number": ("PRIORITY:5", "PRIORITY:high"),
    "bad-duration": ("TRIGGER:-P6DT15H", "TRIGGER:-P6D15H"),
    "bad-offset": ("TZOFFSETFROM:+0200", "TZOFFSETFROM:+2"),
    "bad-address": ("URL:https://upr.example.org/countries/KEN", "URL:upr.example.org/countries/KEN"),
    "status-canceled": ("STATUS:TENTATIVE", "STATUS:CANCELED"),
    "bad-word": ("STATUS:TENTATIVE", "STATUS:PLANNED"),
    "bad-geo": ("STATUS:TENTATIVE", "STATUS:TENTATIVE\nGEO:46.226,6.140"),
    "quoted-printable": (
        "SUMMARY;LANGUAGE=en:Review",
        "SUMMARY;LANGUAGE=en;ENCODING=QUOTED-PRINTABLE:Review",
    ),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PRIORITY:5", "PRIORITY:10"),
        ("PERCENT-COMPLETE:0", "PERCENT-COMPLETE:101"),
        ("SEQUENCE:2", "SEQUENCE:-2"),
        ("SEQUENCE:2", "SEQUENCE:2147483648"),
    ],
)
def test_a_number_has_its_bounds(old: str, new: str) -> None:
    assert found_in(spoilt((old, new))) == ["bad-number"]


@pytest.mark.parametrize(
    "line",
    [
        "RDATE;VALUE=PERIOD:20270504T070000Z/PT3H",
        "RDATE;VALUE=DATE:20270504,20270505",
        "GEO:+46.226;-6.140",
        "ATTACH:https://upr.example.org/a,b;c.pdf",
    ],
)
def test_what_is_unusual_and_right_is_left_alone(line: str) -> None:
    assert found_in(spoilt(("PRIORITY:5\n", f"PRIORITY:5\n{line}\n"))) == []
