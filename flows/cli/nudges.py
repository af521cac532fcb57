"""Pushing: ``nudges plan`` what will be said, ``send`` what is owed, read the ``ledger``."""

from itertools import groupby
from typing import Annotated

import typer

from flows.cli.output import Json, print_json, print_lines, print_table
from flows.cli.timetable import parse_day
from flows.nudging import forecast, send_nudges
from flows.wiring import Wiring, wire
from notifications.plan import nudge_row
from uprcycle.store.ports import LedgerRow

app = typer.Typer(help="Nudges: plan, send, ledger.", no_args_is_help=True, rich_markup_mode=None)

On = Annotated[str, typer.Option(metavar="DATE", help="The day to act for; by default today in Geneva.")]


@app.command("plan")
def plan(
    on: On = "",
    days: Annotated[int, typer.Option(min=1, max=1830, help="How many days ahead to look.")] = 90,
    as_json: Json = False,
) -> None:
    """Say what would be sent from a day on, if nothing changed; sends nothing.

    Example: uprcycle nudges plan --days 30
    """
    wiring = wire()
    first = parse_day(on, "--on") if on else wiring.today()
    rows = [nudge_row(each) for each in forecast(wiring, first, days)]
    if as_json:
        print_json(rows)
    elif rows:
        for person, mine in groupby(
            sorted(rows, key=lambda row: str(row["person"])), key=lambda row: row["person"]
        ):
            _print_person(str(person), list(mine))
    else:
        _print_nothing(wiring)


@app.command("send")
def send(on: On = "") -> None:
    """Send what is owed on a day; what was sent before is never sent again.

    Example: uprcycle nudges send
    """
    wiring = wire()
    report = send_nudges(wiring, parse_day(on, "--on") if on else wiring.today())
    print_lines(f"{report.as_words()} (delivery: {wiring.settings.delivery.value})")
    if not report.owed:
        _print_nothing(wiring)


@app.command("ledger")
def ledger(
    limit: Annotated[int, typer.Option(min=1, help="How many messages, the last claimed first.")] = 50,
    as_json: Json = False,
) -> None:
    """Show what was sent, to whom by id, and what became of it.

    Example: uprcycle nudges ledger --limit 10
    """
    rows = wire().store.ledger.rows(limit)
    if as_json:
        print_json([_ledger_json(row) for row in rows])
    elif rows:
        headings = ["Claimed (UTC)", "Person", "Channel", "Nudges", "State", "Tries", "Answer"]
        print_table(headings, [_ledger_row(row) for row in rows])
    else:
        print_lines("nothing has been sent yet; `uprcycle nudges plan` says what would be")


def _print_person(person: str, rows: list[dict[str, object]]) -> None:
    cells = [(str(row["send_at"])[:10], str(row["stage"]), str(row["office"]), _item(row)) for row in rows]
    print_table(["Send on", "Stage", "Office", "Item"], cells, title=f"person {person}: {len(rows)} nudges")
    print_lines("")


def _item(row: dict[str, object]) -> str:
    items = row["items"]
    assert isinstance(items, list)  # noqa: S101 - the shape nudge_row promises
    return "; ".join(f"{each['country']} {each['item']} due {each['due']}" for each in items)


def _print_nothing(wiring: Wiring) -> None:
    if wiring.store.people.assignments():
        print_lines("nothing is owed then")
    else:
        print_lines("nobody holds an office yet; `uprcycle people load FILE` adds people")


def _ledger_row(row: LedgerRow) -> tuple[str, ...]:
    return (
        f"{row.claimed_at:%Y-%m-%d %H:%M}",
        row.envelope.person,
        row.envelope.channel,
        str(len(row.envelope.keys)),
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
