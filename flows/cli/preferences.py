"""What people chose for themselves: ``people preferences``, also on their behalf."""

from datetime import datetime
from typing import Annotated, Any

import typer

from flows.cli.output import Json, Lang, print_facts, print_json
from flows.installation.wiring import Wiring, wire
from flows.nudges.preferring import keep, resubscribe, unsubscribe
from flows.offices.staffing import find_person
from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Person, Topic
from uprcycle.preferences import Preferences
from uprcycle.roster.columns import WEEKDAYS
from uprcycle.store.packaged import load_language
from uprcycle.wording.language import Language
from uprcycle.wording.spans import weekday_names

Who = Annotated[str, typer.Argument(metavar="PERSON", help="Mail address or id.")]
_Hours = Annotated[str, typer.Option(metavar="FROM-TO", help="The hours at which mail may come, as 8-20.")]
_Declined = Annotated[list[Topic] | None, typer.Option("--decline", help="Not to be told of; repeatable.")]
_Wanted = Annotated[list[Topic] | None, typer.Option("--want", help="To be told of again; repeatable.")]
_Leaves = Annotated[
    bool | None, typer.Option("--unsubscribe/--resubscribe", help="Decline all that can be, or take it back.")
]


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module to the group of the people."""
    app.command("preferences")(preferences)


def preferences(
    who: Who,
    to_language: Annotated[str, typer.Option("--language", metavar="CODE", help="en, fr, …")] = "",
    channel: Annotated[str, typer.Option(help="email, calendar, or that of the people file.")] = "",
    digest_day: Annotated[str, typer.Option(metavar="DAY", help="monday, tuesday, …")] = "",
    digest_hour: Annotated[int | None, typer.Option(metavar="HOUR", help="By their own clock.")] = None,
    mail_hours: _Hours = "",
    decline: _Declined = None,
    want: _Wanted = None,
    leaves: _Leaves = None,
    by: Annotated[str, typer.Option(help="Who says so; the audit trail keeps it.")] = "",
    lang: Lang = "en",
    as_json: Json = False,
) -> None:
    """Show how somebody is written to, or change it.

    The same that the link in their mails offers. A choice holds before the people file, also
    when that is loaded again.

    Example: uprcycle people preferences amina@example.org --digest-day friday --by "B. Example"
    """
    wiring = wire()
    person = _known(wiring, who)
    if leaves is not None:
        _check_author(by)
        (unsubscribe if leaves else resubscribe)(wiring, person, by=by)
    chosen = wiring.store.preferences.of(person.id)
    now = chosen.applied_to(person)
    asked = Preferences(
        person=person.id,
        language=to_language or now.language,
        channel=channel or now.channel,
        digest_day=_day(digest_day) if digest_day else now.digest_day,
        digest_hour=now.digest_hour if digest_hour is None else digest_hour,
        mail_hours=_hours(mail_hours) if mail_hours else now.mail_hours,
        declined=chosen.all_declined.union(decline or ()).difference(want or ()),
    )
    if chosen.asked(asked, person) != chosen:
        _check_author(by)
        chosen = keep(wiring, person, asked, by=by)
    if as_json:
        print_json(_json(person, chosen))
    else:
        _print(chosen.applied_to(person), chosen, load_language(lang))


def _known(wiring: Wiring, who: str) -> Person:
    person = find_person(wiring, who)
    if person is None:
        remedy = "give the mail address or the id of somebody who was loaded with `uprcycle people load`"
        problem = Problem("PERSON", f"{who[:200]!r} is not known", remedy)
        raise BadInputError("nobody is known by this name", [problem])
    return person


def _check_author(by: str) -> None:
    problems = check_words(("--by", by))
    if problems:
        raise BadInputError("nothing was changed", problems)


def _day(text: str) -> int:
    if text.casefold() not in WEEKDAYS:
        problem = Problem("--digest-day", f"{text!r} is no weekday", f"use one of {', '.join(WEEKDAYS)}")
        raise BadInputError("this cannot be chosen", [problem])
    return WEEKDAYS.index(text.casefold())


def _hours(text: str) -> range:
    first, _, last = text.partition("-")
    if not (first.isdecimal() and last.isdecimal()):
        problem = Problem("--mail-hours", f"{text!r} cannot be read", "write it as 8-20")
        raise BadInputError("this cannot be chosen", [problem])
    return range(int(first), int(last))


def _print(person: Person, chosen: Preferences, language: Language) -> None:
    hours, days = person.mail_hours, weekday_names(language)
    declined = ", ".join(sorted(person.declined)) or language.text("nothing")
    if chosen.unsubscribed:
        day = f"{chosen.unsubscribed:%Y-%m-%d}"
        declined = language.text("{topics} (unsubscribed on {day})", topics=declined, day=day)
    print_facts(
        [
            (language.text("Person"), person.name),
            (language.text("Language"), person.language),
            (language.text("Channel"), person.channel),
            (language.text("Digest of the week"), f"{days[person.digest_day]}, {person.digest_hour}:00"),
            (language.text("Hours for mail"), f"{hours.start}:00–{hours.stop}:00 ({person.zone.key})"),
            (language.text("Declined"), declined),
        ]
    )


def _json(person: Person, chosen: Preferences) -> dict[str, Any]:
    """Return how somebody is written to, by id, and what of it is their own choice."""
    now = chosen.applied_to(person)
    return {
        "person": person.id,
        "language": now.language,
        "channel": now.channel,
        "digest_day": WEEKDAYS[now.digest_day],
        "digest_hour": now.digest_hour,
        "mail_hours": [now.mail_hours.start, now.mail_hours.stop],
        "declined": sorted(now.declined),
        "unsubscribed": _moment(chosen.unsubscribed),
        "own": list(Preferences(person.id).differing(chosen)),
    }


def _moment(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
