"""Alarms: each fault gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import DEADLINE, SITTING, TASK, Spoil, found_in, spoilt

ALARM = DEADLINE[DEADLINE.index("BEGIN:VALARM") : DEADLINE.index("END:VEVENT")]
SECOND = ALARM.replace("-alarm@", "-alarm-2@")
THIRD = ALARM.replace("-alarm@", "-alarm-3@")
SPOILT: dict[str, Spoil] = {
    "many-alarms": (ALARM, ALARM + SECOND + THIRD),
    "alarm-does-not-show": ("ACTION:DISPLAY", "ACTION:AUDIO"),
    "alarm-without-uid": ("UID:4-KEN-national-report-alarm@cal.example.org\n", ""),
    "alarm-uid-twice": (ALARM, ALARM * 2),
    "alarm-not-last": ("END:VALARM\n", "END:VALARM\nLOCATION:Geneva\n"),
    "alarm-at-night": ("TRIGGER:-P6DT15H", "TRIGGER:-P7D"),
    "alarm-from-the-end": ("TRIGGER:-P6DT15H", "TRIGGER;RELATED=END:-P1DT15H"),
    "alarm-from-no-start": (TASK, TASK.replace("END:VTODO", f"{SECOND}END:VTODO")),
    "alarm-repeat-alone": ("TRIGGER:-P6DT15H\n", "TRIGGER:-P6DT15H\nREPEAT:2\n"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


def test_a_sitting_may_ring_at_any_hour_before_it() -> None:
    ringing = SITTING.replace("END:VEVENT", f"{SECOND.replace('-P6DT15H', '-P1D')}END:VEVENT")

    assert found_in(spoilt((SITTING, ringing))) == []


@pytest.mark.parametrize(
    "trigger", ["TRIGGER;RELATED=END:-P6DT15H", "TRIGGER;VALUE=DATE-TIME:20270202T080000Z"]
)
def test_a_to_do_without_a_start_may_ring_before_it_is_due(trigger: str) -> None:
    ringing = TASK.replace("END:VTODO", f"{SECOND.replace('TRIGGER:-P6DT15H', trigger)}END:VTODO")

    assert found_in(spoilt((TASK, ringing))) == []
