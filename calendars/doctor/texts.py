"""Looks at the words that people read: escapes, length, plainness, and what belongs in no public feed."""

import re
from collections.abc import Iterator

from calendars.doctor.check import ADVISED, MEASURED, Check, Finding, Severity
from calendars.doctor.check import mark as _
from calendars.doctor.lines import Line
from calendars.doctor.tree import Parsed

BAD_ESCAPE = Check(
    "bad-escape",
    Severity.WARNING,
    _("{name} holds the escape {text}"),
    _("escape only backslash, semicolon, comma and line break: \\\\ \\; \\, \\n"),
    "RFC 5545, 3.3.11",
)
UNESCAPED = Check(
    "unescaped-sign",
    Severity.WARNING,
    _("{name} holds a comma or a semicolon that is not escaped"),
    _("write \\, and \\;"),
    f"RFC 5545, 3.3.11; {MEASURED}",
    ("vobject", "calcurse"),
    _("vobject cuts the text there, calcurse skips the entry"),
)
LONG_SUMMARY = Check(
    "long-summary",
    Severity.WARNING,
    _("SUMMARY has {count} characters"),
    _("keep it under {most}, the rest belongs in DESCRIPTION"),
    ADVISED,
)
NO_SUMMARY = Check(
    "no-summary",
    Severity.WARNING,
    _("{kind} has no SUMMARY"),
    _("give it one"),
    "RFC 5545, 3.8.1.12",
    effect=_("programs show a nameless entry"),
)
MARKUP = Check(
    "markup-in-text",
    Severity.WARNING,
    _("{name} holds HTML: {text}"),
    _("write plain text; HTML may stand in STYLED-DESCRIPTION or X-ALT-DESC"),
    "RFC 5545, 3.8.1.5",
    effect=_("most programs show the markup as it stands"),
)
ADDRESS_OF_A_PERSON = Check(
    "mail-address",
    Severity.WARNING,
    _("{name} holds a mail address"),
    _("take it out of a feed that others read, or name an office"),
    ADVISED,
    effect=_("everyone who has the address of the feed reads it, and robots collect it"),
)
PERSON = Check(
    "person-in-feed",
    Severity.WARNING,
    _("{name} names a person"),
    _("leave it out: a published calendar invites nobody"),
    f"RFC 5546, 3.2.1; {ADVISED}",
    effect=_("programs take the entry for an invitation; the address of the person is published"),
)
NO_LANGUAGE = Check(
    "no-language",
    Severity.HINT,
    _("no text says in which language it is"),
    _("add LANGUAGE to SUMMARY and DESCRIPTION"),
    "RFC 5545, 3.2.10",
)
LINK_ALONE = Check(
    "link-alone",
    Severity.HINT,
    _("there is a LINK, and no URL and no address in DESCRIPTION"),
    _("repeat the address in URL or DESCRIPTION"),
    MEASURED,
    ("libical", "Evolution"),
    _("LINK is dropped"),
)

LONGEST_SUMMARY = 254  # characters

_TEXTS = frozenset(
    ("SUMMARY", "DESCRIPTION", "LOCATION", "COMMENT", "CONTACT", "NAME", "X-WR-CALNAME", "X-WR-CALDESC")
)
_LISTS = frozenset(("CATEGORIES", "RESOURCES"))
_PEOPLE = frozenset(("ATTENDEE", "ORGANIZER"))
_ESCAPED = re.compile(r"\\[\\;,nN]")
_STRAY = re.compile(r"\\.?", re.DOTALL)
_MARKUP = re.compile(
    r"</?(?:html|body|head|div|span|p|br|b|i|u|a|ul|ol|li|table|strong|em|font)\b[^<>]{0,200}>", re.IGNORECASE
)
_MAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}\.\w")


def look_at_texts(parsed: Parsed) -> Iterator[Finding]:
    """Look at each text for itself."""
    for line in parsed.lines:
        if line.name in _TEXTS:
            yield from _look_at_escapes(line, ",;")
            yield from _look_at_words(line)
        elif line.name in _LISTS:
            yield from _look_at_escapes(line, ";")
        elif line.name in _PEOPLE:
            yield PERSON.found(line.number, name=line.name)


def look_at_entries(parsed: Parsed) -> Iterator[Finding]:
    """Look at which texts an item has, and whether any says its language."""
    for item in parsed.items:
        if not item.value("SUMMARY"):
            yield NO_SUMMARY.found(item.number, kind=item.kind)
        if item.all("LINK") and not item.value("URL") and "://" not in item.value("DESCRIPTION"):
            yield LINK_ALONE.found(item.all("LINK")[0].number)
    spoken = [line for item in parsed.items for line in item.all("SUMMARY")]
    if spoken and not any(line.parameter("LANGUAGE") for line in spoken):
        yield NO_LANGUAGE.found(spoken[0].number)


def _look_at_escapes(line: Line, signs: str) -> Iterator[Finding]:
    bare = _ESCAPED.sub("", line.value)
    stray = _STRAY.search(bare)
    if stray:
        yield BAD_ESCAPE.found(line.number, name=line.name, text=stray[0])
    if any(sign in bare for sign in signs):
        yield UNESCAPED.found(line.number, name=line.name)


def _look_at_words(line: Line) -> Iterator[Finding]:
    length = len(_ESCAPED.sub("_", line.value))
    if line.name == "SUMMARY" and length > LONGEST_SUMMARY:
        yield LONG_SUMMARY.found(line.number, count=length, most=LONGEST_SUMMARY + 1)
    markup = _MARKUP.search(line.value)
    if markup:
        yield MARKUP.found(line.number, name=line.name, text=markup[0])
    if _MAIL.search(line.value):
        yield ADDRESS_OF_A_PERSON.found(line.number, name=line.name)
