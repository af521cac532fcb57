"""``uprcycle languages`` as a translator sees it."""

import json

import pytest
import typer

from flows.cli.languages import add_commands
from uprcycle.errors import BadInputError
from uprcycle.store.packaged import language_codes


def run(*arguments: str) -> None:
    """Run the command by itself, in a program of two so that it has a name."""
    app = typer.Typer()
    add_commands(app)
    app.command("other")(lambda: None)
    app(["languages", *arguments], standalone_mode=False)


def test_the_summary_has_a_line_for_each_language(capsys: pytest.CaptureFixture[str]) -> None:
    run()

    head, *lines = capsys.readouterr().out.splitlines()
    assert " ".join(head.split()) == "Language Texts Missing In doubt Stale Suspicious Read by"
    assert [line.split()[0] for line in lines] == [*language_codes()[1:]]


def test_a_complete_language_is_said_to_be_complete(capsys: pytest.CaptureFixture[str]) -> None:
    run("fr")

    assert capsys.readouterr().out == "Every text is translated, and nothing looks wrong.\n"


def test_scripts_read_the_same_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    run("--json")
    report = json.loads(capsys.readouterr().out)
    run("fr", "--json")

    assert report["readers"] == dict.fromkeys(language_codes()[1:], "none")
    assert report["languages"]["fr"] == {"missing": 0, "in doubt": 0, "stale": 0, "suspicious": 0}
    assert json.loads(capsys.readouterr().out) == []


def test_a_language_without_a_catalogue_is_refused() -> None:
    with pytest.raises(BadInputError, match="the language is not known"):
        run("tlh")
