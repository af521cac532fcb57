"""What was settled for a State, in words and for JSON."""

from datetime import date

import pytest

from tests.uprcycle.examples import packaged_world
from uprcycle.countries import LeadOffice
from uprcycle.rules.choice import Choice
from uprcycle.rules.flags import Flag
from uprcycle.rules.leads import NamedLead
from uprcycle.store.packaged import load_facts
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.settled import Settlement, settled_of, settled_text, show_settled

FIRST, LAST = date(2027, 1, 1), date(2031, 12, 31)
WORDS = ("a country team", "It was agreed.", "a letter")
CHOICE = Choice("KEN", "C2", "half-cycle", FIRST, LAST, *WORDS)
LEAD = NamedLead("GRC", LeadOffice("UN mission", frozenset({"RCO", "HRA"})), date.min, LAST, "a letter")
NO_TEAM = Flag("GRC", "has_unct", False, FIRST, date.max, "read", "a letter")  # noqa: FBT003 - a row of a file
TEAM = Flag("GRC", "has_unct", True, date.min, date.max, "read", "a letter")  # noqa: FBT003 - a row of a file


CHOSEN = (
    "half-cycle, for reviews from 1 Jan 2027 to 31 Dec 2031. Chosen by: a country team. "
    "Reason: It was agreed. Read in: a letter."
)


@pytest.mark.parametrize(
    ("settled", "said"),
    [
        (CHOICE, CHOSEN),
        (LEAD, "UN mission leads (HRA, RCO), for reviews until 31 Dec 2031. Read in: a letter."),
        (NO_TEAM, "no UN country team, for reviews from 1 Jan 2027 on. Read in: a letter."),
        (TEAM, "a UN country team. Read in: a letter."),
    ],
    ids=["choice", "lead", "no-team", "team"],
)
def test_it_is_said_with_its_time_and_its_source(settled: Settlement, said: str) -> None:
    assert settled_text(settled, ENGLISH).replace("\N{THIN SPACE}", " ") == said


@pytest.mark.parametrize(
    ("settled", "shown"),
    [
        (CHOICE, {"reading": "half-cycle", "by": "a country team", "reason": "It was agreed."}),
        (LEAD, {"office": "UN mission", "roles": ["HRA", "RCO"], "from": None}),
        (TEAM, {"flag": "has_unct", "holds": True, "confidence": "read", "from": None, "until": None}),
    ],
    ids=["choice", "lead", "team"],
)
def test_json_has_every_cell_of_its_row(settled: Settlement, shown: dict[str, object]) -> None:
    dated = {"from": "2027-01-01", "until": "2031-12-31", "source": "a letter"}

    assert show_settled(settled) == {"country": settled.country} | dated | shown


def test_nothing_is_settled_as_packaged() -> None:
    held = load_facts().contradictions

    assert len(held) == 23
    assert [each.id for each in held if settled_of(each, packaged_world())] == []
