"""Looks at values by their type: dates, times, numbers, durations, addresses, fixed words."""

import re
from collections.abc import Callable, Iterator

from calendars.doctor.check import MEASURED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.lines import Line
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import read_date, read_duration, read_offset, read_time

BAD_DATE = Check(
    "bad-date",
    Severity.ERROR,
    _("{name} is {value}, which is no day and no time"),
    _("write 20270504 or 20270504T150000Z"),
    "RFC 5545, 3.3.4 and 3.3.5",
)
OTHER_TYPE = Check(
    "wrong-value-type",
    Severity.ERROR,
    _("{name} is a {form}, and its VALUE says otherwise"),
    _("write days with VALUE=DATE and times without"),
    "RFC 5545, 3.2.20",
    effect=_("strict programs refuse the whole file"),
)
NOT_UTC = Check(
    "not-utc",
    Severity.ERROR,
    _("{name} is {value}, which is no time in UTC"),
    _("write 20270504T150000Z"),
    "RFC 5545, 3.8.7",
)
BAD_NUMBER = Check(
    "bad-number",
    Severity.ERROR,
    _("{name} is {value}"),
    _("write a whole number from 0 to {most}"),
    "RFC 5545, 3.3.8",
)
BAD_DURATION = Check(
    "bad-duration",
    Severity.ERROR,
    _("{name} is {value}, which is no duration"),
    _("write hours and minutes after a T: PT15M, -P6DT15H"),
    "RFC 5545, 3.3.6",
)
BAD_OFFSET = Check(
    "bad-offset",
    Severity.ERROR,
    _("{name} is {value}, which is no distance from UTC"),
    _("write +0100 or -0330"),
    "RFC 5545, 3.3.14",
)
BAD_ADDRESS = Check(
    "bad-address",
    Severity.WARNING,
    _("{name} is {value}, which is no whole address"),
    _("write it in full, with https:// before it"),
    "RFC 5545, 3.3.13",
)
ONE_L = Check(
    "status-canceled",
    Severity.ERROR,
    _("STATUS is CANCELED, with one L"),
    _("write STATUS:CANCELLED"),
    f"RFC 5545, 3.8.1.11; {MEASURED}",
    ("Home Assistant", "ics.py"),
    _("they reject the whole feed"),
)
BAD_WORD = Check(
    "bad-word",
    Severity.ERROR,
    _("{name} is {value}"),
    _("choose one of {words}"),
    "RFC 5545, 3.8.1 and 3.8.2",
)
BAD_GEO = Check(
    "bad-geo",
    Severity.WARNING,
    _("GEO is {value}"),
    _("write latitude and longitude in degrees: 46.226;6.140"),
    "RFC 5545, 3.8.1.6",
)
QUOTED_PRINTABLE = Check(
    "quoted-printable",
    Severity.ERROR,
    _("{name} is encoded as QUOTED-PRINTABLE"),
    _("write the text as it is; this encoding belongs to a standard before iCalendar"),
    "RFC 5545, 3.2.7",
)

_MOMENTS = frozenset({"DTSTART", "DTEND", "DUE", "RECURRENCE-ID", "EXDATE", "RDATE"})
_SEVERAL = frozenset({"EXDATE", "RDATE"})
_INSTANTS = frozenset({"DTSTAMP", "CREATED", "LAST-MODIFIED", "COMPLETED", "ACKNOWLEDGED"})
_MOST = {"SEQUENCE": 2**31 - 1, "PRIORITY": 9, "PERCENT-COMPLETE": 100, "REPEAT": 2**31 - 1}
_ADDRESSES = frozenset({"URL", "SOURCE", "TZURL"})
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\\]+")
_GEO = re.compile(r"[+-]?\d{1,2}(\.\d+)?;[+-]?\d{1,3}(\.\d+)?", re.ASCII)
_STATUSES = {
    "VEVENT": ("TENTATIVE", "CONFIRMED", "CANCELLED"),
    "VTODO": ("NEEDS-ACTION", "COMPLETED", "IN-PROCESS", "CANCELLED"),
    "VJOURNAL": ("DRAFT", "FINAL", "CANCELLED"),
}
_WORDS = {
    "TRANSP": ("OPAQUE", "TRANSPARENT"),
    "X-MICROSOFT-CDO-BUSYSTATUS": ("FREE", "TENTATIVE", "BUSY", "OOF", "WORKINGELSEWHERE"),
}
_DIGITS = re.compile(r"\d{1,10}", re.ASCII)


