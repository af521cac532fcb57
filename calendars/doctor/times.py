"""Looks at when items begin and end."""

from collections.abc import Iterator
from datetime import timedelta

from calendars.doctor.check import ADVISED, MEASURED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import Clock, Moment, read_duration, read_moment

BEFORE = Check(
    "end-before-start",
    Severity.ERROR,
    _("{name} lies before DTSTART"),
    _("swap or correct them"),
    "RFC 5545, 3.8.2.2",
)
EMPTY_DAYS = Check(
    "all-day-end-equals-start",
    Severity.ERROR,
    _("{name} is the day of DTSTART"),
    _("write the day after the last one: the end is the first day that is not in it"),
    f"RFC 5545, 3.6.1; {MEASURED}",
    effect=_("programs skip the entry, lengthen it, or say that it ends before it starts"),
)
NO_LENGTH = Check(
    "no-length",
    Severity.WARNING,
    _("{name} is the time of DTSTART"),
    _("give it some minutes"),
    "RFC 5545, 3.8.2.2",
    effect=_("programs skip the entry or lengthen it"),
)
OTHER_TYPE = Check(
    "end-of-other-type",
    Severity.ERROR,
    _("DTSTART and {name} are not of the same type"),
    _("make both days, or both times by a clock of the same kind"),
    "RFC 5545, 3.8.2.2",
)
END_AND_DURATION = Check(
    "end-and-duration",
    Severity.ERROR,
    _("there are {name} and DURATION"),
    _("keep {name}"),
    "RFC 5545, 3.6.1 and 3.6.2",
)
NO_END = Check(
    "no-end",
    Severity.WARNING,
    _("the event has neither DTEND nor DURATION"),
    _("add DTEND; for a whole day the day after"),
    "RFC 5545, 3.6.1",
    effect=_("programs lengthen it to an hour or a day, as they like"),
)
DURATION_ALONE = Check(
    "duration-for-end",
    Severity.HINT,
    _("the event has a DURATION and no DTEND"),
    _("write DTEND: every program knows it"),
    ADVISED,
)
NO_DUE = Check(
    "task-without-due",
    Severity.WARNING,
    _("the task has neither DUE nor DURATION"),
    _("add DUE"),
    "RFC 5545, 3.6.2",
    effect=_("programs list it without a day"),
)
DURATION_WITHOUT_START = Check(
    "duration-without-start",
    Severity.ERROR,
    _("the task has a DURATION and no DTSTART"),
    _("write DUE instead"),
    "RFC 5545, 3.6.2",
)
NEGATIVE = Check(
    "negative-duration",
    Severity.ERROR,
    _("DURATION is {value}"),
    _("write a length; only triggers may lie before"),
    "RFC 5545, 3.8.2.5",
)
HOURS_OF_A_DAY = Check(
    "duration-of-hours",
    Severity.ERROR,
    _("DTSTART is a day and DURATION is {value}"),
    _("count whole days or weeks: P1D"),
    "RFC 5545, 3.8.2.5",
)
FLOATING = Check(
    "floating-time",
    Severity.WARNING,
    _("{name} is a time of no zone"),
    _("write it in UTC, with Z"),
    "RFC 5545, 3.3.5",
    effect=_("each reader sees it at that hour of their own zone"),
)
FAR_AWAY = Check(
    "implausible-year",
    Severity.WARNING,
    _("{name} lies in the year {year}"),
    _("see whether it is meant"),
    ADVISED,
)

_DAY = timedelta(days=1)
_EARLIEST, _LATEST = 1900, 2200
_ENDS = {"VEVENT": "DTEND", "VTODO": "DUE"}


def look_at_ends(parsed: Parsed) -> Iterator[Finding]:
    """Look at starts and ends of events and tasks."""
    for item in parsed.items:
        name = _ENDS.get(item.kind)
        if name:
            yield from _look_at_choice(item, name)
            yield from _look_at_order(item, name)
            yield from _look_at_duration(item)


def look_at_clocks(parsed: Parsed) -> Iterator[Finding]:
    """Look for times that nobody can place."""
    for item in parsed.items:
        lines = [line for name in ("DTSTART", "DTEND", "DUE") for line in item.all(name)]
        moments = [(line, moment) for line in lines if (moment := read_moment(line))]
        floating = [line for line, moment in moments if moment.clock is Clock.FLOATING]
        if floating:
            yield FLOATING.found(floating[0].number, name=floating[0].name)
        far = [(line, at.at.year) for line, at in moments if not _EARLIEST <= at.at.year <= _LATEST]
        if far:
            yield FAR_AWAY.found(far[0][0].number, name=far[0][0].name, year=far[0][1])


def _look_at_choice(item: Component, name: str) -> Iterator[Finding]:
    has_end, has_duration = bool(item.value(name)), bool(item.value("DURATION"))
    if has_end and has_duration:
        yield END_AND_DURATION.found(item.by_name["DURATION"][0].number, name=name)
    elif not has_end and not has_duration:
        yield (NO_END if item.kind == "VEVENT" else NO_DUE).found(item.number)
    elif has_duration and item.kind == "VEVENT":
        yield DURATION_ALONE.found(item.number)
    elif has_duration and not item.value("DTSTART"):
        yield DURATION_WITHOUT_START.found(item.number)


def _look_at_order(item: Component, name: str) -> Iterator[Finding]:
    start, end, line = read_moment(item.first("DTSTART")), read_moment(item.first(name)), item.first(name)
    if start is None or end is None or line is None:
        return
    if not _are_alike(start, end):
        yield OTHER_TYPE.found(line.number, name=name)
    elif not start.compares_with(end) or end.at > start.at:
        return
    elif end.at < start.at:
        yield BEFORE.found(line.number, name=name)
    elif item.kind == "VEVENT":
        yield (EMPTY_DAYS if start.clock is Clock.DAY else NO_LENGTH).found(line.number, name=name)


def _are_alike(start: Moment, end: Moment) -> bool:
    """Tell whether both are days, both of no zone, or both of a known zone."""
    return all((start.clock is clock) == (end.clock is clock) for clock in (Clock.DAY, Clock.FLOATING))


def _look_at_duration(item: Component) -> Iterator[Finding]:
    line, start = item.first("DURATION"), read_moment(item.first("DTSTART"))
    length = read_duration(line.value.strip()) if line else None
    if line is None or length is None:
        return
    if length < timedelta():
        yield NEGATIVE.found(line.number, value=line.value)
    elif start and start.clock is Clock.DAY and length % _DAY:
        yield HOURS_OF_A_DAY.found(line.number, value=line.value)
