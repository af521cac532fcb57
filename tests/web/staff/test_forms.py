"""What is typed into forms is read, or refused beside its field."""

from datetime import date

import pytest

from uprcycle.errors import BadInputError, Place, Problem
from uprcycle.wording.language import ENGLISH
from web.staff.forms import by_field, fault, read_day, read_words


def test_a_day_and_a_line_of_text_are_read() -> None:
    assert read_day({"last": " 2026-12-31 "}, "last", ENGLISH) == date(2026, 12, 31)
    assert read_words({"reason": " look "}, "reason", ENGLISH) == "look"


@pytest.mark.parametrize("text", ["", "soon", "2026-02-30", "31.12.2026"])
def test_what_is_no_day_is_refused_beside_its_field(text: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read_day({"last": text}, "last", ENGLISH)
    assert list(by_field(refused.value.problems, ENGLISH)) == ["last"]


@pytest.mark.parametrize(
    "text", ["", "  ", "two\nlines", "x" * 5000], ids=["empty", "blank", "lines", "long"]
)
def test_what_cannot_be_kept_is_refused(text: str) -> None:
    with pytest.raises(BadInputError):
        read_words({"reason": text}, "reason", ENGLISH)


def test_a_problem_of_a_file_stands_at_its_column() -> None:
    problem = Problem(
        "form.csv:2:role", "'X' is not a role", "use RCO", place=Place("form.csv", "", 2, "role")
    )

    assert by_field([problem, *fault("on", "no").problems], ENGLISH) == {
        "role": "'X' is not a role; use RCO",
        "on": "no",
    }
