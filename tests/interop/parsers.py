"""Every parser there is to ask, and how to find the ones that are here."""

import pytest

from tests.interop import icaljs, libical
from tests.interop.in_python import by_ical, by_icalendar, by_recurring, by_vobject
from tests.interop.reading import Parser, Reading

PARSERS = (
    Parser("icalendar", by_icalendar),
    Parser("recurring-ical-events", by_recurring),
    Parser("ical", by_ical),
    Parser("vobject", by_vobject),
    Parser("libical", libical.by_libical, libical.missing()),
    Parser("ical.js", icaljs.by_icaljs, icaljs.missing()),
)


def read_or_skip(parser: Parser, body: bytes) -> Reading:
    """Return what ``parser`` reads, or skip the test with the line that installs it."""
    if parser.missing:
        pytest.skip(parser.missing)
    return parser.read(body)
