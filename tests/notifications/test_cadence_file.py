import tomllib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from notifications.cadence import DEFAULT, NEAR, Cadence
from notifications.cadence_file import load_cadences, read_cadences
from notifications.cadences import CadenceRow, Cadences
from tests.notifications.build import MONDAY, task
from uprcycle.errors import BadInputError
from uprcycle.people import Role
from uprcycle.rules.rule import Basis, Kind, Prominence, Rule
from uprcycle.store.packaged import load_ruleset

DEADLINES = '[[cadence]]\nkinds = ["deadline"]\n[[cadence]]\nprominences = ["headline"]\n'


def read(text: str) -> Cadences:
    return read_cadences(tomllib.loads(text), "cadence.toml")


def test_a_row_says_on_which_days_to_speak_of_which_tasks() -> None:
    text = """
[[cadence]]
name = "deadlines of institutions"
kinds = ["deadline", "document"]
roles = ["NHRI"]
prominences = ["key"]
voluntary = false
before = [60, 3]
after = [1]
patience_days = 10

[[cadence]]
bases = ["editorial"]
before = [30]
opening = true
once = true
calm = true
"""
    institutions = {
        "kinds": frozenset({Kind.DEADLINE, Kind.DOCUMENT}),
        "roles": frozenset({Role.NHRI}),
        "prominences": frozenset({Prominence.KEY}),
        "voluntary": frozenset({False}),
    }

    assert read(text) == Cadences(
        (
            CadenceRow(Cadence((60, 3), (1,), timedelta(days=10)), institutions, "deadlines of institutions"),
            CadenceRow(
                Cadence((30,), (), opening=True, is_once=True, is_calm=True),
                {"bases": frozenset({Basis.EDITORIAL})},
            ),
        )
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("[[cadance]]\n", "cadence.toml: has an unknown key 'cadance'; write rows as [[cadence]]"),
        ("cadence = 3\n", "cadence.toml: cadence 1: 3 is not a list of rows"),
        ("[[cadence]]\nbefor = [1]\n", "cadence.toml: cadence 1: has an unknown key 'befor'; use one of "),
        ("[[cadence]]\nbefore = 3\n", "cadence.toml: cadence 1: before is 3; write a list in square"),
        ("[[cadence]]\nbefore = [-1]\n", "cadence.toml: cadence 1: before has -1; use whole numbers from 0"),
        ("[[cadence]]\nafter = [0]\n", "cadence.toml: cadence 1: after has 0; use whole numbers from 1 to"),
        ("[[cadence]]\nbefore = [true]\n", "cadence.toml: cadence 1: before has True; use whole numbers"),
        ("[[cadence]]\nbefore = [7, 7]\n", "cadence.toml: cadence 1: before names a day twice; name it"),
        ("[[cadence]]\nbefore = []\nafter = []\n", "cadence.toml: cadence 1: speaks on no day; give at"),
        ("[[cadence]]\npatience_days = 0\n", "cadence.toml: cadence 1: patience_days has 0; use whole"),
        ('[[cadence]]\nroles = ["RCU"]\n', "cadence.toml: cadence 1: roles has 'RCU'; use some of RC, RCO,"),
        ("[[cadence]]\nphases = []\n", "cadence.toml: cadence 1: phases is empty; leave it out to speak of"),
        ("[[cadence]]\ncalm = 1\n", "cadence.toml: cadence 1: calm is 1; write it as true or false"),
        ("[[cadence]]\nname = 1\n", "cadence.toml: cadence 1: name is 1; write it as text in quotes"),
        ('[[cadence]]\nvoluntary = "yes"\n', "cadence.toml: cadence 1: voluntary is 'yes'; write it as true"),
        (
            "[[cadence]]\nonce = true\nafter = [2]\n",
            "cadence.toml: cadence 1: is told once, before its day; give days in before and none in after",
        ),
        (
            "[[cadence]]\ncalm = true\nbefore = [14, 6]\n",
            "cadence.toml: cadence 1: waits for the digest of the week, which may come too late; use 7 or",
        ),
        (
            '[[cadence]]\nkinds = ["action", "event"]\n[[cadence]]\nkinds = ["event"]\nroles = ["RC"]\n',
            "cadence.toml: cadence 2: is never reached: row 1 fits all that it fits; put the narrower row",
        ),
    ],
)
def test_a_file_that_says_nothing_sensible_is_refused(text: str, said: str) -> None:
    with pytest.raises(BadInputError) as caught:
        read(text)

    (problem,) = caught.value.problems
    assert str(problem)[: len(said)] == said


