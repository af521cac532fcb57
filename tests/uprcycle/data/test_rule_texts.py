"""The packaged rules, checklists and sources: complete, plain and consistent as text."""

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from datetime import date
from importlib.resources import files
from typing import Any, TypeAlias

import pytest

from uprcycle.days.offset import Offset
from uprcycle.days.workdays import WorkingDays
from uprcycle.people import UN_ROLES, Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.anchor import Anchor

Row: TypeAlias = Mapping[str, Any]

DATA = files("uprcycle") / "data"
MILESTONES = {
    "preparation": """
        session-calendar-published cycle-start rc-annual-mechanisms-letter attention-one-year-out
        ohchr-guidance-to-rc unct-internal-dialogue regional-monthly-review-slot
        publish-consultation-timeline update-unct-hr-strategy coalition-terms-of-reference
        discuss-status-with-government nhri-assessment-to-parliament nhri-public-hearings
        national-consultation publish-draft-national-report""",
    "submissions": """
        matrix-of-past-recs-published confirm-deadline-status cso-submission-workshop draft-submission
        complete-matrix regional-body-submission hq-submission-no-presence submit-joint-unct-report
        submit-un-entity-information nhri-submission stakeholder-submission-deadline
        un-entity-submission-deadline three-documents-in-preparation prepare-un-compilation
        prepare-stakeholder-summary national-report submissions-published three-documents-published""",
    "pre-session": """
        make-advocacy-factsheets brief-embassy-groups in-country-pre-session neighbour-capital-pre-session
        troika-selected update-factsheets-with-references geneva-pre-session pre-session-statement
        train-journalists-before geneva-side-event-before advance-questions-deadline""",
    "review": """
        session-start in-country-event side-event-review press-release-review working-group-review
        host-viewing-event session-end""",
    "outcome": """
        recommendation-list-circulated working-group-adopts-report working-group-report-released
        import-recommendations cso-strategy-workshop unct-follow-up-discussion implementation-strategy
        implementation-matrix prepare-oral-statement prepare-video-statement state-addendum""",
    "adoption": """
        written-statement-adoption hrc-adoption item6-general-debate press-conference-adoption
        final-outcome-public""",
    "follow-up": """
        integrate-into-cca-repository brief-incoming-leaders join-regional-upr-sdg-workshop
        hc-letter-published post-review-matrix-published infographic-published information-sessions
        fine-tune-cca-analysis implementation-plan-and-tracking human-rights-action-plan
        integrate-into-unsdcf multi-stakeholder-dialogue letter-of-cooperation media-training-and-network
        embassy-round-table agency-fact-sheets joint-national-matrix financing-compact
        country-level-reviews annual-update regular-cso-government-meetings share-good-practice
        rebrief-new-embassy-staff""",
    "mid-term": """
        mid-term-consultations midpoint state-mid-term-report stakeholder-mid-term-report
        un-mid-term-input joint-mid-term-report mid-term-published""",
    "next-cycle": """
        open-next-cycle-workspace supported-recs-due next-review project-next-review""",
}
PHASES = list(MILESTONES)


def rows_of(folder: str) -> dict[str, list[Row]]:
    """Return the rules of a folder by file, that is by phase."""
    return {
        name: tomllib.loads((DATA / folder / f"{name}.toml").read_text(encoding="utf-8"))["rule"]
        for name in PHASES
        if (DATA / folder / f"{name}.toml").is_file()
    }


def table(name: str, key: str) -> list[Row]:
    """Return the rows of one kind in one file."""
    rows: list[Row] = tomllib.loads((DATA / name).read_text(encoding="utf-8"))[key]
    return rows


RULES = rows_of("rules")
DUTIES = rows_of("checklists")
ALL: list[Row] = [row for part in (RULES, DUTIES) for rows in part.values() for row in rows]
BY_ID: dict[str, Row] = {row["id"]: row for row in ALL}
TEXTS = ("title", "description", "produces", "limits", "note")


def leads(row: Row) -> list[Row]:
    """Return the row itself and its fallback: both count from an anchor."""
    return [row, *([row["fallback"]] if "fallback" in row else [])]


