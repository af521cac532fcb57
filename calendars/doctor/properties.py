"""Looks at which properties a component has: all it needs, none it may not have, none twice."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from calendars.doctor.check import MEASURED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.tree import Component, Parsed

MISSING = Check(
    "missing-property",
    Severity.ERROR,
    _("{kind} has no {name}"),
    _("add it"),
    "RFC 5545, 3.6",
    effect=_("strict programs refuse the whole file"),
)
TWICE = Check(
    "property-twice",
    Severity.ERROR,
    _("{kind} has {name} more than once"),
    _("keep one of them"),
    "RFC 5545, 3.6",
)
MISPLACED = Check(
    "misplaced-property",
    Severity.ERROR,
    _("{name} may not stand in {kind}"),
    _("take it out, or use the property meant for this component"),
    "RFC 5545, 3.8",
)
UNKNOWN = Check(
    "unknown-property",
    Severity.WARNING,
    _("no standard knows the property {name}"),
    _("see whether it is misspelt ({near}); begin names of your own with X-"),
    "RFC 5545, 3.8.8",
)
LEFT_BY_LIBICAL = Check(
    "x-lic-error",
    Severity.WARNING,
    _("X-LIC-ERROR stands in the file: a program could not read what it was made from ({text})"),
    _("mend what that program read, and make the feed anew"),
    "libical",
)
ALARM_WITHOUT_TEXT = Check(
    "alarm-without-description",
    Severity.ERROR,
    _("an alarm that shows a text has no DESCRIPTION"),
    _("give it one"),
    f"RFC 5545, 3.6.6; {MEASURED}",
    effect=_("two programs refuse the whole file"),
)


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


_NEEDED = {
    "VCALENDAR": ("PRODID", "VERSION"),
    "VEVENT": ("UID", "DTSTAMP", "DTSTART"),
    "VTODO": ("UID", "DTSTAMP"),
    "VJOURNAL": ("UID", "DTSTAMP"),
    "VALARM": ("ACTION", "TRIGGER"),
    "VTIMEZONE": ("TZID",),
    "STANDARD": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
    "DAYLIGHT": ("DTSTART", "TZOFFSETFROM", "TZOFFSETTO"),
}
_MANY = _names(
    """ATTACH ATTENDEE CATEGORIES COMMENT CONFERENCE CONTACT EXDATE EXRULE IMAGE LINK CONCEPT
    RDATE REFID RELATED-TO REQUEST-STATUS RESOURCES RRULE STRUCTURED-DATA STYLED-DESCRIPTION
    TZNAME FREEBUSY"""
)
_MANY_IN_CALENDARS = frozenset(("NAME", "DESCRIPTION", "CATEGORIES", "IMAGE"))
"""RFC 7986, 4: several where each has another LANGUAGE."""

_ITEM = _names(
    """ATTACH ATTENDEE CATEGORIES CLASS COLOR COMMENT CONCEPT CONFERENCE CONTACT CREATED
    DESCRIPTION DTSTAMP DTSTART EXDATE EXRULE GEO IMAGE LAST-MODIFIED LINK LOCATION ORGANIZER
    PRIORITY RDATE RECURRENCE-ID REFID RELATED-TO REQUEST-STATUS RESOURCES RRULE SEQUENCE
    STATUS STRUCTURED-DATA STYLED-DESCRIPTION SUMMARY UID URL"""
)
_CHANGE = _names("COMMENT DTSTART RDATE RRULE TZNAME TZOFFSETFROM TZOFFSETTO")
_ALLOWED = {
    "VCALENDAR": _names(
        """CALSCALE CATEGORIES COLOR DESCRIPTION IMAGE LAST-MODIFIED METHOD NAME PRODID
    REFRESH-INTERVAL SOURCE UID URL VERSION"""
    ),
    "VEVENT": _ITEM | {"DTEND", "DURATION", "TRANSP"},
    "VTODO": _ITEM | {"COMPLETED", "DUE", "DURATION", "PERCENT-COMPLETE"},
    "VJOURNAL": _ITEM,
    "VALARM": _names(
        """ACKNOWLEDGED ACTION ATTACH ATTENDEE DESCRIPTION DURATION PROXIMITY RELATED-TO REPEAT
    STRUCTURED-DATA STYLED-DESCRIPTION SUMMARY TRIGGER UID"""
    ),
    "VTIMEZONE": _names("LAST-MODIFIED TZID TZID-ALIAS-OF TZUNTIL TZURL"),
    "STANDARD": _CHANGE,
    "DAYLIGHT": _CHANGE,
}
"""What may stand in what, by RFC 5545, 7808, 7986, 9073, 9074 and 9253."""

_LONGEST_NAME = 40
_NAME = re.compile(r"[A-Z0-9-]+")
_KNOWN = frozenset().union(*_ALLOWED.values(), _MANY)
_ELSEWHERE = _names("BUSYTYPE CALENDAR-ADDRESS LOCATION-TYPE PARTICIPANT-TYPE RESOURCE-TYPE")


def look_at_needed(parsed: Parsed) -> Iterator[Finding]:
    """Look for what is missing; an event of a message that asks for something may lack its start."""
    for each in parsed.components:
        for name in _NEEDED.get(each.kind, ()):
            if not each.value(name):
                yield MISSING.found(each.number, kind=each.kind, name=name)
        is_shown = each.kind == "VALARM" and each.value("ACTION").upper() == "DISPLAY"
        if is_shown and not each.value("DESCRIPTION"):
            yield ALARM_WITHOUT_TEXT.found(each.number)


def look_at_names(parsed: Parsed) -> Iterator[Finding]:
    """Look for properties that nobody knows, that stand in the wrong place, or twice."""
    for each in (each for each in parsed.components if each.kind in _ALLOWED):
        for name, lines in each.by_name.items():
            if name == "X-LIC-ERROR":
                yield LEFT_BY_LIBICAL.found(lines[0].number, text=lines[0].value)
            elif _NAME.fullmatch(name) and not name.startswith("X-"):
                yield from _look_at_name(each, name)


def _look_at_name(component: Component, name: str) -> Iterator[Finding]:
    lines = component.all(name)
    allowed = _ALLOWED[component.kind]
    if name not in _KNOWN | _ELSEWHERE:
        yield UNKNOWN.found(lines[0].number, name=name, near=_Nearest(name, component.kind))
    elif name not in allowed:
        yield MISPLACED.found(lines[0].number, name=name, kind=component.kind)
    elif len(lines) > 1 and not _may_repeat(component.kind, name):
        yield TWICE.found(lines[1].number, name=name, kind=component.kind)


@dataclass(frozen=True, slots=True)
class _Nearest:
    """The known name that is most like one; looked for only when written, as it takes time."""

    name: str
    kind: str

    def __str__(self) -> str:
        return next(iter(get_close_matches(self.name[:_LONGEST_NAME], sorted(_ALLOWED[self.kind]), n=1)), "?")


def _may_repeat(kind: str, name: str) -> bool:
    if kind == "VCALENDAR":
        return name in _MANY_IN_CALENDARS
    return name in _MANY or (kind, name) == ("VJOURNAL", "DESCRIPTION")
