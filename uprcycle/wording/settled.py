"""What was settled for single States where the sources contradict each other, in words and for JSON."""

from datetime import date
from typing import TypeAlias

from uprcycle.days.span import day_span
from uprcycle.rules.choice import Choice
from uprcycle.rules.contradiction import Contradiction
from uprcycle.rules.flags import PRESENCE, Flag
from uprcycle.rules.leads import NamedLead
from uprcycle.timetable.world import World
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text

Settlement: TypeAlias = Choice | Flag | NamedLead
_ON_PRESENCE = "C13"


def settled_of(contradiction: Contradiction, world: World) -> tuple[Settlement, ...]:
    """Return what the rules of ``world`` settle of a contradiction, by State and first day.

    That on the presence of the UN is settled by a flag, and by who leads where there is no country team.
    """
    if contradiction.id == _ON_PRESENCE:
        flags = world.said(lambda ruleset: [each for each in ruleset.flags.flags if each.name == PRESENCE])
        return (*flags, *world.said(lambda ruleset: ruleset.leads.named))
    choices = world.said(lambda ruleset: ruleset.choices.choices)
    return tuple(each for each in choices if each.contradiction == contradiction.id)


def settled_text(settled: Settlement, language: Language) -> str:
    """Say what was settled, for which time, by whom and why."""
    what = ", ".join(filter(None, (_what(settled, language), _term(settled, language))))
    source = language.text("Read in: {citation}.", citation=settled.source)
    if not isinstance(settled, Choice):
        return f"{what}. {source}"
    by = language.text("Chosen by: {body}.", body=settled.by)
    return f"{what}. {by} {language.text('Reason: {reason}', reason=settled.reason)} {source}"


def show_settled(settled: Settlement) -> dict[str, object]:
    """Return what was settled for JSON; days without limit are None."""
    when = {"from": _day(settled.first), "until": _day(settled.last)}
    return {"country": settled.country} | _show(settled) | when | {"source": settled.source}


def _what(settled: Settlement, language: Language) -> str:
    match settled:
        case Choice():
            return settled.reading
        case NamedLead():
            roles = ", ".join(sorted(settled.office.roles))
            return language.text("{office} leads ({roles})", office=settled.office.name, roles=roles)
        case Flag(holds=True):
            return language.text("a UN country team")
        case Flag():
            return language.text("no UN country team")


def _term(settled: Settlement, language: Language) -> str:
    first, last = (
        _day(each) and short_span_text(day_span(each), language) for each in (settled.first, settled.last)
    )
    if first and last:
        return language.text("for reviews from {first} to {last}", first=first, last=last)
    if first:
        return language.text("for reviews from {first} on", first=first)
    return language.text("for reviews until {last}", last=last) if last else ""


def _show(settled: Settlement) -> dict[str, object]:
    match settled:
        case Choice():
            return {"reading": settled.reading, "by": settled.by, "reason": settled.reason}
        case NamedLead():
            return {"office": settled.office.name, "roles": sorted(settled.office.roles)}
        case Flag():
            return {"flag": settled.name, "holds": settled.holds, "confidence": settled.confidence}


def _day(day: date) -> str | None:
    return None if day in {date.min, date.max} else day.isoformat()
