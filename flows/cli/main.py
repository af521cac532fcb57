"""The command ``uprcycle``: its groups, and the one place where errors become exit statuses.

Prefect is imported by the commands that run it and by no other, because it costs seconds.
"""

import os
import sys
from typing import Any

import typer

from flows.cli import checklist, feeds, health, languages, nudges, people, running, schedule, timetable
from flows.cli.output import print_error
from uprcycle.errors import BadInputError, UprcycleError

_INTERNAL = 70
_INTERRUPTED = 130
_CLOSED_PIPE = 141

app = typer.Typer(
    name="uprcycle",
    help="Every State's Universal Periodic Review timetable: computed, published, nudged.",
    epilog="Start with `uprcycle init`, then `uprcycle show KEN`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
)
for group in (health, timetable, checklist, feeds, running, languages):
    group.add_commands(app)
app.add_typer(schedule.app, name="schedule")
app.add_typer(people.app, name="people")
app.add_typer(nudges.app, name="nudges")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process: 0 done, 1 refused, 2 bad input."""
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status; no traceback leaves this function."""
    try:
        status = app(arguments, standalone_mode=False)
    except UprcycleError as error:
        print_error(error)
        return error.exit_status
    except typer.TyperException as error:
        return _misused(error)
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write("uprcycle: interrupted\n")
        return _INTERRUPTED
    except BrokenPipeError:
        # Whoever read us has gone (`| head`); nothing more can be said, and that is no error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return _CLOSED_PIPE
    except Exception as error:  # noqa: BLE001 - the last edge: a person reads this, not a traceback
        return _report(error)
    return status if isinstance(status, int) else 0


def _misused(error: Any) -> int:  # noqa: ANN401 - Typer keeps the types of its errors private
    path = error.ctx.command_path if getattr(error, "ctx", None) else app.info.name
    message = error.format_message().rstrip(".").replace("Value error, ", "")
    sys.stderr.write(f"uprcycle: {message[:1].lower()}{message[1:]}; see `{path} --help`\n")
    return BadInputError.exit_status


def _report(error: Exception) -> int:
    if os.environ.get("UPRCYCLE_TEST_TRACEBACK"):
        raise error
    sys.stderr.write(
        f"uprcycle: something went wrong that should not ({type(error).__name__}: {error}); "
        "nothing was lost; run `uprcycle doctor`, and report this line\n"
    )
    return _INTERNAL
