"""What an operator reads of one State in Prefect's own pages, as markdown and tables.

Those pages count as shared: only public milestones, codes and dates enter them. A text changes only
when something changed that it says, so that it names no day of its own.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from uprcycle.days.span import Span, Unknown, day_span, is_over
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Prominence
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable, known
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import ENGLISH, Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, phase_text, status_text, title_text

OVERVIEW = "uprcycle-overview"
NO_PHASE = "no phase open"

_AHEAD = 10
_SHOWN = 5
_HEAD = ["| When | How sure | What |", "| --- | --- | --- |"]


@dataclass(frozen=True, slots=True)
class Progress:
    """How many of the public dates of a review are over; unknown ones count among all."""

    over: int
    all: int
    unknown: int

    @property
    def percent(self) -> float:
        """The share that is over, to one decimal."""
        return round(100 * self.over / self.all, 1) if self.all else 0.0


def key_of(country: str) -> str:
    """Return the key under which Prefect keeps the page of a State."""
    return f"upr-{country.lower()}"


def page_link(country: str) -> str:
    """Return a link, as markdown, to the page of a State in the same Prefect."""
    return f"[{country}](/v2/artifacts/key/{key_of(country)})"


def phase_name(timetable: Timetable, today: date, language: Language = ENGLISH) -> str:
    """Return the name of the phase on ``today``, or that none is open."""
    phase = timetable.phase(today)
    return phase_text(phase, language) if phase else language.text(NO_PHASE)


def progress_of(timetable: Timetable, today: date) -> Progress:
    """Count the public dates of a review that are over; whether anything was done is not said."""
    public = timetable.seen_by(Audience.PUBLIC)
    over = sum(not isinstance(each.span, Unknown) and is_over(each.span, today) for each in public)
    return Progress(over, len(public), len(public) - len(known(public)))


def country_report(
    world: World, timetable: Timetable, today: date, language: Language = ENGLISH, address: str = ""
) -> str:
    """Return one review as markdown: where it stands, its phases, what comes next, then every date.

    ``address`` is that of our web, empty for no link to it.
    """
    review = timetable.review
    session = f"session {review.session.number}" if review.session else "no session"
    name = country_name(world.countries[timetable.country], language)
    lines = [
        f"# {name} · cycle {timetable.cycle} · {session}",
        "",
        _standing(timetable, today, language),
        "",
        _links(timetable, address),
        *_phases(timetable, today, language),
        *_next(timetable, today, language),
        *_dates(timetable, today, language),
    ]
    return "\n".join(lines)


def country_line(timetable: Timetable, today: date, address: str = "", language: Language = ENGLISH) -> str:
    """Return where a review stands and what comes next, as markdown on one line."""
    ahead = next_text(timetable, today, language)
    following = f"Next: {ahead}." if ahead else "No date ahead is known."
    page = f" [Page of the State]({address}/countries/{timetable.country})" if address else ""
    return f"{_standing(timetable, today, language)} {following}{page}"


def next_text(timetable: Timetable, today: date, language: Language = ENGLISH) -> str:
    """Return the next date that stands out, and when it is; empty where none is known."""
    ahead = prominent_ahead(timetable, today)[:1]
    return "".join(f"{title_text(each.rule, language)}, {when_text(each.span, language)}" for each in ahead)


def next_rows(timetable: Timetable, today: date, language: Language = ENGLISH) -> list[dict[str, str]]:
    """Return the next public milestones of a review, nearest first, at most ten."""
    return [next_row(each, language) for each in _ahead(timetable, today)[:_AHEAD]]


def prominent_ahead(timetable: Timetable, today: date) -> tuple[Milestone, ...]:
    """Return the public milestones of the overview that are not over on ``today``, nearest end first."""
    return tuple(each for each in _ahead(timetable, today) if each.rule.prominence is not Prominence.DETAIL)


def next_row(milestone: Milestone, language: Language) -> dict[str, str]:
    """Return a milestone as a row of a table."""
    return {
        "when": when_text(milestone.span, language),
        "how sure": status_text(milestone.status, language),
        "what": title_text(milestone.rule, language),
        "id": milestone.id,
    }


def when_text(span: Span, language: Language) -> str:
    """Return ``span`` for tables, with plain spaces: Prefect's logs show others by their numbers."""
    return short_span_text(span, language).replace("\u2009", " ")


def _ahead(timetable: Timetable, today: date) -> tuple[Milestone, ...]:
    ahead = timetable.next_due(today)
    return tuple(each for each in ahead if may_see(Audience.PUBLIC, each.rule.visibility))


def _standing(timetable: Timetable, today: date, language: Language) -> str:
    phase = timetable.phase(today)
    since = f" since {_day(timetable.openings[phase], language)}" if phase else ""
    progress = progress_of(timetable, today)
    over = f"{progress.over} of {progress.all} public dates are over."
    return f"**{phase_name(timetable, today, language)}**{since}. {over}"


def _links(timetable: Timetable, address: str) -> str:
    page = f"[Page of the State]({address}/countries/{timetable.country}) · " if address else ""
    return f"{page}[All States](/v2/artifacts/key/{OVERVIEW})"


def _phases(timetable: Timetable, today: date, language: Language) -> list[str]:
    present, rows = timetable.phase(today), []
    for phase in Phase:
        opens = timetable.openings.get(phase)
        name = phase_text(phase, language)
        mark = "▶" if phase is present else "✓" if opens and opens <= today else ""
        day = _day(opens, language) if opens else "not known"
        rows.append(f"| {mark} | {f'**{name}**' if phase is present else name} | {day} |")
    return ["", "## Phases", "", "|  | Phase | From |", "| --- | --- | --- |", *rows]


def _next(timetable: Timetable, today: date, language: Language) -> list[str]:
    ahead = _ahead(timetable, today)[:_SHOWN]
    if not ahead:
        return ["", "## Next", "", "No date ahead is known."]
    return ["", "## Next", "", *_HEAD, *_table(ahead, language)]


def _dates(timetable: Timetable, today: date, language: Language) -> list[str]:
    public = timetable.seen_by(Audience.PUBLIC)
    lines = ["", "## All dates"]
    for phase in Phase:
        dated = [each for each in known(public) if each.rule.phase is phase]
        if dated:
            lines += ["", f"### {phase_text(phase, language)}", "", *_HEAD, *_table(dated, language, today)]
    unknown = len(public) - len(known(public))
    return [*lines, "", f"{unknown} further dates are not known."] if unknown else lines


def _table(milestones: Iterable[Milestone], language: Language, today: date | None = None) -> list[str]:
    return [
        f"| {when_text(each.span, language)}{_over(each, today)} "
        f"| {status_text(each.status, language)} | {title_text(each.rule, language)} |"
        for each in milestones
    ]


def _over(milestone: Milestone, today: date | None) -> str:
    return " ✓" if today and is_over(milestone.span, today) else ""


def _day(day: date, language: Language) -> str:
    return when_text(day_span(day), language)
