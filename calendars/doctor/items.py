"""Looks at how items stand: cancelled, busy or free, stamped, and tasks beside their events."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from calendars.doctor.check import ADVISED, REPORTED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import Clock, read_moment

CANCELLED_BUSY = Check(
    "cancelled-and-busy",
    Severity.WARNING,
    _("a cancelled event takes up time"),
    _("add TRANSP:TRANSPARENT"),
    "RFC 5545, 3.8.2.7",
    effect=_("programs that show it keep the reader busy"),
)
CANCELLED_ALARM = Check(
    "cancelled-and-ringing",
    Severity.WARNING,
    _("a cancelled item has an alarm"),
    _("take the alarm out"),
    "RFC 5545, 3.6.6",
)
CANCELLED_SILENTLY = Check(
    "cancelled-without-sequence",
    Severity.WARNING,
    _("a cancelled item has SEQUENCE 0"),
    _("raise SEQUENCE with every cancellation"),
    f"RFC 5546, 2.1.4; {REPORTED}",
    ("Google Calendar",),
    _("programs keep the item as it was"),
)
CANCELLED_UNSAID = Check(
    "cancelled-and-not-said",
    Severity.HINT,
    _("the SUMMARY of a cancelled item does not say that it is cancelled"),
    _("say it in words"),
    ADVISED,
    effect=_("programs that do not know STATUS show it like any other"),
)
BUSY_DAY = Check(
    "busy-all-day",
    Severity.HINT,
    _("a whole day is taken up"),
    _("add TRANSP:TRANSPARENT unless people are away all day"),
    "RFC 5545, 3.8.2.7",
    effect=_("nobody can invite the reader on that day"),
)
BUSY_IN_OUTLOOK = Check(
    "busy-in-outlook",
    Severity.HINT,
    _("TRANSP is TRANSPARENT and X-MICROSOFT-CDO-BUSYSTATUS is not FREE"),
    _("add X-MICROSOFT-CDO-BUSYSTATUS:FREE"),
    REPORTED,
    ("Outlook",),
    _("Outlook keeps the reader busy"),
)
STAMPED_NOW = Check(
    "stamped-now",
    Severity.WARNING,
    _("DTSTAMP is the moment of the fetch"),
    _("stamp an item when it changes, not when it is sent"),
    REPORTED,
    ("Nextcloud",),
    _("every fetch looks like a change; Nextcloud writes 189,000 rows a day"),
)
NO_MODIFIED = Check(
    "no-last-modified",
    Severity.HINT,
    _("{kind} has no LAST-MODIFIED"),
    _("say when it changed last"),
    "RFC 5545, 3.8.7.3",
)
NO_SEQUENCE = Check(
    "no-sequence",
    Severity.HINT,
    _("{kind} has no SEQUENCE"),
    _("begin with 0 and raise it when date or status change"),
    "RFC 5545, 3.8.7.4",
    ("Google Calendar",),
    _("Google keeps the old date"),
)
LONELY_TASK = Check(
    "task-without-event",
    Severity.WARNING,
    _("no event stands beside the task"),
    _("add a VEVENT on the same day, tied by RELATED-TO"),
    REPORTED,
    ("Google Calendar", "Outlook", "Apple Calendar"),
    _("they show no tasks at all"),
)

_CANCELLED = (
    "cancel",
    "annul",
    "anul",
    "отмен",
    "取消",
    "撤销",
    "撤回",
    "ألغ",
    "إلغ",
    "ملغ",
    "absagt",
    "withdrawn",
)
_MOMENT_OF_A_FETCH = timedelta(minutes=5)


def look_at_cancelled(parsed: Parsed) -> Iterator[Finding]:
    """Look at items that are called off: they stay, say so, and disturb nobody."""
    for item in parsed.items:
        if item.value("STATUS").upper() != "CANCELLED":
            continue
        if item.kind == "VEVENT" and item.value("TRANSP").upper() != "TRANSPARENT":
            yield CANCELLED_BUSY.found(item.number)
        if item.kinds("VALARM"):
            yield CANCELLED_ALARM.found(item.kinds("VALARM")[0].number)
        if item.value("SEQUENCE") == "0":
            yield CANCELLED_SILENTLY.found(item.by_name["SEQUENCE"][0].number)
        if not any(word in item.value("SUMMARY").casefold() for word in _CANCELLED):
            yield CANCELLED_UNSAID.found(item.number)


def look_at_busy(parsed: Parsed) -> Iterator[Finding]:
    """Look at what blocks a day, or blocks it in Outlook alone."""
    for item in parsed.items:
        if item.kind != "VEVENT":
            continue
        start = read_moment(item.first("DTSTART"))
        is_free = item.value("TRANSP").upper() == "TRANSPARENT"
        if start and start.clock is Clock.DAY and not is_free and item.value("STATUS") != "CANCELLED":
            yield BUSY_DAY.found(item.number)
        if is_free and item.value("X-MICROSOFT-CDO-BUSYSTATUS").upper() != "FREE":
            yield BUSY_IN_OUTLOOK.found(item.number)


def look_at_stamps(parsed: Parsed) -> Iterator[Finding]:
    """Look at what tells a program that an item changed; one finding stands for all items."""
    for item in parsed.items:
        stamp = read_moment(item.first("DTSTAMP"))
        is_kept = item.value("LAST-MODIFIED") == item.value("DTSTAMP")
        if stamp and not is_kept and _is_near(stamp.at, parsed.seen_at):
            yield STAMPED_NOW.found(item.by_name["DTSTAMP"][0].number)
    for name, check in (("LAST-MODIFIED", NO_MODIFIED), ("SEQUENCE", NO_SEQUENCE)):
        without = [item for item in parsed.items if not item.value(name)]
        if without:
            yield check.found(without[0].number, kind=without[0].kind)


def look_at_tasks(parsed: Parsed) -> Iterator[Finding]:
    """Look for tasks on a day that only programs with task lists show."""
    events = [item for item in parsed.items if item.kind == "VEVENT"]
    named = {uid for event in events for uid in _related(event)}
    uids = {event.value("UID") for event in events}
    for item in parsed.items:
        is_dated = item.kind == "VTODO" and (item.value("DUE") or item.value("DTSTART"))
        if is_dated and item.value("UID") not in named and uids.isdisjoint(_related(item)):
            yield LONELY_TASK.found(item.number)


def _is_near(stamp: datetime, seen_at: datetime) -> bool:
    return abs(stamp - seen_at.replace(tzinfo=None)) < _MOMENT_OF_A_FETCH


def _related(item: Component) -> set[str]:
    return {line.value.strip() for line in item.all("RELATED-TO")}
