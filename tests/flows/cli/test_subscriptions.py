"""`uprcycle subscription`: feeds with a token, whose address is printed once and nowhere else."""

import re
from pathlib import Path

import pytest

from flows.nudges import posting
from tests.flows.installed import CommandLine
from uprcycle.store.packaged import load_language

PEOPLE = """\
name,email,office,role,organisation,country,language
Amina Example,amina@example.org,RCO Kenya,RCO;UNCT,,Kenya,en
Bruno Exemple,bruno@example.org,UNICEF Kenya,UN-ENTITY,UNICEF,KEN,fr
Chara Exemple,chara@example.org,UNICEF Togo,UN-ENTITY,UNICEF,TGO,fr
Dalia Example,dalia@example.org,RCO Egypt,RCO,,EGY,ar
"""
BY = ("--by", "Desk")
ADDRESS = re.compile(r"http://127\.0\.0\.1:8080/feeds/my/uprfeed-[\w-]{43}\.ics")


@pytest.fixture(autouse=True)
def people(home: Path, uprcycle: CommandLine) -> None:
    file = home.parent / "people.csv"
    file.write_text(PEOPLE, "utf-8")
    assert uprcycle("people", "load", str(file)).status == 0


def test_a_feed_is_made_listed_edited_moved_and_revoked(uprcycle: CommandLine) -> None:
    made = uprcycle("subscription", "make", "amina@example.org", *BY, "--tasks", "todos", "--json").value
    name = made["id"]
    assert ADDRESS.fullmatch(made["address"])
    assert made["webcal"] == made["address"].replace("http:", "webcal:")
    assert (made["title"], made["scope"], made["expires"]) == ("UPR: my offices", "person", "2027-12-26")

    edited = uprcycle("subscription", "edit", name, *BY, "--title", "Mine", "--kind", "deadline").out
    assert edited == f"Id     {name}\nTitle  Mine\nUntil  26 Dec 2027\n\nChanged; the address is the same.\n"

    rotated = uprcycle("subscription", "rotate", name, *BY, "--yes").out
    assert len(ADDRESS.findall(rotated)) == 1
    assert made["address"] not in rotated
    assert "The address is shown this once." in rotated

    (row,) = uprcycle("subscription", "list", "--json").value
    assert (row["id"], row["state"], row["ends_soon"], row["client"]) == (name, "new", False, None)
    assert (row["filter"]["kinds"], row["filter"]["tasks"]) == (["deadline"], "todos")

    assert (
        "Revoked: its address opens nothing any more."
        in uprcycle("subscription", "revoke", name, *BY, "--yes").out
    )
    (line,) = uprcycle("subscription", "list", "amina@example.org").out.splitlines()[1:]
    assert re.split(r" {2,}", line) == [name, "Amina Example", "Mine", "26 Dec 2027", "revoked", "–", "–"]


@pytest.mark.parametrize("command", ["rotate", "revoke"])
def test_what_cannot_be_undone_is_first_said_and_changes_nothing(uprcycle: CommandLine, command: str) -> None:
    made = uprcycle("subscription", "make", "amina@example.org", *BY, "--json").value
    before = uprcycle("audit", "show", "--json").value

    assert uprcycle("subscription", command, made["id"], *BY).out == (
        f"Id     {made['id']}\nTitle  UPR: my offices\nUntil  26 Dec 2027\n\n"
        "Calendars that have its address would keep what they show, and learn nothing new.\n"
        "Nothing was changed; --yes does it, and cannot be undone.\n"
    )
    said = uprcycle("subscription", command, made["id"], *BY, "--json").value
    assert said == {key: value for key, value in made.items() if key not in {"address", "webcal"}}
    assert uprcycle("audit", "show", "--json").value == before


def test_the_address_is_printed_once_and_kept_nowhere(home: Path, uprcycle: CommandLine) -> None:
    made = uprcycle("subscription", "make", "amina@example.org", *BY, "--json").value
    token = made["address"].rpartition("/")[2].removesuffix(".ics")

    said = [
        uprcycle("subscription", "list", "--json").out,
        uprcycle("subscription", "list").out,
        uprcycle("subscription", "edit", made["id"], *BY, "--title", "x", "--json").out,
        uprcycle("audit", "--json").out,
        uprcycle("subscription", "revoke", made["id"], *BY, "--yes", "--json").out,
        uprcycle("doctor", "--json").out,
    ]
    files = [each.read_bytes() for each in home.rglob("*") if each.is_file()]

    assert [token in each for each in said] == [False] * 6
    assert [each for each in files if token.encode() in each] == []


