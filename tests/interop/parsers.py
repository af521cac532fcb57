"""Every parser there is to ask, and how to find the ones that are here."""

import pytest

from tests.interop.icaljs import by_icaljs
from tests.interop.icaljs import missing as icaljs_missing
from tests.interop.in_python import by_ical, by_icalendar, by_recurring, by_vobject
from tests.interop.libical import MISSING as LIBICAL_MISSING
from tests.interop.libical import by_libical
from tests.interop.reading import Parser, Reading

PARSERS = (
    Parser("icalendar", by_icalendar),
    Parser("recurring-ical-events", by_recurring),
    Parser("ical", by_ical),
    Parser("vobject", by_vobject),
    Parser("libical", by_libical, LIBICAL_MISSING),
    Parser("ical.js", by_icaljs, icaljs_missing()),
)


def read_or_skip(parser: Parser, body: bytes) -> Reading:
    """Return what ``parser`` reads, or skip the test with the line that installs it."""
    if parser.missing:
        pytest.skip(parser.missing)
    return parser.read(body)
