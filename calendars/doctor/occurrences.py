"""Follows what repeats, and looks whether start, end and exceptions are of the series."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from calendars.doctor.check import ADVISED, MEASURED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.lines import Line
from calendars.doctor.series import FEWEST_YEARS, MOST_OCCURRENCES, Series, follow, parts_of
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import Clock, Moment, read_moment

NEVER = Check(
    "rule-without-occurrence",
    Severity.ERROR,
    _("{name} gives no occurrence: none before its end, or within {years} years"),
    _("write a rule that the start fits, and an end after it"),
    f"RFC 5545, 3.8.5.3; {MEASURED}",
    ("Home Assistant",),
    _("it shows nothing; others show the start"),
)
OFF_RULE = Check(
    "start-off-rule",
    Severity.WARNING,
    _("the start is no occurrence of {name}"),
    _("let the item start on its first occurrence"),
    f"RFC 5545, 3.8.5.3; {MEASURED}",
    ("Home Assistant",),
    _("it leaves the start out; others show it, and one occurrence more"),
)
NOTHING_EXCEPTED = Check(
    "exception-of-nothing",
    Severity.WARNING,
    _("{name} names {value}, which is no occurrence of the series"),
    _("write the start of the occurrence that is meant"),
    f"RFC 5545, 3.8.4.4 and 3.8.5.1; {MEASURED}",
    effect=_("the occurrence that is meant stays"),
)
MANY = Check(
    "many-occurrences",
    Severity.WARNING,
    _("{name} gives more than {most} occurrences"),
    _("end it earlier, and write it on in time"),
    "MS-OXCICAL, 2.1.3.2.2",
    ("Outlook",),
    _("its counts end there"),
)
ENDLESS = Check(
    "endless-rule",
    Severity.HINT,
    _("{name} has neither COUNT nor UNTIL"),
    _("end the series, and write it on in time"),
    ADVISED,
    effect=_("it goes on in calendars whose feed is no longer kept"),
)

MOST_FOLLOWED, MOST_IN_VAIN = 100, 10
"""So many rules of a feed are followed, and so many that lead nowhere, so that the examination ends soon."""


@dataclass(frozen=True, slots=True)
class _Followed:
    """A series, and every moment at which it is known to occur."""

    start: Moment
    series: Series
    known: frozenset[datetime]

    def may_hold(self, at: datetime) -> bool:
        """Tell whether an occurrence may be then: one is, or it lies beyond what was followed."""
        is_beyond = not self.series.is_whole and (not self.series.times or at > self.series.times[-1])
        return at in self.known or is_beyond


def look_at_occurrences(parsed: Parsed) -> Iterator[Finding]:
    """Look at every series that one rule makes, and at the items that change an occurrence."""
    followed: dict[str, _Followed] = {}
    in_vain = 0
    for item, line, start in islice(_series_of(parsed), MOST_FOLLOWED):
        series = follow(line.value, start)
        if series is not None:
            added = (each.at for each in _moments(item.all("RDATE")))
            of = _Followed(start, series, frozenset((start.at, *series.times, *added)))
            followed.setdefault(item.value("UID"), of)
            yield from _look_at_series(line, of)
            yield from _look_at_exceptions(item.all("EXDATE"), of)
            in_vain += not series.times
        if in_vain == MOST_IN_VAIN:
            break
    for item in parsed.items:
        changed = item.all("RECURRENCE-ID")
        if changed and item.value("UID") in followed:
            yield from _look_at_exceptions(changed, followed[item.value("UID")])


def _series_of(parsed: Parsed) -> Iterator[tuple[Component, Line, Moment]]:
    for item in parsed.items:
        start, rules = read_moment(item.first("DTSTART")), item.all("RRULE")
        if start and len(rules) == 1 and not item.all("RECURRENCE-ID"):
            yield item, rules[0], start


def _look_at_series(line: Line, of: _Followed) -> Iterator[Finding]:
    names = {name for name, _value in parts_of(line.value)}
    times = of.series.times
    if not times:
        yield NEVER.found(line.number, name=line.name, years=FEWEST_YEARS)
    elif times[0] != of.start.at:
        yield OFF_RULE.found(line.number, name=line.name)
    elif names.isdisjoint({"COUNT", "UNTIL"}):
        yield ENDLESS.found(line.number, name=line.name)
    elif len(times) > MOST_OCCURRENCES:
        yield MANY.found(line.number, name=line.name, most=MOST_OCCURRENCES)


def _look_at_exceptions(lines: list[Line], of: _Followed) -> Iterator[Finding]:
    for line in lines:
        for moment in _moments([line]):
            if moment.compares_with(of.start) and not of.may_hold(moment.at):
                yield NOTHING_EXCEPTED.found(line.number, name=line.name, value=_written(moment))


def _moments(lines: list[Line]) -> Iterator[Moment]:
    """Yield every moment of lines that may hold several; a period begins with its moment."""
    for line in lines:
        for text in line.value.split(","):
            moment = read_moment(replace(line, value=text.partition("/")[0]))
            if moment:
                yield moment


def _written(moment: Moment) -> str:
    form = "%Y%m%d" if moment.clock is Clock.DAY else "%Y%m%dT%H%M%S"
    return moment.at.strftime(form)
