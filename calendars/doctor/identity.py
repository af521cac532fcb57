"""Looks at UIDs: one for each item, and not made from what may change."""

import re
from collections import Counter
from collections.abc import Callable, Iterator

from calendars.doctor.check import MEASURED, REPORTED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.tree import Component, Parsed

TWICE = Check(
    "uid-twice",
    Severity.ERROR,
    _("another item has the UID {value}"),
    _("give each item a UID of its own"),
    f"RFC 5545, 3.8.4.7; {MEASURED}",
    effect=_("four programs lose an item without a word"),
)
TWINS = Check(
    "uid-of-task-and-event",
    Severity.ERROR,
    _("a task and an event have the UID {value}"),
    _("give each its own, and tie them by RELATED-TO"),
    "RFC 5545, 3.8.4.7",
    effect=_("programs lose one of the two"),
)
BY_POSITION = Check(
    "uid-by-position",
    Severity.WARNING,
    _("the UIDs count the items"),
    _("make a UID from what the item is, once for ever"),
    f"RFC 7986, 5.3; {REPORTED}",
    effect=_("events vanish or double when one is put before them"),
)
BY_DATE = Check(
    "uid-by-date",
    Severity.WARNING,
    _("the UIDs hold the dates of their items"),
    _("make a UID from what the item is, once for ever"),
    f"RFC 7986, 5.3; {REPORTED}",
    effect=_("events vanish or double when they are moved"),
)
BY_TEXT = Check(
    "uid-by-text",
    Severity.WARNING,
    _("the UIDs are the summaries of their items"),
    _("make a UID from what the item is, once for ever"),
    f"RFC 7986, 5.3; {REPORTED}",
    effect=_("events vanish or double when their words change"),
)
NOWHERE = Check(
    "uid-without-domain",
    Severity.HINT,
    _("the UID {value} may be somebody else's too"),
    _("end it in @ and a domain of your own, or make it a UUID"),
    "RFC 7986, 5.3; RFC 5545, 3.8.4.7",
)

_UUID = re.compile(r"[0-9a-f]{8}-?([0-9a-f]{4}-?){3}[0-9a-f]{12}", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_COUNTED = re.compile(r"\D*(\d{1,6})\D*", re.ASCII)
_FEW = 2
"""So few items may have UIDs that look derived by chance."""


def look_at_doubles(parsed: Parsed) -> Iterator[Finding]:
    """Look for items that programs cannot tell apart."""
    counts: Counter[tuple[str, str]] = Counter()
    kinds: dict[str, str] = {}
    for item in parsed.items:
        uid = item.value("UID")
        if not uid:
            continue
        counts[uid, item.value("RECURRENCE-ID")] += 1
        if kinds.setdefault(uid, item.kind) != item.kind:
            yield TWINS.found(item.by_name["UID"][0].number, value=uid)
        elif counts[uid, item.value("RECURRENCE-ID")] == 2:  # noqa: PLR2004 - the second is the double
            yield TWICE.found(item.by_name["UID"][0].number, value=uid)


def look_at_making(parsed: Parsed) -> Iterator[Finding]:
    """Look at what UIDs are made from; what holds for most of them is no chance."""
    items = [item for item in parsed.items if item.value("UID") and not item.all("RECURRENCE-ID")]
    tests: tuple[tuple[Check, Callable[[Component], bool]], ...] = (
        (BY_DATE, _holds_date),
        (BY_TEXT, _is_text),
    )
    if len(items) > _FEW:
        for check, test in tests:
            found = [item for item in items if test(item)]
            if len(found) * 2 > len(items):
                yield check.found(found[0].by_name["UID"][0].number)
        if _are_counted([item.value("UID") for item in items]):
            yield BY_POSITION.found(items[0].by_name["UID"][0].number)
    homeless = [item for item in items if not _is_unique(item.value("UID"))]
    if homeless:
        yield NOWHERE.found(homeless[0].by_name["UID"][0].number, value=homeless[0].value("UID"))


def _holds_date(item: Component) -> bool:
    day = (item.value("DTSTART") or item.value("DUE"))[:8]
    return len(day) == len("20270504") and day in item.value("UID").replace("-", "")


def _is_text(item: Component) -> bool:
    words = _WORD.findall(item.value("SUMMARY").casefold())
    return (
        bool(words)
        and _WORD.findall(item.value("UID").partition("@")[0].casefold().replace("_", " ")) == words
    )


def _are_counted(uids: list[str]) -> bool:
    numbers = [match[1] for uid in uids if (match := _COUNTED.fullmatch(uid.partition("@")[0]))]
    counted = list(map(int, numbers))
    return len(numbers) == len(uids) and counted == list(range(counted[0], counted[0] + len(counted)))


def _is_unique(uid: str) -> bool:
    host = uid.rpartition("@")[2] if "@" in uid else ""
    return bool(_UUID.search(uid)) or (bool(host) and host not in ("localhost", "localhost.localdomain"))
