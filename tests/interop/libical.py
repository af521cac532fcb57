"""libical, the parser of Evolution, GNOME Calendar and KOrganizer, called through its shared library."""

import ctypes
from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache

from tests.interop.reading import Item, Reading, by_uid

_VERSION = "libical.so.3"  # its structures are spelt out below

_KINDS = ("VEVENT", "VTODO")
_TEXTS = ("uid", "summary", "description", "location")


class _Time(ctypes.Structure):
    """``struct icaltimetype`` of libical 3."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        *((name, ctypes.c_int) for name in ("is_date", "is_daylight")),
        ("zone", ctypes.c_void_p),
    )


class _Duration(ctypes.Structure):
    """``struct icaldurationtype``."""

    _fields_ = (
        ("is_neg", ctypes.c_int),
        *((name, ctypes.c_uint) for name in ("days", "weeks", "hours", "minutes", "seconds")),
    )


class _Trigger(ctypes.Structure):
    """``struct icaltriggertype``."""

    _fields_ = (("time", _Time), ("duration", _Duration))


def missing() -> str:
    """Return why libical cannot be called here, with the line that installs it; empty when it can."""
    try:
        ctypes.CDLL(_VERSION)
    except OSError:
        return "libical 3 is not here; install it with: sudo apt-get install libical3"
    return ""


def by_libical(body: bytes) -> Reading:
    """Read as libical, which marks in the component what it could not read; here that must be nothing."""
    library = _library()
    calendar = library.icalparser_parse_string(body)
    if not calendar:
        raise ValueError("libical reads no calendar")
    try:
        if wrong := library.icalcomponent_count_errors(calendar):
            raise ValueError(f"libical found {wrong} errors")
        found = (_item(each, kind) for kind in _KINDS for each in _components(calendar, kind))
        return by_uid(found)
    finally:
        library.icalcomponent_free(calendar)


@cache
def _library() -> ctypes.CDLL:
    library = ctypes.CDLL(_VERSION)
    pointer, text, number = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int
    signatures = {
        "icalparser_parse_string": (pointer, [text]),
        "icalcomponent_free": (None, [pointer]),
        "icalcomponent_count_errors": (number, [pointer]),
        "icalcomponent_string_to_kind": (number, [text]),
        "icalproperty_string_to_kind": (number, [text]),
        "icalcomponent_get_first_component": (pointer, [pointer, number]),
        "icalcomponent_get_next_component": (pointer, [pointer, number]),
        "icalcomponent_get_first_property": (pointer, [pointer, number]),
        "icalcomponent_get_next_property": (pointer, [pointer, number]),
        "icalcomponent_get_dtstart": (_Time, [pointer]),
        "icalcomponent_get_dtend": (_Time, [pointer]),
        "icalcomponent_get_due": (_Time, [pointer]),
        "icalproperty_get_completed": (_Time, [pointer]),
        "icalproperty_get_relatedto": (text, [pointer]),
        "icalproperty_get_trigger": (_Trigger, [pointer]),
        "icaldurationtype_as_int": (number, [_Duration]),
        "icaltime_is_null_time": (number, [_Time]),
        "icalcomponent_get_sequence": (number, [pointer]),
        "icalcomponent_get_status": (number, [pointer]),
        "icalproperty_status_to_string": (text, [number]),
        "icalproperty_get_categories": (text, [pointer]),
        "icalproperty_get_url": (text, [pointer]),
        "icaltime_is_utc": (number, [_Time]),
        **{f"icalcomponent_get_{name}": (text, [pointer]) for name in _TEXTS},
    }
    for name, (answer, arguments) in signatures.items():
        function = getattr(library, name)
        function.restype, function.argtypes = answer, arguments
    return library


def _components(parent: int, kind: str) -> Iterator[int]:
    library = _library()
    number = library.icalcomponent_string_to_kind(kind.encode())
    found = library.icalcomponent_get_first_component(parent, number)
    while found:
        yield found
        found = library.icalcomponent_get_next_component(parent, number)


def _properties(component: int, kind: str) -> Iterator[int]:
    library = _library()
    number = library.icalproperty_string_to_kind(kind.encode())
    found = library.icalcomponent_get_first_property(component, number)
    while found:
        yield found
        found = library.icalcomponent_get_next_property(component, number)


def _item(found: int, kind: str) -> Item:
    library = _library()
    texts = {name: _text(getattr(library, f"icalcomponent_get_{name}")(found)) for name in _TEXTS}
    status = library.icalproperty_status_to_string(library.icalcomponent_get_status(found))
    end = library.icalcomponent_get_due if kind == "VTODO" else library.icalcomponent_get_dtend
    completed = [library.icalproperty_get_completed(each) for each in _properties(found, "COMPLETED")]
    return Item(
        **texts,
        start=_moment(library.icalcomponent_get_dtstart(found)),
        end=_moment(end(found)),
        categories=_texts(found, "CATEGORIES"),
        url="".join(_texts(found, "URL")),
        status=_text(status),
        sequence=library.icalcomponent_get_sequence(found),
        component=kind,
        completed=_moment(completed[0]) if completed else None,
        related="".join(_texts(found, "RELATED-TO")),
        alarms=tuple(map(_alarm, _components(found, "VALARM"))),
    )


def _alarm(found: int) -> tuple[int, str]:
    library = _library()
    (trigger,) = (library.icalproperty_get_trigger(each) for each in _properties(found, "TRIGGER"))
    text = library.icalcomponent_get_description(found)
    return library.icaldurationtype_as_int(trigger.duration), _text(text)


def _texts(component: int, name: str) -> tuple[str, ...]:
    read = getattr(_library(), f"icalproperty_get_{name.replace('-', '').lower()}")
    return tuple(_text(read(each)) for each in _properties(component, name))


def _text(value: bytes | None) -> str:
    return (value or b"").decode()


def _moment(found: _Time) -> date | None:
    if _library().icaltime_is_null_time(found):
        return None
    if found.is_date:
        return date(found.year, found.month, found.day)
    if not _library().icaltime_is_utc(found):
        raise ValueError("a time in no zone")
    clock = (found.hour, found.minute, found.second)
    return datetime(found.year, found.month, found.day, *clock, tzinfo=UTC)
