"""``brief``: what somebody who takes over an office has to know."""

from collections.abc import Iterable, Iterator
from typing import Any

import typer

from flows.cli.absences import instead_text
from flows.cli.arguments import CountryName, Cycle
from flows.cli.checklist import Office, dated_title
from flows.cli.output import Json, Lang, print_facts, print_json, print_lines, print_steps
from flows.cli.timetable import dated_text
from flows.installation.wiring import wire
from flows.offices.checklists import checklist_of
from flows.offices.staffing import staffing_of
from uprcycle.checklist.brief import Brief, build_brief
from uprcycle.checklist.task import Task
from uprcycle.checklist.tick import TaskState
from uprcycle.countries import Country
from uprcycle.days.span import day_span
from uprcycle.presence import Away
from uprcycle.store.packaged import load_language
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.override import Override
from uprcycle.timetable.timetable import Timetable
from uprcycle.wording.language import Language
from uprcycle.wording.shown import show_span
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, phase_text, status_text, title_text

_SHOWN = 12


def add_commands(app: typer.Typer) -> None:
    """Add the command of this module."""
    app.command("brief")(brief)


def brief(
    country: CountryName, office: Office = "", cycle: Cycle = None, lang: Lang = "en", as_json: Json = False
) -> None:
    """Write a hand-over brief of an office.

    What is open, what was done, the outcome, the next dates, who is away.

    Example: uprcycle brief KEN --office "RCO Kenya"
    """
    wiring, language = wire(), load_language(lang)
    checklist = checklist_of(wiring, country, office, cycle)
    world = wiring.world()
    timetable = world.timetable(checklist.country, checklist.cycle)
    found = build_brief(checklist, timetable, world.overrides, staffing_of(wiring), wiring.today())
    if as_json:
        print_json(_json(found, timetable, language))
        return
    _print_head(found, timetable, world.countries[checklist.country], language)
    if found.away:
        _print_list(language.text("Away"), _away(found.away, language), language)
    _print_tasks(language.text("Late"), found.late, language)
    _print_tasks(language.text("Open now"), found.now, language)
    if found.past:
        past = language.plural(
            "{count} more is open, and its time is over without anybody being late",
            "{count} more are open, and their time is over without anybody being late",
            len(found.past),
        )
        print_lines(past)
    _print_tasks(language.text("Coming in the next 90 days"), found.coming, language)
    _print_list(
        language.text("Said to be done, or not to apply"), _settled(found.settled, language), language
    )
    _print_list(language.text("Set by hand"), _by_hand(found.by_hand, timetable, language), language)
    _print_list(language.text("Outcome"), _dates(found.outcome, language), language)
    _print_list(language.text("Next dates"), _dates(found.headlines, language), language)


def _print_head(found: Brief, timetable: Timetable, country: Country, language: Language) -> None:
    phase = timetable.phase(found.today)
    slot = timetable.review.slot
    stands = phase_text(phase, language) if phase else language.text("no phase is open")
    done = len(found.checklist.tasks) - len(found.checklist.open_tasks)
    print_lines(
        language.text(
            "{office} · {country} · cycle {cycle} · as of {day}",
            office=found.checklist.office.name,
            country=country_name(country, language),
            cycle=timetable.cycle,
            day=short_span_text(day_span(found.today), language),
        ),
        "",
    )
    print_facts(
        [
            (language.text("Phase"), stands),
            (language.text("Review"), dated_text(slot.dates.span, slot.dates.status, language)),
            (
                language.text("Tasks"),
                language.text("{done} of {all} done", done=done, all=len(found.checklist.tasks)),
            ),
        ]
    )


def _away(people: Iterable[Away], language: Language) -> Iterator[str]:
    for each in people:
        yield language.text(
            "{person}, until {day}; told instead: {names}",
            person=each.person.name,
            day=short_span_text(day_span(each.until), language),
            names=instead_text(each, language),
        )


def _print_tasks(heading: str, tasks: Iterable[Task], language: Language) -> None:
    _print_list(heading, (_task_line(each, language) for each in tasks), language)


def _print_list(heading: str, lines: Iterable[str], language: Language) -> None:
    given = list(lines)
    if not given:
        print_lines("", language.text("{heading}: nothing", heading=heading))
        return
    print_lines("", f"{heading}:")
    print_steps(given[:_SHOWN], mark="–")
    if len(given) > _SHOWN:
        more = language.plural("{count} more", "{count} more", len(given) - _SHOWN)
        print_lines(language.text("{more}; --json lists all", more=more))


def _task_line(task: Task, language: Language) -> str:
    due = short_span_text(day_span(task.due), language) if task.due else language.text("not known")
    return language.text(
        "{title}, due {due} ({status})",
        title=dated_title(task.dated, language),
        due=due,
        status=status_text(task.status, language),
    )


def _settled(tasks: Iterable[Task], language: Language) -> Iterator[str]:
    for task in tasks:
        if task.tick is None:
            continue
        said = language.text("done" if task.state is TaskState.DONE else "does not apply")
        parts = (said, f"{task.tick.at:%Y-%m-%d}", task.tick.by, task.tick.note, task.tick.evidence)
        yield f"{dated_title(task.dated, language)}: {', '.join(each for each in parts if each)}"


def _by_hand(overrides: Iterable[Override], timetable: Timetable, language: Language) -> Iterator[str]:
    for each in overrides:
        dated = timetable.milestone(each.aim.milestone)
        title = title_text(dated.rule, language) if dated else each.aim.milestone
        yield f"{title}: {dated_text(each.span, each.status, language)}. {each.reason}"


def _dates(milestones: Iterable[Milestone], language: Language) -> Iterator[str]:
    for each in milestones:
        yield f"{title_text(each.rule, language)}: {dated_text(each.span, each.status, language)}"


def _json(found: Brief, timetable: Timetable, language: Language) -> dict[str, Any]:
    phase = timetable.phase(found.today)
    return {
        "country": timetable.country,
        "cycle": timetable.cycle,
        "office": found.checklist.office.name,
        "as_of": found.today.isoformat(),
        "phase": phase.value if phase else None,
        "away": [
            {
                "person": each.person.id,
                "until": each.until.isoformat(),
                "instead": [who.id for who in each.instead],
            }
            for each in found.away
        ],
        "late": [_task_json(each, language) for each in found.late],
        "now": [_task_json(each, language) for each in found.now],
        "past": [_task_json(each, language) for each in found.past],
        "coming": [_task_json(each, language) for each in found.coming],
        "settled": [_task_json(each, language) for each in found.settled],
        "outcome": [_date_json(each, language) for each in found.outcome],
        "next": [_date_json(each, language) for each in found.headlines],
        "by_hand": [
            {"id": each.aim.milestone, **show_span(each.span), "reason": each.reason}
            for each in found.by_hand
        ],
    }


def _task_json(task: Task, language: Language) -> dict[str, Any]:
    said = task.tick
    return {
        "id": task.id,
        "title": title_text(task.rule, language),
        "due": task.due.isoformat() if task.due else None,
        "status": task.status.value,
        "state": task.state.value,
        "waits_for": list(task.waits_for),
        "note": said.note if said else "",
        "evidence": said.evidence if said else "",
    }


def _date_json(milestone: Milestone, language: Language) -> dict[str, Any]:
    return {
        "id": milestone.id,
        "title": title_text(milestone.rule, language),
        **show_span(milestone.span),
        "status": milestone.status.value,
    }
