"""How well the forecasts meet the deadlines on record: a table, then JSON lines.

For each session whose deadline was published, the date is taken out of the schedule and its
forecast computed: once with the packaged forecast, which has seen this session, and once with a
forecast made of the other sessions alone. The peer is the rule of thumb of the sources.

    python benchmarks/bench_record.py
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from statistics import median_low

from uprcycle.days.offset import Offset, Unit
from uprcycle.days.span import Days, Precision, Span, Unknown
from uprcycle.days.workdays import WorkingDays
from uprcycle.rules.forecast import Forecast, Season, season_of
from uprcycle.rules.rulebook import Rulebook
from uprcycle.schedule.release import Release
from uprcycle.schedule.session import PublishedDate, Schedule
from uprcycle.store.packaged import load_countries, load_ruleset, load_schedule
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.world import World

NATIONAL_REPORT, STAKEHOLDERS = "national-report", "stakeholder-submission-deadline"
SESSIONS = {NATIONAL_REPORT: (41, 42, 43, 44, 45, 46, 50, 51), STAKEHOLDERS: (41, 42, 43, 44, 45, 46)}
"""The sessions that are asked for: those of the fourth cycle with a date on record to the day."""

RULES_OF_THUMB = {NATIONAL_REPORT: "12 weeks before", STAKEHOLDERS: "7 months before"}
MOVED = 36
"""Put off by half a year after its deadline had passed, so its lead says nothing of habit."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The day published for a session, its start, and the milestone computed without that day."""

    session: int
    start: date
    published: date
    expected: Milestone

    @property
    def is_hit(self) -> bool:
        """Whether the likeliest day is the day that was published."""
        return self.days_off == 0

    @property
    def is_held(self) -> bool:
        """Whether the published day lies in the forecast window."""
        span = self.expected.span
        return not isinstance(span, Unknown) and span.first <= self.published <= span.last

    @property
    def days_off(self) -> int | None:
        """How many days after the published day the likeliest one lies; negative for before."""
        likeliest = self.expected.likeliest
        return (likeliest.first - self.published).days if likeliest else None


def load_world() -> World:
    """Return what follows from the packaged schedule."""
    read_on = datetime(2026, 11, 21, tzinfo=UTC)
    release = Release(
        1, load_schedule(), read_on, "benchmark", "", "the packaged schedule", load_ruleset().digest
    )
    return World(release, load_countries(), [load_ruleset()])


def run_trials(world: World, milestone: str, *, unseen: bool) -> tuple[Trial, ...]:
    """Forecast the date of each session without it; ``unseen`` keeps it out of the forecast too."""
    schedule = world.release.schedule
    return tuple(
        _trial(world, each, rulebook_without(world.rulebook, schedule, each) if unseen else world.rulebook)
        for number in SESSIONS[milestone]
        for each in [next(each for each in schedule.dates if _is_of(each, number, milestone))]
    )


def rulebook_without(rulebook: Rulebook, schedule: Schedule, dated: PublishedDate) -> Rulebook:
    """Return the rulebook with the forecasts of a milestone made of all sessions but one."""
    forecasts = []
    for each in rulebook.forecasts:
        if each.milestone == dated.milestone:
            leads = _leads(schedule, each.milestone, each.season, dated.session)
            forecasts.append(_remade(each, leads))
        else:
            forecasts.append(each)
    return replace(rulebook, forecasts=tuple(forecasts))


def _trial(world: World, dated: PublishedDate, rulebook: Rulebook) -> Trial:
    schedule = world.release.schedule
    others = tuple(each for each in schedule.dates if not _is_of(each, dated.session, dated.milestone))
    release = replace(world.release, schedule=replace(schedule, dates=others))
    ruleset = replace(world.rulesets[release.ruleset], rulebook=rulebook)
    without = World(release, world.countries, [ruleset])
    cycle = without.session(dated.session).cycle
    country = next(each.country for each in without.reviews(cycle) if each.slot.session == dated.session)
    expected = without.timetable(country, cycle).milestone(dated.milestone)
    start, published = _start(schedule, dated.session), _day(dated.dates.span)
    if expected is None or start is None or published is None:
        raise LookupError(f"session {dated.session} has no date of {dated.milestone!r} to the day")
    return Trial(dated.session, start, published, expected)


def _is_of(dated: PublishedDate, session: int, milestone: str) -> bool:
    return (dated.session, dated.milestone) == (session, milestone)


def _start(schedule: Schedule, number: int) -> date | None:
    span = schedule.session_by_number[number].dates.span
    return span.first if isinstance(span, Days) and span.precision is Precision.WINDOW else None


def _day(span: Span) -> date | None:
    if isinstance(span, Unknown) or span.precision not in (Precision.DAY, Precision.INSTANT):
        return None
    return span.first


def _leads(schedule: Schedule, milestone: str, season: Season, left_out: int) -> list[int]:
    """Return the days from each deadline of a season to its session, for all sessions but one."""
    found = {}
    for each in schedule.dates:
        start, day = _start(schedule, each.session), _day(each.dates.span)
        if each.milestone != milestone or start is None or day is None or season_of(start) is not season:
            continue
        if each.session not in (left_out, MOVED):
            found[each.session] = (start - day).days
    return sorted(found.values())


def _remade(forecast: Forecast, leads: list[int]) -> Forecast:
    earliest, likeliest, latest = (
        Offset(-days, Unit.DAY) for days in (leads[-1], median_low(leads), leads[0])
    )
    return replace(forecast, earliest=earliest, likeliest=likeliest, latest=latest, observations=len(leads))


def count_of_thumb(trials: Iterable[Trial], milestone: str) -> int:
    """Return how many days the rule of thumb of the sources would have hit."""
    offset, office = Offset.parse(RULES_OF_THUMB[milestone]), WorkingDays()
    return sum(offset.apply(each.start, office) == each.published for each in trials)


def table(trials: Iterable[Trial]) -> Iterator[str]:
    """Write the trials as lines of text."""
    for each in trials:
        verdict = "hit" if each.is_hit else "in the window" if each.is_held else "missed"
        yield (
            f"  {each.session}  published {each.published}  forecast {each.expected.span!s:<23}"
            f"  likeliest {each.expected.likeliest}  {verdict}"
        )


def main() -> None:
    """Print the table of all trials, then one JSON line for each count."""
    world, lines = load_world(), []
    for milestone in SESSIONS:
        for unseen in (False, True):
            trials = run_trials(world, milestone, unseen=unseen)
            name = f"{milestone}, {'session left out of its forecast' if unseen else 'packaged forecast'}"
            print(name, *table(trials), sep="\n")
            thumb = count_of_thumb(trials, milestone)
            for word, value in (
                ("likeliest day exact", sum(each.is_hit for each in trials)),
                ("window holds the day", sum(each.is_held for each in trials)),
            ):
                lines.append(
                    {
                        "name": f"{name}: {word}",
                        "value": value,
                        "unit": f"of {len(trials)} sessions",
                        "peer": f"{RULES_OF_THUMB[milestone]} the session",
                        "peer_value": thumb,
                        "ratio": round(value / thumb, 2) if thumb else None,
                    }
                )
    print(*map(json.dumps, lines), sep="\n")


if __name__ == "__main__":
    main()
