"""Looks at bytes, rows and letters, before anything is known of calendars."""

import re
from collections.abc import Iterator

from calendars.doctor.check import ADVISED, MEASURED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.lines import LONGEST_LINE, MOST_LINES
from calendars.doctor.tree import Parsed

EMPTY = Check(
    "empty",
    Severity.ERROR,
    _("there is nothing in it"),
    _("send a calendar, if need be one without entries"),
    "RFC 5545, 3.4",
    effect=_("programs keep their old copy or report an error"),
)
MARK = Check(
    "byte-order-mark",
    Severity.ERROR,
    _("a byte order mark stands before the first letter"),
    _("write UTF-8 without a mark"),
    f"RFC 5545, 3.4; {MEASURED}",
    effect=_("seven of the programs tested fail"),
)
OTHER_ENCODING = Check(
    "not-utf-8",
    Severity.ERROR,
    _("the bytes of lines are not UTF-8: {count}"),
    _("write UTF-8"),
    "RFC 5545, 3.1.4",
)
WIDE = Check(
    "utf-16", Severity.ERROR, _("the file is written in UTF-16"), _("write UTF-8"), "RFC 5545, 3.1.4"
)
CUT_CHARACTER = Check(
    "fold-inside-character",
    Severity.ERROR,
    _("lines are folded inside a character: {count}"),
    _("fold between characters"),
    f"RFC 5545, 3.1; {MEASURED}",
    effect=_("three programs refuse the file, three show broken letters"),
)
LONG_ROW = Check(
    "long-line",
    Severity.WARNING,
    _("lines are longer than {most} octets: {count}"),
    _("fold lines at {most} octets"),
    "RFC 5545, 3.1",
)
BARE_FEED = Check(
    "line-feed-only",
    Severity.WARNING,
    _("lines end in a line feed alone"),
    _("end each line with carriage return and line feed"),
    "RFC 5545, 3.1",
)
BARE_RETURN = Check(
    "carriage-return-only",
    Severity.ERROR,
    _("a carriage return stands alone"),
    _("end each line with carriage return and line feed, and write \\n in texts"),
    "RFC 5545, 3.1",
)
NO_LAST_BREAK = Check(
    "no-last-line-break",
    Severity.WARNING,
    _("the last line has no end"),
    _("end it with carriage return and line feed"),
    "RFC 5545, 3.1",
)
BLANK = Check("blank-line", Severity.WARNING, _("blank lines: {count}"), _("leave them out"), "RFC 5545, 3.1")
RAW_BREAK = Check(
    "raw-line-break",
    Severity.ERROR,
    _("the line begins no property: {text}"),
    _("write line breaks in texts as \\n"),
    f"RFC 5545, 3.1; {MEASURED}",
    ("Thunderbird", "ical.js", "vobject", "sabre", "ics.py"),
    _("Thunderbird shows nothing of the whole file, the others refuse it"),
)
CONTROL = Check(
    "control-character",
    Severity.ERROR,
    _("a control character stands in {name}: {codes}"),
    _("take it out"),
    "RFC 5545, 3.1",
)
SEPARATOR = Check(
    "line-separator",
    Severity.ERROR,
    _("a line separator stands in {name}: {codes}"),
    _("write line breaks in texts as \\n"),
    MEASURED,
    ("vdirsyncer", "node-ical"),
    _("vdirsyncer cuts the entry there, node-ical loses the summary"),
)
INVISIBLE = Check(
    "invisible-character",
    Severity.HINT,
    _("an invisible character that turns or hides words stands in {name}: {codes}"),
    _("take it out"),
    "Unicode Standard Annex 9",
)
BAD_NAME = Check(
    "bad-property-name",
    Severity.ERROR,
    _("a property has the name {name}"),
    _("use letters, digits and hyphens only"),
    "RFC 5545, 3.1",
)
BAD_PARAMETER = Check(
    "bad-parameter",
    Severity.ERROR,
    _("a parameter of {name} has no name or no value"),
    _("write each parameter as NAME=value"),
    "RFC 5545, 3.2",
)
BEYOND = Check(
    "beyond-reach",
    Severity.ERROR,
    _("it is so large ({size} bytes) that only its first {bytes} bytes or {lines} lines were looked at"),
    _("cut it into several feeds"),
    ADVISED,
)

_NAME = re.compile(r"[A-Za-z0-9-]+")
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f]")
_SEPARATORS = re.compile("[\x85\u2028\u2029]")
_INVISIBLES = re.compile("[\ufeff\u202a-\u202e\u2066-\u2069]")


def look_at_bytes(parsed: Parsed) -> Iterator[Finding]:
    """Look at the file as a whole."""
    text = parsed.text
    if not text.lines:
        yield EMPTY.found()
        return
    if text.is_cut:
        yield BEYOND.found(size=text.size, bytes=text.kept, lines=MOST_LINES)
    if text.encoding:
        yield WIDE.found(1)
    if text.has_mark:
        yield MARK.found(1)
    for check, numbers in (
        (OTHER_ENCODING, text.broken),
        (CUT_CHARACTER, text.cut_characters),
        (LONG_ROW, text.long),
        (BLANK, text.blank),
    ):
        if numbers:
            yield check.found(numbers[0], count=len(numbers), most=LONGEST_LINE)


def look_at_line_ends(parsed: Parsed) -> Iterator[Finding]:
    """Look at how lines end; a file of one kind of line is one finding."""
    ends = parsed.text.ends
    for end, check in ((b"\n", BARE_FEED), (b"\r", BARE_RETURN), (b"", NO_LAST_BREAK)):
        if end in ends:
            yield check.found(ends[end])


def look_at_letters(parsed: Parsed) -> Iterator[Finding]:
    """Look for lines that are none, and for letters that programs stumble over."""
    for line in parsed.text.lines:
        if not line.name:
            if parsed.calendars:
                yield RAW_BREAK.found(line.number, text=line.value)
        elif not _NAME.fullmatch(line.name):
            yield BAD_NAME.found(line.number, name=line.name)
        elif line.has_bad_parameters:
            yield BAD_PARAMETER.found(line.number, name=line.name)
        for pattern, check in ((_CONTROLS, CONTROL), (_SEPARATORS, SEPARATOR), (_INVISIBLES, INVISIBLE)):
            if pattern.search(line.tail) or pattern.search(line.value):
                letters = filter(pattern.match, sorted(set(line.tail + line.value)))
                codes = [f"U+{ord(each):04X}" for each in letters]
                yield check.found(line.number, name=line.name, codes=", ".join(codes))
