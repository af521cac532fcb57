"""What somebody wants to see of the calendar, read from the address and written back into links."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from pydantic import BaseModel

from uprcycle.countries import Country, Region, UnknownCountryError
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.timetable import Timetable
from uprcycle.timetable.world import World
from uprcycle.visibility import Audience
from web.cards import main_milestones

_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_Value = TypeVar("_Value")


class View(StrEnum):
    """How much is seen at once."""

    MONTH = "month"
    QUARTER = "quarter"
    CYCLE = "cycle"

    @property
    def months(self) -> int:
        """How many months are shown, and how far the next page lies."""
        return 3 if self is View.QUARTER else 1


class Asked(BaseModel):
    """The query as it stands in the address; whatever is empty was not asked."""

    view: str = ""
    month: str = ""
    country: str = ""
    region: str = ""
    phase: str = ""
    role: str = ""
    cycle: str = ""


@dataclass(frozen=True, slots=True)
class Choice:
    """What is shown; ``month`` is its first day, and what is empty or None does not choose."""

    view: View
    month: date
    country: str = ""
    region: Region | None = None
    phase: Phase | None = None
    role: Role | None = None
    cycle: int | None = None

    def further(self, months: int) -> "Choice":
        """Return the same choice some months later, or earlier."""
        years, place = divmod(self.month.year * 12 + self.month.month - 1 + months, 12)
        return replace(self, month=date(years, place + 1, 1))

    def address(self, view: View | None = None) -> str:
        """Return the path that shows this, or the same in another view."""
        asked = {
            "view": (view or self.view).value,
            "month": f"{self.month:%Y-%m}",
            "country": self.country,
            "region": self.region,
            "phase": self.phase,
            "role": self.role,
            "cycle": self.cycle,
        }
        return f"/calendar?{urlencode({name: str(value) for name, value in asked.items() if value})}"

    def takes_state(self, country: Country) -> bool:
        """Tell whether a State is shown."""
        return self.country in ("", country.iso3) and self.region in (None, country.region)

    def takes(self, milestone: Milestone) -> bool:
        """Tell whether a milestone is shown."""
        rule = milestone.rule
        return self.phase in (None, rule.phase) and (self.role is None or self.role in rule.actors)


def read_choice(asked: Asked, world: World, today: date) -> tuple[Choice, tuple[str, ...]]:
    """Return what is shown, and of what was asked the words that mean nothing here."""
    ignored: list[str] = []

    def known(text: str, read: Callable[[str], _Value | None]) -> _Value | None:
        found = read(text.strip()) if text.strip() else None
        if text.strip() and found is None:
            ignored.append(text.strip()[:80])
        return found

    choice = Choice(
        view=known(asked.view, lambda text: _member(View, text)) or View.MONTH,
        month=known(asked.month, _month) or today.replace(day=1),
        country=known(asked.country, lambda text: _code(text, world)) or "",
        region=known(asked.region, lambda text: _member(Region, text)),
        phase=known(asked.phase, lambda text: _member(Phase, text)),
        role=known(asked.role, lambda text: _member(Role, text)),
        cycle=known(asked.cycle, {str(each): each for each in world.cycles}.get),
    )
    return choice, tuple(ignored)


def chosen_timetables(world: World, choice: Choice) -> tuple[Timetable, ...]:
    """Return the timetables of the States that are shown, in the cycle that is."""
    return tuple(
        each
        for each in world.timetables(choice.cycle)
        if each.country in world.countries and choice.takes_state(world.countries[each.country])
    )


def chosen_milestones(world: World, choice: Choice) -> Iterator[tuple[Timetable, Milestone]]:
    """Yield every public milestone that is shown: of one State all, of several the main ones."""
    for timetable in chosen_timetables(world, choice):
        shown = timetable.seen_by(Audience.PUBLIC) if choice.country else main_milestones(timetable)
        yield from ((timetable, each) for each in shown if choice.takes(each))


_Member = TypeVar("_Member", bound=StrEnum)


def _member(kind: type[_Member], text: str) -> _Member | None:
    return next((each for each in kind if each.value == text), None)


def _month(text: str) -> date | None:
    found = _MONTH.fullmatch(text)
    return date(int(found[1]), int(found[2]), 1) if found else None


def _code(text: str, world: World) -> str | None:
    try:
        found = world.countries.find(text)
    except UnknownCountryError:
        return None
    return found.iso3 if found.is_member else None
