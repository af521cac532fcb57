"""Looks at what stands within what: one calendar, everything opened and closed, zones before items."""

from collections.abc import Iterator

from calendars.doctor.check import MEASURED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.tree import ITEMS, Parsed

NOT_A_CALENDAR = Check(
    "not-a-calendar",
    Severity.ERROR,
    _("no line says BEGIN:VCALENDAR; it begins with {text}"),
    _("see whether the address leads to a page, a sign-in or an error instead of the feed"),
    "RFC 5545, 3.4",
)
TWO_CALENDARS = Check(
    "several-calendars",
    Severity.ERROR,
    _("there are {count} calendars in one file"),
    _("put all items into one VCALENDAR"),
    f"RFC 5545, 3.4; {MEASURED}",
    ("Thunderbird", "Evolution"),
    _("Thunderbird shows nothing, Evolution half of the items"),
)
OUTSIDE = Check(
    "outside-calendar",
    Severity.ERROR,
    _("{name} stands outside the calendar"),
    _("move it between BEGIN:VCALENDAR and END:VCALENDAR"),
    "RFC 5545, 3.4",
)
UNOPENED = Check(
    "end-without-begin",
    Severity.ERROR,
    _("END:{kind} closes nothing"),
    _("write a BEGIN for each END"),
    "RFC 5545, 3.4",
)
UNCLOSED = Check(
    "begin-without-end",
    Severity.ERROR,
    _("BEGIN:{kind} is never closed"),
    _("write an END for each BEGIN, and see whether the file was cut off"),
    "RFC 5545, 3.4",
)
MISPLACED = Check(
    "misplaced-component",
    Severity.ERROR,
    _("{kind} may not stand in {parent}"),
    _("move it to where it belongs"),
    "RFC 5545, 3.6",
)
UNKNOWN = Check(
    "unknown-component",
    Severity.HINT,
    _("{kind} is a component that no standard knows"),
    _("begin the names of your own components with X-"),
    "RFC 5545, 3.6",
)
TOO_DEEP = Check(
    "nested-too-deep",
    Severity.ERROR,
    _("components are nested deeper than any calendar needs: {count}"),
    _("close each component before the next begins"),
    "RFC 5545, 3.6",
)
NO_ITEMS = Check(
    "no-items",
    Severity.WARNING,
    _("there is nothing in the calendar: no event, no task, no journal"),
    _("see whether a filter leaves out everything"),
    "RFC 5545, 3.6",
)

_ZONE_PARTS = {"STANDARD", "DAYLIGHT"}
_INSIDE = {
    "VCALENDAR": ITEMS | {"VTIMEZONE", "VFREEBUSY", "VAVAILABILITY"},
    "VEVENT": {"VALARM", "PARTICIPANT", "VLOCATION", "VRESOURCE"},
    "VTODO": {"VALARM", "PARTICIPANT", "VLOCATION", "VRESOURCE"},
    "VJOURNAL": {"PARTICIPANT", "VLOCATION", "VRESOURCE"},
    "VTIMEZONE": _ZONE_PARTS,
    "VAVAILABILITY": {"AVAILABLE"},
    "VFREEBUSY": {"PARTICIPANT", "VLOCATION", "VRESOURCE"},
    "PARTICIPANT": {"VLOCATION", "VRESOURCE"},
}
"""What may stand in what, by RFC 5545, RFC 7953 and RFC 9073."""

_KNOWN = frozenset().union(*_INSIDE.values(), {"VCALENDAR"})


def look_at_frame(parsed: Parsed) -> Iterator[Finding]:
    """Look at the calendar itself: is there one, and only one, with something in it."""
    if not parsed.text.lines:
        return
    if not parsed.calendars:
        first = parsed.text.lines[0]
        yield NOT_A_CALENDAR.found(1, text=f"{first.name}:{first.value}" if first.name else first.value)
        return
    if len(parsed.calendars) > 1:
        yield TWO_CALENDARS.found(parsed.calendars[1].number, count=len(parsed.calendars))
    if not parsed.items and not any(each.kinds("VFREEBUSY", "VAVAILABILITY") for each in parsed.calendars):
        yield NO_ITEMS.found(parsed.calendars[0].number)


def look_at_nesting(parsed: Parsed) -> Iterator[Finding]:
    """Look at what is opened, closed and held by what."""
    if not parsed.calendars:
        return
    yield from (OUTSIDE.found(line.number, name=line.name) for line in parsed.stray if line.name)
    yield from (UNOPENED.found(line.number, kind=line.value) for line in parsed.unopened)
    yield from (UNCLOSED.found(each.number, kind=each.kind) for each in parsed.unclosed)
    if parsed.too_deep:
        yield TOO_DEEP.found(parsed.too_deep[0].number, count=len(parsed.too_deep))
    for each in parsed.components:
        if each.kind not in _KNOWN:
            if not each.kind.startswith("X-"):
                yield UNKNOWN.found(each.number, kind=each.kind)
        elif not each.parent and each.kind != "VCALENDAR":
            yield OUTSIDE.found(each.number, name=each.kind)
        elif each.parent in _KNOWN and each.kind not in _INSIDE.get(each.parent, ()):
            yield MISPLACED.found(each.number, kind=each.kind, parent=each.parent)