def test_every_milestone_stands_once_in_the_file_of_its_phase() -> None:
    assert {phase: [row["id"] for row in rows] for phase, rows in RULES.items()} == {
        phase: ids.split() for phase, ids in MILESTONES.items()
    }
    # The hundred of the inventory, and the deadline that a President's statement sets.
    assert sum(len(rows) for rows in RULES.values()) == 101


def test_every_id_and_every_title_is_used_once() -> None:
    assert [each for each, count in Counter(row["id"] for row in ALL).items() if count > 1] == []
    assert [each for each, count in Counter(row["title"] for row in ALL).items() if count > 1] == []


def test_files_hold_the_kinds_their_folder_names() -> None:
    assert {row["kind"] for rows in RULES.values() for row in rows} == {
        "milestone",
        "deadline",
        "event",
        "document",
    }
    assert {row["kind"] for rows in DUTIES.values() for row in rows} == {"action"}
    assert list(DUTIES) == PHASES


@pytest.mark.parametrize("row", ALL, ids=lambda row: row["id"])
def test_text_is_plain(row: Row) -> None:
    assert len(row["title"]) <= 70
    assert not row["title"].endswith(".")
    assert row["description"].endswith(".")
    strange = {key: row[key] for key in TEXTS if re.search(r'[^ -~]|["\\<>&{}]|  ', row.get(key, ""))}
    assert strange == {}


@pytest.mark.parametrize("row", ALL, ids=lambda row: row["id"])
def test_day_is_counted_in_known_words_from_a_known_anchor(row: Row) -> None:
    for lead in leads(row):
        phrases = [lead[key] for key in ("offset", "until") if key in lead]
        assert str(Anchor(lead["anchor"])) == lead["anchor"]
        assert [str(Offset.parse(phrase)) for phrase in phrases] == phrases


@pytest.mark.parametrize("row", ALL, ids=lambda row: row["id"])
def test_codes_are_known(row: Row) -> None:
    roles = row["actors"] + row.get("informed", [])
    assert [str(Role(code)) for code in roles] == roles
    assert row["visibility"] in {"public", "un-internal", "private"}
    assert row["basis"] in {"stated", "implied", "editorial"}
    assert row.get("level", "basic") in {"basic", "advanced"}


def test_every_row_cites_sources_that_are_explained() -> None:
    explained = {source["code"] for source in table("sources.toml", "source")}
    cited = {row["id"]: {source["document"] for source in row["sources"]} for row in ALL}
    assert [each for each, codes in cited.items() if not codes or codes - explained] == []
    assert [source for row in ALL for source in row["sources"] if not source["section"]] == []


def test_every_contradiction_a_text_names_is_explained() -> None:
    explained = [each["id"] for each in table("sources.toml", "contradiction")]
    named = {each for row in ALL for each in re.findall(r"\bC\d+\b", row.get("note", ""))}
    assert explained == [f"C{number}" for number in range(1, 24)]
    assert named - set(explained) == set()


def test_rules_wait_only_for_rules() -> None:
    waited_for = {each for row in ALL for each in row.get("depends_on", [])}
    assert waited_for - set(BY_ID) == set()


def test_public_rows_wait_for_public_rows_only() -> None:
    leaks = [
        (row["id"], each)
        for row in ALL
        if row["visibility"] == "public"
        for each in row.get("depends_on", [])
        if each in BY_ID and BY_ID[each]["visibility"] != "public"
    ]
    assert leaks == []


def test_un_internal_rows_name_un_roles_only() -> None:
    outsiders = [
        (row["id"], code)
        for row in ALL
        if row["visibility"] == "un-internal"
        for code in row["actors"] + row.get("informed", [])
        if code not in UN_ROLES
    ]
    assert outsiders == []


def test_two_deadlines_end_at_three_in_geneva() -> None:
    assert {row["id"]: (row["at"], row["zone"]) for row in ALL if "at" in row} == {
        "stakeholder-submission-deadline": ("15:00", "Europe/Zurich"),
        "un-entity-submission-deadline": ("15:00", "Europe/Zurich"),
    }


def test_anchors_without_a_date_fall_back_on_the_windows_of_the_sources() -> None:
    assert {row["id"]: row["fallback"] for row in ALL if "fallback" in row} == {
        "stakeholder-submission-deadline": {
            "anchor": "review",
            "offset": "8 months before",
            "until": "6 months before",
        },
        "hrc-adoption": {"anchor": "review", "offset": "3 months after", "until": "4 months after"},
        "midpoint": {"anchor": "review", "offset": "2 years after", "until": "30 months after"},
        "next-review": {"anchor": "review", "offset": "54 months after", "until": "5 years after"},
    }


