"""What an operator reads in Prefect's own pages, as markdown and tables.

Those pages count as shared: only public milestones, codes and dates enter them.
"""

from collections import Counter
from datetime import date

from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Prominence
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable, known
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience
from uprcycle.wording.language import ENGLISH, Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, phase_text, status_text, title_text

_AHEAD = 10
_NO_PHASE = "no phase open"


def phase_name(timetable: Timetable, today: date, language: Language = ENGLISH) -> str:
    """Return the name of the phase on ``today``, or that none is open."""
    phase = timetable.phase(today)
    return phase_text(phase, language) if phase else language.text(_NO_PHASE)


def country_report(world: World, timetable: Timetable, today: date, language: Language = ENGLISH) -> str:
    """Return the timeline of one review as markdown: where it stands, then every date by phase."""
    review = timetable.review
    session = f"session {review.session.number}" if review.session else "no session"
    name = country_name(world.countries[timetable.country], language)
    lines = [
        f"# {name} · cycle {timetable.cycle} · {session}",
        f"As of **{today}**, release {world.release.number}: **{phase_name(timetable, today, language)}**.",
    ]
    public = timetable.seen_by(Audience.PUBLIC)
    for phase in Phase:
        dated = [each for each in known(public) if each.rule.phase is phase]
        if dated:
            lines += [
                "",
                f"## {phase_text(phase, language)}",
                "",
                "| When | How sure | What |",
                "| --- | --- | --- |",
            ]
            lines += [
                f"| {short_span_text(each.span, language)} | {status_text(each.status, language)} "
                f"| {title_text(each.rule, language)} |"
                for each in dated
            ]
    unknown = len(public) - len(known(public))
    if unknown:
        lines += ["", f"{unknown} further dates are not known."]
    return "\n".join(lines)


def next_rows(timetable: Timetable, today: date, language: Language = ENGLISH) -> list[dict[str, str]]:
    """Return the next public milestones of a review, nearest first, at most ten."""
    ahead = [each for each in timetable.next_due(today) if each in timetable.seen_by(Audience.PUBLIC)]
    return [_next_row(each, language) for each in ahead[:_AHEAD]]


def prominent_ahead(timetable: Timetable, today: date) -> tuple[Milestone, ...]:
    """Return the public milestones of the overview that are not over on ``today``, nearest end first."""
    public = timetable.seen_by(Audience.PUBLIC)
    ahead = timetable.next_due(today)
    return tuple(each for each in ahead if each in public and each.rule.prominence is not Prominence.DETAIL)


def overview_rows(world: World, today: date, language: Language = ENGLISH) -> list[dict[str, str]]:
    """Return every State with its phase and its next prominent date, by country code."""
    return [_overview_row(world, timetable, today, language) for timetable in world.timetables()]


def overview_text(world: World, today: date, language: Language = ENGLISH) -> str:
    """Return how many States are in each phase, as markdown."""
    counts = Counter(phase_name(each, today, language) for each in world.timetables())
    names = [*(phase_text(phase, language) for phase in Phase), language.text(_NO_PHASE)]
    rows = [f"| {name} | {counts[name]} |" for name in names if counts[name]]
    cycles = " and ".join(map(str, sorted(set(world.running.values()))))
    head = f"# All reviews of cycle {cycles} on {today} (release {world.release.number})"
    return "\n".join([head, "", "| Phase | States |", "| --- | --- |", *rows])


def _next_row(milestone: Milestone, language: Language) -> dict[str, str]:
    return {
        "when": short_span_text(milestone.span, language),
        "how sure": status_text(milestone.status, language),
        "what": title_text(milestone.rule, language),
        "id": milestone.id,
    }


def _overview_row(world: World, timetable: Timetable, today: date, language: Language) -> dict[str, str]:
    following = [_next_row(each, language) for each in prominent_ahead(timetable, today)[:1]]
    return {
        "code": timetable.country,
        "State": country_name(world.countries[timetable.country], language),
        "phase": phase_name(timetable, today, language),
        "session": str(timetable.review.session.number) if timetable.review.session else "none",
        "next": following[0]["what"] if following else "not known",
        "when": following[0]["when"] if following else "",
    }
