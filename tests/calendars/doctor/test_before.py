"""Two copies of a feed: what became of each item between them."""

import pytest

from calendars.doctor.examine import examine
from tests.calendars.doctor.good import GOOD, SEEN, SITTING, TASK, WITHDRAWN, ics

STAMPS = "DTSTAMP:20261120T093000Z\nLAST-MODIFIED:20261120T093000Z"
LATER = STAMPS.replace("20261120", "20261121")
MOVED = SITTING.replace("20270504", "20270505")
PAST = SITTING.replace("20270504", "20260504")
SPOILT = {
    "moved-without-sequence": (GOOD, GOOD.replace(SITTING, MOVED.replace(STAMPS, LATER))),
    "sequence-fell": (GOOD, GOOD.replace(SITTING, SITTING.replace("SEQUENCE:1", "SEQUENCE:0"))),
    "changed-without-stamp": (GOOD, GOOD.replace("Review of Kenya", "Kenya's review")),
    "stamped-without-change": (GOOD, GOOD.replace(STAMPS, LATER)),
    "vanished": (GOOD, GOOD.replace(SITTING, "")),
    "uid-made-anew": (GOOD, GOOD.replace("UID:4-KEN", "UID:5-KEN").replace("RELATED-TO:4", "RELATED-TO:5")),
    "order-changed": (GOOD, GOOD.replace(SITTING, "").replace(TASK, f"{TASK}{SITTING}")),
}


BAR = WITHDRAWN.replace("STATUS:CANCELLED", "STATUS:TENTATIVE")
FIRST = BAR.replace("midterm@", "midterm-opens@").replace(
    "DTEND;VALUE=DATE:20290901", "DTEND;VALUE=DATE:20290802"
)
LAST = BAR.replace("midterm@", "midterm-closes@").replace(
    "DTSTART;VALUE=DATE:20290801", "DTSTART;VALUE=DATE:20290831"
)
AS_BAR = GOOD.replace(WITHDRAWN, BAR)
BY_ENDS = GOOD.replace(WITHDRAWN, FIRST + LAST)


def compared(old: str, new: str) -> list[str]:
    return [each.check.id for each in examine(ics(new), SEEN, ics(old)).findings]


@pytest.mark.parametrize("name", SPOILT)
def test_what_is_spoilt_is_what_is_found(name: str) -> None:
    assert compared(*SPOILT[name]) == [name]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        pytest.param(GOOD, GOOD, id="nothing-changed"),
        pytest.param(
            GOOD,
            GOOD.replace(SITTING, MOVED.replace(STAMPS, LATER).replace("SEQUENCE:1", "SEQUENCE:2")),
            id="moved-as-it-should",
        ),
        pytest.param(GOOD, GOOD.replace(WITHDRAWN, ""), id="a-cancelled-item-goes"),
        pytest.param(GOOD.replace(SITTING, PAST), GOOD.replace(SITTING, ""), id="what-is-over-goes"),
        pytest.param(GOOD.replace(SITTING, ""), GOOD, id="a-new-item-comes"),
        pytest.param("", GOOD, id="there-was-nothing-before"),
        pytest.param(BY_ENDS, AS_BAR, id="two-ends-become-a-bar"),
        pytest.param(AS_BAR, BY_ENDS, id="a-bar-becomes-two-ends"),
    ],
)
def test_what_is_as_it_should_be_is_left_alone(old: str, new: str) -> None:
    assert compared(old, new) == []


@pytest.mark.parametrize(
    ("new", "uids"),
    [
        pytest.param(
            GOOD.replace(WITHDRAWN, ""), ["4-KEN-midterm-opens", "4-KEN-midterm-closes"], id="both-ends"
        ),
        pytest.param(GOOD.replace(WITHDRAWN, LAST), ["4-KEN-midterm-opens"], id="one-end-alone"),
        pytest.param(
            AS_BAR.replace("4-KEN-midterm@", "4-KEN-other@"),
            ["4-KEN-midterm-opens", "4-KEN-midterm-closes"],
            id="another-window-comes",
        ),
    ],
)
def test_an_end_of_a_window_that_nothing_stands_for_has_vanished(new: str, uids: list[str]) -> None:
    findings = examine(ics(new), SEEN, ics(BY_ENDS)).findings

    assert [(each.check.id, each.uid.partition("@")[0]) for each in findings] == [
        ("vanished", uid) for uid in uids
    ]


def test_what_vanished_is_named() -> None:
    (finding,) = examine(ics(GOOD.replace(SITTING, "")), SEEN, ics(GOOD)).findings

    assert (finding.uid, finding.line) == ("4-KEN-review@cal.example.org", 0)
