"""Looks at what a calendar says of itself: name, colour, refreshing, method."""

import re
from collections.abc import Iterator

from calendars.doctor.check import MEASURED, REPORTED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.colors import COLORS
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import read_duration

VERSION = Check(
    "wrong-version",
    Severity.ERROR,
    _("VERSION is {value}"),
    _("write VERSION:2.0; 1.0 is a standard before iCalendar"),
    "RFC 5545, 3.7.4",
)
CALSCALE = Check(
    "wrong-calscale",
    Severity.ERROR,
    _("CALSCALE is {value}"),
    _("write CALSCALE:GREGORIAN or leave it out"),
    "RFC 5545, 3.7.1",
)
METHOD = Check(
    "wrong-method",
    Severity.ERROR,
    _("METHOD is {value}"),
    _("write METHOD:PUBLISH or leave it out"),
    "RFC 5546, 1.4",
    effect=_("programs take the file for an invitation or a cancellation"),
)
UID = Check(
    "uid-on-calendar",
    Severity.ERROR,
    _("the calendar itself has a UID"),
    _("leave it out, though RFC 7986 allows it"),
    MEASURED,
    ("vdirsyncer", "khal"),
    _("one of five entries was kept"),
)
NO_NAME = Check(
    "no-calendar-name",
    Severity.WARNING,
    _("the calendar has no name"),
    _("add NAME and X-WR-CALNAME"),
    "RFC 7986, 5.1",
    effect=_("programs show the address or the name of the file"),
)
HALF_NAME = Check(
    "one-calendar-name",
    Severity.HINT,
    _("the calendar has no {name}"),
    _("give it both NAME and X-WR-CALNAME, with the same text"),
    "RFC 7986, 5.1",
    effect=_("programs know one of the two"),
)
TWO_NAMES = Check(
    "calendar-names-differ",
    Severity.WARNING,
    _("NAME and X-WR-CALNAME differ"),
    _("write the same text in both"),
    "RFC 7986, 5.1",
)
NO_DESCRIPTION = Check(
    "no-calendar-description",
    Severity.HINT,
    _("the calendar does not say what it holds"),
    _("say in DESCRIPTION and X-WR-CALDESC which dates it holds, and from when to when"),
    "RFC 7986, 5.2",
)
NO_COLOR = Check(
    "no-color",
    Severity.HINT,
    _("the calendar has no {name}"),
    _("add COLOR with a CSS name and X-APPLE-CALENDAR-COLOR as #RRGGBB"),
    "RFC 7986, 5.9",
)
BAD_COLOR = Check(
    "bad-color",
    Severity.WARNING,
    _("{name} is {value}"),
    _("COLOR is one of the names of CSS, X-APPLE-CALENDAR-COLOR is #RRGGBB"),
    "RFC 7986, 5.9",
)
BAD_REFRESH = Check(
    "bad-refresh-interval",
    Severity.ERROR,
    _("{name} is {value}, which is no duration"),
    _("write hours as PT12H, with a T"),
    f"RFC 5545, 3.3.6; {MEASURED}",
    ("icalendar 7", "khal", "Home Assistant"),
    _("they reject the whole feed"),
)
UNTYPED_REFRESH = Check(
    "refresh-interval-without-value",
    Severity.WARNING,
    _("REFRESH-INTERVAL does not say VALUE=DURATION"),
    _("write REFRESH-INTERVAL;VALUE=DURATION:PT12H"),
    "RFC 7986, 5.7",
)
NO_REFRESH = Check(
    "no-refresh-interval",
    Severity.HINT,
    _("the calendar has no {name}"),
    _("add both REFRESH-INTERVAL and X-PUBLISHED-TTL"),
    f"RFC 7986, 5.7; {REPORTED}",
    ("Outlook", "Apple Calendar"),
    _("classic Outlook asks again as X-PUBLISHED-TTL says, others know only REFRESH-INTERVAL"),
)
TWO_REFRESHES = Check(
    "refresh-intervals-differ",
    Severity.WARNING,
    _("REFRESH-INTERVAL is {one}, X-PUBLISHED-TTL is {other}"),
    _("write the same duration in both"),
    REPORTED,
    ("Outlook",),
)

_RGB = re.compile(r"#[0-9A-Fa-f]{6}")
_NAMES = ("NAME", "X-WR-CALNAME")
_COLORS = ("COLOR", "X-APPLE-CALENDAR-COLOR")
_REFRESHES = ("REFRESH-INTERVAL", "X-PUBLISHED-TTL")


def look_at_kind(parsed: Parsed) -> Iterator[Finding]:
    """Look for what makes programs take a calendar for something else."""
    for calendar in parsed.calendars:
        for name, check, right in (
            ("VERSION", VERSION, "2.0"),
            ("CALSCALE", CALSCALE, "GREGORIAN"),
            ("METHOD", METHOD, "PUBLISH"),
        ):
            for line in calendar.all(name):
                if line.value.strip().upper() not in (right, ""):
                    yield check.found(line.number, value=line.value)
        for line in calendar.all("UID"):
            yield UID.found(line.number)


def look_at_names(parsed: Parsed) -> Iterator[Finding]:
    """Look at how the calendar names, describes and colours itself."""
    for calendar in parsed.calendars:
        names = [calendar.value(name) for name in _NAMES]
        if not any(names):
            yield NO_NAME.found(calendar.number)
        elif not all(names):
            yield HALF_NAME.found(calendar.number, name=_NAMES[names.index("")])
        elif names[1] not in {line.value.strip() for line in calendar.all("NAME")}:
            yield TWO_NAMES.found(calendar.number)
        if not calendar.value("DESCRIPTION") and not calendar.value("X-WR-CALDESC"):
            yield NO_DESCRIPTION.found(calendar.number)
        yield from _look_at_colors(calendar)


def look_at_refreshing(parsed: Parsed) -> Iterator[Finding]:
    """Look at how often programs are told to come back."""
    for calendar in parsed.calendars:
        lengths = {}
        for name in _REFRESHES:
            line = calendar.first(name)
            if line is None:
                yield NO_REFRESH.found(calendar.number, name=name)
                continue
            lengths[name] = read_duration(line.value.strip())
            if lengths[name] is None:
                yield BAD_REFRESH.found(line.number, name=name, value=line.value)
            elif name == "REFRESH-INTERVAL" and line.parameter("VALUE").upper() != "DURATION":
                yield UNTYPED_REFRESH.found(line.number)
        if None not in lengths.values() and len(set(lengths.values())) > 1:
            one, other = (calendar.value(name) for name in _REFRESHES)
            yield TWO_REFRESHES.found(calendar.number, one=one, other=other)


def _look_at_colors(calendar: Component) -> Iterator[Finding]:
    for name in _COLORS:
        line = calendar.first(name)
        if line is None:
            yield NO_COLOR.found(calendar.number, name=name)
        elif not _is_color(name, line.value.strip()):
            yield BAD_COLOR.found(line.number, name=name, value=line.value)


def _is_color(name: str, value: str) -> bool:
    return value.lower() in COLORS if name == "COLOR" else bool(_RGB.fullmatch(value))