@pytest.mark.parametrize(
    ("text", "silent"),
    [
        pytest.param("[[cadence]]\nbefore = [30]\n", ["1 deadlines", "1 headline dates"], id="too-early"),
        pytest.param(
            "[[cadence]]\nafter = []\nonce = true\n", ["1 deadlines", "1 headline dates"], id="once"
        ),
        pytest.param("[[cadence]]\nbefore = [7]\n", [], id="on-the-seventh-day"),
        pytest.param(
            '[[cadence]]\nkinds = ["deadline"]\nroles = ["CSO"]\nbefore = [8]\n',
            ["1 deadlines", "1 headline dates"],
            id="for-some",
        ),
        pytest.param(
            '[[cadence]]\nkinds = ["action"]\nbefore = [8]\n', ["1 headline dates"], id="no-deadline"
        ),
        pytest.param("[[cadence]]\nvoluntary = true\nbefore = [8]\n", [], id="voluntary"),
        pytest.param('[[cadence]]\nbases = ["editorial"]\nbefore = [8]\n', [], id="guidance"),
        pytest.param(f"{DEADLINES}[[cadence]]\nbefore = [7]\ncalm = true\n", [], id="after-rows-for-them"),
        pytest.param(
            '[[cadence]]\nkinds = ["deadline"]\nroles = ["CSO"]\n[[cadence]]\nbefore = [8]\n',
            ["2 deadlines", "2 headline dates"],
            id="after-a-row-for-some-of-them",
        ),
    ],
)
def test_no_row_may_be_silent_on_hard_dates_in_their_last_days(text: str, silent: list[str]) -> None:
    try:
        read(text)
        problems = []
    except BadInputError as error:
        problems = [str(each) for each in error.problems]

    assert problems == [
        f"cadence.toml: cadence {number}: keeps silent on {what} in their last seven days; "
        "put a row for them, with a day from 0 to 7 in before, above it, or narrow it"
        for number, _, what in (each.partition(" ") for each in silent)
    ]


def test_a_row_that_only_partly_lies_in_an_earlier_one_is_reached() -> None:
    text = '[[cadence]]\nkinds = ["event"]\n[[cadence]]\nkinds = ["action", "event"]\n[[cadence]]\n'

    assert len(read(text).rows) == 3


def packaged(which: Callable[[Rule], bool]) -> set[Cadence]:
    """Return the packaged cadences of the packaged rules of which ``which`` is true."""
    some = task(MONDAY)
    rules = [each for each in load_ruleset().rulebook.rules if which(each)]
    assert rules
    return {load_cadences().of(replace(some, dated=replace(some.dated, rule=each))) for each in rules}


def test_the_packaged_rows_have_names_and_the_last_fits_whatever_is_left() -> None:
    rows = load_cadences().rows

    assert [row for row in rows if not row.name] == []
    assert rows[-1].wanted == {}


def test_what_is_official_and_hard_keeps_the_whole_rhythm() -> None:
    assert packaged(lambda each: each.kind is Kind.DEADLINE) == {DEFAULT}
    assert packaged(lambda each: each.id == "national-report") == {DEFAULT}
    assert packaged(lambda each: each.id in {"working-group-review", "hrc-adoption"}) == {
        replace(DEFAULT, after=())
    }


def test_what_is_voluntary_is_told_once_in_a_digest_and_never_late() -> None:
    found = packaged(lambda each: each.voluntary)

    assert {(each.is_once, each.is_calm, each.after) for each in found} == {(True, True, ())}


def test_guidance_and_points_of_the_calendar_are_never_urgent() -> None:
    guidance = packaged(lambda each: each.basis is Basis.EDITORIAL)
    points = packaged(lambda each: each.kind is Kind.MILESTONE)

    assert {each.is_calm for each in guidance | points} == {True}
    assert {len(each.before) for each in guidance | points} == {1}


def test_of_every_duty_that_a_source_states_something_is_said_in_its_last_week() -> None:
    found = packaged(lambda each: each.is_pressing and each.kind is not Kind.MILESTONE)

    assert {min(each.before) <= 1 for each in found} == {True}
    assert {each.is_calm or each.is_once for each in found} == {False}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        pytest.param(None, "no such file or directory; check the name and the rights", id="missing"),
        pytest.param(b"\xff\xfe", "is not UTF-8; save it as UTF-8", id="latin"),
        pytest.param(b"cadence", "is not TOML: ", id="no-toml"),
        pytest.param(b"#" * 1_000_001, "is larger than 1,000,000 bytes; write fewer rows", id="large"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, content: bytes | None, said: str) -> None:
    file = tmp_path / "own.toml"
    if content is not None:
        file.write_bytes(content)

    with pytest.raises(BadInputError) as caught:
        load_cadences(file)

    (problem,) = caught.value.problems
    assert str(problem)[: len(said) + len(str(file)) + 2] == f"{file}: {said}"


def test_an_operator_s_own_file_is_read_with_the_mark_that_some_editors_write(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(DEADLINES, "utf-8-sig")

    assert len(load_cadences(file).rows) == 2
    assert timedelta(days=load_cadences(file).rows[0].cadence.before[-1]) <= NEAR
