"""Looks at a feed beside an earlier copy of it, for what one copy cannot show."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import timedelta
from itertools import chain

from calendars.doctor.check import ADVISED, REPORTED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.tree import Component, Parsed
from calendars.doctor.values import read_moment

MOVED_SILENTLY = Check(
    "moved-without-sequence",
    Severity.ERROR,
    _("date or status changed, and SEQUENCE did not rise above {value}"),
    _("raise SEQUENCE with every change of date or status"),
    f"RFC 5546, 2.1.4; {REPORTED}",
    ("Google Calendar",),
    _("Google keeps the old date"),
)
SEQUENCE_FELL = Check(
    "sequence-fell",
    Severity.ERROR,
    _("SEQUENCE fell from {old} to {new}"),
    _("never lower it, not even to take a change back"),
    "RFC 5546, 2.1.4",
    effect=_("programs keep what they have"),
)
CHANGED_SILENTLY = Check(
    "changed-without-stamp",
    Severity.WARNING,
    _("words changed, and neither LAST-MODIFIED nor DTSTAMP is later"),
    _("stamp each change"),
    "RFC 5545, 3.8.7.3",
    effect=_("programs that compare stamps keep the old words"),
)
STAMPED_ANEW = Check(
    "stamped-without-change",
    Severity.WARNING,
    _("items have a new stamp and are otherwise the same: {count}"),
    _("stamp an item when it changes, not when the feed is made"),
    REPORTED,
    ("Nextcloud",),
    _("every fetch looks like a change; Nextcloud writes 189,000 rows a day"),
)
VANISHED = Check(
    "vanished",
    Severity.WARNING,
    _("the item is gone, and was never cancelled"),
    _("keep it for some weeks as STATUS:CANCELLED with a higher SEQUENCE"),
    ADVISED,
    effect=_("copies of it live on, and nobody is told"),
)
MADE_ANEW = Check(
    "uid-made-anew",
    Severity.ERROR,
    _("items have another UID than before: {count}"),
    _("make a UID from what the item is, once for ever"),
    f"RFC 7986, 5.3; {REPORTED}",
    effect=_("alarms, notes and answers of readers are lost, and some programs show the item twice"),
)
OTHER_ORDER = Check(
    "order-changed",
    Severity.HINT,
    _("the same items stand in another order"),
    _("sort them"),
    ADVISED,
    effect=_("every fetch looks like a change"),
)

_DATES = ("DTSTART", "DTEND", "DUE", "DURATION", "RRULE", "RDATE", "EXDATE", "STATUS")
_STAMPS = frozenset({"DTSTAMP", "LAST-MODIFIED", "SEQUENCE"})
_FEW = 1
"""So many items may be replaced by others of the same name and day by chance."""

_ENDS = ("-opens", "-closes")
"""How UIDs end of entries that show one end of a window, of the feeds made here and of those made alike."""

_DAY = timedelta(days=1)


def compare(old: Parsed, new: Parsed) -> Iterator[Finding]:
    """Look at what became of each item between two copies."""
    earlier, later = _by_key(old), _by_key(new)
    stamped = []
    for key, item in later.items():
        if key in earlier:
            yield from _look_at_change(earlier[key], item)
            if _is_only_stamped(earlier[key], item):
                stamped.append(item.number)
    if stamped:
        yield STAMPED_ANEW.found(stamped[0], count=len(stamped))
    yield from _look_at_gone(earlier, later, new)
    if list(earlier) != list(later) and sorted(earlier) == sorted(later):
        yield OTHER_ORDER.found()


def _by_key(parsed: Parsed) -> dict[tuple[str, str], Component]:
    keyed: dict[tuple[str, str], Component] = {}
    for item in parsed.items:
        if item.value("UID"):
            keyed.setdefault((item.value("UID"), item.value("RECURRENCE-ID")), item)
    return keyed


def _look_at_change(old: Component, new: Component) -> Iterator[Finding]:
    before, now = _sequence(old), _sequence(new)
    if now < before:
        yield SEQUENCE_FELL.found(new.number, old=before, new=now)
    elif _dates(old) != _dates(new):
        if now == before:
            yield MOVED_SILENTLY.found(new.number, value=before)
    elif _words(old) != _words(new) and _stamp(old) >= _stamp(new):
        yield CHANGED_SILENTLY.found(new.number)


def _is_only_stamped(old: Component, new: Component) -> bool:
    return _words(old) == _words(new) and _stamp(old) != _stamp(new) and _sequence(old) <= _sequence(new)


def _look_at_gone(
    earlier: Mapping[tuple[str, str], Component], later: Mapping[tuple[str, str], Component], new: Parsed
) -> Iterator[Finding]:
    came = [item for key, item in later.items() if key not in earlier]
    left = [item for key, item in earlier.items() if key not in later and not _is_over(item, new)]
    names = {(item.kind, item.value("UID")) for item in came}
    gone = [item for item in left if names.isdisjoint(_other_forms(item))]
    fresh = Counter(map(_face, came))
    renamed = [item for item in gone if fresh[_face(item)]]
    if len(renamed) > _FEW:
        yield MADE_ANEW.found(count=len(renamed))
        gone = [item for item in gone if not fresh[_face(item)]]
    yield from (Finding(VANISHED, uid=item.value("UID")) for item in gone)


def _other_forms(item: Component) -> list[tuple[str, str]]:
    """Return what the same window is called where it is shown whole, or by its two ends."""
    local, at, host = item.value("UID").partition("@")
    whole = [local.removesuffix(each) for each in _ENDS if local.endswith(each)]
    return [(item.kind, f"{each}{at}{host}") for each in whole or [f"{local}{end}" for end in _ENDS]]


def _is_over(item: Component, new: Parsed) -> bool:
    """Tell whether an item may go: it was cancelled, or it lies behind."""
    end = read_moment(item.first("DTEND") or item.first("DUE") or item.first("DTSTART"))
    is_past = end is not None and end.at < new.seen_at.replace(tzinfo=None) - _DAY and not item.all("RRULE")
    return is_past or item.value("STATUS").upper() == "CANCELLED"


def _face(item: Component) -> tuple[str, str, str]:
    return item.kind, item.value("SUMMARY"), item.value("DTSTART") or item.value("DUE")


def _sequence(item: Component) -> int:
    text = item.value("SEQUENCE")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= len(str(2**31)) else 0


def _dates(item: Component) -> list[tuple[str, str, str]]:
    return [(name, line.tail, line.value.strip()) for name in _DATES for line in item.all(name)]


def _words(item: Component) -> list[tuple[str, str, str]]:
    lines = chain(item.lines, *(child.lines for child in item.children))
    return [(line.name, line.tail, line.value) for line in lines if line.name not in _STAMPS]


def _stamp(item: Component) -> tuple[str, str]:
    return item.value("LAST-MODIFIED"), item.value("DTSTAMP")
