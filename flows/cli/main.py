"""The command ``uprcycle``: its groups, and the one place where errors become exit statuses.

Prefect is imported by the commands that run it and by no other, because it costs seconds.
"""

import os
import sys
from contextlib import suppress
from functools import cache
from io import TextIOWrapper
from typing import Any

import typer

from flows.cli import (
    absences,
    access,
    amend,
    approvals,
    audit,
    bounces,
    brief,
    changes,
    channels,
    checklist,
    clashes,
    deploy,
    desk,
    documents,
    erase,
    escalation,
    export,
    facts,
    feed_doctor,
    feeds,
    fleet,
    gaps,
    health,
    keys,
    languages,
    links,
    notices,
    nudges,
    overrides,
    people,
    preferences,
    reach,
    replaying,
    rounds,
    rules,
    running,
    schedule,
    submission_check,
    subscriptions,
    tasks,
    timetable,
    undo,
    watchdog,
    why,
)
from flows.cli.listing import WholeSentences
from flows.cli.output import print_error
from uprcycle.errors import BadInputError, Problem, RefusedError, UprcycleError

_NAME = "uprcycle"
_INTERNAL = 70
_INTERRUPTED = 130
_CLOSED_PIPE = 141

app = typer.Typer(
    name=_NAME,
    help="Every State's Universal Periodic Review timetable: computed, published, nudged.",
    epilog="Start with `uprcycle init`, then `uprcycle show KEN`.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    cls=WholeSentences,
)
for group in (
    health,
    watchdog,
    timetable,
    changes,
    why,
    checklist,
    brief,
    clashes,
    facts,
    feed_doctor,
    feeds,
    export,
    running,
    rounds,
    deploy,
    submission_check,
    replaying,
    languages,
    amend,
):
    group.add_commands(app)
desk.add_commands(schedule.app)
undo.add_commands(schedule.app)
approvals.add_commands(schedule.app)
gaps.add_commands(people.app)
absences.add_commands(people.app)
erase.add_commands(people.app)
links.add_commands(people.app)
preferences.add_commands(people.app)
reach.add_commands(people.app)
escalation.add_commands(nudges.app)
app.add_typer(schedule.app, name="schedule")
app.add_typer(rules.app, name="rules")
app.add_typer(overrides.app, name="override")
app.add_typer(tasks.app, name="task")
app.add_typer(people.app, name="people")
app.add_typer(subscriptions.app, name="subscription")
app.add_typer(documents.app, name="documents")
app.add_typer(notices.app, name="notices")
app.add_typer(nudges.app, name="nudges")
app.add_typer(bounces.app, name="bounces")
app.add_typer(audit.app, name="audit")
app.add_typer(keys.app, name="keys")
app.add_typer(channels.app, name="channel")
app.add_typer(fleet.app, name="prefect")
app.add_typer(access.app, name="access")


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process: 0 done, 1 refused, 2 bad input."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # a terminal may lack our signs
    sys.exit(run(sys.argv[1:] if arguments is None else arguments))


@cache
def command() -> Any:  # noqa: ANN401 - Typer keeps its types private
    """Return all commands, made once for a process: that takes a tenth of a second."""
    return typer.main.get_command(app)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status; no traceback leaves this function."""
    try:
        status = command()(arguments, prog_name=_NAME, standalone_mode=False)
        sys.stdout.flush()
    except UprcycleError as error:
        print_error(error)
        status = error.exit_status
    except typer.TyperException as error:
        status = _misused(error)
    except (typer.Abort, KeyboardInterrupt):
        sys.stderr.write(f"{_NAME}: interrupted\n")
        status = _INTERRUPTED
    except (BrokenPipeError, SystemExit):
        status = _drop_output(_CLOSED_PIPE)  # Typer itself exits when whoever read us has gone
    except OSError as error:
        status = _obstructed(error)
    except Exception as error:  # noqa: BLE001 - the last edge: a person reads this, not a traceback
        status = _report(error)
    return status if isinstance(status, int) else 0


def _misused(error: Any) -> int:  # noqa: ANN401 - Typer keeps the types of its errors private
    message = error.format_message()
    if "\n" not in message:  # else it is the help of a group that was called alone
        path = error.ctx.command_path if getattr(error, "ctx", None) else _NAME
        message = message.rstrip(".").replace("Value error, ", "").replace(". Did you", "; did you")
        message = f"{_NAME}: {message[:1].lower()}{message[1:]} (see `{path} --help`)"
    sys.stderr.write(f"{message}\n")
    return BadInputError.exit_status


def _obstructed(error: OSError) -> int:
    where = str(error.filename or "the output")
    problem = Problem(
        where, (error.strerror or "cannot be used").lower(), "check the name, the rights and the space"
    )
    print_error(RefusedError("the machine refuses", [problem]))
    return _drop_output(RefusedError.exit_status)


def _drop_output(status: int) -> int:
    """Let what is still to be written go nowhere: whoever reads us has gone, or the disk is full."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return status


def _report(error: Exception) -> int:
    if os.environ.get("UPRCYCLE_TEST_TRACEBACK"):
        raise error
    sys.stderr.write(
        f"{_NAME}: something went wrong that should not ({type(error).__name__}: {error}); "
        "nothing was lost; run `uprcycle doctor`, and report this line\n"
    )
    return _INTERNAL
