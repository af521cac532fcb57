"""Drafts around session 55 of an invented cycle, and what the checks say of them."""

from dataclasses import replace

from tests.uprcycle.examples import published, schedule
from uprcycle.errors import Severity
from uprcycle.schedule.checks import check_schedule
from uprcycle.schedule.session import Schedule, Slot, WorkingGroupSession
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()
FOURTEEN = ("KEN", "NPL", "CIV", "IRN", "KOR", "USA", "TTO", "MKD", "CHE", "FJI", "MMR", "CHN", "PER", "BEL")


def session(
    number: int = 55, dates: str = "2027-11-01/2027-11-12", *, council: tuple[int, ...] = ()
) -> WorkingGroupSession:
    return WorkingGroupSession(number, 5, published(dates), council)


def errors(draft: Schedule, released: Schedule | None = None) -> list[str]:
    found = check_schedule(draft, COUNTRIES, released)
    return [str(each) for each in found if each.severity is Severity.ERROR]


def warnings(draft: Schedule) -> list[str]:
    return [str(each) for each in check_schedule(draft, COUNTRIES) if each.severity is Severity.WARNING]


def of(*slots: Slot, **changes: object) -> Schedule:
    return replace(schedule(slots=slots), **changes)  # type: ignore[arg-type]
