"""`uprcycle init` and `doctor`: making an installation, and looking at one."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from flows.watch.heartbeat import note_round
from tests.flows.installed import NOON, CommandLine, stored

LOOKED_AT = (
    "settings",
    "store",
    "release",
    "rules",
    "reviews without a date",
    "feeds",
    "private feeds",
    "offices whose calendars fell silent",
    "reach",
    "keys",
    "chats",
    "round",
    "watchdog",
    "notices",
    "people",
    "delivery",
    "messages",
    "versions",
    "languages",
)


def test_init_releases_the_packaged_schedule_and_says_what_comes_next(
    empty_home: Path, uprcycle: CommandLine
) -> None:
    first, second = uprcycle("init"), uprcycle("init")

    new, entries, following, founding, link = first.out.splitlines()
    assert (first.status, new) == (0, "released the packaged schedule as release 1")
    assert entries.startswith("feed entries brought up to date: ")
    assert int(entries.rsplit(" ", 1)[1]) > 20_000
    assert following == "next: uprcycle show KEN · uprcycle run"
    assert founding.startswith("first administrator: ")
    assert re.fullmatch(r"http://127\.0\.0\.1:8080/sign-in/uprsign-[\w-]{43}", link)
    assert link not in second.out
    assert second.out.splitlines()[:2] == [
        "nothing to do: the store holds release 1",
        "feed entries brought up to date: 0",
    ]
    assert (empty_home / "uprcycle.db").stat().st_mode & 0o077 == 0


@pytest.mark.usefixtures("home")
def test_a_healthy_installation_is_well(uprcycle: CommandLine) -> None:
    answer = uprcycle("doctor", "--json")

    assert answer.status == 0
    assert {tuple(row) for row in answer.value} == {("what", "found", "is_well", "remedy")}
    assert [(row["what"], row["is_well"]) for row in answer.value] == [(what, True) for what in LOOKED_AT]
    assert {row["what"]: row["remedy"] for row in answer.value if row["remedy"]} == {
        "round": "`uprcycle run` starts one every hour",
        "watchdog": "set UPRCYCLE_OPERATOR, so that somebody is told",
        "people": "`uprcycle people load FILE` adds them",
    }
    assert [row["found"] for row in answer.value if row["what"] == "reviews without a date"] == ["UKR"]


@pytest.mark.parametrize(("hours", "well"), [(2, True), (2.1, False)])
def test_a_round_of_more_than_two_hours_ago_is_not_well(
    home: Path, uprcycle: CommandLine, hours: float, *, well: bool
) -> None:
    note_round(stored(home, lambda: NOON - timedelta(hours=hours)))

    answer = uprcycle("doctor", "--json")

    (row,) = [row for row in answer.value if row["what"] == "round"]
    assert row["found"] == f"last ended {NOON - timedelta(hours=hours):%Y-%m-%d %H:%M} UTC"
    assert (row["is_well"], answer.status) == (well, int(not well))
    assert (row["remedy"] == "") == well


@pytest.mark.usefixtures("empty_home")
def test_without_a_store_the_doctor_says_what_to_do(uprcycle: CommandLine) -> None:
    answer = uprcycle("doctor", "--json")

    assert answer.status == 1
    (row,) = [row for row in answer.value if not row["is_well"]]
    assert (row["what"], row["found"]) == ("store", "the store cannot be opened")
    assert row["remedy"].endswith("uprcycle.db: does not exist; run 'uprcycle init'")
    assert "!!" in uprcycle("doctor").out


@pytest.mark.usefixtures("home")
def test_wrong_settings_end_the_doctor_with_their_names(
    uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPRCYCLE_PORT", "x")
    answer = uprcycle("doctor")

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.startswith("uprcycle: 1 setting is wrong\n  UPRCYCLE_PORT: 'x' does not fit")
