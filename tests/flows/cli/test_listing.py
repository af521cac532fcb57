"""A long sentence in the list of commands goes on in the next line."""

import typer
from typer.testing import CliRunner

from flows.cli.listing import WholeSentences

SENTENCE = "Say a thing that is so long that it would not fit beside a name in a window of eighty letters"


def test_no_sentence_loses_its_end() -> None:
    app = typer.Typer(cls=WholeSentences, rich_markup_mode=None, add_completion=False)
    app.command("a-rather-long-name", help=f"{SENTENCE}. And more.")(lambda: None)
    app.command("secret", hidden=True)(lambda: None)

    listed = CliRunner().invoke(app, ["--help"]).output.partition("Commands:")[2]
    assert " ".join(listed.split()) == f"a-rather-long-name {SENTENCE}."
