"""``nudges plan``: every mail that is ahead, and how much that is for each person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Annotated

import typer

from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.nudging import forecast
from flows.staffing import find_person
from flows.wiring import Wiring, wire
from notifications.digest import Digest
from notifications.load import Load, busiest_day, loads_of
from notifications.plan import Nudge
from notifications.rhythm import CAP, mail_rows
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Person
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language
from uprcycle.wording.terms import status_text, title_text

On = Annotated[str, typer.Option(metavar="DATE", help="The day to act for; by default today in Geneva.")]

_WEEK = 7
_SHOWN = 2  # titles of a mail in one line; with --person each item has a line of its own


def add_commands(app: typer.Typer) -> None:
    """Add the commands of this module."""
    app.command("plan")(plan)


def plan(
    on: On = "",
    days: Annotated[int, typer.Option(min=1, max=1830, help="How many days ahead to look.")] = 90,
    person: Annotated[
        str, typer.Option(metavar="PERSON", help="Only the mails of one, by id or address, item by item.")
    ] = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Say which mails would go when; sends nothing.

    Example: uprcycle nudges plan --days 30
    """
    wiring, language = wire(), load_language(lang)
    first = parse_day(on, "--on") if on else wiring.today()
    only = _find(wiring, person) if person else None
    mails = [each for each in forecast(wiring, first, days) if only is None or each.person.id == only.id]
    if as_json:
        print_json([row for each in mails for row in mail_rows(each)])
    elif not mails:
        print_nothing_owed(wiring)
    else:
        print_lines(_summary(mails, language, first, days))
        _print_loads(loads_of(mails), language, days)
        for theirs in _by_person(mails):
            print_lines("")
            show = _print_items if only else _print_mails
            show(theirs, language)


def print_nothing_owed(wiring: Wiring) -> None:
    """Say that nothing is owed, and what to do where that is because nobody is known."""
    if wiring.store.people.assignments():
        print_lines("nothing is owed then")
    else:
        print_lines("nobody holds an office yet; `uprcycle people load FILE` adds people")


def _find(wiring: Wiring, who: str) -> Person:
    person = find_person(wiring, who)
    if person is None:
        remedy = "give an id that `uprcycle nudges plan` shows, or the mail address that was loaded"
        raise BadInputError(
            "nobody is known by this name", [Problem("--person", f"{who!r} is not known", remedy)]
        )
    return person


def _summary(mails: Sequence[Digest], language: Language, first: date, days: int) -> str:
    day, most = busiest_day(mails) or (first, 0)
    return language.text(
        "{mails} for {people} in {days} from {first}; most on {day}: {most}. "
        "Nobody gets more than one a day, in which {cap} items are named and the others counted.",
        mails=language.plural("{count} mail", "{count} mails", len(mails)),
        people=language.plural("{count} person", "{count} people", len({each.person.id for each in mails})),
        days=language.plural("{count} day", "{count} days", days),
        first=first,
        day=day,
        most=most,
        cap=CAP,
    )


def _print_loads(loads: Iterable[Load], language: Language, days: int) -> None:
    headings = [
        language.text(each)
        for each in (
            "Person",
            "Office",
            "Mails",
            "Urgent",
            "A week",
            "Busiest week",
            "Items",
            "Fullest mail",
            "Over the cap",
        )
    ]
    print_table(headings, [_load_row(each, days) for each in loads])


def _load_row(load: Load, days: int) -> tuple[str, ...]:
    return (
        load.person.id,
        ", ".join(load.offices),
        str(load.mails),
        str(load.urgent),
        f"{load.mails * _WEEK / max(days, _WEEK):.1f}",
        f"{load.busiest_week}: {load.most_a_week}",
        str(load.items),
        f"{load.fullest.day}: {len(load.fullest.nudges)}",
        str(load.capped),
    )


def _by_person(mails: Iterable[Digest]) -> tuple[list[Digest], ...]:
    bundles: defaultdict[str, list[Digest]] = defaultdict(list)
    for each in mails:
        bundles[each.person.id].append(each)
    return tuple(bundles[each] for each in sorted(bundles))


def _print_mails(mails: Sequence[Digest], language: Language) -> None:
    headings = [language.text(each) for each in ("When", "Mail", "Items", "Country", "First due", "Task")]
    person = mails[0].person
    offices = ", ".join(dict.fromkeys(nudge.office.name for each in mails for nudge in each.nudges))
    rows = [_mail_row(each, language) for each in mails]
    print_table(headings, rows, f"{offices} · {person.zone.key} · {person.id}")


def _mail_row(mail: Digest, language: Language) -> tuple[str, ...]:
    titles = [title_text(each.task.rule, language) for each in mail.named[:_SHOWN]]
    rest = len(mail.nudges) - len(titles)
    more = [language.text("and {count} more", count=rest)] if rest else []
    due = min(each.due for each in mail.nudges)
    where, what = ", ".join(mail.countries), "; ".join((*titles, *more))
    return _moment(mail), _kind(mail, language), str(len(mail.nudges)), where, str(due), what


def _print_items(mails: Iterable[Digest], language: Language) -> None:
    headings = [language.text(each) for each in ("Occasion", "Due", "How sure", "Country", "Task")]
    for mail in mails:
        print_table(headings, [_item_row(each, language) for each in mail.named], _mail_title(mail, language))
        if mail.more:
            print_lines(language.text("and {count} more, counted only", count=mail.more))
        print_lines("")


def _mail_title(mail: Digest, language: Language) -> str:
    offices = ", ".join(dict.fromkeys(each.office.name for each in mail.nudges))
    count = language.plural("{count} nudge", "{count} nudges", len(mail.nudges))
    where = mail.person.zone.key
    return f"{_moment(mail)} ({where}) · {_kind(mail, language)} · {count} · {offices} · {mail.person.id}"


def _item_row(nudge: Nudge, language: Language) -> tuple[str, ...]:
    task = nudge.task
    sure, title = status_text(task.status, language), title_text(task.rule, language)
    return nudge.stage.occasion, nudge.due.isoformat(), sure, task.country, title


def _moment(mail: Digest) -> str:
    return f"{mail.send_at.astimezone(mail.person.zone):%Y-%m-%d %H:%M}"


def _kind(mail: Digest, language: Language) -> str:
    return language.text("digest of the week") if mail.is_digest else language.text("urgent mail")
