"""`uprcycle amend`: what a change does to a draft is shown first, and written in one step when asked."""

from pathlib import Path

import pytest

from flows.cli.amend import replace_file
from tests.flows.installed import CommandLine
from uprcycle.errors import BadInputError
from uprcycle.schedule.amend.columns import MEANINGS
from uprcycle.schedule.amend.kinds import KINDS
from uprcycle.schedule.reader import read_schedule
from uprcycle.store.packaged import load_countries, load_schedule

pytestmark = pytest.mark.usefixtures("home")

POSTPONE = ("postpone", "session=54", "by=6 months", "source=a decision")


@pytest.fixture
def draft(uprcycle: CommandLine, tmp_path: Path) -> Path:
    path = tmp_path / "draft.toml"
    assert uprcycle("schedule", "export", str(path)).status == 0
    return path


def places(answer: object) -> list[tuple[str, str, str]]:
    assert isinstance(answer, dict)
    return [(each["place"], each["old"], each["new"]) for each in answer["done"]]


def test_a_change_is_shown_and_nothing_is_written(uprcycle: CommandLine, draft: Path) -> None:
    before = draft.read_bytes()

    answer = uprcycle("amend", str(draft), *POSTPONE)

    assert (answer.status, answer.err) == (0, "")
    lines = [" ".join(line.split()) for line in answer.out.splitlines()]
    assert lines[:3] == [
        "Where What Before After",
        "session 54 date 2027-01/2027-02 (tentative) 2027-07/2027-08 (tentative)",
        "session 54 Council sessions 65 –",
    ]
    assert lines[-1].endswith("14 changes; nothing was written (use --write)")
    assert draft.read_bytes() == before


def test_a_written_change_is_in_the_file_and_nothing_else_is(uprcycle: CommandLine, draft: Path) -> None:
    draft.chmod(0o640)

    shown = uprcycle("amend", str(draft), *POSTPONE, "--json").value
    written = uprcycle("amend", str(draft), *POSTPONE, "--json", "--write").value

    assert (shown["written"], written["written"], shown["done"]) == (False, True, written["done"])
    amended = read_schedule(draft.name, draft.read_bytes(), load_countries()).schedule
    packaged = load_schedule()
    assert str(amended.sessions[-1].dates.span) == "2027-07/2027-08"
    assert str(amended.sessions[-1].dates.citation) == "a decision"
    assert (amended.sessions[:-1], amended.dates) == (packaged.sessions[:-1], packaged.dates)
    assert [each for each in amended.slots if each.session != 54] == [
        each for each in packaged.slots if each.session != 54
    ]
    assert draft.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in draft.parent.glob("*draft*")) == ["draft.toml"]


def test_rows_of_a_file_are_made_in_order(uprcycle: CommandLine, draft: Path, tmp_path: Path) -> None:
    changes = tmp_path / "changes.csv"
    changes.write_text(
        "change,country,to,milestone\nmove,Ukraine,54,\nsuspend,UKR,,national-report\n", "utf-8"
    )

    answer = uprcycle("amend", str(draft), "--changes", str(changes), "--json")

    assert places(answer.value) == [
        ("cycle 4, UKR, without a session", "unknown (tentative)", ""),
        ("session 54, UKR", "", "unknown (tentative)"),
        ("session 54, UKR, national-report", "", "unknown (tentative)"),
    ]


def test_what_was_due_before_the_day_given_stays(uprcycle: CommandLine, draft: Path) -> None:
    def moved(*day: str) -> list[tuple[str, str, str]]:
        found = places(uprcycle("amend", str(draft), *POSTPONE, *day, "--json").value)
        return [each for each in found if "deadline" in each[0]]

    assert moved() == []
    assert moved("--as-of", "2026-07-01") == [
        (
            "session 54, stakeholder-submission-deadline",
            "2026-07-17 (tentative)",
            "2027-01-17 (tentative)",
        )
    ]


def test_what_the_checks_find_anew_is_named(uprcycle: CommandLine, draft: Path) -> None:
    answer = uprcycle("amend", str(draft), "move", "country=UKR", "to=53")

    assert answer.status == 0
    assert answer.err == (
        "  warning: session 53: has 16 States, where 14 are usual; check that this is meant\n"
    )


def test_a_change_that_does_nothing_writes_nothing(uprcycle: CommandLine, draft: Path) -> None:
    draft.write_text(f"# kept\n{draft.read_text('utf-8')}", "utf-8")

    answer = uprcycle("amend", str(draft), "postpone", "session=54", "by=0 months", "--write")

    assert " ".join(answer.out.split()).endswith("0 changes written")
    assert draft.read_text("utf-8").startswith("# kept\n")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ((), "needs a change or a file of changes; name one, as in `postpone session=54`"),
        (("postpon", "session=54"), "'postpon' is not a change; did you mean 'postpone'?"),
        (("postpone", "sesion=54"), "'sesion=54': is not of the form NAME=VALUE; did you mean 'session'"),
        (("postpone", "session=54", "session=53"), "'session=53': session is given twice; name it once"),
        (("postpone", "session=x", "by=6 months"), "session=x: 'x' is not a whole number from 1 to 999"),
        (
            ("postpone", "session=55", "by=6 months"),
            "postpone, session 55: is not in the schedule; did you mean 54? it has 27 to 54",
        ),
        (("postpone", "session=54", "by=6 months", "--as-of", "soon"), "--as-of: 'soon' is not a date"),
    ],
)
def test_a_slip_is_answered_with_a_remedy(
    uprcycle: CommandLine, draft: Path, words: tuple[str, ...], expected: str
) -> None:
    before = draft.read_bytes()

    answer = uprcycle("amend", str(draft), *words, "--write")

    assert (answer.status, answer.out) == (2, "")
    assert expected in answer.err
    assert draft.read_bytes() == before


def test_a_table_is_no_draft(uprcycle: CommandLine, tmp_path: Path) -> None:
    table = tmp_path / "schedule.csv"
    assert uprcycle("schedule", "export", str(table)).status == 0

    answer = uprcycle("amend", str(table), *POSTPONE)

    assert answer.status == 2
    assert answer.err.splitlines() == [
        "uprcycle: the file is not a draft",
        "  schedule.csv: cannot hold all of a schedule; export it as TOML: `uprcycle schedule export`",
    ]


def test_a_file_that_somebody_changed_meanwhile_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    path.write_text("theirs", "utf-8")

    with pytest.raises(BadInputError, match="was changed while this command ran"):
        replace_file(path, b"as it was read", "ours")

    assert [each.read_text("utf-8") for each in tmp_path.glob("*draft*")] == ["theirs"]


def test_the_help_names_every_change_and_every_column(uprcycle: CommandLine) -> None:
    shown = uprcycle("amend", "--help").out

    assert [each for each in KINDS if f"`{each}` needs" not in shown] == []
    assert [each for each in MEANINGS if f"`{each}`:" not in shown] == []


def test_a_draft_with_a_name_that_is_nearly_a_state_is_not_amended(
    uprcycle: CommandLine, draft: Path
) -> None:
    text = draft.read_text("utf-8").replace('country = "KEN"', 'country = "Kennya"')
    draft.write_text(text, "utf-8")
    answer = uprcycle("amend", str(draft), *POSTPONE, "--write")

    assert (answer.status, answer.out) == (2, "")
    assert "'Kennya' is not a State; did you mean 'Kenya'?" in answer.err
    assert draft.read_text("utf-8") == text
