"""The packaged schedule: complete, honest about what it does not know, and true to what went wrong."""

import csv
import re
import tomllib
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from uprcycle.days.span import Days, Instant, Precision, Status, read_span

Row = dict[str, Any]

DATA = Path(__file__).parents[3] / "uprcycle" / "data"
FILES = {path.stem: path.read_text(encoding="utf-8") for path in sorted((DATA / "sessions").glob("*.toml"))}
TABLES = {name: tomllib.loads(text) for name, text in FILES.items()}
STATES = {
    row["iso3"]: row
    for row in csv.DictReader((DATA / "countries.csv").read_text(encoding="utf-8").splitlines())
}
MEMBERS = {code for code, row in STATES.items() if row["membership"] == "member"}

SESSIONS = {each["number"]: each for name in ("cycle-3", "cycle-4") for each in TABLES[name]["session"]}
REVIEWS = [each for name in ("cycle-3", "cycle-4") for each in TABLES[name]["review"]]
DATES = [each for name in ("cycle-3", "cycle-4") for each in TABLES[name]["date"]]
COUNCILS = {each["number"]: each for each in TABLES["council"]["council"]}
INFERRED = TABLES["cycle-5-inferred"]["session"]


def reviews_of(session: int) -> list[Row]:
    return [each for each in REVIEWS if each.get("session") == session]


def review(country: str, session: int | None) -> Row:
    found: Row
    (found,) = [each for each in REVIEWS if (each["country"], each.get("session")) == (country, session)]
    return found


# What is there


def test_the_files_are_the_two_cycles_the_council_and_the_inference() -> None:
    assert list(FILES) == ["council", "cycle-3", "cycle-4", "cycle-5-inferred"]
    assert {name: sorted(table) for name, table in TABLES.items()} == {
        "council": ["council"],
        "cycle-3": ["date", "review", "session"],
        "cycle-4": ["date", "review", "session"],
        "cycle-5-inferred": ["session"],
    }


def test_sessions_27_to_54_are_there_in_order_with_their_dates() -> None:
    assert list(SESSIONS) == list(range(27, 55))
    assert {number: each["cycle"] for number, each in SESSIONS.items()} == {
        number: 3 if number <= 40 else 4 for number in range(27, 55)
    }
    assert [number for number, each in SESSIONS.items() if each["dates"] == "unknown"] == []


def test_all_387_reviews_are_there() -> None:
    assert len(REVIEWS) == 387
    assert Counter(
        SESSIONS[each["session"]]["cycle"] if "session" in each else each["cycle"] for each in REVIEWS
    ) == {
        3: 193,
        4: 194,
    }


def test_every_member_state_is_reviewed_once_in_the_third_cycle() -> None:
    countries = [each["country"] for each in TABLES["cycle-3"]["review"]]
    assert Counter(countries) == Counter(MEMBERS)


def test_every_member_state_is_listed_once_in_the_fourth_cycle_and_the_united_states_twice() -> None:
    countries = [each["country"] for each in TABLES["cycle-4"]["review"]]
    assert Counter(countries) == Counter(MEMBERS) + Counter(["USA"])


def test_reviews_stand_in_the_order_of_session_and_list() -> None:
    places = [(each.get("session", 99), each.get("order", 99)) for each in REVIEWS]
    assert places == sorted(places)
    numbered = [place for place in places if 99 not in place]
    assert len(set(numbered)) == len(numbered)


