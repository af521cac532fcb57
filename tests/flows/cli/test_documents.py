"""`uprcycle documents`: what is expected, what was found and where, what no longer counts."""

import json
from pathlib import Path

import pytest

from tests.flows.installed import CommandLine, stored

URL = "https://documents.example.org/ken-1"
REPORT = ("KEN", "national-report")
FRENCH = ("--language", "fr", "--by", "A. Example")


def shown(uprcycle: CommandLine, *options: str) -> dict[str, dict[str, object]]:
    answer = uprcycle("documents", "KEN", "--json", *options)
    return {each["id"]: each for each in json.loads(answer.out)["documents"]}


def test_without_any_link_every_document_is_expected_when_its_milestone_is(
    home: Path, uprcycle: CommandLine
) -> None:
    del home
    documents = shown(uprcycle)
    dates = {each["id"]: each for each in json.loads(uprcycle("show", "KEN", "--json").out)["milestones"]}

    assert {each["state"] for each in documents.values()} == {"expected"}
    expected = documents["national-report"]["expected"]
    keys = ("start", "end", "status", "precision")
    assert isinstance(expected, dict)
    assert [expected[key] for key in keys] == [dates["national-report"][key] for key in keys]


def test_a_link_is_recorded_shown_and_superseded(home: Path, uprcycle: CommandLine) -> None:
    symbol = ("--symbol", "A/HRC/WG.6/54/KEN/1", "--checked", "2026-01-02")
    added = uprcycle("documents", "add", *REPORT, URL, *FRENCH, *symbol)
    report = shown(uprcycle)["national-report"]

    assert (added.status, added.out) == (0, "KEN, cycle 4: national-report in fr recorded\n")
    assert (report["state"], report["symbol"], report["links"]) == (
        "published",
        "A/HRC/WG.6/54/KEN/1",
        [{"language": "fr", "url": URL, "checked_on": "2026-01-02"}],
    )
    assert uprcycle("documents", "KEN").out.endswith(
        f"\nWhere they can be read\n  national-report fr {URL}\n"
    )

    gone = uprcycle("documents", "supersede", *REPORT, *FRENCH)
    assert (gone.status, gone.out) == (0, "KEN, cycle 4: national-report in fr superseded\n")
    assert shown(uprcycle)["national-report"]["state"] == "superseded"
    assert [each.is_superseded for each in stored(home).store.documents.of("KEN", 4)] == [False, True]


def test_who_recorded_a_link_is_shown_to_nobody(home: Path, uprcycle: CommandLine) -> None:
    del home
    uprcycle("documents", "add", *REPORT, URL, *FRENCH)

    assert "Example" not in uprcycle("documents", "KEN").out + uprcycle("documents", "KEN", "--json").out


def test_the_public_is_not_shown_what_is_inside_the_united_nations(home: Path, uprcycle: CommandLine) -> None:
    del home
    everybody, inside = shown(uprcycle), shown(uprcycle, "--audience", "un")

    assert sorted(inside.keys() - everybody.keys()) == ["draft-list", "joint-unct-report"]


@pytest.mark.parametrize(
    ("command", "status", "message"),
    [
        (("add", "KEN", "national-reprot", URL, *FRENCH), 2, "did you mean 'national-report'"),
        (("add", *REPORT, "http://documents.example.org", *FRENCH), 2, "begins with https://"),
        (("add", *REPORT, URL, *FRENCH, "--checked", "2105-01-01"), 2, "has not come yet"),
        (("supersede", *REPORT, *FRENCH), 1, "has no link in 'fr'"),
        (("supersede", "KEN", "odd", *FRENCH), 2, "no review has a document 'odd'; use one of"),
    ],
)
def test_what_cannot_be_recorded_changes_nothing(
    home: Path, uprcycle: CommandLine, command: tuple[str, ...], status: int, message: str
) -> None:
    answer = uprcycle("documents", *command)

    assert (answer.status, message in answer.err) == (status, True)
    assert stored(home).store.documents.of("KEN", 4) == ()
