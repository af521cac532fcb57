"""When items begin and end: each fault gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import Spoil, found_in, spoilt

DAYS = "DTSTART;VALUE=DATE:20270209\nDTEND;VALUE=DATE:20270210\n"
HOURS = "DTSTART:20270504T070000Z\nDTEND:20270504T103000Z\n"
DUE = "DUE;VALUE=DATE:20270209\n"
SPOILT: dict[str, Spoil] = {
    "end-before-start": ("DTEND;VALUE=DATE:20270210", "DTEND;VALUE=DATE:20270208"),
    "all-day-end-equals-start": ("DTEND;VALUE=DATE:20270210", "DTEND;VALUE=DATE:20270209"),
    "no-length": ("DTEND:20270504T103000Z", "DTEND:20270504T070000Z"),
    "end-of-other-type": ("DTEND;VALUE=DATE:20270210", "DTEND:20270210T000000Z"),
    "end-and-duration": (DAYS, f"{DAYS}DURATION:P1D\n"),
    "no-end": ("DTEND;VALUE=DATE:20270210\n", ""),
    "duration-for-end": ("DTEND;VALUE=DATE:20270210", "DURATION:P1D"),
    "task-without-due": (DUE, ""),
    "duration-without-start": (DUE, "DURATION:P1D\n"),
    "negative-duration": (DUE, "DTSTART;VALUE=DATE:20270209\nDURATION:-P1D\n"),
    "duration-of-hours": (DUE, "DTSTART;VALUE=DATE:20270209\nDURATION:PT8H\n"),
    "floating-time": (HOURS, HOURS.replace("Z", "")),
    "implausible-year": (HOURS, HOURS.replace("2027", "1627")),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(DUE, f"{DUE}DURATION:P1D\n", ["end-and-duration"], id="due-and-duration"),
        pytest.param(DUE, f"DTSTART;VALUE=DATE:20270210\n{DUE}", ["end-before-start"], id="due-before-start"),
        pytest.param(DUE, f"DTSTART;VALUE=DATE:20270209\n{DUE}", [], id="due-on-the-day-it-starts"),
        pytest.param(
            HOURS, HOURS.replace("103000Z", "103000"), ["end-of-other-type", "floating-time"], id="mixed"
        ),
    ],
)
def test_tasks_and_mixtures(old: str, new: str, expected: list[str]) -> None:
    assert found_in(spoilt((old, new))) == expected
