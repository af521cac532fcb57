"""The how-to on choosing for a State does what it says, at the command line."""

import re
from pathlib import Path

import pytest

from tests.flows.installed import CommandLine

HOW_TO = Path(__file__).parents[2] / "docs" / "how-to" / "choose-for-a-country.md"
BLOCK = re.compile(r"```toml\n# (\S+)\n(.*?)```", re.DOTALL)
SIGNED = ("--note", "Settled with the country teams", "--by", "UPR desk")


@pytest.fixture
def folder(home: Path, uprcycle: CommandLine, tmp_path: Path) -> Path:
    """The rules as exported, with every row of the how-to."""
    assert home.is_dir()
    folder = tmp_path / "our-rules"
    assert uprcycle("rules", "export", str(folder)).status == 0
    blocks = BLOCK.findall(HOW_TO.read_text("utf-8"))
    assert [name for name, _ in blocks] == ["choices.toml", "flags.toml", "choices.toml"]
    for name, text in blocks:
        with (folder / name).open("a", encoding="utf-8") as file:
            file.write(f"\n{text}")
    return folder


def accept(uprcycle: CommandLine, folder: Path) -> None:
    digest = uprcycle("rules", "plan", str(folder), "--json").value["hash"]
    assert uprcycle("rules", "accept", str(folder), "--plan", digest, *SIGNED).status == 0


@pytest.mark.slow
def test_the_rows_of_the_how_to_are_released_and_shown_wherever_one_asks(
    uprcycle: CommandLine, folder: Path
) -> None:
    before = uprcycle("show", "UGA", "--json").value["milestones"]
    accept(uprcycle, folder)

    why = uprcycle("why", "KEN", "next-review").out
    (settled,) = uprcycle("facts", "C1", "--json").value["contradictions"][0]["settled"]
    presence = uprcycle("facts", "C13", "--json").value["contradictions"][0]["settled"]

    assert why.splitlines()[1] == "Wednesday, 1 May 2030 (estimated, to the day)"
    assert "(C1). This reading was chosen for this State: UN good practices (2022)" in " ".join(why.split())
    assert settled == {
        "country": "KEN",
        "reading": "5-years",
        "by": "UN country team Kenya",
        "reason": "The national action plan counts on five years.",
        "from": "2025-01-01",
        "until": None,
        "source": "letter of 3 December 2026",
    }
    assert [(each["country"], each.get("holds"), each.get("office")) for each in presence] == [
        ("NPL", False, None), ("NPL", None, "UN Mission in Nepal")
    ]  # fmt: skip
    assert uprcycle("checklist", "NPL").out.startswith("UN Mission in Nepal · cycle 4 · ")
    assert uprcycle("brief", "NPL", "--json").value["office"] == "UN Mission in Nepal"
    assert uprcycle("show", "UGA", "--json").value["milestones"] == before


def test_facts_say_in_words_what_was_settled(uprcycle: CommandLine, folder: Path) -> None:
    assert "Settled for States" not in uprcycle("facts", "C1").out
    accept(uprcycle, folder)

    length, presence = (" ".join(uprcycle("facts", each).out.split()) for each in ("C1", "C13"))

    assert (
        "Settled for States, by the rules in force Kenya 5-years, for reviews from 1 Jan 2025 on. "
        "Chosen by: UN country team Kenya. Reason: The national action plan counts on five years. "
        "Read in: letter of 3 December 2026."
    ) in length
    assert "Nepal no UN country team, for reviews from 1 Jan 2026 on. Read in: letter of 3" in presence
    assert "Nepal UN Mission in Nepal leads (DCO-REGIONAL, OHCHR-FIELD, UN-MISSION, UN-REG" in presence


@pytest.mark.slow
def test_people_of_the_office_that_was_named_are_loaded_under_its_name(
    uprcycle: CommandLine, folder: Path, tmp_path: Path
) -> None:
    accept(uprcycle, folder)
    file = tmp_path / "people.csv"
    file.write_text(
        "name,email,office,role,country\n"
        "Amina Example,amina@example.org,UN Mission in Nepal,UN-MISSION,NPL\n",
        "utf-8",
    )
    gaps = [each["office"] for each in uprcycle("people", "gaps", "NPL", "--days", "900", "--json").value]

    loaded = uprcycle("people", "load", str(file))
    after = [each["office"] for each in uprcycle("people", "gaps", "NPL", "--days", "900", "--json").value]

    assert loaded.status == 0
    assert (gaps.count("UN Mission in Nepal"), after.count("UN Mission in Nepal")) == (1, 0)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            '"5-years"',
            '"6-years"',
            "choices.toml: KEN chooses '6-years' of C1, which is no reading of it; use 4.5",
        ),
        (
            '"UN-MISSION", ',
            '"NHRI", ',
            "choices.toml: office 1: roles has 'NHRI'; use some of DCO-REGIONAL, HRA",
        ),
        ('country = "KEN"', 'country = "KNY"', "choices.toml: KNY is the code of no State; correct it"),
        (
            "reading =",
            "raeding =",
            "choices.toml: choice 1: has an unknown key 'raeding'; use one of country, ",
        ),
        ('by = "UN country team Kenya"\n', "", "choices.toml: choice 1: the key 'by' is missing"),
    ],
    ids=["reading", "role", "country", "key", "nobody"],
)
def test_a_slip_is_refused_with_its_place_and_a_remedy(
    uprcycle: CommandLine, folder: Path, old: str, new: str, said: str
) -> None:
    file = folder / "choices.toml"
    text = file.read_text("utf-8")
    start = text.index("[[choice]]")
    assert text.count(old, start) == 1
    file.write_text(text[:start] + text[start:].replace(old, new), "utf-8")

    answer = uprcycle("rules", "plan", str(folder))

    assert (answer.status, answer.out) == (2, "")
    assert [line.strip()[: len(said)] for line in answer.err.splitlines()].count(said) == 1
