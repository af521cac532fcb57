"""Looks at how much there is: beyond some sizes programs drop entries without a word."""

from collections.abc import Iterator

from calendars.doctor.check import REPORTED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.tree import Parsed

LARGE = Check(
    "large",
    Severity.WARNING,
    _("it has {count} bytes"),
    _("stay under {most}: cut it into several feeds, or hold fewer years"),
    REPORTED,
    ("Google Calendar",),
)
TOO_LARGE = Check(
    "too-large",
    Severity.ERROR,
    _("it has {count} bytes"),
    _("stay under {most}: cut it into several feeds, or hold fewer years"),
    REPORTED,
    ("Google Calendar",),
    _("Google drops entries without a word"),
)
TOO_MANY = Check(
    "too-many-entries",
    Severity.ERROR,
    _("it has {count} entries"),
    _("stay under {most}: cut it into several feeds, or hold fewer years"),
    REPORTED,
    ("Google Calendar",),
    _("Google drops entries without a word"),
)

COMFORTABLE_BYTES, MOST_BYTES, MOST_ENTRIES = 700_000, 1_000_000, 1_000


def look_at_size(parsed: Parsed) -> Iterator[Finding]:
    """Look at bytes and entries."""
    size, entries = parsed.text.size, len(parsed.items)
    if size > MOST_BYTES:
        yield TOO_LARGE.found(count=size, most=COMFORTABLE_BYTES)
    elif size > COMFORTABLE_BYTES:
        yield LARGE.found(count=size, most=COMFORTABLE_BYTES)
    if entries > MOST_ENTRIES:
        yield TOO_MANY.found(count=entries, most=MOST_ENTRIES)
