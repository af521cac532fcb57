import tomllib
from dataclasses import replace
from datetime import timedelta

import pytest

from notifications.cadence import DEFAULT, Cadence
from notifications.cadences import Cadences, load_cadences, read_cadences
from tests.notifications.build import MONDAY, office, task
from uprcycle.checklist.task import Task
from uprcycle.errors import BadInputError
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind

TABLE = """\
[[cadence]]
kinds = ["action"]
roles = ["NHRI", "CSO"]
phases = ["submissions"]
before = [60, 3]

[[cadence]]
phases = ["submissions", "review"]
after = []

[[cadence]]
patience_days = 10
"""


def read(text: str) -> Cadences:
    return read_cadences(tomllib.loads(text), "cadence.toml")


def of_phase(phase: Phase, kind: Kind = Kind.ACTION, role: Role = Role.NHRI) -> Task:
    found = task(MONDAY, of=office(roles=frozenset({role, Role.MEDIA})))
    rule = replace(found.rule, phase=phase, kind=kind)
    return replace(found, dated=replace(found.dated, rule=rule))


@pytest.mark.parametrize(
    ("of", "cadence"),
    [
        pytest.param(of_phase(Phase.SUBMISSIONS), Cadence(before=(60, 3)), id="kind-role-and-phase"),
        pytest.param(of_phase(Phase.SUBMISSIONS, role=Role.RCO), Cadence(after=()), id="another-role"),
        pytest.param(of_phase(Phase.SUBMISSIONS, Kind.DOCUMENT), Cadence(after=()), id="another-kind"),
        pytest.param(of_phase(Phase.REVIEW), Cadence(after=()), id="another-phase"),
        pytest.param(of_phase(Phase.OUTCOME), Cadence(patience=timedelta(days=10)), id="all-others"),
    ],
)
def test_the_first_row_that_fits_a_task_counts(of: Task, cadence: Cadence) -> None:
    assert read(TABLE).of(of) == cadence


def test_where_the_data_says_nothing_the_rhythm_is_the_usual_one() -> None:
    assert {read("").of(of_phase(each)) for each in Phase} == {DEFAULT}
    assert {load_cadences().of(of_phase(each)) for each in Phase} == {DEFAULT}


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


def test_a_row_that_only_partly_lies_in_an_earlier_one_is_reached() -> None:
    text = '[[cadence]]\nkinds = ["event"]\n[[cadence]]\nkinds = ["action", "event"]\n[[cadence]]\n'

    assert len(read(text).rows) == 3
