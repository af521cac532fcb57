"""The one place where errors become exit statuses: nothing a person can type ends in a traceback."""

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from flows.cli import main
from tests.flows.installed import CommandLine

PROMISED = {
    *("init", "doctor", "show", "why", "checklist", "tick", "feed", "feeds", "run", "serve", "replay"),
    *("schedule check", "schedule plan", "schedule release", "schedule history", "schedule show"),
    *("schedule export", "schedule rollback", "people check", "people load"),
    *("nudges plan", "nudges send", "nudges ledger", "languages"),
}
"""What scripts rely on; commands may be added freely."""

WHOLE: Any = typer.main.get_command(main.app)


def named(group: Any, before: str = "") -> dict[str, Any]:  # noqa: ANN401 - Typer keeps its types private
    """Return every command and group below one, by its words."""
    found: dict[str, Any] = {}
    for name, each in group.commands.items():
        found[f"{before}{name}"] = each
        if hasattr(each, "commands"):
            found |= named(each, f"{before}{name} ")
    return found


NAMED = named(WHOLE)
GROUPS = {name: list(each.commands) for name, each in NAMED.items() if hasattr(each, "commands")}
EVERY_COMMAND = [name for name in NAMED if name not in GROUPS]


def listed(help_text: str) -> list[str]:
    return re.findall(r"^  ([a-z-]+)  ", help_text.partition("Commands:")[2], re.MULTILINE)


def test_every_promised_command_is_there() -> None:
    assert PROMISED - set(EVERY_COMMAND) == set()


@pytest.mark.parametrize("group", ["", *GROUPS])
def test_the_help_lists_every_command_in_a_whole_line(uprcycle: CommandLine, group: str) -> None:
    answer = uprcycle(*group.split(), "--help")

    assert (answer.status, listed(answer.out)) == (0, GROUPS.get(group, list(WHOLE.commands)))
    assert "..." not in answer.out.partition("Commands:")[2]


@pytest.mark.parametrize("command", EVERY_COMMAND)
def test_every_command_explains_itself_with_an_example_that_names_it(
    uprcycle: CommandLine, command: str
) -> None:
    answer = uprcycle(*command.split(), "--help")

    assert (answer.status, answer.err) == (0, "")
    assert answer.out.startswith(f"Usage: uprcycle {command} ")
    assert re.search(rf"Example: (\S+=\S+ )?uprcycle {command}\b", answer.out)


@pytest.mark.parametrize("group", GROUPS)
def test_a_group_alone_shows_its_help(uprcycle: CommandLine, group: str) -> None:
    answer = uprcycle(*group.split())

    assert (answer.status, answer.out) == (2, "")
    assert listed(answer.err) == GROUPS[group]


def test_nothing_at_all_shows_the_help(uprcycle: CommandLine) -> None:
    answer = uprcycle()

    assert (answer.status, listed(answer.err)) == (2, list(WHOLE.commands))


def test_what_prints_json_also_speaks_other_languages(uprcycle: CommandLine) -> None:
    helps = {each: uprcycle(*each.split(), "--help").out for each in EVERY_COMMAND}

    assert [each for each, text in helps.items() if "--json" in text and "--lang" not in text] == [
        "watchdog",
        "round",
        "publish",
        "deploy",
        "languages",
    ]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["shwo", "KEN"], "uprcycle: no such command 'shwo'; did you mean 'show'? (see `uprcycle --help`)\n"),
        (["show"], "uprcycle: missing argument 'COUNTRY' (see `uprcycle show --help`)\n"),
        (
            ["show", "KEN", "UGA"],
            "uprcycle: got unexpected extra argument(s) (UGA) (see `uprcycle show --help`)\n",
        ),
        (
            ["show", "KEN", "--audience", "boss"],
            ("uprcycle: invalid value for '--audience': 'boss' is not one of 'public', 'partners', 'un' "
            "(see `uprcycle show --help`)\n"),
        ),
        (
            ["nudges", "sned"],
            "uprcycle: no such command 'sned'; did you mean 'send'? (see `uprcycle nudges --help`)\n",
        ),
    ],
)  # fmt: skip
def test_a_slip_is_named_with_the_way_to_the_help(uprcycle: CommandLine, words: list[str], said: str) -> None:
    answer = uprcycle(*words)

    assert (answer.status, answer.out, answer.err) == (2, "", said)


