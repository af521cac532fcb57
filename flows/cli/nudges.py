"""Pushing: ``nudges plan`` what will be said, ``send`` what is owed, read the ``ledger``."""

from collections.abc import Iterable
from typing import Annotated

import typer

from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.nudging import forecast, send_nudges
from flows.wiring import Wiring, wire
from notifications.digest import Digest
from notifications.plan import Nudge
from notifications.rhythm import is_mark, mail_rows
from uprcycle.store.packaged import load_language
from uprcycle.store.ports import LedgerRow
from uprcycle.wording.language import Language
from uprcycle.wording.terms import status_text, title_text

app = typer.Typer(help="Nudges: plan, send, ledger.", no_args_is_help=True, rich_markup_mode=None)

On = Annotated[str, typer.Option(metavar="DATE", help="The day to act for; by default today in Geneva.")]


@app.command("plan")
def plan(
    on: On = "",
    days: Annotated[int, typer.Option(min=1, max=1830, help="How many days ahead to look.")] = 90,
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say which mails would go when if nothing changed; sends nothing.

    Example: uprcycle nudges plan --days 30
    """
    wiring, language = wire(), load_language(lang)
    first = parse_day(on, "--on") if on else wiring.today()
    mails = forecast(wiring, first, days)
    if as_json:
        print_json([row for each in mails for row in mail_rows(each)])
    elif mails:
        _print_plan(mails, language)
    else:
        _print_nothing(wiring)


@app.command("send")
def send(on: On = "") -> None:
    """Send what is owed on a day, and nothing twice.

    Example: uprcycle nudges send
    """
    wiring = wire()
    report = send_nudges(wiring, parse_day(on, "--on") if on else wiring.today())
    print_lines(f"{report.as_words()} (delivery: {wiring.settings.delivery.value})")
    if report.delivery.withheld:
        print_lines("withheld: the person has no plain address, or one that this delivery does not write to")
    if not report.owed:
        _print_nothing(wiring)


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
        texts = ("Claimed (UTC)", "Person", "Channel", "Nudges", "State", "Tries", "Answer")
        print_table([language.text(each) for each in texts], [_ledger_row(row) for row in rows])
    else:
        print_lines("nothing has been sent yet; `uprcycle nudges plan` says what would be")


def _print_plan(mails: Iterable[Digest], language: Language) -> None:
    headings = [language.text(each) for each in ("Occasion", "Due", "How sure", "Country", "Task")]
    for mail in sorted(mails, key=lambda each: each.person.id):
        print_table(headings, [_plan_row(each, language) for each in mail.named], _mail_title(mail, language))
        if mail.more:
            print_lines(language.text("and {count} more, counted only", count=mail.more))
        print_lines("")


def _mail_title(mail: Digest, language: Language) -> str:
    offices = ", ".join(dict.fromkeys(each.office.name for each in mail.nudges))
    kind = language.text("digest of the week") if mail.is_digest else language.text("urgent mail")
    count = language.plural("{count} nudge", "{count} nudges", len(mail.nudges))
    at = mail.send_at.astimezone(mail.person.zone)
    return f"{at:%Y-%m-%d %H:%M} ({mail.person.zone.key}) · {kind} · {count} · {offices} · {mail.person.id}"


def _plan_row(nudge: Nudge, language: Language) -> tuple[str, ...]:
    task = nudge.task
    sure, title = status_text(task.status, language), title_text(task.rule, language)
    return nudge.stage.name, nudge.due.isoformat(), sure, task.country, title


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
