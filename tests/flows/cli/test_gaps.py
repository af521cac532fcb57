"""`uprcycle people gaps`: what nobody holds."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.flows.installed import NOON, PEOPLE, CommandLine, stored
from uprcycle.roster.identity import person_id
from uprcycle.store.ports import Envelope, Outcome, Receipt

pytestmark = pytest.mark.usefixtures("home")


def test_a_state_without_people_lacks_its_lead_and_its_partners(uprcycle: CommandLine) -> None:
    rows = uprcycle("people", "gaps", "KEN", "--json").value
    owners = {row["office"] or row["role"] for row in rows}

    assert {"RCO Kenya", "CSO", "NHRI", "GOVERNMENT"} <= owners
    assert all(row["duties"] == len(row["tasks"]) > 0 for row in rows)
    assert [row["first_due"] for row in rows] == sorted(row["first_due"] for row in rows)
    assert uprcycle("people", "gaps", "KEN").out.splitlines()[0].split("  ")[0] == "Nobody for"


def test_people_fill_gaps(tmp_path: Path, uprcycle: CommandLine) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    uprcycle("people", "load", str(file))

    owners = {row["office"] or row["role"] for row in uprcycle("people", "gaps", "KEN", "--json").value}

    assert "CSO" not in owners
    assert {"RCO Kenya", "NHRI"} <= owners


def test_duties_of_whom_mail_does_not_reach_are_unattended(
    tmp_path: Path, home: Path, uprcycle: CommandLine
) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    uprcycle("people", "load", str(file))
    ledger, dana = stored(home).store.ledger, person_id("dana@example.org")
    assert ledger.claim(Envelope("m", ("k",), dana, "email", b"mail", NOON), now=NOON, lease=timedelta(1))
    ledger.handing_over("m", now=NOON)
    ledger.record("m", Receipt(Outcome.PERMANENT, "550 5.1.1"), now=NOON)

    (forum,) = (row for row in uprcycle("people", "gaps", "KEN", "--json").value if row["role"] == "CSO")
    assert forum["unattended"] == forum["tasks"] != []


def test_offices_above_which_somebody_is_missing_are_counted(tmp_path: Path, uprcycle: CommandLine) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    before = uprcycle("people", "gaps", "KEN").out
    uprcycle("people", "load", str(file))
    said = (
        "\nAbove 1 office somebody is missing to whom overdue tasks are passed on: "
        "uprcycle nudges escalation --missing\n"
    )

    assert not before.endswith(said)
    assert uprcycle("people", "gaps", "KEN").out.endswith(said)


def test_all_states_have_a_line_each_that_names_the_most_pressing(uprcycle: CommandLine) -> None:
    answer = uprcycle("people", "gaps", "--days", "30")

    states = {row["country"] for row in uprcycle("people", "gaps", "--days", "30", "--json").value}
    assert (answer.status, len(answer.out.splitlines()) - 1) == (0, len(states))


def test_a_state_that_is_none_is_refused_with_the_nearest(uprcycle: CommandLine) -> None:
    answer = uprcycle("people", "gaps", "Kenja")

    assert (answer.status, answer.err) == (
        2,
        "uprcycle: 'Kenja' is not a State; did you mean 'Kenya' or 'Saint Kitts and Nevis'?\n",
    )
