"""Refusals say where, what and what to do, all at once."""

import pytest

from uprcycle.days.offset import Offset
from uprcycle.errors import (
    NOWHERE,
    BadInputError,
    Place,
    Problem,
    RefusedError,
    Severity,
    UnknownPhraseError,
    UprcycleError,
    places_of,
)


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        pytest.param(
            Problem("cycle-4.toml:14", "session 52 ends before it starts", "swap the two"),
            "cycle-4.toml:14: session 52 ends before it starts; swap the two",
            id="with-a-remedy",
        ),
        pytest.param(Problem("row 3", "has no date"), "row 3: has no date", id="without"),
    ],
)
def test_a_problem_is_one_line_of_where_what_and_remedy(problem: Problem, line: str) -> None:
    assert str(problem) == line


def test_a_problem_stops_the_work_unless_it_is_called_a_warning() -> None:
    assert Problem("row 3", "is odd").severity is Severity.ERROR


def test_the_place_in_parts_repeats_what_the_words_say() -> None:
    place = Place("a.csv", row=3, column="country")

    assert Problem("a.csv: row 3", "is odd", place=place) == Problem("a.csv: row 3", "is odd")
    assert Problem("row 3", "is odd").place == NOWHERE


def test_an_error_tells_its_headline_and_every_problem_in_order() -> None:
    problems = [Problem("row 9", "is empty"), Problem("row 2", "is odd", "make it even")]

    error = BadInputError("the schedule has 2 problems", problems)

    assert str(error) == "the schedule has 2 problems\n  row 9: is empty\n  row 2: is odd; make it even"
    assert error.problems == tuple(problems)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        pytest.param(UprcycleError("no"), 1, id="any"),
        pytest.param(BadInputError("no"), 2, id="bad-input"),
        pytest.param(RefusedError("no"), 1, id="refused"),
        pytest.param(UnknownPhraseError("soon", expected="12 weeks before"), 2, id="phrase"),
    ],
)
def test_the_exit_status_tells_bad_input_from_refusal(error: UprcycleError, status: int) -> None:
    assert error.exit_status == status


def test_an_unknown_phrase_is_quoted_beside_one_that_would_do() -> None:
    error = UnknownPhraseError("a while before", expected="12 weeks before")

    assert str(error) == "'a while before' cannot be read; write it as '12 weeks before'"


def test_the_places_of_a_fault_are_lines_of_ours_from_the_outermost_and_hold_no_word_of_it() -> None:
    with pytest.raises(UnknownPhraseError) as caught:
        Offset.parse("amina@example.org")
    (place,) = places_of(caught.value)

    assert (place.partition(",")[0], places_of(ValueError("amina"))) == ("uprcycle.days.offset", ())
