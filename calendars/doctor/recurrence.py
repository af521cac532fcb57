"""Looks at what repeats: rules, exceptions, and the items they belong to."""

import re
from collections import Counter
from collections.abc import Iterator

from calendars.doctor.check import Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.lines import Line
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import Clock, read_date, read_moment, read_time

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
_NUMBERS = {
    "INTERVAL": (1, 9999),
    "COUNT": (1, 99_999),
    "BYSECOND": (0, 60),
    "BYMINUTE": (0, 59),
    "BYHOUR": (0, 23),
    "BYMONTH": (1, 12),
    "BYMONTHDAY": (1, 31),
    "BYYEARDAY": (1, 366),
    "BYWEEKNO": (1, 53),
    "BYSETPOS": (1, 366),
}
_SIGNED = frozenset({"BYMONTHDAY", "BYYEARDAY", "BYWEEKNO", "BYSETPOS"})
_FREQUENCIES = ("SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY")
_DAY = re.compile(r"([+-]?\d{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d{1,5}", re.ASCII)


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
    texts = line.value.strip().upper().split(";")
    parts = [part.partition("=")[::2] for part in texts]
    wrong = [text or ";" for text, part in zip(texts, parts, strict=True) if not _is_sound(*part)]
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


def _is_sound(name: str, value: str) -> bool:
    if name == "FREQ":
        return value in _FREQUENCIES
    if name == "UNTIL":
        return bool(read_date(value) or read_time(value))
    if name == "WKST":
        return bool(_DAY.fullmatch(value)) and value.isalpha()
    if name == "BYDAY":
        return all(map(_DAY.fullmatch, value.split(",")))
    return name in _NUMBERS and all(_is_within(name, each) for each in value.split(","))


def _is_within(name: str, text: str) -> bool:
    if not _NUMBER.fullmatch(text):
        return False
    least, most = _NUMBERS[name]
    number = int(text)
    return least <= (abs(number) if name in _SIGNED else number) <= most


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
