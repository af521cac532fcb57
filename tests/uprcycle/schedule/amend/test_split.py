"""Some States of a session get a date of their own."""

import pytest

from tests.uprcycle.schedule.amend.drafts import DRAFT, REPORT, lines, notice
from uprcycle.days.span import read_span
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.split import split_deadline
from uprcycle.schedule.amend.target import Deadline

SPAN = read_span("2026-02-09")


def test_the_others_keep_the_date_of_the_session() -> None:
    amended = split_deadline(DRAFT, Deadline(52, REPORT), ["KEN", "NPL"], SPAN, notice())

    assert lines(amended) == [
        "session 52, KEN, national-report: row – → 2026-02-09 (tentative)",
        "session 52, NPL, national-report: dates 2026-02-02 (confirmed) → 2026-02-09 (tentative)",
    ]


@pytest.mark.parametrize(
    ("countries", "expected"),
    [
        ([], ["session 52, national-report: no State is named; name the States that get this date"]),
        (
            ["KEN", "KEN", "KOR"],
            [
                "session 52, KOR: the State is not in this session; it has IRN, KEN, NPL",
                "session 52, KEN: is named twice; name it once",
            ],
        ),
    ],
)
def test_what_cannot_be_is_refused(countries: list[str], expected: list[str]) -> None:
    with pytest.raises(BadInputError) as refused:
        split_deadline(DRAFT, Deadline(52, REPORT), countries, SPAN, notice())

    assert [str(each) for each in refused.value.problems] == expected


def test_an_unknown_session_is_refused_once() -> None:
    with pytest.raises(BadInputError) as refused:
        split_deadline(DRAFT, Deadline(60, REPORT), ["KEN"], SPAN, notice())

    assert [each.where for each in refused.value.problems] == ["session 60"]
