"""Series that are followed: each fault gives its own finding alone."""

import pytest

from calendars.doctor.examine import examine
from calendars.doctor.occurrences import MOST_FOLLOWED, MOST_IN_VAIN
from tests.calendars.doctor.good import HEAD, SEEN, SITTING, WEEKLY, ZONE, found_in, ics, spoilt

RULE = "RRULE:FREQ=WEEKLY;UNTIL=20270201T090000Z"
EXCEPT = "EXDATE;TZID=Europe/Zurich:20270111T100000"
SPOILT: dict[str, tuple[str, str]] = {
    "rule-without-occurrence": (RULE, "RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;COUNT=5"),
    "start-off-rule": (RULE, "RRULE:FREQ=MONTHLY;BYDAY=2MO;COUNT=5"),
    "exception-of-nothing": (EXCEPT, EXCEPT.replace("0111T", "0112T")),
    "many-occurrences": (RULE, "RRULE:FREQ=DAILY;COUNT=1000"),
    "endless-rule": (RULE, "RRULE:FREQ=WEEKLY"),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(RULE, "RRULE:FREQ=DAILY;COUNT=999", id="as-many-as-outlook-takes"),
        pytest.param(EXCEPT, f"{EXCEPT},20270118T100000", id="two-exceptions-in-a-line"),
        pytest.param(
            EXCEPT, f"RDATE;{EXCEPT[7:35]}20270113T100000\nEXDATE;{EXCEPT[7:35]}20270113T100000", id="added"
        ),
        pytest.param(EXCEPT, "EXDATE:20270112T090000Z", id="of-another-clock"),
        pytest.param(RULE, "RRULE:FREQ=FORTNIGHTLY;UNTIL=20270201T090000Z", id="of-no-rule"),
    ],
)
def test_what_may_be_so_is_left_alone(old: str, new: str) -> None:
    assert [each for each in found_in(spoilt((old, new))) if each in SPOILT] == []


CHANGED = SITTING.replace("UID:4-KEN-review", "UID:4-KEN-weekly").replace(
    "SEQUENCE:1", "SEQUENCE:1\nRECURRENCE-ID;TZID=Europe/Zurich:20270118T100000"
)


@pytest.mark.parametrize(("day", "expected"), [("0118", []), ("0119", ["exception-of-nothing"])])
def test_an_item_changes_an_occurrence_that_there_is(day: str, expected: list[str]) -> None:
    spoil = (SITTING, SITTING + CHANGED.replace("20270118", f"2027{day}"))

    assert found_in(spoilt(spoil)) == expected


def test_an_exception_beyond_what_was_followed_is_left_alone() -> None:
    spoils = ((RULE, "RRULE:FREQ=DAILY"), (EXCEPT, EXCEPT.replace("20270111", "20470111")))

    assert found_in(spoilt(*spoils)) == ["endless-rule"]


@pytest.mark.parametrize(
    ("rule", "name", "most"),
    [
        ("RRULE:FREQ=YEARLY", "endless-rule", MOST_FOLLOWED),
        (SPOILT["rule-without-occurrence"][1], "rule-without-occurrence", MOST_IN_VAIN),
    ],
)
def test_so_many_rules_are_followed_and_no_more(rule: str, name: str, most: int) -> None:
    series = WEEKLY.replace(RULE, rule).replace(f"{EXCEPT}\n", "")
    items = (series.replace("4-KEN-weekly", f"{number}-KEN-weekly") for number in range(MOST_FOLLOWED + 20))
    report = examine(ics(f"{HEAD}{ZONE}{''.join(items)}END:VCALENDAR\n"), SEEN)

    assert report.counts[name] == most
