"""The word that tells what an entry is, before its title: narrow views show some twenty characters.

A State's name may be longer than that, so the word stands before it too.
"""

from enum import StrEnum

from calendars.identity import Part
from uprcycle.checklist.task import safe_day
from uprcycle.days.span import Days, Precision
from uprcycle.rules.rule import Kind
from uprcycle.timetable.milestone import Milestone
from uprcycle.wording.language import Language


class Place(StrEnum):
    """What the days of an entry are to its date."""

    THE_DAYS = "the days"
    OPENS = "opens"
    CLOSES = "closes"
    EARLIEST = "earliest"
    LATEST = "latest"
    SOME_DAY = "some day"
    BY_THEN = "by then"


def place_of(milestone: Milestone, part: Part) -> Place:
    """Return what the entry of a part is to its date.

    What may be done at any time of a window opens and closes, the latter on a day that is sure.
    What merely happens, or is a forecast, does so on one day of it that nobody knows.
    """
    is_open = milestone.rule.lead.until is not None and milestone.rule.kind is not Kind.MILESTONE
    match part:
        case Part.OPENS:
            return Place.OPENS if is_open else Place.EARLIEST
        case Part.CLOSES:
            return Place.CLOSES if is_open and _ends_surely(milestone) else Place.LATEST
        case Part.WHOLE:
            return _place_of_whole(milestone, is_open=is_open)


def head_date(title: str, place: Place, language: Language) -> str:
    """Return the title of a date after the word that tells what it is."""
    return language.text(_DATE[place], title=title) if place in _DATE else title


def head_task(title: str, place: Place, language: Language) -> str:
    """Return the title of what is to be done after the word that tells when."""
    return language.text(_TASK[place], title=title)


def head_cancelled(title: str, language: Language) -> str:
    """Return the title of what no longer applies after the word for it."""
    return language.text("Cancelled: {title}", title=title)


def _ends_surely(milestone: Milestone) -> bool:
    return isinstance(milestone.span, Days) and safe_day(milestone) == milestone.span.last


def _place_of_whole(milestone: Milestone, *, is_open: bool) -> Place:
    match milestone.span:
        case Days(precision=Precision.NO_LATER_THAN):
            return Place.BY_THEN
        case Days(precision=Precision.MONTH | Precision.WEEK):
            return Place.SOME_DAY
        case Days(precision=Precision.WINDOW) if not is_open:
            return Place.SOME_DAY
        case _:
            return Place.THE_DAYS


def _(message: str) -> str:
    """Mark a message for the catalogues."""
    return message


_DATE = {
    Place.OPENS: _("Opens: {title}"),
    Place.CLOSES: _("Closes: {title}"),
    Place.EARLIEST: _("Earliest: {title}"),
    Place.LATEST: _("Latest: {title}"),
    Place.SOME_DAY: _("Day unknown: {title}"),
    Place.BY_THEN: _("By this day: {title}"),
}
_TASK = {
    Place.THE_DAYS: _("To do: {title}"),
    Place.OPENS: _("Start: {title}"),
    Place.CLOSES: _("Due: {title}"),
    Place.EARLIEST: _("To do, earliest: {title}"),
    Place.LATEST: _("To do, latest: {title}"),
    Place.SOME_DAY: _("To do, day unknown: {title}"),
    Place.BY_THEN: _("Due: {title}"),
}
