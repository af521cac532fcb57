"""Where a date set by hand stands, in words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.web.desk.officers import visit_over
from tests.web.site import SOURCES
from uprcycle.days.span import Status, read_span
from uprcycle.timetable.override import Aim, Lift, Override
from web.desk.override_words import word_override
from web.desk.registry import Standing, StandingOverride

AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
SET = Override(
    Aim("hrc-adoption", "KEN", 4),
    read_span("2027-10-01"),
    Status.CONFIRMED,
    "Why",
    "Letter",
    "A. Example",
    AT,
    expires=date(2027, 6, 30),
    number=1,
)
LIFTED = replace(SET, lift=Lift("B. Example", AT, 3))
VISIT = visit_over(SOURCES)


@pytest.mark.parametrize(
    ("override", "standing", "by", "expected"),
    [
        (SET, Standing.WAITING, 0, ("from the next release", False, True)),
        (SET, Standing.IN_FORCE, 0, ("in force", False, True)),
        (LIFTED, Standing.ENDING, 0, ("until the next release", False, False)),
        (LIFTED, Standing.LIFTED, 0, ("taken back", True, False)),
        (LIFTED, Standing.OVERTAKEN, 7, ("overtaken by number 7", True, False)),
        (SET, Standing.EXPIRED, 0, ("expired", True, False)),
    ],
    ids=lambda each: each.value if isinstance(each, Standing) else "",
)
def test_each_standing_has_its_words(
    override: Override, standing: Standing, by: int, expected: tuple[str, bool, bool]
) -> None:
    words = word_override(VISIT, StandingOverride(override, standing, by))

    assert (words.standing, words.is_over, words.can_lift) == expected


def test_it_says_of_what_when_and_until_when() -> None:
    words = word_override(VISIT, StandingOverride(LIFTED, Standing.LIFTED))
    session = replace(SET, aim=Aim("no-such-rule", session=54))

    assert (words.of, words.title.text, words.when.text) == (
        "Kenya · 4",
        "Outcome adopted by the Human Rights Council",
        "1 Oct 2027",
    )
    assert (words.expires, words.lifted) == ("30 Jun 2027", "B. Example, 20 Nov 2026, 10:00")
    found = word_override(VISIT, StandingOverride(session, Standing.IN_FORCE))
    assert (found.of, found.title.text) == ("Session 54", "no-such-rule")
