"""The packaged deadlines, events and Council sessions: as on record, and no more certain than that."""

import tomllib
from collections import Counter
from pathlib import Path

import pytest

from uprcycle.days.span import Days, Instant, read_span

DATA = Path(__file__).parents[3] / "uprcycle" / "data" / "sessions"
TABLES = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in DATA.glob("*.toml")}
SESSIONS = {each["number"]: each for name in ("cycle-3", "cycle-4") for each in TABLES[name]["session"]}
REVIEWS = [each for name in ("cycle-3", "cycle-4") for each in TABLES[name]["review"]]
DATES = [each for name in ("cycle-3", "cycle-4") for each in TABLES[name]["date"]]
COUNCILS = {each["number"]: each for each in TABLES["council"]["council"]}


def date_of(session: int, milestone: str, country: str = "") -> tuple[str, str]:
    (found,) = [
        each
        for each in DATES
        if (each["session"], each.get("milestone"), each.get("country", "")) == (session, milestone, country)
        and each["status"] != "withdrawn"
    ]
    return found["span"], found["status"]


# The Council


def test_a_council_session_is_held_only_where_its_days_were_read() -> None:
    held = {each["confidence"] for each in COUNCILS.values() if each["status"] == "held"}
    assert [
        words for words in held if words != "confirmed" and not words.startswith("session dates read")
    ] == []


def test_each_session_is_adopted_by_the_council_sessions_on_record() -> None:
    adopting = {number: each["council"] for number, each in SESSIONS.items()}
    assert adopting == {
        **{number: [number + 9] for number in range(27, 35)},
        35: [44, 45],
        **{number: [number + 10] for number in range(36, 41)},
        **{number: [number + 11] for number in range(41, 55)},
    }


def test_every_council_session_adopts_something_but_the_51st() -> None:
    adopting = Counter(number for each in SESSIONS.values() for number in each["council"])
    assert set(adopting.values()) == {1}
    assert list(COUNCILS) == list(range(36, 66))
    assert set(COUNCILS) - set(adopting) == {51}


def test_adoptions_lie_inside_the_council_session() -> None:
    outside = []
    for each in DATES:
        day = read_span(each["span"])
        if each.get("milestone") != "hrc-adoption" or not isinstance(day, Days):
            continue
        frames = [read_span(COUNCILS[number]["dates"]) for number in SESSIONS[each["session"]]["council"]]
        held = [
            frame for frame in frames if isinstance(frame, Days) and frame.first <= day.last <= frame.last
        ]
        outside += [] if held else [each]
    assert outside == []


@pytest.mark.parametrize(
    ("session", "country", "expected"),
    [
        pytest.param(35, "ESP", ("2020-07-16", "confirmed"), id="spain-first"),
        pytest.param(35, "", ("2020-09-28/2020-09-29", "confirmed"), id="the-twelve-others"),
        pytest.param(34, "", ("2020-03-12/2020-03-13", "tentative"), id="cut-off-in-the-middle"),
        pytest.param(37, "", ("2021-07-07/2021-07-08", "tentative"), id="approximate"),
        pytest.param(37, "MMR", ("unknown", "tentative"), id="never-adopted"),
        pytest.param(40, "SDN", ("2022-07-04", "confirmed"), id="sudan"),
        pytest.param(41, "", ("2023-03-24/2023-03-28", "confirmed"), id="whole-block"),
        pytest.param(44, "", ("by 2024-03-26", "tentative"), id="before-the-general-debate"),
        pytest.param(47, "NIC", ("unknown", "tentative"), id="absent"),
    ],
)
def test_the_council_adopted_when_it_did(session: int, country: str, expected: tuple[str, str]) -> None:
    assert date_of(session, "hrc-adoption", country) == expected


# The deadlines


def test_a_deadline_is_confirmed_only_where_its_source_is() -> None:
    doubtful = {"low", "medium", "not stated"}
    certain = [each for each in DATES if each["confidence"] in doubtful and each["status"] != "tentative"]
    assert certain == []


