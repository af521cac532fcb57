"""Looks at time zones: each one used is described, before it is used, and simply enough for every program."""

from collections import Counter
from collections.abc import Iterator

from calendars.doctor.check import MEASURED, REPORTED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import read_moment

UNDEFINED = Check(
    "zone-not-described",
    Severity.ERROR,
    _("{name} names the zone {zone}, which no VTIMEZONE describes"),
    _("write the time in UTC, or add the VTIMEZONE before the items"),
    "RFC 5545, 3.2.19",
    effect=_("programs guess the zone by its name, or take the reader's own"),
)
WITH_UTC = Check(
    "zone-with-utc",
    Severity.ERROR,
    _("{name} is in UTC and names the zone {zone} as well"),
    _("leave out TZID, or the Z"),
    "RFC 5545, 3.2.19",
)
LATE = Check(
    "zone-late",
    Severity.ERROR,
    _("the zone {zone} is described after items that use it"),
    _("move VTIMEZONE before the first item"),
    f"{MEASURED}; {REPORTED}",
    ("Outlook", "Thunderbird", "libical", "ruby icalendar"),
    _("events are shown an hour off"),
)
BY_DATES = Check(
    "zone-by-dates",
    Severity.ERROR,
    _("the zone {zone} lists its changes as RDATE"),
    _("write each change as one open RRULE"),
    f"{MEASURED}; {REPORTED}",
    ("Outlook", "Thunderbird", "libical", "ruby icalendar"),
    _("events are shown an hour off, or the program crashes"),
)
ONCE = Check(
    "zone-changes-once",
    Severity.ERROR,
    _("the zone {zone} has a change that happens only once"),
    _("write each change as one open RRULE"),
    f"{MEASURED}; {REPORTED}",
    ("Outlook", "Thunderbird", "libical", "ruby icalendar"),
    _("events are shown an hour off, or the program crashes"),
)
CLOSED = Check(
    "zone-rule-ends",
    Severity.WARNING,
    _("a rule of the zone {zone} ends"),
    _("leave out UNTIL and COUNT"),
    "RFC 5545, 3.6.5",
    effect=_("later events are shown an hour off"),
)
MANY = Check(
    "zone-of-many-parts",
    Severity.WARNING,
    _("the zone {zone} has {count} parts {kind}"),
    _("keep one STANDARD and one DAYLIGHT"),
    REPORTED,
    ("Outlook",),
)
RECENT = Check(
    "zone-begins-late",
    Severity.WARNING,
    _("the zone {zone} begins in the year {year}"),
    _("let its parts begin in 1970"),
    "RFC 5545, 3.6.5",
    effect=_("earlier events are shown an hour off"),
)
NO_PARTS = Check(
    "zone-without-parts",
    Severity.ERROR,
    _("the zone {zone} has neither STANDARD nor DAYLIGHT"),
    _("add STANDARD"),
    "RFC 5545, 3.6.5",
)
TWICE = Check(
    "zone-twice",
    Severity.ERROR,
    _("the zone {zone} is described more than once"),
    _("keep one description"),
    "RFC 5545, 3.6.5",
)
UNUSED = Check(
    "zone-unused",
    Severity.HINT,
    _("no item uses the zone {zone}"),
    _("leave it out"),
    "RFC 5545, 3.6.5",
)

_LATEST_BEGIN = 1970


def look_at_uses(parsed: Parsed) -> Iterator[Finding]:
    """Look at the zones that items name."""
    described = {each.value("TZID") for each in _zones(parsed)}
    for line in (line for item in parsed.items for line in item.lines):
        zone = line.parameter("TZID")
        if zone and line.value.strip().upper().endswith("Z"):
            yield WITH_UTC.found(line.number, name=line.name, zone=zone)
        elif zone and zone not in described:
            yield UNDEFINED.found(line.number, name=line.name, zone=zone)


def look_at_zones(parsed: Parsed) -> Iterator[Finding]:
    """Look at the zones that are described."""
    first_uses: dict[str, int] = {}
    for line in (line for item in parsed.items for line in item.lines):
        first_uses.setdefault(line.parameter("TZID"), line.number)
    seen: set[str] = set()
    for each in _zones(parsed):
        if each.value("TZID") in seen:
            yield TWICE.found(each.number, zone=each.value("TZID"))
        seen.add(each.value("TZID"))
        yield from _look_at_use(each, first_uses)
        yield from _look_at_parts(each)


def _zones(parsed: Parsed) -> list[Component]:
    return [each for each in parsed.components if each.kind == "VTIMEZONE"]


def _look_at_use(zone: Component, first_uses: dict[str, int]) -> Iterator[Finding]:
    name = zone.value("TZID")
    if not name:
        return
    if name not in first_uses:
        yield UNUSED.found(zone.number, zone=name)
    elif first_uses[name] < zone.number:
        yield LATE.found(zone.number, zone=name)


def _look_at_parts(zone: Component) -> Iterator[Finding]:
    name, parts = zone.value("TZID"), zone.kinds("STANDARD", "DAYLIGHT")
    if not parts:
        yield NO_PARTS.found(zone.number, zone=name)
    for kind, count in Counter(each.kind for each in parts).items():
        if count > 1:
            yield MANY.found(zone.number, zone=name, count=count, kind=kind)
    for part in parts:
        yield from _look_at_part(part, name, is_only=len(parts) == 1)


def _look_at_part(part: Component, name: str, *, is_only: bool) -> Iterator[Finding]:
    rule, start = part.value("RRULE").upper(), read_moment(part.first("DTSTART"))
    if part.all("RDATE"):
        yield BY_DATES.found(part.number, zone=name)
    elif not rule and not is_only:
        yield ONCE.found(part.number, zone=name)
    elif "UNTIL=" in rule or "COUNT=" in rule:
        yield CLOSED.found(part.number, zone=name)
    if start and start.at.year > _LATEST_BEGIN:
        yield RECENT.found(part.number, zone=name, year=start.at.year)
