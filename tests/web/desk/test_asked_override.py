"""What somebody typed to set a date, read field by field."""

from datetime import date

import pytest

from tests.web.desk.officers import visit_over
from tests.web.site import SOURCES
from uprcycle.days.span import Status, read_span
from uprcycle.timetable.override import Aim
from web.desk.asked_override import Typed, read_typed
from web.desk.registry import AskedOverride

WHOLE = {
    "of": "Côte d'Ivoire",
    "milestone": "hrc-adoption",
    "date": "2027-10-01",
    "status": "confirmed",
    "reason": " Agreed  by letter",
    "source": "Letter",
    "expires": "2027-06-30",
}


def typed(**fields: str) -> Typed:
    return read_typed(visit_over(SOURCES), fields)


def test_a_whole_form_is_read() -> None:
    aim = Aim("hrc-adoption", "CIV", 4)
    expected = AskedOverride(
        aim, read_span("2027-10-01"), Status.CONFIRMED, "Agreed by letter", "Letter", date(2027, 6, 30)
    )

    assert typed(**WHOLE).asked == expected
    assert typed(**WHOLE | {"of": "54"}).asked == AskedOverride(
        Aim("hrc-adoption", session=54), *(getattr(expected, each) for each in AskedOverride.__slots__[1:])
    )


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        pytest.param({"of": "Atlantis"}, ["of"], id="no-state"),
        pytest.param({"of": "99"}, ["of"], id="no-session"),
        pytest.param({"milestone": ""}, ["milestone"], id="no-milestone"),
        pytest.param({"milestone": "party"}, ["milestone"], id="unknown-milestone"),
        pytest.param({"date": "soon"}, ["date"], id="no-date"),
        pytest.param({"status": "withdrawn"}, ["status"], id="withdrawn-is-for-the-schedule"),
        pytest.param({"reason": "", "source": "x" * 501}, ["reason", "source"], id="words"),
        pytest.param({"expires": "2027-13-01"}, ["expires"], id="no-last-day"),
    ],
)
def test_what_is_wrong_is_named_by_its_field(changes: dict[str, str], wrong: list[str]) -> None:
    found = typed(**WHOLE | changes)

    assert (sorted(found.wrong), found.asked) == (wrong, None)


def test_as_long_as_only_the_state_is_named_its_dates_are_offered_and_nothing_is_wrong() -> None:
    named, empty = typed(of="KEN"), typed()

    assert (named.aim_of, named.name, named.wrong) == (Aim("-", "KEN", 4), "Kenya · Cycle 4", {})
    assert "hrc-adoption" in dict(named.milestones)
    assert (empty.aim_of, empty.milestones, empty.wrong) == (None, (), {})
