"""The round over all States as a flow: one late round is enough, and a second does nothing."""

import json

import pytest

from tests.flows.played import DAY, Played

pytestmark = pytest.mark.slow


def test_a_round_is_named_by_its_day(played: Played) -> None:
    run = played.server.ask(f"/flow_runs/{played.ends[2].run}")

    assert (run["name"], run["parameters"]) == (f"round of {DAY}", {"today": DAY})


def test_a_round_ends_in_words_and_a_second_sends_nothing(played: Played) -> None:
    first, second = played.ends[2:4]

    assert (first.type, second.type) == ("COMPLETED", "COMPLETED")
    said = f"193 States on {DAY}: nothing new of any, 0 feed entries changed, mail is served, no event"
    # Kenya's office was told by its own flow, Togo's has nothing due.
    assert (first.message, second.message) == (f"{said}, 2 pages written", f"{said}, 0 pages written")


def test_a_round_leaves_an_overview_of_all_states(played: Played) -> None:
    left = played.server.ask("/artifacts/filter", flow_runs={"id": {"any_": [played.ends[2].run]}})
    page, table = sorted(left, key=lambda each: str(each["key"]))
    rows = json.loads(table["data"])

    assert page["data"].splitlines()[0] == "# All reviews of cycle 4"
    assert table["description"] == "every State"
    assert [row["code"] for row in rows] == sorted(row["code"] for row in rows)
    assert len(rows) == 193
    assert [row for row in rows if row["code"] == "UKR"] == [
        {
            "code": "UKR",
            "State": "Ukraine",
            "phase": "no phase open",
            "session": "none",
            "next": "not known",
            "when": "",
        }
    ]
