"""`uprcycle schedule`: the one input is checked, shown, and exported so that it reads back."""

import csv
import io
from pathlib import Path

import pytest

from tests.flows.installed import CommandLine

HUGE = "9" * 30

pytestmark = pytest.mark.usefixtures("home")


def test_the_sessions_are_listed_with_how_sure_each_is(uprcycle: CommandLine) -> None:
    lines = uprcycle("schedule", "show").out.splitlines()

    assert lines[0].split() == ["Session", "Cycle", "When", "How", "sure", "States", "Council"]
    assert [" ".join(line.split()) for line in lines[-2:]] == [
        "53 4 November 2026 tentative 15 64",
        "54 4 January – February 2027 tentative 12 65",
    ]


def test_a_session_lists_its_states_in_their_order_and_those_without_one_last(uprcycle: CommandLine) -> None:
    lines = uprcycle("schedule", "show", "--session", "53").out.splitlines()

    assert lines[0] == "Session 53: November 2026 (tentative)"
    assert [line.split()[1] for line in lines[2:] if line[:1] in "123456789–"] == [
        "SUR", "GRC", "WSM", "VCT", "HUN", "PNG", "TJK", "TZA",
        "SWZ", "ATG", "TTO", "THA", "IRL", "TGO", "USA",
    ]  # fmt: skip


def test_the_json_is_the_document_that_is_released(uprcycle: CommandLine) -> None:
    whole, one = (uprcycle("schedule", "show", *each, "--json").value for each in ([], ["--session", "54"]))

    assert list(whole) == ["release", "session", "council", "review", "date"]
    assert (len(whole["session"]), len(whole["review"])) == (28, 387)
    assert {row["number"] for row in one["session"]} == {54}
    assert {row["session"] for row in one["review"]} == {54}
    assert "MMR" in {row["country"] for row in one["review"]}


def test_the_history_names_each_release(uprcycle: CommandLine) -> None:
    (row,) = uprcycle("schedule", "history", "--json").value

    assert set(row) == {"number", "at", "by", "note", "source", "digest", "reviews"}
    assert (row["number"], row["at"], row["by"]) == (1, "2026-11-20T09:30:00+00:00", "uprcycle init")
    assert row["digest"][:12] in uprcycle("schedule", "history").out


@pytest.mark.parametrize("ending", [".toml", ".json", ".csv"])
def test_what_is_exported_reads_back_without_an_error(
    uprcycle: CommandLine, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"schedule{ending}"
    written = uprcycle("schedule", "export", str(path))
    checked = uprcycle("schedule", "check", str(path))

    assert (written.status, written.out) == (0, f"wrote release 1 to {path}: 387 reviews\n")
    assert (checked.status, checked.out.startswith(f"{path.name}: 28 sessions, 387 reviews, ")) == (0, True)


def test_a_file_with_errors_is_refused_with_every_one_of_them(uprcycle: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "cycle-5.csv"
    path.write_text(
        "cycle,session,session_start,session_end,country,review_date\n"
        "5,55,2027-11-01,2027-11-12,Nigera,2027-11-02\n"
        "5,55,2027-11-01,2027-11-12,KEN,2 or 3 November\n",
        "utf-8",
    )
    answer = uprcycle("schedule", "check", str(path))

    assert (answer.status, answer.out) == (2, "")
    assert "did you mean 'Nigeria' or 'Niger'?" in answer.err
    assert "2 or 3 November" in answer.err
    assert [line for line in answer.err.splitlines()[1:] if not line.startswith("  ")] == []


def test_a_table_of_one_session_is_checked_as_it_would_be_released(
    uprcycle: CommandLine, tmp_path: Path
) -> None:
    path = tmp_path / "session-53.csv"
    path.write_text("cycle,session,country,review_date\n4,53,Suriname,2026-11-15\n", "utf-8")
    whole, part = (uprcycle("schedule", "check", str(path), *more) for more in ([], ["--json"]))

    assert (whole.status, whole.out) == (
        0,
        "session-53.csv: 1 sessions, 1 reviews, 0 dates, no errors\n",
    )
    assert (part.status, part.value["reviews"], part.value["corrections"]) == (0, 1, [])


def test_a_check_is_printed_as_csv_with_the_rows_of_the_file(uprcycle: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "cycle-5.csv"
    path.write_text(
        "cycle,session,session_start,session_end,country,review_date\n"
        "5,55,2027-11-01,2027-11-12,Nepall,2027-11-02\n"
        "5,55,2027-11-01,2027-11-12,Holy See,2027-11-22\n",
        "utf-8",
    )
    answer = uprcycle("schedule", "check", str(path), "--csv")
    rows = list(csv.DictReader(io.StringIO(answer.out.removeprefix("\ufeff"))))

    assert (answer.status, answer.err) == (2, "")
    assert [(row["row"], row["column"], row["severity"]) for row in rows if row["row"]] == [
        ("3", "country", "error"),
        ("3", "review_date", "error"),
        ("2", "country", "correction"),
        ("2", "", "warning"),
    ]
    assert {row["file"] for row in rows} == {"cycle-5.csv"}


def test_a_table_that_names_no_review_is_refused(uprcycle: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("cycle,session,country,review_date\n", "utf-8")
    answers = [uprcycle("schedule", command, str(path)) for command in ("check", "plan")]

    assert [(each.status, each.err.splitlines()[1:]) for each in answers] == [
        (2, ["  empty.csv: holds no review; check that the right file was chosen"])
    ] * 2


def test_without_a_store_a_file_is_checked_alone(
    uprcycle: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "cycle-5.csv"
    path.write_text("cycle,session,session_start,country\n5,55,2027-11-01,Nepal\n", "utf-8")
    monkeypatch.setenv("UPRCYCLE_DATA_DIR", str(tmp_path / "nothing"))
    answer = uprcycle("schedule", "check", str(path))

    assert (answer.status, answer.out) == (
        0,
        "cycle-5.csv: 1 sessions, 1 reviews, 0 dates, no errors, 1 warning\n",
    )


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (
            ["show", "--session", "99"],
            1,
            "uprcycle: release 1 has no Working Group session 99; it has 27 to 54\n",
        ),
        (["show", "--release", "2"], 1, "uprcycle: there is no release 2; the store holds 1\n"),
        (["show", "--release", "0"], 1, "uprcycle: there is no release 0; the store holds 1\n"),
        (["show", "--release", HUGE], 1, f"uprcycle: there is no release {HUGE}; the store holds 1\n"),
        (
            ["check", "/nowhere/a.csv"],
            2,
            ("uprcycle: the file cannot be read\n"
            "  /nowhere/a.csv: no such file or directory; check the name and the rights\n"),
        ),
        (
            ["export", "/nowhere/a.csv"],
            2,
            ("uprcycle: the file cannot be written\n"
            "  /nowhere/a.csv: no such file or directory; choose another place\n"),
        ),
    ],
)  # fmt: skip
def test_what_is_not_there_is_refused(
    uprcycle: CommandLine, words: list[str], status: int, said: str
) -> None:
    answer = uprcycle("schedule", *words)

    assert (answer.status, answer.out, answer.err) == (status, "", said)
