"""`uprcycle rules plan` offers a merge to running checklists, which say by which rules they go."""

from pathlib import Path

import pytest

from tests.flows.installed import CommandLine
from uprcycle.store.packaged import load_ruleset

pytestmark = pytest.mark.usefixtures("home")

TITLE = "Encourage a mid-term report or an update"
OFFER = "This version has other rules. What they would change: uprcycle rules plan --country KEN"


@pytest.fixture
def folder(uprcycle: CommandLine, tmp_path: Path) -> Path:
    """The rules as exported, in which one task is called otherwise; the lead in Kenya has ticked another."""
    folder = tmp_path / "ours"
    uprcycle("rules", "export", str(folder))
    file = folder / "checklists" / "mid-term.toml"
    text = file.read_text("utf-8")
    assert text.count(TITLE) == 1
    file.write_text(text.replace(TITLE, "Ask for news"), "utf-8")
    uprcycle("tick", "KEN", "watch-webcast", "--by", "A. Example")
    return folder


def test_a_plan_names_the_running_checklists_and_the_wide_one_each_task(
    uprcycle: CommandLine, folder: Path
) -> None:
    lines = uprcycle("rules", "plan", str(folder), "--wide").out.splitlines()
    listed = uprcycle("rules", "plan", str(folder), "--json").value["checklists"]

    assert [line.split() for line in lines if line.startswith("KEN ")] == [
        ["KEN", "RCO", "Kenya", "0", "0", "1", "0"]
    ]
    assert "  Ask for news  changed in words  29 Jan 2027  29 Jan 2027" in lines
    assert [(each["office"], [task["change"] for task in each["tasks"]]) for each in listed] == [
        ("RCO Kenya", ["reworded"])
    ]


def test_a_plan_without_running_checklists_says_so(uprcycle: CommandLine, folder: Path) -> None:
    lines = uprcycle("rules", "plan", str(folder), "--country", "NPL").out.splitlines()

    assert "No open task of a running checklist changes." in lines


def test_a_checklist_says_by_which_rules_it_goes_and_offers_those_of_this_version(
    uprcycle: CommandLine, folder: Path
) -> None:
    packaged = f"Rules: {load_ruleset().digest[:12]}"
    assert uprcycle("checklist", "KEN").out.splitlines()[-1] == packaged

    words = ("rules", "plan", str(folder), "--country", "KEN")
    digest = uprcycle(*words, "--json").value["hash"]
    signed = ("--plan", digest, "--note", "Asked for", "--by", "the desk", "--country", "KEN")
    assert uprcycle("rules", "accept", str(folder), *signed).status == 0

    own, others = uprcycle("checklist", "KEN").out.splitlines(), uprcycle("checklist", "NPL").out.splitlines()
    assert (own[-1], others[-1]) == (OFFER, packaged)
    assert own[-2].startswith("Rules: ")
    assert own[-2] != packaged