HOSTILE = [
    ["show", ""],
    ["show", "\0"],
    ["show", "\udcff"],
    ["show", "K" * 100_000],
    ["show", "../../etc/passwd"],
    ["show", "KEN", "--cycle", "-1"],
    ["show", "KEN", "--cycle", "9" * 40],
    ["show", "KEN", "--as-of", "0001-01-01"],
    ["show", "KEN", "--as-of", "9999-12-31"],
    ["show", "KEN", "--lang", "../fr"],
    ["show", "KEN", "--lang", ""],
    ["why", "KEN", ""],
    ["why", "KEN", "\0"],
    ["why", "KEN", "[bold]"],
    ["checklist", "KEN", "--office", "\udcff"],
    ["tick", "KEN", "contact-upr-branch", "--by", "\udcff"],
    ["tick", "KEN", "contact-upr-branch", "--by", "a\0b"],
    ["tick", "KEN", "contact-upr-branch", "--by", "a", "--note", "\x1b[31m"],
    ["tick", "KEN", "contact-upr-branch", "--by", "a", "--cycle", "9"],
    ["feed", "country/\0"],
    ["feed", "country/KEN", "--lang", "\udcff"],
    ["replay", "--from", "9999-12-31", "--to", "9999-12-31"],
    ["replay", "--from", "2026-01-01", "--to", "2026-01-02", "--countries", "KEN,,\0"],
    ["nudges", "plan", "--days", "9" * 40],
    ["nudges", "plan", "--on", "\0"],
    ["nudges", "ledger", "--limit", "9" * 40],
    ["schedule", "show", "--session", "-1"],
    ["schedule", "show", "--release", "-1"],
    *(
        [*command, path]
        for command in (["schedule", "check"], ["people", "load"], ["schedule", "export"])
        for path in ("", "/", ".", "/nowhere/x.csv", "/etc/passwd/x.csv", "a\0b.csv", "x" * 5000 + ".csv")
    ),
    ["schedule", "export", "/proc/x.csv"],
    ["schedule", "export", "schedule.exe"],
    ["languages", "tlh"],
]


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    "words", HOSTILE, ids=lambda words: " ".join(words)[:60].encode("ascii", "replace").decode()
)
def test_nothing_that_is_typed_ends_in_a_traceback(
    uprcycle: CommandLine, words: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    answer = uprcycle(*words)

    assert answer.status in {1, 2}
    assert answer.out == ""
    assert answer.err.startswith("uprcycle: ")


CONTENTS = {
    "empty": b"",
    "binary": bytes(range(256)) * 20,
    "half a word": b"\xff\xfe\x00",
    "one long line": b"x" * 1_000_000,
    "quotes": b'"' * 9999,
    "deep json": b"[" * 100_000,
    "braces": b"{" * 5000,
    "headings only": b"cycle,session,country,review_date\n",
    "formulas": b"cycle,session,country\n=1+1,@SUM(A1),+KEN\n",
}


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("ending", [".csv", ".toml", ".json", ".xlsx", ""])
@pytest.mark.parametrize("content", CONTENTS)
def test_no_file_ends_in_a_traceback(
    uprcycle: CommandLine, tmp_path: Path, content: str, ending: str
) -> None:
    path = tmp_path / f"file{ending}"
    path.write_bytes(CONTENTS[content])
    checked, loaded = uprcycle("schedule", "check", str(path)), uprcycle("people", "load", str(path))

    assert (checked.status, loaded.status) == (2, 2)
    for answer in (checked, loaded):
        assert answer.out == ""
        assert answer.err.startswith("uprcycle: ")


@pytest.mark.parametrize(("fault", "status", "said"), [
    (KeyboardInterrupt(), 130, "uprcycle: interrupted\n"),
    (
        ValueError("odd"), 70,
        ("uprcycle: something went wrong that should not (ValueError: odd); nothing was lost; "
        "run `uprcycle doctor`, and report this line\n"),
    ),
    (
        PermissionError(13, "Permission denied", "/srv/x"), 1,
        ("uprcycle: the machine refuses\n"
        "  /srv/x: permission denied; check the name, the rights and the space\n"),
    ),
])  # fmt: skip
def test_even_a_fault_of_ours_is_told_in_one_line(
    uprcycle: CommandLine, monkeypatch: pytest.MonkeyPatch, fault: BaseException, status: int, said: str
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise fault

    monkeypatch.delenv("UPRCYCLE_TEST_TRACEBACK", raising=False)
    monkeypatch.setattr(main, "command", lambda: fail)
    answer = uprcycle("show", "KEN")

    assert (answer.status, answer.err) == (status, said)


def shell(home: Path, line: str, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {"PATH": os.environ["PATH"], "UPRCYCLE_DATA_DIR": str(home), **more}
    command = line.replace("uprcycle", f"'{sys.executable}' -m flows.cli")
    return subprocess.run(
        ["bash", "-c", command],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
    )


def test_a_reader_that_leaves_early_is_no_error(home: Path) -> None:
    done = shell(home, "uprcycle feed all | head -1; exit ${PIPESTATUS[0]}")

    assert (done.stdout, done.stderr) == ("BEGIN:VCALENDAR\n", "")
    assert done.returncode == 141


def test_a_full_disk_is_named(home: Path) -> None:
    done = shell(home, "uprcycle show KEN > /dev/full")

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "uprcycle: the machine refuses\n"
        "  the output: no space left on device; check the name, the rights and the space\n"
    )


def test_a_terminal_without_our_signs_gets_a_mark_instead(home: Path) -> None:
    done = shell(home, "uprcycle show KEN", PYTHONIOENCODING="ascii")

    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("Kenya ? cycle 4 ? session 49 ? release 1\n")


def test_looking_does_not_import_prefect(home: Path) -> None:
    program = "import sys; from flows.cli.main import run; [run(each.split()) for each in sys.argv[1:]]; "
    words = ["show KEN", "why KEN midpoint", "feed country/KEN", "nudges plan", "doctor", "schedule history"]
    done = subprocess.run(
        [sys.executable, "-c", f"{program} print('prefect' in sys.modules)", *words],
        env={"UPRCYCLE_DATA_DIR": str(home), "PATH": os.environ["PATH"]},
        capture_output=True,
        check=True,
    )

    assert done.stdout.splitlines()[-1] == b"False"