def test_a_preview_counts_and_makes_nothing(uprcycle: CommandLine) -> None:
    words = ("subscription", "make", "bruno@example.org", *BY, "--organisation", "UNICEF", "--dry-run")
    value = uprcycle(*words, "--json").value

    title = load_language("fr").text("UPR: {office}", office="UNICEF")
    assert (value["title"], value["filter"]["languages"]) == (title, ["fr"])
    assert uprcycle(*words).out.splitlines()[1] == "Nothing was made."
    assert uprcycle("subscription", "list").out == (
        'There is no feed yet. `uprcycle subscription make amina@example.org --by "B. Example"` makes one.\n'
    )
    assert "make bruno@example.org --by" in uprcycle("subscription", "list", "bruno@example.org").out
    assert uprcycle("subscription", "list", "--json").value == []


@pytest.mark.parametrize("command", ["preview", "rotate", "revoke"])
def test_what_is_revoked_is_refused_before_anything_is_said_of_it(
    uprcycle: CommandLine, command: str
) -> None:
    name = uprcycle("subscription", "make", "amina@example.org", *BY, "--json").value["id"]
    uprcycle("subscription", "revoke", name, *BY, "--yes")

    answer = uprcycle("subscription", command, name, *(() if command == "preview" else BY))

    assert (answer.status, answer.out) == (1, "")
    assert answer.err.splitlines()[0] == "uprcycle: the feed is revoked"
    assert answer.err.splitlines()[1].strip().startswith(f"{name}: was revoked on ")


def test_the_title_is_in_the_language_of_the_feed(uprcycle: CommandLine) -> None:
    words = ("subscription", "make", "chara@example.org", *BY, "--json")

    assert uprcycle(*words, "--language", "en").value["title"] == "UPR: my offices"
    assert uprcycle(*words).value["title"] == load_language("fr").text("UPR: my offices")
    assert uprcycle(*words, "--office", "UNICEF Togo").value["title"] == "EPU\xa0: UNICEF Togo"


def test_whose_language_has_no_catalogue_reads_english(
    uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(posting, "language_codes", lambda: ("en", "fr"))
    value = uprcycle("subscription", "make", "dalia@example.org", *BY, "--dry-run", "--json").value

    assert value["filter"]["languages"] == ["en"]


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (
            ["make", "amina@example.org", *BY, "--organisation", "UNICEF"],
            1,
            "uprcycle: a feed is made only for those who hold what it shows\n  UNICEF: is not held by ",
        ),
        (
            ["make", "amina@example.org", *BY, "--organisation", "UNICEF", "--office", "RCO Kenya"],
            2,
            "uprcycle: a feed is of one office or of one organisation\n",
        ),
        (["make", "amina@example.org", *BY, "--days", "401"], 2, "uprcycle: invalid value for '--days'"),
        (["make", "amina@example.org", *BY, "--title", ""], 2, "uprcycle: a feed cannot be called so\n"),
        (["make", "amina@example.org", *BY, "--kind", "deadlin"], 2, "uprcycle: the choice of entries "),
        (["make", "nobody@example.net", *BY], 2, "uprcycle: the person is not known\n"),
        (["list", "nobody@example.net"], 2, "uprcycle: the person is not known\n"),
        (["edit", "s0", *BY], 2, "uprcycle: the subscription is not known\n"),
        (["rotate", "s0", *BY], 2, "uprcycle: the subscription is not known\n"),
        (["revoke", "s0", *BY], 2, "uprcycle: the subscription is not known\n"),
        (["revoke", "s0"], 2, "uprcycle: missing option '--by'"),
    ],
)
def test_what_cannot_be_done_is_said(uprcycle: CommandLine, words: list[str], status: int, said: str) -> None:
    answer = uprcycle("subscription", *words)

    assert (answer.status, answer.out, answer.err[: len(said)]) == (status, "", said)
