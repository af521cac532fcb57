"""`uprcycle brief`: an office handed over."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.flows.installed import PEOPLE, CommandLine
from uprcycle.roster.identity import person_id

pytestmark = pytest.mark.usefixtures("home")


def test_a_brief_reads_as_it_did(uprcycle: CommandLine, golden: Callable[[str, str], None]) -> None:
    uprcycle("tick", "SUR", "contact-upr-branch", "--by", "Amina", "--note", "by phone")

    answer = uprcycle("brief", "SUR", "--office", "RCO Suriname")

    assert (answer.status, answer.err) == (0, "")
    golden("brief-SUR.txt", answer.out)


def test_the_json_lists_everything_by_how_it_presses(uprcycle: CommandLine) -> None:
    uprcycle("tick", "SUR", "contact-upr-branch", "--by", "Amina", "--note", "by phone")

    found = uprcycle("brief", "SUR", "--json").value
    tasks = uprcycle("checklist", "SUR", "--json").value

    assert (found["country"], found["cycle"], found["office"]) == ("SUR", 4, "RCO Suriname")
    assert [(each["id"], each["note"]) for each in found["settled"]] == [("contact-upr-branch", "by phone")]
    shown = {each["id"] for key in ("late", "now", "past", "coming", "settled") for each in found[key]}
    assert shown <= {row["id"] for row in tasks if row["state"]}
    assert {each["id"] for each in found["late"]} == {row["id"] for row in tasks if row["standing"] == "late"}


def test_a_partner_gets_no_internal_date(tmp_path: Path, uprcycle: CommandLine) -> None:
    file = tmp_path / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    uprcycle("people", "load", str(file))

    found = uprcycle("brief", "KEN", "--office", "Civic Forum", "--json").value
    internal = {
        row["id"]
        for row in uprcycle("show", "KEN", "--audience", "un", "--json").value["milestones"]
        if row["visibility"] == "un-internal"
    }

    assert internal
    keys = ("late", "now", "past", "coming", "settled", "outcome", "next")
    assert {each["id"] for key in keys for each in found[key]}.isdisjoint(internal)


def test_who_is_away_and_who_is_told_instead_is_said(tmp_path: Path, uprcycle: CommandLine) -> None:
    file = tmp_path / "people.csv"
    heading, amina, *_ = PEOPLE.splitlines()
    boris = amina.replace("Amina", "Boris").replace("amina@", "boris@")
    rows = (
        f"{heading},deputy_of,away_from,away_to",
        f"{amina},,2026-11-21,2026-11-30",
        f"{boris},Amina Example,,",
    )
    file.write_text("\n".join(rows), "utf-8")
    uprcycle("people", "load", str(file))

    said, found = uprcycle("brief", "SUR").out, uprcycle("brief", "SUR", "--json").value

    assert "\nAway:\n  – Amina Example, until 30 Nov 2026; told instead: Boris Example\n" in said
    assert found["away"] == [
        {
            "person": person_id("amina@example.org"),
            "until": "2026-11-30",
            "instead": [person_id("boris@example.org")],
        }
    ]


def test_an_office_that_is_not_known_is_refused(uprcycle: CommandLine) -> None:
    answer = uprcycle("brief", "SUR", "--office", "RCO Surinam")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.endswith("did you mean 'RCO Suriname'?\n")
