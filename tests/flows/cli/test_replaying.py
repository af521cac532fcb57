"""`uprcycle replay`: a period in a moment, and nothing is sent or written."""

from pathlib import Path

import pytest

from tests.flows.installed import CommandLine, stored

JANUARY = ("--from", "2026-01-01", "--to", "2026-01-31", "--countries", "Kenya, UGA")


def test_a_period_is_counted_in_the_promised_shape(uprcycle: CommandLine, home: Path) -> None:
    row = uprcycle("replay", *JANUARY, "--json").value

    assert list(row) == [
        "from", "to", "countries", "people", "milestones_passed", "nudges", "messages", "sent_twice",
        "messages_by_year", "busiest_day", "fullest_message", "seconds",
    ]  # fmt: skip
    assert (row["from"], row["to"], row["countries"], row["people"]) == ("2026-01-01", "2026-01-31", 2, 2)
    assert row["sent_twice"] == 0
    assert row["messages_by_year"] == {"2026": row["messages"]}
    assert {name: tuple(row[name]) for name in ("busiest_day", "fullest_message")} == {
        "busiest_day": ("day", "messages"), "fullest_message": ("day", "nudges"),
    }  # fmt: skip
    assert stored(home).store.ledger.rows() == ()


@pytest.mark.usefixtures("home")
def test_the_figures_are_told_in_words(uprcycle: CommandLine) -> None:
    answer = uprcycle("replay", *JANUARY)

    assert (answer.status, answer.err) == (0, "")
    lines = answer.out.splitlines()
    assert lines[0] == "Period             2026-01-01 – 2026-01-31"
    assert lines[-1] == "Nothing was sent or written; release 1 was taken as known from the first day."


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (
            ["--from", "2026-02-01", "--to", "2026-01-01"],
            "--to: 2026-01-01 lies before 2026-02-01; swap the two",
        ),
        (
            ["--from", "2026-02-30", "--to", "2026-03-01"],
            "--from: '2026-02-30' is not a date; write it as 2026",
        ),
        (
            ["--from", "1900-01-01", "--to", "2026-03-01"],
            "--from: 1900-01-01 is out of reach; choose a day from",
        ),
        (["--from", "2026-02-01"], "missing option '--to' (see `uprcycle replay --help`)"),
        (
            ["--from", "2026-01-01", "--to", "2026-01-02", "--countries", "KEN,Ugunda"],
            "'Ugunda' is not a State; did you mean 'Uganda'?",
        ),
    ],
)
def test_an_impossible_period_is_refused(uprcycle: CommandLine, words: list[str], said: str) -> None:
    answer = uprcycle("replay", *words)

    assert (answer.status, answer.out) == (2, "")
    assert said in answer.err
