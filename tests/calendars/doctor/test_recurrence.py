"""What repeats: each fault gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import Spoil, found_in, spoilt

RULE = "RRULE:FREQ=WEEKLY;UNTIL=20270201T090000Z"
SPOILT: dict[str, Spoil] = {
    "bad-rule": (RULE, "RRULE:FREQ=FORTNIGHTLY"),
    "until-and-count": (RULE, f"{RULE};COUNT=5"),
    "until-of-other-type": (RULE, "RRULE:FREQ=WEEKLY;UNTIL=20270201"),
    "several-rules": (RULE, f"{RULE}\nRRULE:FREQ=MONTHLY"),
    "exception-of-other-type": ("EXDATE;TZID=Europe/Zurich:20270111T100000", "EXDATE;VALUE=DATE:20270111"),
    "exception-without-series": ("PRIORITY:5\n", "PRIORITY:5\nRECURRENCE-ID;VALUE=DATE:20270209\n"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


@pytest.mark.parametrize(
    ("rule", "is_sound"),
    [
        ("FREQ=MONTHLY;BYDAY=-1SU,2MO;INTERVAL=2;WKST=MO", True),
        ("BYMONTHDAY=-1;FREQ=MONTHLY;BYSETPOS=-1", True),
        ("freq=weekly", True),
        ("INTERVAL=2", False),
        ("FREQ=WEEKLY;INTERVAL=0", False),
        ("FREQ=WEEKLY;COUNT=0", False),
        ("FREQ=WEEKLY;BYHOUR=24", False),
        ("FREQ=WEEKLY;BYDAY=MONDAY", False),
        ("FREQ=WEEKLY;FREQ=DAILY", False),
        ("FREQ=WEEKLY;", False),
        ("FREQ=WEEKLY;WKST=1MO", False),
        ("FREQ=WEEKLY;BYMONTH=0", False),
    ],
)
def test_a_rule_can_be_followed_or_not(rule: str, *, is_sound: bool) -> None:
    assert ("bad-rule" not in found_in(spoilt((RULE, f"RRULE:{rule}")))) is is_sound