def test_every_country_code_is_in_the_table_and_named_beside_it() -> None:
    lines = [line for text in FILES.values() for line in text.splitlines() if line.startswith("country = ")]
    named = [re.fullmatch(r'country = "([A-Z]{3})"  # (.+)', line) for line in lines]
    assert [line for line, match in zip(lines, named, strict=True) if match is None] == []
    wrong = [match.group(0) for match in named if match and STATES[match[1]]["name"] != match[2]]
    assert wrong == []


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        ("session", {"number", "cycle", "dates", "status", "record", "source", "confidence"}),
        ("review", {"country", "date", "status", "record", "source", "confidence"}),
        ("date", {"kind", "session", "span", "status", "record", "source", "confidence"}),
        ("council", {"number", "dates", "status", "record", "source", "confidence"}),
    ],
)
def test_nothing_stands_without_status_record_source_and_confidence(table: str, keys: set[str]) -> None:
    rows = [row for tables in TABLES.values() for row in tables.get(table, [])]
    assert [row for row in rows if not all(row.get(key) for key in keys)] == []
    assert {row["status"] for row in rows} <= {each.value for each in Status}


def test_every_span_reads_back_to_its_own_text() -> None:
    spans = [
        row[key]
        for table in TABLES.values()
        for rows in table.values()
        for row in rows
        for key in ("dates", "date", "span")
        if key in row
    ]
    spans += [each for row in SESSIONS.values() for each in row.get("adoption_days", "").split("; ") if each]
    assert [text for text in spans if str(read_span(text)) != text] == []


def test_expected_hours_are_one_of_the_two_sittings_of_a_day() -> None:
    hours = {each["hours"] for each in REVIEWS if "hours" in each}
    assert hours == {"09:00/12:30", "14:30/18:00"}
    assert [each for each in REVIEWS if ("hours" in each) != ("hours_confidence" in each)] == []


# What is certain, and what is not


def test_only_a_confirmed_day_is_held_or_confirmed() -> None:
    certain = [each for each in REVIEWS if each["status"] in {"held", "confirmed"}]
    assert {each["confidence"] for each in certain} == {"confirmed"}
    assert len(certain) == 47
    assert [each for each in certain if read_span(each["date"]).precision not in {"day", "instant"}] == []


def test_no_derived_day_is_anything_but_tentative() -> None:
    derived = [each for each in REVIEWS if each["confidence"] != "confirmed"]
    assert {each["status"] for each in derived} == {"tentative"}
    assert [each for each in derived if "T" in each["date"]] == []
    assert sum(each["confidence"].startswith("derived") for each in REVIEWS) == 302


def test_hours_are_part_of_the_date_only_where_day_and_hours_are_confirmed() -> None:
    sittings = [each for each in REVIEWS if isinstance(read_span(each["date"]), Instant)]
    assert [each["country"] for each in sittings] == (
        ["NZL", "SOM", "VCT", "TZA", "THA", "TUN", "TKM", "DEU", "MLT", "LBY"]
    )
    assert [each for each in sittings if "hours" in each] == []


def test_what_is_inferred_stands_in_the_file_of_the_fifth_cycle_alone() -> None:
    assert [each["number"] for each in INFERRED] == list(range(55, 69))
    assert {(each["cycle"], each["status"], each["confidence"]) for each in INFERRED} == {
        (5, "estimated", "inferred")
    }
    assert {read_span(each["dates"]).precision for each in INFERRED} == {Precision.MONTH}
    rows = [*SESSIONS.values(), *REVIEWS, *DATES]
    assert [
        row for row in rows if row["confidence"].startswith("inferred") or row["status"] == "estimated"
    ] == []


def test_the_two_council_sessions_nobody_published_are_estimated() -> None:
    inferred = [number for number, each in COUNCILS.items() if each["confidence"] == "inferred"]
    estimated = [number for number, each in COUNCILS.items() if each["status"] == "estimated"]
    assert inferred == estimated == [64, 65]


# Today's situation


def test_session_53_is_known_to_the_month_and_awaits_the_united_states() -> None:
    session = SESSIONS[53]
    assert (session["dates"], session["status"], session["scheduled"]) == ("2026-11", "tentative", 15)
    assert {(each["date"], each["status"]) for each in reviews_of(53)} == {("2026-11", "tentative")}
    assert len(reviews_of(53)) == 15
    assert "order" not in review("USA", 53)


