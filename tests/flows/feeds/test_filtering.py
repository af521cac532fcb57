"""Filters as people type them."""

import pytest

from flows.feeds.filtering import Words, read_words
from uprcycle.errors import BadInputError
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.store.packaged import language_codes, load_countries
from uprcycle.subscriptions import Filter, TaskForm, WindowForm

FULL = Filter(
    countries=("KEN", "NPL"),
    roles=(Role.RCO, Role.UNCT),
    phases=(Phase.REVIEW,),
    kinds=(Kind.DEADLINE, Kind.ACTION),
    languages=("fr", "en"),
    tasks=TaskForm.TODOS,
    windows=WindowForm.BARS,
    shows_cancelled=False,
    has_alarms=True,
)


def test_everything_can_be_typed_in_any_letter_case_with_commas_or_again() -> None:
    words = Words(
        countries=["kenya, NPL", "KEN"],
        roles=["rco,UNCT"],
        phases=["Review"],
        kinds=["deadline", "action"],
        languages=["fr", "EN"],
        tasks="todos",
        windows="BARS",
        hides_cancelled=True,
        has_alarms=True,
    )

    assert read_words(Filter(), words, load_countries()) == FULL


def test_what_is_not_mentioned_stays() -> None:
    assert read_words(FULL, Words(), load_countries()) == FULL


def test_an_empty_word_empties_a_list() -> None:
    words = Words(
        countries=[""], roles=[""], phases=[""], kinds=[""], hides_cancelled=False, has_alarms=False
    )

    assert read_words(FULL, words, load_countries()) == Filter(
        languages=("fr", "en"), tasks=TaskForm.TODOS, windows=WindowForm.BARS
    )


def test_all_that_is_wrong_is_named_at_once_with_what_may_be_meant() -> None:
    words = Words(
        countries=["Keniya", "Qqqq"],
        roles=["RCOO"],
        phases=["revue"],
        kinds=["deadlin", "nothing at all"],
        languages=["xx"],
        tasks="todo",
        windows="bar",
    )

    with pytest.raises(BadInputError) as error:
        read_words(Filter(), words, load_countries())

    assert [str(each) for each in error.value.problems] == [
        "--country: 'Keniya' is no State; did you mean 'Kenya'?",
        "--country: 'Qqqq' is no State; give an ISO code",
        "--role: 'RCOO' is not known; did you mean 'RCO' or 'RC'?",
        "--phase: 'revue' is not known; did you mean 'review'?",
        "--kind: 'deadlin' is not known; did you mean 'deadline'?",
        "--kind: 'nothing at all' is not known; use one of milestone, deadline, event, document, action",
        f"--language: there is no catalogue for 'xx'; use one of {', '.join(language_codes())}",
        "--tasks: 'todo' is not known; did you mean 'todos'?",
        "--windows: 'bar' is not known; did you mean 'bars'?",
    ]


@pytest.mark.parametrize(("languages", "count"), [([""], 0), (["en,fr,xx"], 3)])
def test_entries_are_in_one_language_or_two(languages: list[str], count: int) -> None:
    with pytest.raises(BadInputError) as error:
        read_words(Filter(), Words(languages=languages), load_countries())

    *_, problem = error.value.problems
    assert problem.what == f"{count} are given"
