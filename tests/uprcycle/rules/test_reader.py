"""Rule files are read as written, and refused with every problem of every file."""

import tomllib
from datetime import time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.uprcycle.examples import lead
from uprcycle.citation import Citation
from uprcycle.days.offset import Offset
from uprcycle.days.recurrence import Recurrence
from uprcycle.days.workdays import Roll
from uprcycle.errors import Problem
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.anchor import Anchor
from uprcycle.rules.condition import Condition
from uprcycle.rules.forecast import Forecast, Season
from uprcycle.rules.reader import read_rulebook
from uprcycle.rules.rule import Basis, Kind, Prominence, Rule
from uprcycle.rules.rulebook import PhaseRule, Rulebook
from uprcycle.visibility import Visibility

PLAIN = """
id = "brief-the-team"
kind = "event"
title = "Brief the team"
description = "The team hears what lies ahead."
anchor = "review"
visibility = "public"
basis = "stated"
sources = [{ document = "G", section = "line 7" }]
"""
FULL = """
id = "deadline"
kind = "deadline"
title = "Deadline"
description = "Texts have arrived."
anchor = "submission deadline"
offset = "2 weeks before"
until = "on the day"
phase = "outcome"
at = "15:00"
zone = "Asia/Kathmandu"
roll = "preceding"
forecast = "deadline"
fallback = { anchor = "review", offset = "8 months before", until = "6 months before" }
actors = ["CSO", "NHRI"]
informed = ["RCO"]
conditions = "has_unct|has_nhri"
visibility = "un-internal"
basis = "implied"
prominence = "key"
depends_on = ["brief-the-team"]
produces = "Text"
limits = "Two pages."
links = ["guide"]
languages = ["en", "fr"]
repeat = "R/P1Y"
level = "basic"
note = "As they say."
voluntary = true
sources = [{ document = "A/1" }]
"""


def read(*files: tuple[str, str]) -> tuple[Rulebook, list[str]]:
    tables = [(name, tomllib.loads(text)) for name, text in files]
    problems = list[Problem]()
    book = read_rulebook(tables, {"G": "The Guide (2020)"}, problems)
    return book, [str(each) for each in problems]


def rules_of(*rows: str, name: str = "rules/submissions.toml") -> tuple[Rule, ...]:
    book, problems = read((name, "".join(f"[[rule]]\n{row}\n" for row in rows)))
    assert problems == []
    return book.rules


def problems_of(*files: tuple[str, str]) -> list[str]:
    return read(*files)[1]


def test_a_plain_row_takes_its_phase_from_the_file_and_the_usual_for_the_rest() -> None:
    assert rules_of(PLAIN) == (
        Rule(
            id="brief-the-team",
            kind=Kind.EVENT,
            phase=Phase.SUBMISSIONS,
            title="Brief the team",
            description="The team hears what lies ahead.",
            lead=lead("review"),
            visibility=Visibility.PUBLIC,
            basis=Basis.STATED,
            sources=(Citation("The Guide (2020)", "line 7"),),
            actors=(),
        ),
    )


def test_a_full_row_is_read_to_its_last_key() -> None:
    assert rules_of(FULL) == (
        Rule(
            id="deadline",
            kind=Kind.DEADLINE,
            phase=Phase.OUTCOME,
            title="Deadline",
            description="Texts have arrived.",
            lead=lead("submission deadline", "2 weeks before", "on the day"),
            visibility=Visibility.UN_INTERNAL,
            basis=Basis.IMPLIED,
            sources=(Citation("A/1"),),
            actors=(Role.CSO, Role.NHRI),
            informed=(Role.RCO,),
            prominence=Prominence.KEY,
            condition=Condition((("has_unct", "has_nhri"),)),
            roll=Roll.PRECEDING,
            at=time(15),
            zone=ZoneInfo("Asia/Kathmandu"),
            fallback=lead("review", "8 months before", "6 months before"),
            forecast="deadline",
            depends_on=("brief-the-team",),
            produces="Text",
            limits="Two pages.",
            links=("guide",),
            languages=("en", "fr"),
            repeat=Recurrence(12),
            level="basic",
            note="As they say.",
            voluntary=True,
        ),
    )


