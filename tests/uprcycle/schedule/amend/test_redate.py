"""A review gets another day inside its session, or none for the time being."""

from dataclasses import replace

import pytest

from tests.uprcycle.schedule.amend.drafts import CONFIRMED, DRAFT, draft, lines, notice, review
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.redate import redate_review
from uprcycle.schedule.amend.target import Reviewed


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("IRN", "2026-05-07", "session 52, IRN: dates 2026-05-06 (confirmed) → 2026-05-07 (confirmed)"),
        ("IRN", "unknown", "session 52, IRN: dates 2026-05-06 (confirmed) → unknown (confirmed)"),
        ("MMR", "by 2027-02-26", "session 54, MMR: dates 2027-01 (tentative) → by 2027-02-26 (confirmed)"),
        ("UKR", "2027", ""),
    ],
)
def test_only_the_day_of_one_review_changes(country: str, day: str, expected: str) -> None:
    span = read_span(day) if day != "2027" else DRAFT.slots[-1].dates.span

    amended = redate_review(DRAFT, Reviewed(country), span, notice(status=CONFIRMED))

    assert lines(amended) == [
        expected or "cycle 4, UKR, without a session: dates unknown (tentative) → unknown (confirmed)"
    ]


def test_published_hours_take_the_place_of_expected_ones() -> None:
    expected = replace(review(52, "KEN", 1, "2026-05-04"), hours="14:30/18:00", hours_confidence="derived")
    hours = read_span("2026-05-04T09:00/2026-05-04T12:30")

    (slot,) = redate_review(
        draft(DRAFT.sessions[0], expected), Reviewed("KEN"), hours, notice()
    ).schedule.slots

    assert (slot.dates.span, slot.hours, slot.hours_confidence) == (hours, "", "")


@pytest.mark.parametrize(
    ("country", "day", "expected"),
    [
        ("KEM", "2026-05-07", "KEM: has no review in this schedule; did you mean 'KEN'?"),
        ("IRN", "2026-05-03", "session 52, IRN: 2026-05-03 lies outside session 52, 2026-05-04/2026-05-15"),
    ],
)
def test_what_cannot_be_is_refused(country: str, day: str, expected: str) -> None:
    with pytest.raises(BadInputError, match=expected):
        redate_review(DRAFT, Reviewed(country), read_span(day), notice())
