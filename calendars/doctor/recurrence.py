"""Looks at what repeats: rules, exceptions, and the items they belong to."""

from collections import Counter
from collections.abc import Iterator

from calendars.doctor.check import Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.lines import Line
from calendars.doctor.series import is_sound, parts_of
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import Clock, read_date, read_moment

BAD_RULE = Check(
    "bad-rule",
    Severity.ERROR,
    _("{name} cannot be followed: {part}"),
    _("write it as FREQ=WEEKLY;BYDAY=MO"),
    "RFC 5545, 3.3.10",
    effect=_("strict programs refuse the whole file, others show one occurrence"),
)
TWO_ENDS = Check(
    "until-and-count",
    Severity.ERROR,
    _("{name} ends by UNTIL and by COUNT"),
    _("keep one of them"),
    "RFC 5545, 3.3.10",
)
UNTIL_TYPE = Check(
    "until-of-other-type",
    Severity.ERROR,
    _("UNTIL is {value}, which does not go with DTSTART"),
    _("a day goes with a day, a time of no zone with its like, and UTC with everything else"),
    "RFC 5545, 3.3.10",
)
TWO_RULES = Check(
    "several-rules",
    Severity.WARNING,
    _("there are {count} RRULEs"),
    _("write one rule, or two items"),
    "RFC 5545, 3.8.5.3",
)
EXCEPTION_TYPE = Check(
    "exception-of-other-type",
    Severity.ERROR,
    _("{name} is not of the type of DTSTART"),
    _("write it exactly as the start it is about"),
    "RFC 5545, 3.8.5.1",
    effect=_("the occurrence stays"),
)
ORPHAN = Check(
    "exception-without-series",
    Severity.WARNING,
    _("RECURRENCE-ID names a series that is not in the feed"),
    _("add the item that repeats, or give this one a UID of its own"),
    "RFC 5545, 3.8.4.4",
)


def look_at_rules(parsed: Parsed) -> Iterator[Finding]:
    """Look at every rule, those of zones included."""
    for component in parsed.components:
        rules = component.all("RRULE") + component.all("EXRULE")
        for line in rules:
            yield from _look_at_rule(line, component)
        if len(component.all("RRULE")) > 1:
            yield TWO_RULES.found(component.all("RRULE")[1].number, count=len(component.all("RRULE")))


def look_at_exceptions(parsed: Parsed) -> Iterator[Finding]:
    """Look at what a series leaves out or changes."""
    series = {item.value("UID") for item in parsed.items if not item.all("RECURRENCE-ID")}
    for item in parsed.items:
        yield from _look_at_types(item)
        changed = item.first("RECURRENCE-ID")
        if changed and item.value("UID") not in series:
            yield ORPHAN.found(changed.number)


def _look_at_rule(line: Line, component: Component) -> Iterator[Finding]:
    parts = parts_of(line.value)
    wrong = ["=".join(filter(None, part)) or ";" for part in parts if not is_sound(*part)]
    names = Counter(name for name, _value in parts)
    twice = sorted(name for name, count in names.items() if count > 1)
    if "FREQ" not in names:
        wrong.append("FREQ")
    if wrong or twice:
        yield BAD_RULE.found(line.number, name=line.name, part=", ".join((*wrong, *twice)))
        return
    values = dict(parts)
    if "UNTIL" in values and "COUNT" in values:
        yield TWO_ENDS.found(line.number, name=line.name)
    if "UNTIL" in values and not _goes_with(values["UNTIL"], component):
        yield UNTIL_TYPE.found(line.number, value=values["UNTIL"])


def _goes_with(until: str, component: Component) -> bool:
    start = read_moment(component.first("DTSTART"))
    if start is None:
        return True
    if start.clock is Clock.DAY or read_date(until):
        return start.clock is Clock.DAY and read_date(until) is not None
    is_of_a_zone = component.kind in ("STANDARD", "DAYLIGHT")
    return until.endswith("Z") == (is_of_a_zone or start.clock is not Clock.FLOATING)


def _look_at_types(item: Component) -> Iterator[Finding]:
    start = read_moment(item.first("DTSTART"))
    for line in (line for name in ("EXDATE", "RECURRENCE-ID") for line in item.all(name)):
        first = read_moment(Line(line.number, line.name, line.value.split(",")[0], line.tail))
        if start and first and (start.clock is Clock.DAY) != (first.clock is Clock.DAY):
            yield EXCEPTION_TYPE.found(line.number, name=line.name)
