import tomllib
from datetime import timedelta

import pytest

from notifications.ladder import Ladder, Party, Step, height, load_ladder, read_ladder
from uprcycle.errors import BadInputError
from uprcycle.people import Role
from uprcycle.rules.rule import Kind

REST = 'kinds = ["deadline"]\ncounted = ["deadline"]\ndesk = ["OHCHR"]\npatience_days = 9\n'
RISING = '[[step]]\nafter = 2\nto = "head"\n[[step]]\nafter = 4\nto = "desk"\n'


def read(text: str) -> Ladder:
    return read_ladder(tomllib.loads(text), "escalation.toml")


def test_a_ladder_is_read_as_it_is_written() -> None:
    assert read(REST + RISING) == Ladder(
        (Step(Party.HEAD, 2), Step(Party.DESK, 4)),
        frozenset({Kind.DEADLINE}),
        frozenset({Kind.DEADLINE}),
        (Role.OHCHR,),
        timedelta(days=9),
    )


def test_the_packaged_ladder_goes_from_the_deputy_to_the_desk_within_a_month() -> None:
    ladder = load_ladder()

    assert [(each.to, each.after) for each in ladder.steps] == [
        (Party.DEPUTY, 5),
        (Party.HEAD, 10),
        (Party.DESK, 15),
    ]
    assert ladder.kinds == {Kind.ACTION, Kind.DEADLINE, Kind.DOCUMENT}
    assert ladder.counted == {Kind.DEADLINE, Kind.DOCUMENT}
    assert ladder.desk == (Role.OHCHR, Role.OHCHR_FIELD)


def test_who_holds_the_office_is_lowest_and_the_desk_highest() -> None:
    assert sorted(Party, key=height) == [Party.HOLDER, Party.DEPUTY, Party.HEAD, Party.DESK]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (
            "grace = 1\n" + REST,
            "escalation.toml: has an unknown key 'grace'; use kinds, counted, desk, patience_days, step",
        ),
        (
            REST.replace('counted = ["deadline"]', 'counted = ["action"]'),
            "escalation.toml: counted has a kind that is not among kinds; add it there",
        ),
        (
            REST.replace("deadline", "wish"),
            "escalation.toml: kinds has 'wish'; use some of milestone, deadline, ",
        ),
        (
            REST.replace("OHCHR", "CSO"),
            "escalation.toml: desk has a role outside the UN; use some of DCO-REGIONAL, ",
        ),
        (REST.replace("9", '"9"'), "escalation.toml: patience_days is '9'; write it as a whole number"),
        (
            REST + RISING.replace("4", "2"),
            "escalation.toml: has steps that do not rise; let each be later and higher",
        ),
        (
            REST + RISING.replace("desk", "deputy"),
            "escalation.toml: has steps that do not rise; let each be later",
        ),
        (
            REST + RISING.replace("desk", "holder"),
            "escalation.toml: step 2: to is 'holder'; use one of deputy, ",
        ),
        (REST + RISING.replace("2", "0"), "escalation.toml: step 1: after is 0; use a whole number from 1"),
    ],
)
def test_a_ladder_that_cannot_be_climbed_is_refused(text: str, problem: str) -> None:
    with pytest.raises(BadInputError) as refused:
        read(text)

    (found,) = refused.value.problems
    assert str(found).startswith(problem)
