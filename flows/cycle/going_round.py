"""Going round: everything that is due now over all States, by plain functions; the flow calls the same.

What is due stands in our store. So a round that comes late does what all the missed ones would have
done, and one that was cut off is taken up by the next.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from flows.cycle.visiting import (
    Stretch,
    Visit,
    days_to_tell,
    entered_phases,
    is_news,
    is_told,
    look,
    note_told,
    visit_state,
)
from flows.feeds.publishing import Published, countries_behind, publish_news, publish_release
from flows.installation.wiring import Wiring
from flows.nudges.noticing import NoticeReport, send_notices
from flows.nudges.nudging import NudgeReport
from flows.nudges.speaking import speak
from flows.watch.heartbeat import note_round
from flows.watch.sweeping import sweep_links

_NAMED = 14


@dataclass(frozen=True, slots=True)
class RoundPlan:
    """Which States get a step of their own, by code, and why not the others: nothing is new of them.

    ``behind`` are those whose feeds lack something, and ``release`` that of which they will say all.
    """

    stretch: Stretch
    countries: tuple[str, ...]
    behind: tuple[str, ...]
    release: int


@dataclass(frozen=True, slots=True)
class RoundReport:
    """What a round came to."""

    day: date
    states: int
    visits: tuple[Visit, ...]
    changed: int
    noticed: NoticeReport
    nudged: NudgeReport

    def as_words(self) -> str:
        """Say it in a few words that others may read too."""
        return f"{self.states} States on {self.day}: {visits_text(self.visits)}, {changed_text(self.changed)}"


def plan_round(wiring: Wiring, day: date) -> RoundPlan:
    """Find the States of which something is due or changed; nothing is written."""
    world, stretch = wiring.world(), days_to_tell(wiring, day)
    timetables = world.timetables()
    behind = countries_behind(wiring)
    found = {
        *behind,
        *(each.country for each in entered_phases(wiring, timetables, day) if is_news(wiring, each)),
    }
    if not is_told(wiring, day):
        found |= {each.country for each in timetables if (seen := look(each, stretch)).due or seen.opened}
    return RoundPlan(stretch, tuple(sorted(found)), behind, world.release.number)


def publish_plan(wiring: Wiring, plan: RoundPlan) -> Published:
    """Bring the feeds of all States up to the release in force at one go, for each look is one at all."""
    done = publish_release(wiring, plan.release, plan.behind) if plan.behind else None
    news = publish_news(wiring)
    return Published(news.changed + (done.changed if done else 0), news.release)


def note_rest(wiring: Wiring, plan: RoundPlan) -> None:
    """Note the phases of all States that had no step of their own.

    Where an installation is new, these are the phases that were entered before it was founded.
    """
    wiring.store.passages.note(entered_phases(wiring, wiring.world().timetables(), plan.stretch.day))


def end_round(wiring: Wiring, day: date) -> None:
    """Keep that everything due on ``day`` was done."""
    note_told(wiring, day)
    note_round(wiring)


def go_round(wiring: Wiring, day: date) -> RoundReport:
    """Do everything that is due; again does nothing twice."""
    plan = plan_round(wiring, day)
    published = publish_plan(wiring, plan)
    visits = tuple(visit_state(wiring, each, plan.stretch) for each in plan.countries)
    note_rest(wiring, plan)
    noticed, nudged = send_notices(wiring, day), speak(wiring, day)
    sweep_links(wiring, wiring.now())  # where no Prefect is, there is no housekeeping either
    end_round(wiring, day)
    return RoundReport(day, len(wiring.world().running), visits, published.changed, noticed, nudged)


def visits_text(visits: Iterable[Visit]) -> str:
    """Say of which States there was something, and which phases were entered."""
    found = tuple(visits)
    if not found:
        return "nothing new of any"
    codes = [f"{each.country} entered {each.entered[-1]}" if each.entered else each.country for each in found]
    more = f" and {len(codes) - _NAMED} more" if len(codes) > _NAMED else ""
    return f"something of {len(codes)} ({', '.join(codes[:_NAMED])}{more})"


def changed_text(changed: int) -> str:
    """Say how many entries of the feeds changed."""
    return f"{changed} feed entries changed"