def test_session_54_is_known_to_the_months_and_has_myanmar() -> None:
    assert (SESSIONS[54]["dates"], SESSIONS[54]["status"]) == ("2027-01/2027-02", "tentative")
    codes = [each["country"] for each in reviews_of(54)]
    assert " ".join(codes) == "SYR VEN ISL ZWE LTU UGA TLS MDA HTI SSD SDN MMR"
    assert (review("MMR", 54)["date"], review("MMR", 54)["status"]) == ("2027-01", "tentative")


def test_ukraine_has_neither_session_nor_date_in_the_fourth_cycle() -> None:
    ukraine = review("UKR", None)
    assert (ukraine["cycle"], ukraine["date"], ukraine["status"]) == (4, "unknown", "tentative")
    assert [each.get("session") for each in REVIEWS if each["country"] == "UKR"] == [28, None]


def test_the_united_states_left_its_slot_empty_and_has_a_second_one() -> None:
    first, second = review("USA", 50), review("USA", 53)
    assert (first["date"], first["status"], first["record"]) == ("2025-11-07", "withdrawn", "no_show")
    assert (second["date"], second["status"]) == ("2026-11", "tentative")


@pytest.mark.parametrize(
    ("session", "status"),
    [(50, "held"), (51, "confirmed"), (52, "tentative"), (53, "tentative"), (54, "tentative")],
)
def test_the_latest_sessions_are_as_certain_as_their_sources(session: int, status: str) -> None:
    assert SESSIONS[session]["status"] == status


# What went otherwise


def test_sessions_that_did_not_take_fourteen_states_are_those_on_record() -> None:
    listed = {number: len(reviews_of(number)) for number in SESSIONS}
    assert {number: count for number, count in listed.items() if count != 14} == {
        39: 13,
        40: 12,
        42: 13,
        51: 13,
        53: 15,
        54: 12,
    }
    reviewed = {number: each.get("reviewed") for number, each in SESSIONS.items()}
    assert {number: count for number, count in reviewed.items() if count != 14} == {
        39: 13,
        40: 12,
        42: 13,
        50: 13,
        51: 13,
        52: None,
        53: None,
        54: None,
    }


@pytest.mark.parametrize(
    ("session", "place"),
    [
        pytest.param(39, 5, id="sudan"),
        pytest.param(42, 13, id="ukraine"),
        pytest.param(51, 10, id="myanmar"),
    ],
)
def test_an_empty_slot_is_not_closed_up(session: int, place: int) -> None:
    places = {each["order"] for each in reviews_of(session)}
    assert set(range(1, 15)) - places == {place}


@pytest.mark.parametrize(
    ("session", "dates"),
    [
        pytest.param(36, "2020-11-02/2020-11-13", id="postponed-by-covid"),
        pytest.param(37, "2021-01-18/2021-01-29", id="pushed-on"),
        pytest.param(40, "2022-01-24/2022-02-09", id="prolonged-for-sudan"),
    ],
)
def test_a_session_that_moved_stands_on_the_days_it_was_held(session: int, dates: str) -> None:
    assert (SESSIONS[session]["dates"], SESSIONS[session]["status"]) == (dates, "held")


@pytest.mark.parametrize(
    ("country", "session", "name"),
    [
        ("NLD", 27, "Netherlands"),
        ("MKD", 32, "The former Yugoslav Republic of Macedonia"),
        ("TUR", 35, "Turkey"),
    ],
)
def test_a_state_keeps_the_name_of_the_time(country: str, session: int, name: str) -> None:
    assert review(country, session)["name_at_time"] == name
    assert sum("name_at_time" in each for each in REVIEWS) == 3


def test_every_review_with_a_day_lies_inside_its_session() -> None:
    outside = []
    for each in REVIEWS:
        day = read_span(each["date"])
        frame = read_span(SESSIONS[each["session"]]["dates"]) if "session" in each else None
        if isinstance(day, Days | Instant) and isinstance(frame, Days):
            outside += [each] if day.first < frame.first or day.last > frame.last else []
    assert outside == []