def test_forecasts_and_phases_are_read_beside_the_rules() -> None:
    text = """
    [[forecast]]
    id = "report"
    milestone = "national-report"
    season = "spring"
    anchor = "session start"
    earliest = "91 days before"
    likeliest = "91 days before"
    latest = "84 days before"
    observations = 3
    weekday = "Monday"
    source = "G"
    [[phase]]
    id = "outcome"
    title = "Outcome"
    opens = { anchor = "session end", offset = "1 day after" }
    """
    book, problems = read(("forecasts.toml", text))

    assert problems == []
    assert book.forecasts == (
        Forecast(
            id="report",
            milestone="national-report",
            season=Season.SPRING,
            anchor=Anchor.SESSION_START,
            earliest=Offset.parse("91 days before"),
            likeliest=Offset.parse("91 days before"),
            latest=Offset.parse("84 days before"),
            observations=3,
            citation=Citation("The Guide (2020)"),
            weekday="Monday",
        ),
    )
    assert book.phases == (PhaseRule(Phase.OUTCOME, "Outcome", lead("session end", "1 day after")),)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        pytest.param('anchor = "review"', "", "the key 'anchor' is missing", id="missing-key"),
        pytest.param('"review"', '"the review"', "'the review' is not a valid Anchor", id="anchor"),
        pytest.param('"event"', '"party"', "'party' is not a valid Kind", id="kind"),
        pytest.param('"event"', "7", "7 is not a valid Kind", id="number-for-a-word"),
        pytest.param(
            'basis = "stated"',
            'basis = "stated"\noffset = "a while before"',
            "'a while before' cannot be read; write it as '12 weeks before'",
            id="offset",
        ),
        pytest.param(
            'basis = "stated"',
            'basis = "stated"\noffset = "1 month before"\nuntil = "2 months before"',
            "a window cannot end '2 months before' where it starts '1 month before'",
            id="window-that-ends-before-it-starts",
        ),
        pytest.param(
            'basis = "stated"',
            'basis = "stated"\nrepeat = "yearly"',
            "'yearly' cannot be read; write it as 'R/P6M'",
            id="repetition",
        ),
        pytest.param(
            'basis = "stated"',
            'basis = "stated"\nrepeat = "R/P1Y"\noffset = "14 days after"\nuntil = "4 years after"',
            "what recurs counts its window in months and years, or in days and weeks",
            id="repetition-of-a-window-in-two-units",
        ),
        pytest.param(
            'basis = "stated"',
            'basis = "stated"\nrepeat = "R/P1Y"\noffset = "3 working days after"',
            "what recurs counts its window in months and years, or in days and weeks",
            id="repetition-in-working-days",
        ),
        pytest.param(
            'basis = "stated"',
            'basis = "stated"\nzone = "Europe/Geneva"',
            "No time zone found with key Europe/Geneva",
            id="zone",
        ),
        pytest.param(
            'basis = "stated"', 'basis = "stated"\nactors = ["BOSS"]', "'BOSS' is not a valid Role", id="role"
        ),
        pytest.param(
            'basis = "stated"',
            'basis = "stated"\nconditions = 3',
            "conditions is 3; write it as text in quotes",
            id="number-for-a-condition",
        ),
    ],
)
def test_a_bad_row_is_named_by_file_place_and_id(old: str, new: str, problem: str) -> None:
    text = f"[[rule]]\n{PLAIN.replace(old, new)}"

    assert problems_of(("rules/review.toml", text)) == [
        f"rules/review.toml: row 1 (brief-the-team): {problem}"
    ]


def test_problems_of_all_files_come_at_once() -> None:
    elsewhere = f'[[rule]]\n{PLAIN}phase = "nowhere"'
    nameless = '[[rule]]\nkind = "event"'
    twice = f"[[rule]]\n{PLAIN}\n[[rule]]\n{PLAIN}"

    assert problems_of(("a.toml", elsewhere), ("b.toml", nameless), ("review.toml", twice)) == [
        "a.toml: row 1 (brief-the-team): 'nowhere' is not a valid Phase",
        "b.toml: row 1 (without id): the key 'id' is missing",
        "brief-the-team: two rules have this id; give one of them another",
    ]


cells = st.sampled_from(["7", "true", '""', '"x"', "[]", '["CSO", 1]', "{}", "[{}]", "2026-05-04"])


@given(st.sampled_from([line.split(" =")[0] for line in FULL.splitlines() if line]), cells)
def test_no_cell_of_another_type_breaks_the_reader(key: str, cell: str) -> None:
    lines = [line for line in FULL.splitlines() if not line.startswith(f"{key} =")]
    text = "\n".join(["[[rule]]", *lines, f"{key} = {cell}"])
    book, problems = read(("rules/review.toml", text))

    assert len(book.rules) + len(problems) == 1


@pytest.mark.parametrize("table", ["rule", "forecast", "phase"])
def test_a_table_that_is_no_list_of_rows_is_refused(table: str) -> None:
    assert problems_of(("a.toml", f"{table} = 3"), ("b.toml", f"{table} = [3]")) == [
        "a.toml: row 1 (without id): 3 is not a list of rows",
        "b.toml: row 1 (without id): 3 is not a row of keys and values",
    ]


@pytest.mark.parametrize(
    ("anchors", "expected"),
    [
        pytest.param({"a": "milestone b", "b": "review"}, [], id="another-milestone"),
        pytest.param(
            {"a": "milestone c", "b": "review"},
            ["a: counts from a milestone that no rule has: a -> c"],
            id="no-such-milestone",
        ),
        pytest.param(
            {"a": "milestone b", "b": "milestone a"},
            ["a: counts from itself: a -> b -> a", "b: counts from itself: b -> a -> b"],
            id="in-a-circle",
        ),
    ],
)
def test_a_rule_may_count_from_another_milestone(anchors: dict[str, str], expected: list[str]) -> None:
    rows = [
        f"[[rule]]{PLAIN}".replace("brief-the-team", name).replace('"review"', f'"{anchor}"')
        for name, anchor in anchors.items()
    ]

    assert problems_of(("review.toml", "\n".join(rows))) == expected
