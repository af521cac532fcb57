"""What an operator reads of all States in Prefect's own pages: who is where, what moved, what is due.

As in :mod:`flows.reporting.reports`, only what is public enters, and States are named by their codes.
"""

from collections import defaultdict
from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from flows.reporting.reports import NO_PHASE, next_row, page_link, phase_name, prominent_ahead, when_text
from uprcycle.days.span import Unknown
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.announced import Announcement, Headline, headlines
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World
from uprcycle.wording.language import ENGLISH, Language
from uprcycle.wording.terms import country_name, phase_text, status_text, title_text

_SOON = timedelta(days=14)
_MOVED = 10
_NAMED = 4


@dataclass(frozen=True, slots=True)
class Around:
    """What the overview needs besides the world.

    ``address`` is that of our web, empty for no link to it; ``changed`` what the release in force
    changed, None for the first; ``pages`` the States that have a page in the same Prefect, by code.
    """

    address: str = ""
    changed: Announcement | None = None
    pages: Container[str] = ()

    def link(self, country: str) -> str:
        """Return a link, as markdown, to what there is to read of a State; its code where that is nothing."""
        if country in self.pages:
            return page_link(country)
        return f"[{country}]({self.address}/countries/{country})" if self.address else country

    def links(self, countries: Sequence[str]) -> str:
        """Link few States; count many."""
        few = len(countries) <= _NAMED
        return " ".join(map(self.link, countries)) if few else f"{len(countries)} States"


_ALONE = Around()


def overview_text(world: World, today: date, language: Language = ENGLISH, around: Around = _ALONE) -> str:
    """Return the world as markdown: who is where, what is due soon, what the last release changed."""
    cycles = " and ".join(map(str, sorted(set(world.running.values()))))
    address = around.address
    pages = f"[Our pages]({address}) · [change log]({address}/changes) · " if address else ""
    lines = [
        f"# All reviews of cycle {cycles}",
        "",
        f"{pages}release {world.release.number} · {len(world.running)} States",
        *_phases(world, today, language),
        *_due(world, today, language, around),
        *_moved(around, language),
        *_pages(world, today, language, around),
    ]
    return "\n".join(lines)


def overview_line(world: World, today: date, language: Language = ENGLISH) -> str:
    """Return in a line how many States are in each phase."""
    counts = (f"{name} {len(codes)}" for name, codes in _by_phase(world, today, language).items())
    return " · ".join(counts)


def overview_rows(world: World, today: date, language: Language = ENGLISH) -> list[dict[str, str]]:
    """Return every State with its phase and its next prominent date, by country code."""
    return [_row(world, each.country, today, language) for each in world.reviews()]


def _phases(world: World, today: date, language: Language) -> list[str]:
    rows = [f"| {name} | {len(codes)} |" for name, codes in _by_phase(world, today, language).items()]
    return ["", "## Where they stand", "", "| Phase | States |", "| --- | --- |", *rows]


def _pages(world: World, today: date, language: Language, around: Around) -> list[str]:
    here = _by_phase(world, today, language).items()
    rows = [f"| {name} | {' '.join(map(around.link, codes))} |" for name, codes in here]
    return ["", "## Page of each State", "", "| Phase | States |", "| --- | --- |", *rows]


def _by_phase(world: World, today: date, language: Language) -> dict[str, list[str]]:
    """Return the codes of the States by the name of their phase, in the order of phases."""
    names = [*(phase_text(phase, language) for phase in Phase), language.text(NO_PHASE)]
    here: dict[str, list[str]] = {name: [] for name in names}
    for timetable in world.timetables():
        here[phase_name(timetable, today, language)].append(timetable.country)
    return {name: codes for name, codes in here.items() if codes}


def _due(world: World, today: date, language: Language, around: Around) -> list[str]:
    """Return the prominent dates that end within 14 days, those of several States in one line."""
    states: defaultdict[tuple[date, str, str, str], list[str]] = defaultdict(list)
    for timetable in world.timetables():
        for each in prominent_ahead(timetable, today):
            if not isinstance(each.span, Unknown) and each.span.last <= today + _SOON:
                states[_what(each, language)].append(timetable.country)
    rows = [
        f"| {when} | {sure} | {what} | {around.links(codes)} |"
        for (_, when, sure, what), codes in sorted(states.items())
    ]
    head = ["", "## Due within 14 days", ""]
    if not rows:
        return [*head, "Nothing that stands out."]
    return [*head, "| When | How sure | What | States |", "| --- | --- | --- | --- |", *rows]


def _what(milestone: Milestone, language: Language) -> tuple[date, str, str, str]:
    last = date.max if isinstance(milestone.span, Unknown) else milestone.span.last
    return (
        last,
        when_text(milestone.span, language),
        status_text(milestone.status, language),
        title_text(milestone.rule, language),
    )


def _moved(around: Around, language: Language) -> list[str]:
    if around.changed is None:
        return []
    head = ["", f"## What release {around.changed.new} changed", ""]
    rows = [
        f"| {title_text(each.change.rule, language)} | {_sides(each, language)} "
        f"| {around.links(each.countries)} |"
        for each in headlines(around.changed.reviews)
    ]
    if not rows:
        return [*head, "No public date."]
    states = len({each.country for each in around.changed.reviews})
    more = [f"| … | {len(rows) - _MOVED} further changes | | |"] if len(rows) > _MOVED else []
    return [
        *head,
        f"Public dates of {states} States.",
        "",
        "| What | Before | Now | States |",
        "| --- | --- | --- | --- |",
        *rows[:_MOVED],
        *more,
    ]


def _sides(headline: Headline, language: Language) -> str:
    sides = (headline.change.old, headline.change.new)
    return " | ".join(when_text(each.span, language) if each else "" for each in sides)


def _row(world: World, country: str, today: date, language: Language) -> dict[str, str]:
    timetable = world.timetable(country)
    following = [next_row(each, language) for each in prominent_ahead(timetable, today)[:1]]
    return {
        "code": country,
        "State": country_name(world.countries[country], language),
        "phase": phase_name(timetable, today, language),
        "session": str(timetable.review.session.number) if timetable.review.session else "none",
        "next": following[0]["what"] if following else "not known",
        "when": following[0]["when"] if following else "",
    }
