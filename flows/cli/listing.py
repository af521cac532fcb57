"""The list of commands, each with the whole of its first sentence."""

from typing import Any

from typer.core import TyperGroup


class WholeSentences(TyperGroup):
    """Goes on in the next line where a sentence is long, instead of leaving its end out."""

    def format_commands(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - Typer keeps their types private
        """Write the list of commands."""
        commands = [(name, self.commands[name]) for name in self.list_commands(ctx)]
        rows = [
            (name, command.get_short_help_str(limit=200)) for name, command in commands if not command.hidden
        ]
        with formatter.section("Commands"):
            formatter.write_dl(rows)
