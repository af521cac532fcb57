"""Messages as they are handed over: how far they go, and one of them to look at."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from flows.cli.output import print_lines
from flows.installation.wiring import Wiring, wire
from flows.nudges.posting import delivery_text
from notifications.copies import disarmed
from notifications.guard import DeliveryMode
from uprcycle.errors import BadInputError
from uprcycle.store.ports import LedgerRow

DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Work everything out and compose it; write and send nothing.")
]

WITHHELD = "withheld: the person has no plain address, or one that this delivery does not write to"

_SHORT = 8


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("show")(show)


def show(
    message: Annotated[
        str, typer.Argument(metavar="MESSAGE", help="The start of its id, as the ledger shows it.")
    ],
    eml: Annotated[
        Path | None, typer.Option("--eml", metavar="FILE", help="Write it there, to open in a mail program.")
    ] = None,
) -> None:
    """Show one message of the ledger, as it goes out.

    Links that would act in the name of the person are switched off in it.

    Example: uprcycle nudges show 3f9a01c2 --eml message.eml
    """
    row = _row(wire().store.ledger.rows(), message)
    payload = disarmed(row.envelope.payload)
    if eml is not None:
        eml.write_bytes(payload)
        print_lines(f"written to {eml}")
        return
    sys.stdout.write(payload.decode())


def print_delivery(wiring: Wiring) -> None:
    """Say what a sending command is about to do, unless nothing can leave."""
    if wiring.is_rehearsal:
        print_lines("dry run: all is composed as it would be, nothing is written or sent")
    elif wiring.settings.delivery is not DeliveryMode.RECORDER:
        print_lines(f"delivery {delivery_text(wiring)}")


def short_id(message_id: str) -> str:
    """Return enough of a message's id to name it on a command line."""
    return message_id.lstrip("<")[:_SHORT]


def _row(rows: tuple[LedgerRow, ...], message: str) -> LedgerRow:
    found = [each for each in rows if each.envelope.message_id.lstrip("<").startswith(message.lstrip("<"))]
    if len(found) != 1:
        what = f"{len(found)} messages begin so" if found else "no message begins so"
        raise BadInputError(f"{message!r}: {what}; `uprcycle nudges ledger` shows the start of each id")
    if not found[0].envelope.payload:
        raise BadInputError(f"{message!r}: its text is gone, or no key of ours opens it")
    return found[0]
