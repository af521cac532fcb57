"""`uprcycle feed` and `feeds`: the calendars there are, and each of them as bytes."""

import subprocess
import sys
from pathlib import Path

import pytest
from icalendar import Calendar

from tests.flows.installed import TODAY, CommandLine

pytestmark = pytest.mark.usefixtures("home")


def test_every_state_session_phase_role_region_and_the_whole_world_have_a_feed(uprcycle: CommandLine) -> None:
    rows = uprcycle("feeds", "--json").value
    kinds = [row["name"].partition("/")[0] for row in rows]

    assert {tuple(row) for row in rows} == {("name", "title", "url")}
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "all": 1,
        "region": 5,
        "role": 25,
        "phase": 9,
        "session": 14,
        "country": 193,
    }
    assert {row["url"] for row in rows if row["name"] == "country/KEN"} == {
        "http://127.0.0.1:8080/feeds/country/KEN.ics"
    }


def test_the_list_reads_in_another_language(uprcycle: CommandLine) -> None:
    assert "country/MAR" in uprcycle("feeds", "--lang", "fr").out
    assert "Maroc" in uprcycle("feeds", "--lang", "fr").out


@pytest.mark.parametrize("name", ["country/KEN", "country/UKR", "session/54", "region/africa"])
def test_a_feed_goes_to_standard_output_twice_the_same(uprcycle: CommandLine, name: str) -> None:
    first, second = uprcycle("feed", name), uprcycle("feed", name)

    assert first == second
    assert (first.status, first.err, first.out[:30]) == (0, "", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"[:30])
    assert Calendar.from_ical(first.out).walk("VEVENT")


def test_another_process_writes_the_same_bytes(uprcycle: CommandLine, home: Path) -> None:
    command = [sys.executable, "-m", "flows.cli", "feed", "country/KEN"]
    environment = {"UPRCYCLE_DATA_DIR": str(home), "PATH": "/usr/bin:/bin"}
    other = subprocess.run(command, env=environment, check=True, capture_output=True)

    assert other.stdout == uprcycle("feed", "country/KEN").out.encode()


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("country/KEM", "feed: there is no feed 'country/KEM'; did you mean"),
        ("session/99", "feed: there is no feed 'session/99'; "),
        ("../../etc/passwd", "feed: there is no feed '../../etc/passwd'; "),
        ("", "feed: there is no feed ''; "),
    ],
)
def test_an_unknown_feed_is_refused_with_the_nearest(uprcycle: CommandLine, name: str, said: str) -> None:
    answer = uprcycle("feed", name)

    assert (answer.status, answer.out) == (2, "")
    headline, problem = answer.err.splitlines()
    assert (headline, problem[: len(said) + 2]) == ("uprcycle: the feed is not known", f"  {said}")


def test_a_feed_is_narrowed_to_kinds_of_dates(uprcycle: CommandLine) -> None:
    whole = Calendar.from_ical(uprcycle("feed", "country/KEN").out).events
    narrowed = Calendar.from_ical(uprcycle("feed", "country/KEN", "--kinds", "deadline,document").out)
    kept = narrowed.events

    assert {str(each.categories[0]) for each in kept} == {"deadline", "document"}
    assert [each for each in whole if str(each.categories[0]) in {"deadline", "document"}] == kept
    assert "Only these kinds: deadline, document." in str(narrowed["DESCRIPTION"])
    assert "SOURCE" not in narrowed


def test_a_kind_that_there_is_not_is_refused_with_the_nearest(uprcycle: CommandLine) -> None:
    answer = uprcycle("feed", "country/KEN", "--kinds", "deadlines")

    assert (answer.status, answer.out) == (2, "")
    assert "'deadlines' is not known; did you mean 'deadline'?" in answer.err


def test_a_feed_as_of_the_day_of_its_release_is_the_feed(uprcycle: CommandLine) -> None:
    assert uprcycle("feed", "country/KEN", "--as-of", f"{TODAY}") == uprcycle("feed", "country/KEN")


def test_a_feed_from_before_the_first_release_is_refused(uprcycle: CommandLine) -> None:
    answer = uprcycle("feed", "country/KEN", "--as-of", "2020-01-01")

    assert (answer.status, answer.out) == (1, "")
    assert "nothing was released by 2020-01-01" in answer.err
