"""``nudges plan``: every mail that is ahead, and how much that is for each person."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from itertools import chain
from typing import Annotated

import typer

from flows.cli.arguments import parse_day
from flows.cli.output import Json, Lang, print_json, print_lines, print_table
from flows.installation.wiring import Wiring, wire
from flows.nudges.noticing import coming_notices
from flows.nudges.nudging import forecast
from flows.offices.staffing import find_person
from notifications.digest import Digest
from notifications.load import Coming, Load, busiest_day, loads_of
from notifications.plan import Nudge
from notifications.rhythm import CAP, mail_rows
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Person
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language
from uprcycle.wording.terms import status_text, title_text

On = Annotated[str, typer.Option(metavar="DATE", help="The day to act for; by default today in Geneva.")]

_WEEK = 7
_DAY = len("2026-11-22")
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
    notices = coming_notices(wiring, first, days, only.id if only else "")
    if as_json:
        rows = (*chain.from_iterable(map(mail_rows, mails)), *map(_notice_row, notices))
        print_json(sorted(rows, key=lambda row: str(row["send_at"])[:_DAY]))
    elif not mails and not notices:
        print_nothing_owed(wiring)
    else:
        print_lines(_summary(mails, language, first, days))
        if notices:
            print_lines(_beside(notices, language))
        _print_loads(loads_of(mails, notices), language, days)
        for theirs in _by_person((*mails, *notices)):
            print_lines("")
            show = _print_items if only else _print_messages
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


def _beside(notices: Sequence[Coming], language: Language) -> str:
    one = "{count} notice of changed dates comes beside them: uprcycle notices plan"
    many = "{count} notices of changed dates come beside them: uprcycle notices plan"
    return language.plural(one, many, len(notices))


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
            "Notices",
        )
    ]
    print_table(headings, [_load_row(each, days) for each in loads])


def _load_row(load: Load, days: int) -> tuple[str, ...]:
    return (
        load.person.id,
        ", ".join(load.offices),
        str(load.mails),
        str(load.urgent),
        f"{(load.mails + load.notices) * _WEEK / max(days, _WEEK):.1f}",
        f"{load.busiest_week}: {load.most_a_week}",
        str(load.items),
        f"{load.fullest.day}: {len(load.fullest.nudges)}" if load.fullest else "",
        str(load.capped),
        str(load.notices),
    )


def _by_person(messages: Iterable[Digest | Coming]) -> tuple[list[Digest | Coming], ...]:
    bundles: defaultdict[str, list[Digest | Coming]] = defaultdict(list)
    for each in sorted(messages, key=lambda each: each.send_at):
        bundles[each.person.id].append(each)
    return tuple(bundles[each] for each in sorted(bundles))


def _print_messages(messages: Sequence[Digest | Coming], language: Language) -> None:
    headings = [language.text(each) for each in ("When", "Mail", "Items", "Country", "First due", "Task")]
    person = messages[0].person
    offices = ", ".join(dict.fromkeys(name for each in messages for name in _offices(each)))
    rows = [
        _mail_row(each, language) if isinstance(each, Digest) else _notice_cells(each, language)
        for each in messages
    ]
    print_table(headings, rows, f"{offices} · {person.zone.key} · {person.id}")


def _offices(message: Digest | Coming) -> list[str]:
    if isinstance(message, Digest):
        return [each.office.name for each in message.nudges]
    return [each.name for each in message.notice.offices]


def _mail_row(mail: Digest, language: Language) -> tuple[str, ...]:
    titles = [title_text(each.task.rule, language) for each in mail.named[:_SHOWN]]
    rest = len(mail.nudges) - len(titles)
    more = [language.text("and {count} more", count=rest)] if rest else []
    due = min(each.due for each in mail.nudges)
    where, what = ", ".join(mail.countries), "; ".join((*titles, *more))
    return _moment(mail), _kind(mail, language), str(len(mail.nudges)), where, str(due), what


def _notice_cells(coming: Coming, language: Language) -> tuple[str, ...]:
    changes, reviews = coming.notice.changes, coming.notice.reviews
    titles = [title_text(each.rule, language) for each in changes[:_SHOWN]]
    rest = len(changes) - len(titles)
    more = [language.text("and {count} more", count=rest)] if rest else []
    where = ", ".join(dict.fromkeys(each.country for each in reviews))
    return _moment(coming), _kind(coming, language), str(len(changes)), where, "", "; ".join((*titles, *more))


def _print_items(messages: Iterable[Digest | Coming], language: Language) -> None:
    headings = [language.text(each) for each in ("Occasion", "Due", "How sure", "Country", "Task")]
    for each in messages:
        if isinstance(each, Digest):
            print_table(
                headings, [_item_row(one, language) for one in each.named], _mail_title(each, language)
            )
            if each.more:
                print_lines(language.text("and {count} more, counted only", count=each.more))
        else:
            _print_messages([each], language)
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


def _moment(message: Digest | Coming) -> str:
    return f"{message.send_at.astimezone(message.person.zone):%Y-%m-%d %H:%M}"


def _kind(message: Digest | Coming, language: Language) -> str:
    if isinstance(message, Coming):
        return language.text("changed dates")
    return language.text("digest of the week") if message.is_digest else language.text("urgent mail")


def _notice_row(coming: Coming) -> dict[str, object]:
    """Return the JSON row of a notice, with the keys of the others."""
    notice = coming.notice
    return {
        "key": notice.keys[0],
        "person": notice.person.id,
        "office": ", ".join(each.name for each in notice.offices),
        "channel": notice.person.channel,
        "stage": "notice",
        "items": [
            {"country": review.country, "item": each.rule.id, "due": str(each.new.span) if each.new else None}
            for review in notice.reviews
            for each in review.changes
        ],
        "send_at": coming.send_at.isoformat(),
        "mail": "notice",
        "mail_items": len(notice.changes),
        "named": True,
    }
