"""`uprcycle schedule template`: a sheet is written once, filled in, and read."""

from pathlib import Path

import pytest

from tests.flows.installed import CommandLine

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize("name", ["cycle-5.csv", "cycle-5.xlsx"])
def test_a_template_is_written_and_says_what_comes_next(
    uprcycle: CommandLine, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    answer = uprcycle("schedule", "template", str(path), "--row", "session")

    assert (answer.status, answer.err) == (0, "")
    assert (
        answer.out
        == f"wrote an empty schedule to {path}; fill it in, then run `uprcycle schedule check {path}`\n"
    )
    assert path.stat().st_size > 500


def test_a_file_that_is_there_is_left_alone(uprcycle: CommandLine, tmp_path: Path) -> None:
    path = tmp_path / "cycle-5.csv"
    path.write_text("filled in", encoding="utf-8")
    answer = uprcycle("schedule", "template", str(path))

    assert (answer.status, answer.err.splitlines()) == (
        2,
        ["uprcycle: the template cannot be written", f"  {path}: file exists; choose another name"],
    )
    assert path.read_text("utf-8") == "filled in"


def test_a_schedule_goes_out_as_a_workbook_and_comes_in_again(uprcycle: CommandLine, tmp_path: Path) -> None:
    path = str(tmp_path / "schedule.xlsx")

    assert uprcycle("schedule", "export", path).status == 0
    assert uprcycle("schedule", "check", path).status == 0


@pytest.mark.parametrize("ending", ["csv", "toml", "json", "xlsx"])
def test_no_more_is_read_of_a_file_than_any_may_hold(
    uprcycle: CommandLine, tmp_path: Path, ending: str
) -> None:
    path = tmp_path / f"endless.{ending}"
    with path.open("wb") as file:
        file.write(b"PK\x03\x04" if ending == "xlsx" else b"a")
        file.truncate(1_000_000_000)
    answer = uprcycle("schedule", "check", str(path))

    assert answer.status == 2
    assert "is larger than" in answer.err