def look_at_values(parsed: Parsed) -> Iterator[Finding]:
    """Look at every value whose type is known; what is empty is missing rather than wrong."""
    for component in parsed.components:
        for line in component.lines:
            if line.parameter("ENCODING").upper() == "QUOTED-PRINTABLE":
                yield QUOTED_PRINTABLE.found(line.number, name=line.name)
            look = _LOOKS.get(line.name)
            if look and line.value.strip():
                yield from look(line)
            elif line.name == "STATUS":
                yield from _look_at_status(line, component)


def _look_at_moment(line: Line) -> Iterator[Finding]:
    said = line.parameter("VALUE").upper()
    texts = line.value.split(",") if line.name in _SEVERAL else [line.value]
    for text in (each.strip() for each in texts):
        if said == "PERIOD" and line.name == "RDATE":
            text = text.partition("/")[0]  # noqa: PLW2901 - a period begins with its moment
        form = "DATE" if read_date(text) else "DATE-TIME" if read_time(text) else ""
        if not form:
            yield BAD_DATE.found(line.number, name=line.name, value=text)
        elif (form == "DATE") != (said == "DATE"):
            yield OTHER_TYPE.found(line.number, name=line.name, form=form)


def _look_at_instant(line: Line) -> Iterator[Finding]:
    text = line.value.strip()
    if not (read_time(text) and text.endswith("Z")) or line.parameter("TZID"):
        yield NOT_UTC.found(line.number, name=line.name, value=line.value)


def _look_at_number(line: Line) -> Iterator[Finding]:
    text, most = line.value.strip(), _MOST[line.name]
    if not (_DIGITS.fullmatch(text) and int(text) <= most):
        yield BAD_NUMBER.found(line.number, name=line.name, value=line.value, most=most)


def _look_at_duration(line: Line) -> Iterator[Finding]:
    text = line.value.strip()
    if line.name == "TRIGGER" and line.parameter("VALUE").upper() == "DATE-TIME":
        yield from _look_at_instant(line)
    elif read_duration(text) is None:
        yield BAD_DURATION.found(line.number, name=line.name, value=line.value)


def _look_at_offset(line: Line) -> Iterator[Finding]:
    if read_offset(line.value.strip()) is None:
        yield BAD_OFFSET.found(line.number, name=line.name, value=line.value)


def _look_at_address(line: Line) -> Iterator[Finding]:
    if not _ADDRESS.fullmatch(line.value.strip()):
        yield BAD_ADDRESS.found(line.number, name=line.name, value=line.value)


def _look_at_geo(line: Line) -> Iterator[Finding]:
    if not _GEO.fullmatch(line.value.strip()):
        yield BAD_GEO.found(line.number, value=line.value)


def _look_at_word(line: Line) -> Iterator[Finding]:
    words = _WORDS[line.name]
    if line.value.strip().upper() not in words:
        yield BAD_WORD.found(line.number, name=line.name, value=line.value, words=", ".join(words))


def _look_at_status(line: Line, component: Component) -> Iterator[Finding]:
    words, value = _STATUSES.get(component.kind, ()), line.value.strip().upper()
    if words and value == "CANCELED":
        yield ONE_L.found(line.number)
    elif words and value not in words:
        yield BAD_WORD.found(line.number, name=line.name, value=line.value, words=", ".join(words))


_LOOKS: dict[str, Callable[[Line], Iterator[Finding]]] = {
    **dict.fromkeys(_MOMENTS, _look_at_moment),
    **dict.fromkeys(_INSTANTS, _look_at_instant),
    **dict.fromkeys(_MOST, _look_at_number),
    **dict.fromkeys(("DURATION", "TRIGGER"), _look_at_duration),
    **dict.fromkeys(("TZOFFSETFROM", "TZOFFSETTO"), _look_at_offset),
    **dict.fromkeys(_ADDRESSES, _look_at_address),
    **dict.fromkeys(_WORDS, _look_at_word),
    "GEO": _look_at_geo,
}
