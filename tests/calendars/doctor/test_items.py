"""How items stand: each fault gives its own finding alone."""

import pytest

from tests.calendars.doctor.good import DEADLINE, WITHDRAWN, Spoil, found_in, spoilt

ALARM = DEADLINE[DEADLINE.index("BEGIN:VALARM") : DEADLINE.index("END:VEVENT")]
BUSY = "TRANSP:OPAQUE\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\n"
FREE = "TRANSP:TRANSPARENT\nX-MICROSOFT-CDO-BUSYSTATUS:FREE\n"
OTHER = ALARM.replace("UID:4-KEN-national-report-alarm", "UID:4-KEN-midterm-alarm")
NOW = "DTSTAMP:20261122T085959Z"


def rewritten(entry: str, old: str, new: str) -> Spoil:
    """Return a spoiling of one entry."""
    assert old in entry, old
    return entry, entry.replace(old, new)


SPOILT: dict[str, Spoil] = {
    "cancelled-and-busy": rewritten(WITHDRAWN, FREE, BUSY),
    "cancelled-and-ringing": rewritten(WITHDRAWN, FREE, f"{FREE}{OTHER}"),
    "cancelled-without-sequence": rewritten(WITHDRAWN, "SEQUENCE:2", "SEQUENCE:0"),
    "cancelled-and-not-said": rewritten(WITHDRAWN, " (cancelled)", ""),
    "busy-all-day": rewritten(DEADLINE, FREE, BUSY),
    "busy-in-outlook": rewritten(DEADLINE, FREE, "TRANSP:TRANSPARENT\n"),
    "stamped-now": rewritten(DEADLINE, "DTSTAMP:20261120T093000Z", NOW),
    "no-last-modified": rewritten(DEADLINE, "LAST-MODIFIED:20261120T093000Z\n", ""),
    "no-sequence": rewritten(DEADLINE, "SEQUENCE:0\n", ""),
    "task-without-event": ("RELATED-TO:4-KEN-national-report@cal.example.org\n", ""),
}


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert found_in(spoilt(SPOILT[name])) == [name]


def test_an_event_may_name_its_task_as_well_as_the_other_way_round() -> None:
    lone = ("RELATED-TO:4-KEN-national-report@cal.example.org\n", "")
    named = rewritten(DEADLINE, FREE, f"RELATED-TO:4-KEN-national-report-task@cal.example.org\n{FREE}")

    assert found_in(spoilt(lone, named)) == []


def test_an_item_that_changed_this_minute_may_be_stamped_so() -> None:
    both = rewritten(
        DEADLINE,
        "DTSTAMP:20261120T093000Z\nLAST-MODIFIED:20261120T093000Z",
        f"{NOW}\nLAST-MODIFIED:20261122T085959Z",
    )

    assert found_in(spoilt(both)) == []
