"""Pushing: ``nudges plan`` what will be said, ``send`` what is owed, read the ``ledger``."""

from typing import Annotated

import typer

from flows.cli import cadence, forecast, messages
from flows.cli.arguments import parse_day
from flows.cli.forecast import On, print_nothing_owed
from flows.cli.messages import WITHHELD, DryRun, print_delivery, short_id
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import wire
from flows.nudges.speaking import speak
from notifications.rhythm import is_mark
from uprcycle.store.packaged import load_language
from uprcycle.store.ports import LedgerRow

app = typer.Typer(
    help="Nudges: plan, cadence, send, ledger, show.", no_args_is_help=True, rich_markup_mode=None
)

forecast.add_commands(app)
cadence.add_commands(app)
messages.add_commands(app)


@app.command("send")
def send(on: On = "", dry_run: DryRun = False) -> None:
    """Send what is owed on a day, and nothing twice.

    Example: uprcycle nudges send --dry-run
    """
    wiring = wire().rehearsal() if dry_run else wire()
    print_delivery(wiring)
    report = speak(wiring, parse_day(on, "--on") if on else wiring.today())
    print_lines(f"{report.as_words()} (delivery: {wiring.settings.delivery.value})")
    if report.delivery.withheld:
        print_lines(WITHHELD)
    if not report.owed:
        print_nothing_owed(wiring)


@app.command("ledger")
def ledger(
    limit: Annotated[
        int, typer.Option(min=1, max=1_000_000, help="How many messages, the last claimed first.")
    ] = 50,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show what was sent, to whom by id, and what became of it.

    Example: uprcycle nudges ledger --limit 10
    """
    rows, language = wire().store.ledger.rows(limit), load_language(lang)
    if as_json:
        print_json([_ledger_json(row) for row in rows])
    elif rows:
        print_table(
            [
                language.text(each)
                for each in (
                    "Message",
                    "Claimed (UTC)",
                    "Person",
                    "Channel",
                    "Nudges",
                    "How it stands",
                    "Tries",
                    "Answer",
                )
            ],
            [_ledger_row(row) for row in rows],
        )
    else:
        print_lines("nothing has been sent yet; `uprcycle nudges plan` says what would be")


def _ledger_row(row: LedgerRow) -> tuple[str, ...]:
    return (
        short_id(row.envelope.message_id),
        f"{row.claimed_at:%Y-%m-%d %H:%M}",
        row.envelope.person,
        row.envelope.channel,
        str(sum(not is_mark(each) for each in row.envelope.keys)),
        row.state.value + (" (possibly twice)" if row.possibly_twice else ""),
        str(row.attempts),
        row.answer,
    )


def _ledger_json(row: LedgerRow) -> dict[str, object]:
    return {
        "message_id": row.envelope.message_id,
        "person": row.envelope.person,
        "channel": row.envelope.channel,
        "keys": list(row.envelope.keys),
        "state": row.state.value,
        "attempts": row.attempts,
        "claimed_at": row.claimed_at.isoformat(),
        "finished_at": row.finished_at.isoformat() if row.finished_at else None,
        "answer": row.answer,
        "possibly_twice": row.possibly_twice,
    }
