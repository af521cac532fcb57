"""Visiting one State: where its cycle stands, which phase it entered, what opened and what fell due.

All of it is public: milestones and tasks that everybody may see, by their titles. Tasks are not kept
but follow from rules and dates, so a phase that is entered opens those whose day has come with it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from flows.installation.wiring import Wiring
from uprcycle.checklist.build import opening_of
from uprcycle.days.span import GENEVA, Unknown
from uprcycle.reviews.phases import Phase
from uprcycle.store.ports import Passage
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.language import ENGLISH
from uprcycle.wording.terms import phase_text, title_text

_LOOKED = "days looked at"  # beats with the last day of which a round told what fell due
_NAMED = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """The days after ``since``, up to ``day``."""

    since: date
    day: date

    def __contains__(self, day: date | None) -> bool:
        """Tell whether ``day`` is one of them."""
        return day is not None and self.since < day <= self.day


@dataclass(frozen=True, slots=True)
class Visit:
    """What was found of one review; ``entered`` was noted now for the first time.

    ``opened`` and ``due`` are titles, in order of time.
    """

    country: str
    phase: Phase | None
    entered: tuple[Phase, ...] = ()
    opened: tuple[str, ...] = ()
    due: tuple[str, ...] = ()

    def as_words(self) -> str:
        """Say it in a few words."""
        said = [_phase_name(self.phase)]
        said += [f"entered {' and '.join(map(_phase_name, self.entered))}"] if self.entered else []
        said += [f"opened: {_list(self.opened)}"] if self.opened else []
        said += [f"due: {_list(self.due)}"] if self.due else []
        return "; ".join(said)


def step_name(timetable: Timetable, day: date) -> str:
    """Return what the step of a State is called: its code and the phase it is in."""
    return f"{timetable.country} · {_phase_name(timetable.phase(day))}"


def days_to_tell(wiring: Wiring, day: date) -> Stretch:
    """Return the days of which nobody told yet what fell due, ``day`` itself among them."""
    looked = wiring.store.heartbeats.last(_LOOKED)
    before = day - timedelta(days=1)
    return Stretch(min(looked.astimezone(GENEVA).date(), before) if looked else before, day)


def is_told(wiring: Wiring, day: date) -> bool:
    """Tell whether a round told already what fell due up to ``day``."""
    looked = wiring.store.heartbeats.last(_LOOKED)
    return looked is not None and looked.astimezone(GENEVA).date() >= day


def note_told(wiring: Wiring, day: date) -> None:
    """Keep that a round told what fell due up to ``day``; of days that are yet to come it keeps nothing."""
    if day <= wiring.today() and not is_told(wiring, day):
        wiring.store.heartbeats.beat(_LOOKED, datetime.combine(day, time(12), GENEVA))


def entered_phases(wiring: Wiring, timetables: Iterable[Timetable], day: date) -> tuple[Passage, ...]:
    """Return the phases entered by ``day`` that nobody noted yet, in order; nothing is written."""
    known = {each.key for each in wiring.store.passages.all()}
    last, now = min(day, wiring.today()), wiring.now()
    found = (each for timetable in timetables for each in _passages(timetable, last, now))
    return tuple(each for each in found if each.key not in known)


def visit(wiring: Wiring, timetable: Timetable, stretch: Stretch) -> Visit:
    """Note which phases a State entered, and say what ``stretch`` brought.

    What was entered before the installation was founded is noted and is no news.
    """
    last = min(stretch.day, wiring.today())
    noted = wiring.store.passages.note(_passages(timetable, last, wiring.now()))
    entered = tuple(each.phase for each in noted if is_news(wiring, each))
    return replace(look(timetable, stretch), entered=entered)


def visit_state(wiring: Wiring, country: str, stretch: Stretch) -> Visit:
    """Visit one State in its running cycle."""
    return visit(wiring, wiring.world().timetable(country), stretch)


def look(timetable: Timetable, stretch: Stretch) -> Visit:
    """Say where a review stands and what ``stretch`` brought; nothing is written."""
    dated = tuple(_public(timetable))
    opened = [each for each in dated if opening_of(each, timetable) in stretch]
    due = [each for each in dated if not isinstance(each.span, Unknown) and each.span.last in stretch]
    return Visit(timetable.country, timetable.phase(stretch.day), opened=_titles(opened), due=_titles(due))


def is_news(wiring: Wiring, passage: Passage) -> bool:
    """Tell whether the first day of a phase came since the installation was founded."""
    founded = wiring.store.releases.history()[0].at.astimezone(GENEVA).date()
    return passage.opened >= founded


def _passages(timetable: Timetable, day: date, now: datetime) -> Iterator[Passage]:
    for phase in Phase:
        opened = timetable.openings.get(phase)
        if opened and opened <= day:
            yield Passage(timetable.country, timetable.cycle, phase, opened, now)


def _public(timetable: Timetable) -> Iterator[Milestone]:
    """Yield what is dated and may be told to everybody, milestones before actions."""
    for each in (*timetable.milestones, *timetable.actions):
        if may_see(Audience.PUBLIC, each.rule.visibility) and not each.is_projected:
            yield each


def _titles(dated: Iterable[Milestone]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(title_text(each.rule, ENGLISH) for each in dated))


def _phase_name(phase: Phase | None) -> str:
    return phase_text(phase, ENGLISH).lower() if phase else "no phase open"


def _list(titles: tuple[str, ...]) -> str:
    more = len(titles) - _NAMED
    return ", ".join(titles[:_NAMED]) + (f" and {more} more" if more > 0 else "")
