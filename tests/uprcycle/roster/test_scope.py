"""Whoever looks after Kenya loads people of Kenya alone, and changes nobody who also sits elsewhere."""

from dataclasses import replace

import pytest

from uprcycle.errors import BadInputError, Severity
from uprcycle.people import Assignment, Office, Person, Role
from uprcycle.roster.reader import ReadPeople
from uprcycle.roster.scope import confine

AMINA = Person("p-amina", "Amina Example", "amina@example.org", language="fr")
KENYA, TOGO = (Office(f"RCO {code}", code, frozenset({Role.RCO})) for code in ("KEN", "TGO"))


def of_kenya(code: str) -> bool:
    return code == "KEN"


def test_rows_of_another_state_are_refused_and_counted() -> None:
    read = ReadPeople((Assignment(AMINA, KENYA), Assignment(AMINA, TOGO)))

    with pytest.raises(BadInputError) as refused:
        confine(read, (), of_kenya)
    assert [(each.where, each.what.split()[0]) for each in refused.value.problems] == [("TGO", "1")]


@pytest.mark.parametrize(
    ("office", "language", "warned"),
    [
        pytest.param(TOGO, "fr", [Severity.WARNING], id="also-elsewhere"),
        pytest.param(KENYA, "en", [], id="only-here"),
    ],
)
def test_who_also_sits_elsewhere_stays_as_they_are(
    office: Office, language: str, warned: list[Severity]
) -> None:
    said = Assignment(replace(AMINA, language="en"), KENYA)

    confined = confine(ReadPeople((said,)), (Assignment(AMINA, office),), of_kenya)

    assert [each.person.language for each in confined.assignments] == [language]
    assert [each.severity for each in confined.problems] == warned
