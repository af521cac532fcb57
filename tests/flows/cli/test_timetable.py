"""`uprcycle show`: the whole truth of one review, the unknown included."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.flows.installed import NOON, CommandLine, stored
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.visibility import Visibility

pytestmark = pytest.mark.usefixtures("home")

MILESTONE_KEYS = {
    "id", "title", "kind", "phase", "start", "end", "all_day", "time_zone", "status", "precision",
    "visibility", "actors", "source", "rule", "sequence", "uid",
}  # fmt: skip
ADDED_KEYS = {"rule_says", "basis", "voluntary", "applies"}


@pytest.mark.parametrize("country", ["KEN", "UKR", "MMR", "USA"])
def test_a_timetable_reads_as_it_did(
    uprcycle: CommandLine, country: str, golden: Callable[[str, str], None]
) -> None:
    answer = uprcycle("show", country)

    assert (answer.status, answer.err) == (0, "")
    golden(f"show-{country}.txt", answer.out)


def test_a_timetable_reads_in_french(uprcycle: CommandLine) -> None:
    lines = uprcycle("show", "MAR", "--lang", "fr").out.splitlines()

    assert lines[0].startswith("Maroc · cycle 4 · ")
    assert "Préparation" in lines


def review(uprcycle: CommandLine, country: str, *more: str) -> dict[str, Any]:
    shown = uprcycle("show", country, "--json", *more).value["milestones"]
    found: dict[str, Any] = next(each for each in shown if each["id"] == "working-group-review")
    return found


@pytest.mark.parametrize(
    ("country", "known"),
    [
        ("KEN", ["2025-05-01", "2025-05-01", "tentative", "day"]),
        ("USA", ["2026-11-01", "2026-11-30", "tentative", "month"]),
        ("MMR", ["2027-01-01", "2027-01-31", "tentative", "month"]),
        ("UKR", [None, None, "tentative", "unknown"]),
    ],
)
def test_the_review_is_known_as_far_as_it_is(
    uprcycle: CommandLine, country: str, known: list[str | None]
) -> None:
    shown = review(uprcycle, country)

    assert [shown[key] for key in ("start", "end", "status", "precision")] == known


@pytest.mark.parametrize(
    ("cycle", "geneva", "tonga"),
    [
        (3, "Thursday, 29 June 2017", "Friday, 30 June 2017"),
        (4, "Tuesday, 11 October 2022", "Wednesday, 12 October 2022"),
    ],
)
def test_an_hour_is_told_by_both_clocks_below_the_table(
    uprcycle: CommandLine, cycle: int, geneva: str, tonga: str
) -> None:
    days = f"{geneva}, 15:00 Geneva time (CEST); {tonga}, 02:00 Tongatapu time (+13)"
    out = uprcycle("show", "Tonga", "--cycle", str(cycle)).out

    assert [line for line in out.splitlines() if "Tongatapu" in line] == [
        f"Deadline for stakeholder submissions: {days}",
        f"Deadline for UN contributions: {days}",
    ]


def test_where_no_hour_is_known_none_is_told(uprcycle: CommandLine) -> None:
    assert "Geneva time" not in uprcycle("show", "KEN").out


def test_the_json_has_the_promised_shape(uprcycle: CommandLine) -> None:
    shown = uprcycle("show", "KEN", "--json").value

    assert list(shown) == ["country", "cycle", "release", "milestones"]
    assert (shown["country"], shown["cycle"], shown["release"]) == ("KEN", 4, 1)
    assert {frozenset(each) for each in shown["milestones"]} == {frozenset(MILESTONE_KEYS | ADDED_KEYS)}
    assert {frozenset(each["source"]) for each in shown["milestones"]} == {
        frozenset({"document", "place", "confidence"})
    }
    assert review(uprcycle, "KEN")["uid"] == "4-KEN-working-group-review@uprcycle.example.org"


def test_an_unknown_date_is_null_and_never_left_out(uprcycle: CommandLine) -> None:
    shown = uprcycle("show", "UKR", "--json").value["milestones"]
    facts = load_countries()["UKR"].facts
    public = [each for each in load_ruleset().rulebook.milestones if each.visibility is Visibility.PUBLIC]

    assert {each["id"] for each in shown} == {
        each.id for each in public if each.condition.holds(facts) is not False
    }
    assert {each["id"] for each in shown if each["start"] or each["precision"] != "unknown"} == {
        "session-calendar-published",
        "cycle-start",
    }


@pytest.mark.parametrize("name", ["KEN", "ken", "Kenya", "kenia", "Кения", "肯尼亚"])
def test_a_country_is_found_by_its_code_and_all_its_names(uprcycle: CommandLine, name: str) -> None:
    assert uprcycle("show", name, "--json").value["country"] == "KEN"


@pytest.mark.parametrize(
    ("audience", "seen"),
    [
        ("public", {"public"}),
        ("partners", {"public", "partners"}),
        ("un", {"public", "partners", "un-internal"}),
    ],
)
def test_nobody_sees_more_than_is_theirs(uprcycle: CommandLine, audience: str, seen: set[str]) -> None:
    shown = uprcycle("show", "KEN", "--audience", audience, "--json").value["milestones"]

    assert {each["visibility"] for each in shown} <= seen
    assert "private" not in {each["visibility"] for each in shown}


def test_wide_adds_what_to_ask_by_and_who_acts(uprcycle: CommandLine) -> None:
    narrow, wide = uprcycle("show", "KEN").out, uprcycle("show", "KEN", "--wide").out

    assert "working-group-review" not in narrow
    (row,) = [line for line in wide.splitlines() if "working-group-review" in line]
    assert " ".join(row.split()) == (
        "1 May 2025 tentative, to the day Review in the Working Group working-group-review "
        "GOVERNMENT, RECOMMENDING-STATES, TROIKA"
    )


def test_the_past_can_be_asked_as_it_was_released(home: Path, uprcycle: CommandLine) -> None:
    wiring = stored(home)
    wiring.store.releases.add(
        load_schedule(inferred=True),
        load_ruleset(),
        by="a tester",
        note="",
        source="",
        at=NOON - timedelta(hours=1),
    )
    wiring.store.close()

    assert uprcycle("show", "KEN", "--json").value["release"] == 2
    assert uprcycle("show", "KEN", "--as-of", "2026-11-20", "--json").value["release"] == 1
    before = uprcycle("show", "KEN", "--as-of", "2026-11-19")
    assert (before.status, before.err) == (1, "uprcycle: nothing was released by 2026-11-19 23:59 UTC\n")


def test_a_review_of_an_earlier_cycle_can_be_shown(uprcycle: CommandLine) -> None:
    assert review(uprcycle, "KEN", "--cycle", "3")["start"] == "2020-01-23"


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["KEM"], 2, "uprcycle: 'KEM' is not a State; did you mean 'Cambodia' or 'Kenya'?\n"),
        (
            ["Atlantis"],
            2,
            "uprcycle: 'Atlantis' is not a State; use an ISO code such as 'KEN'\n",
        ),
        (["KEN", "--cycle", "9"], 1, "uprcycle: release 1 has no review of KEN in cycle 9\n"),
        (["VAT"], 1, "uprcycle: release 1 has no review of VAT in cycle 4\n"),
        (
            ["KEN", "--as-of", "yesterday"],
            2,
            "uprcycle: a date cannot be read\n  --as-of: 'yesterday' is not a date; write it as 2026-11-21\n",
        ),
        (
            ["KEN", "--lang", "tlh"],
            2,
            (
                "uprcycle: the language is not known\n"
                "  language: there is no catalogue for 'tlh'; use one of en, ar, es, fr, ru, zh\n"
            ),
        ),
    ],
)
def test_what_cannot_be_shown_is_refused_with_a_remedy(
    uprcycle: CommandLine, words: list[str], status: int, said: str
) -> None:
    answer = uprcycle("show", *words)

    assert (answer.status, answer.out, answer.err) == (status, "", said)
