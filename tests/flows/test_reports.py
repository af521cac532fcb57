"""What an operator reads in Prefect's pages: public dates only, with how sure each is."""

from datetime import date

import pytest

from flows.reports import (
    country_report,
    next_rows,
    overview_rows,
    overview_text,
    phase_name,
    prominent_ahead,
)
from tests.flows.installation import TODAY, founded_memory
from uprcycle.store.packaged import load_language
from uprcycle.timetable.timetable import order_of
from uprcycle.visibility import Visibility

WORLD = founded_memory().world()
KENYA, UKRAINE = WORLD.timetable("KEN"), WORLD.timetable("UKR")


@pytest.mark.parametrize(
    ("country", "day", "name"),
    [
        ("KEN", date(2020, 1, 1), "no phase open"),
        ("KEN", date(2024, 9, 16), "Submissions"),
        ("KEN", date(2025, 5, 1), "Review"),
        ("KEN", TODAY, "Follow-up"),
        ("UKR", TODAY, "no phase open"),
    ],
)
def test_the_phase_is_named_by_the_day(country: str, day: date, name: str) -> None:
    assert phase_name(WORLD.timetable(country), day) == name


def test_a_report_begins_with_where_the_review_stands_and_lists_every_public_date() -> None:
    lines = country_report(WORLD, KENYA, TODAY).splitlines()
    rows = [line for line in lines if line.startswith("| ") and "---" not in line and "How sure" not in line]

    assert lines[:2] == [
        "# Kenya · cycle 4 · session 49",
        "As of **2026-11-21**, release 1: **Follow-up**.",
    ]
    assert "| 1 May 2025 | tentative | Review in the Working Group |" in rows
    assert len(rows) == sum(each.rule.visibility is Visibility.PUBLIC for each in KENYA.milestones)


def test_a_report_counts_the_dates_that_are_not_known() -> None:
    lines = country_report(WORLD, UKRAINE, TODAY).splitlines()
    unknown = sum(
        each.rule.visibility is Visibility.PUBLIC and not each.is_known for each in UKRAINE.milestones
    )

    assert lines[0] == "# Ukraine · cycle 4 · no session"
    assert lines[-1] == f"{unknown} further dates are not known."


def test_a_report_reads_in_another_language() -> None:
    lines = country_report(WORLD, WORLD.timetable("MAR"), TODAY, load_language("fr")).splitlines()

    assert lines[0].startswith("# Maroc · ")


def test_what_comes_next_is_public_nearest_first_and_at_most_ten() -> None:
    rows = next_rows(KENYA, TODAY)
    ends = {each.id: order_of(each)[1] for each in KENYA.milestones}

    assert len(rows) == 10
    assert [list(row) for row in rows] == [["when", "how sure", "what", "id"]] * 10
    lasts = [ends[row["id"]] for row in rows]
    assert lasts == sorted(lasts)
    assert min(lasts) >= TODAY
    assert next_rows(UKRAINE, TODAY) == []


def test_the_overview_names_only_dates_everybody_should_know() -> None:
    ahead = prominent_ahead(KENYA, TODAY)

    assert [each.id for each in ahead][:2] == ["midpoint", "state-mid-term-report"]
    assert {each.rule.visibility for each in ahead} == {Visibility.PUBLIC}


def test_the_overview_has_a_row_for_each_state_by_code() -> None:
    rows = {row["code"]: row for row in overview_rows(WORLD, TODAY)}

    assert list(rows) == sorted(each.country for each in WORLD.reviews())
    assert rows["MMR"]["session"] == "54"
    assert rows["UKR"] == {
        "code": "UKR",
        "State": "Ukraine",
        "phase": "no phase open",
        "session": "none",
        "next": "not known",
        "when": "",
    }


def test_the_phases_of_the_overview_add_up_to_all_states() -> None:
    lines = overview_text(WORLD, TODAY).splitlines()
    counts = [int(line.split(" | ")[1].strip(" |")) for line in lines[4:]]

    assert lines[0] == "# All reviews of cycle 4 on 2026-11-21 (release 1)"
    assert sum(counts) == len(WORLD.reviews()) == 193
    assert 0 not in counts