def test_a_milestone_has_one_standing_date_for_a_session_or_a_state() -> None:
    standing = Counter(
        (each["session"], each.get("milestone", each["kind"]), each.get("country", ""))
        for each in DATES
        if each["status"] != "withdrawn"
    )
    assert [key for key, count in standing.items() if count > 1] == []
    assert len(DATES) == 101


def test_a_date_for_one_state_belongs_to_a_state_of_that_session() -> None:
    listed = {(each.get("session"), each["country"]) for each in REVIEWS}
    strangers = [
        each for each in DATES if "country" in each and (each["session"], each["country"]) not in listed
    ]
    assert strangers == []


@pytest.mark.parametrize(
    ("session", "milestone", "country", "expected"),
    [
        (27, "stakeholder-submission-deadline", "", ("2016-09-22T15:00", "confirmed")),
        (28, "un-entity-submission-deadline", "", ("2017-03-30T15:00", "confirmed")),
        (36, "stakeholder-submission-deadline", "", ("2019-10-03", "confirmed")),
        (37, "stakeholder-submission-deadline", "", ("2020-07-09", "tentative")),
        (41, "stakeholder-submission-deadline", "", ("2022-03-31", "confirmed")),
        (46, "stakeholder-submission-deadline", "", ("2023-10-11", "tentative")),
        (51, "stakeholder-submission-deadline", "", ("2025-06-25", "tentative")),
        (54, "stakeholder-submission-deadline", "", ("2026-07-17", "tentative")),
        (54, "stakeholder-submission-deadline", "MMR", ("unknown", "tentative")),
        (28, "national-report", "UKR", ("2017-08-10", "tentative")),
        (30, "national-report", "CMR", ("by 2018-02-28", "tentative")),
        (41, "national-report", "", ("2022-08-08", "confirmed")),
        (46, "national-report", "NZL", ("2024-01-29", "confirmed")),
        (47, "national-report", "", ("2024-08", "tentative")),
        (50, "national-report", "USA", ("2025-08-04", "confirmed")),
        (51, "national-report", "AUS", ("2025-10-06", "tentative")),
        (27, "geneva-pre-session", "", ("week of 2017-04-03", "tentative")),
        (36, "geneva-pre-session", "", ("2020-10-12/2020-10-13", "confirmed")),
        (50, "geneva-pre-session", "", ("week of 2025-08-25", "tentative")),
        (48, "troika-selected", "", ("2025-01-08", "confirmed")),
        (43, "state-addendum", "", ("2023-08-28", "confirmed")),
        (44, "state-addendum", "", ("2024-02", "tentative")),
        (41, "working-group-adopts-report", "IND", ("2022-11-16", "confirmed")),
        (49, "working-group-adopts-report", "KWT", ("2025-05-09", "tentative")),
    ],
)
def test_deadlines_and_events_are_those_on_record(
    session: int, milestone: str, country: str, expected: tuple[str, str]
) -> None:
    assert date_of(session, milestone, country) == expected


def test_what_was_called_off_is_kept_as_withdrawn() -> None:
    assert [
        (each["session"], each["kind"], each["span"]) for each in DATES if each["status"] == "withdrawn"
    ] == [
        (36, "upr_info_pre_session", "2020-03-31/2020-04-03"),
        (47, "hrc_upr_adoption_dates", "2025-03-26"),
    ]


def test_a_report_filed_is_not_taken_for_its_deadline() -> None:
    (filed,) = [each for each in DATES if each["record"] == "filing date"]
    assert (filed["session"], filed["country"], "milestone" in filed) == (35, "TUR", False)


def test_no_deadline_of_the_fourth_cycle_pretends_to_an_hour() -> None:
    hours = [each for each in DATES if each["session"] >= 41 and isinstance(read_span(each["span"]), Instant)]
    assert hours == []
