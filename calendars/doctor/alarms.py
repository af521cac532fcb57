"""Looks at alarms: few, by day, and written so that every program takes them."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from calendars.doctor.check import ADVISED, MEASURED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import Clock, read_duration, read_moment

MANY = Check(
    "many-alarms",
    Severity.WARNING,
    _("there are {count} alarms in one item"),
    _("keep at most {most}"),
    ADVISED,
)
OTHER_ACTION = Check(
    "alarm-does-not-show",
    Severity.WARNING,
    _("the alarm has ACTION {value}"),
    _("write ACTION:DISPLAY"),
    "RFC 5545, 3.8.6.1",
    effect=_("programs drop it, or ask whether it may send mail or run something"),
)
NO_UID = Check(
    "alarm-without-uid",
    Severity.HINT,
    _("the alarm has no UID"),
    _("give it one, of its own"),
    "RFC 9074, 4",
    effect=_("an alarm that was dismissed rings again"),
)
UID_TWICE = Check(
    "alarm-uid-twice",
    Severity.WARNING,
    _("another alarm has the UID {value}"),
    _("give each a UID of its own"),
    "RFC 9074, 4",
)
NOT_LAST = Check(
    "alarm-not-last",
    Severity.WARNING,
    _("properties of the item stand after its alarm"),
    _("write alarms last"),
    "RFC 5545, 3.6.1",
    effect=_("simple programs take them for properties of the alarm"),
)
AT_NIGHT = Check(
    "alarm-at-night",
    Severity.WARNING,
    _("the alarm of a whole day rings at {hour}"),
    _("ring by day: -P6DT15H is 9 o'clock seven days before"),
    "RFC 5545, 3.8.6.3",
)
HALF_REPEAT = Check(
    "alarm-repeat-alone",
    Severity.ERROR,
    _("the alarm has one of REPEAT and DURATION"),
    _("write both or neither"),
    "RFC 5545, 3.6.6",
)

FROM_THE_END = Check(
    "alarm-from-the-end",
    Severity.WARNING,
    _("the alarm of an event is told from its end"),
    _("tell it from the start: P10DT9H is nine o'clock on the eleventh day"),
    f"RFC 5545, 3.2.14; {MEASURED}",
    ("Home Assistant",),
    _("it is taken for an alarm from the start; the end of whole days is told in two ways"),
)
FROM_NO_START = Check(
    "alarm-from-no-start",
    Severity.ERROR,
    _("the alarm is told from the start, and there is no DTSTART"),
    _("write TRIGGER;RELATED=END where there is only DUE"),
    "RFC 5545, 3.8.6.3",
    effect=_("nobody can tell when it rings"),
)

MOST_ALARMS = 2
_DAY = timedelta(days=1)
_MORNING, _EVENING = timedelta(hours=7), timedelta(hours=21)


def look_at_alarms(parsed: Parsed) -> Iterator[Finding]:
    """Look at the alarms of every item."""
    uids: Counter[str] = Counter()
    for item in parsed.items:
        alarms = item.kinds("VALARM")
        if len(alarms) > MOST_ALARMS:
            yield MANY.found(alarms[MOST_ALARMS].number, count=len(alarms), most=MOST_ALARMS)
        if alarms and any(line.number > alarms[0].number for line in item.lines):
            yield NOT_LAST.found(alarms[0].number)
        for alarm in alarms:
            uids[alarm.value("UID")] += 1
            if uids[alarm.value("UID")] == 2 and alarm.value("UID"):  # noqa: PLR2004 - the second is the double
                yield UID_TWICE.found(alarm.number, value=alarm.value("UID"))
            yield from _look_at_alarm(alarm, item)


def _look_at_alarm(alarm: Component, item: Component) -> Iterator[Finding]:
    action = alarm.value("ACTION").upper()
    if action not in ("DISPLAY", ""):
        yield OTHER_ACTION.found(alarm.number, value=action)
    if not alarm.value("UID"):
        yield NO_UID.found(alarm.number)
    if bool(alarm.all("REPEAT")) != bool(alarm.all("DURATION")):
        yield HALF_REPEAT.found(alarm.number)
    yield from _look_at_anchor(alarm, item)
    line, start = alarm.first("TRIGGER"), read_moment(item.first("DTSTART") or item.first("DUE"))
    length = read_duration(line.value.strip()) if line else None
    if line is None or length is None or start is None or start.clock is not Clock.DAY:
        return
    hour = length % _DAY
    if not _MORNING <= hour <= _EVENING:
        yield AT_NIGHT.found(
            line.number, hour=f"{hour // timedelta(hours=1):02}:{hour // timedelta(minutes=1) % 60:02}"
        )


def _look_at_anchor(alarm: Component, item: Component) -> Iterator[Finding]:
    line = alarm.first("TRIGGER")
    if line is None or line.parameter("VALUE").upper() == "DATE-TIME":
        return
    is_from_end = line.parameter("RELATED").upper() == "END"
    if is_from_end and item.kind == "VEVENT":
        yield FROM_THE_END.found(line.number)
    elif not is_from_end and item.kind == "VTODO" and not item.all("DTSTART"):
        yield FROM_NO_START.found(line.number)
