"""`uprcycle people`: a file is checked whole, loaded whole, and twice the same adds nothing."""

from pathlib import Path

import pytest

from tests.flows.installation import PEOPLE, CommandLine, stored


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "people.csv"
    path.write_text(PEOPLE, "utf-8")
    return path


def test_a_good_file_is_counted_and_nothing_is_written(home: Path, uprcycle: CommandLine, file: Path) -> None:
    answer = uprcycle("people", "check", str(file))

    assert (answer.status, answer.out) == (0, "people.csv: 4 people in 4 offices, no errors\n")
    assert stored(home).store.people.assignments() == ()


def test_a_file_is_loaded_once(home: Path, uprcycle: CommandLine, file: Path) -> None:
    first, second = uprcycle("people", "load", str(file)), uprcycle("people", "load", str(file))

    assert first.out == "people.csv: 4 people in 4 offices; 5 new or changed\n"
    assert second.out == "people.csv: 4 people in 4 offices; 0 new or changed\n"
    held = stored(home).store.people.assignments()
    assert [(each.office.country, each.office.name) for each in held] == [
        ("BEN", "RCO Togo"),
        ("GRC", "OHCHR regional office for Greece"),
        ("KEN", "Civic Forum"),
        ("SUR", "RCO Suriname"),
        ("TGO", "RCO Togo"),
    ]


def test_a_file_with_errors_changes_nothing_and_names_them_all(
    home: Path, uprcycle: CommandLine, file: Path
) -> None:
    wrong = PEOPLE.replace("amina@example.org", "amina").replace("Suriname,en", "Surinam Republic,en")
    file.write_text(wrong.replace(",CSO,", ",JESTER,"), "utf-8")
    answers = [uprcycle("people", command, str(file)) for command in ("check", "load")]

    for answer in answers:
        assert (answer.status, answer.out) == (2, "")
        _headline, *problems = answer.err.splitlines()
        assert [each.split(":")[0] for each in problems] == ["  people.csv"] * 3
    assert answers[0].err == answers[1].err
    assert stored(home).store.people.assignments() == ()


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("people.txt", b"name", "people.txt: is not a CSV file; save it as CSV UTF-8, with the ending .csv"),
        ("people.csv", b"", ""),
        ("people.csv", bytes(range(256)), ""),
        ("people.csv", b"name,email,office,role,country\n", "people.csv: names nobody; add one row for each"),
    ],
)
def test_what_is_no_table_of_people_is_refused(
    uprcycle: CommandLine, tmp_path: Path, name: str, content: bytes, said: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    answer = uprcycle("people", "load", str(path))

    assert (answer.status, answer.out) == (2, "")
    assert answer.err.splitlines()[1].strip().startswith(said or name)