def test_four_milestones_make_the_headlines() -> None:
    counts = Counter(row["prominence"] for row in ALL)
    headlines = {row["id"] for row in ALL if row["prominence"] == "headline"}
    assert headlines == {
        "stakeholder-submission-deadline",
        "national-report",
        "working-group-review",
        "hrc-adoption",
    }
    assert counts == {"headline": 4, "key": 17, "detail": 235}


def voluntary(phases: list[str]) -> set[str]:
    rows = [row for part in (RULES, DUTIES) for phase in phases for row in part[phase]]
    return {row["id"] for row in rows if row.get("voluntary")}


def test_free_choices_up_to_the_adoption_are_voluntary() -> None:
    free = """
        publish-draft-national-report comment-draft-national-report request-report-extension
        route-through-international-cso get-upload-help apply-travel-fund read-reprisal-guidelines
        missions-question-pre-session in-country-pre-session host-viewing-event rc-attends-review
        translate-publicise-received rc-attends-adoption states-and-agencies-interventions
        geneva-pre-session mission-blackout
    """
    assert voluntary(PHASES[:6]) == set(free.split())


def test_all_of_mid_term_is_voluntary_and_yearly_updates_are() -> None:
    everything = {row["id"] for part in (RULES, DUTIES) for row in part["mid-term"]}

    assert everything - voluntary(["mid-term"]) == {"midpoint"}
    assert "annual-update" in voluntary(["follow-up"])


def test_forecasts_hold_the_record_of_past_sessions() -> None:
    forecasts = table("rules/forecasts.toml", "forecast")
    days = {
        (each["id"], each["season"]): (
            *(abs(Offset.parse(each[key]).count) for key in ("earliest", "likeliest", "latest")),
            each["observations"],
            each.get("weekday"),
        )
        for each in forecasts
    }
    assert days == {
        ("national-report", "january"): (105, 105, 105, 3, "Monday"),
        ("national-report", "spring"): (91, 91, 84, 3, "Monday"),
        ("national-report", "autumn"): (91, 91, 88, 5, "Monday"),
        ("stakeholder-submission", "january"): (200, 193, 188, 4, None),
        ("stakeholder-submission", "spring"): (221, 208, 201, 4, None),
        ("stakeholder-submission", "autumn"): (221, 221, 215, 3, None),
        ("council-adoption", "january"): (116, 150, 159, 6, None),
        ("council-adoption", "spring"): (131, 131, 139, 3, None),
        ("council-adoption", "autumn"): (118, 125, 152, 7, None),
    }


def test_forecasts_and_the_rules_they_serve_name_each_other() -> None:
    named = {(each["id"], each["milestone"]) for each in table("rules/forecasts.toml", "forecast")}
    assert named == {(row["forecast"], row["id"]) for row in ALL if "forecast" in row}


def test_phases_open_in_order_for_a_review_of_the_record() -> None:
    # Sri Lanka in session 42; midpoint and next review lie on the first day of their windows.
    anchors = {
        "review": date(2023, 2, 1),
        "session start": date(2023, 1, 23),
        "session end": date(2023, 2, 3),
        "submission deadline": date(2022, 7, 14),
        "council adoption": date(2023, 7, 6),
        "midpoint": date(2025, 2, 1),
        "next review": date(2027, 8, 1),
    }
    office = WorkingDays(holidays=frozenset())
    phases = table("rules/phases.toml", "phase")
    opens = [
        Offset.parse(each["opens"]["offset"]).apply(anchors[each["opens"]["anchor"]], office)
        for each in phases
    ]
    assert [each["id"] for each in phases] == [str(phase) for phase in Phase] == PHASES
    assert opens == [
        date(2022, 2, 1),
        date(2022, 4, 14),
        date(2022, 10, 1),
        date(2023, 1, 23),
        date(2023, 2, 4),
        date(2023, 6, 22),
        date(2023, 7, 20),
        date(2025, 2, 1),
        date(2026, 8, 1),
    ]
