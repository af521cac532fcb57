"""Bytes of a file as the text they hold, within limits, with nothing hidden in it.

Knows encodings and dangerous characters; knows nothing of columns. What is too large is
refused before it is parsed.
"""

import codecs
import re
import unicodedata

from uprcycle.errors import BadInputError, Problem, Severity
from uprcycle.phrase import Phrase, in_short, phrase

MAX_BYTES = 20_000_000
MAX_LINE = 1_000_000
MAX_LINES = 400_000
_SHOWN = 60

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it starts with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_ZIP = b"PK\x03\x04"  # how an .xlsx, .ods or .docx begins
_OLD_OFFICE = b"\xd0\xcf\x11\xe0"
_JOINERS = frozenset("\u200c\u200d")  # Persian and Indic spelling needs them
_BREAKS = frozenset("\t\n\r")
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})
_NO_TEXT, _AS_TEXT = phrase("is not text that can be read"), phrase("save it as CSV UTF-8")
_LOST = "\N{REPLACEMENT CHARACTER}"


class UnreadableError(BadInputError):
    """One value cannot be read; whoever knows its place makes a problem of it."""

    def __init__(self, what: str, remedy: str = "") -> None:
        """Keep what is wrong and what to do about it."""
        super().__init__(phrase("{what}; {remedy}", what=what, remedy=remedy) if remedy else what)
        self.what = what
        self.remedy = remedy


def read_text(name: str, content: bytes) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of ``content`` and warnings about how it was read.

    UTF-8 is tried first, UTF-16 and UTF-32 by their mark, then Windows-1252 with a warning.

    Raises:
        BadInputError: Too large, empty, not text, or a line without end.
    """
    if len(content) > MAX_BYTES:
        raise unreadable_file(
            name,
            phrase("is larger than {most} MB", most=MAX_BYTES // 1_000_000),
            phrase("remove what is not needed"),
        )
    if content.startswith((_ZIP, _OLD_OFFICE)):
        raise unreadable_file(name, in_short("is a workbook, not text", _NO_TEXT), _AS_TEXT)
    text, warnings = _decode(name, content)
    if "\0" in text:
        raise unreadable_file(name, in_short("holds zero bytes, so it is not text", _NO_TEXT), _AS_TEXT)
    if not text.strip():
        raise unreadable_file(name, phrase("is empty"), phrase("choose the file again"))
    _check_lines(name, text)
    return text, warnings


def unreadable_file(name: str, what: str, remedy: str) -> BadInputError:
    """Return the refusal of a whole file for one reason."""
    return BadInputError(f"{name} cannot be read", [Problem(name, what, remedy)])


def _decode(name: str, content: bytes) -> tuple[str, tuple[Problem, ...]]:
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            text = _decoded(content[len(mark) :], encoding)
            if text is None:
                raise unreadable_file(
                    name,
                    in_short(f"says that it is {encoding} and is not", _NO_TEXT),
                    _AS_TEXT,
                )
            return text, ()
    if (text := _decoded(content, "utf-8")) is not None:
        return text, ()
    if (text := _decoded(content, "cp1252")) is None:
        raise unreadable_file(name, in_short("is in an unknown encoding", _NO_TEXT), _AS_TEXT)
    what = phrase("is not UTF-8 and was read as Windows-1252")
    remedy = phrase("check the accented letters, or save it as CSV UTF-8")
    return text, (Problem(name, what, remedy, Severity.WARNING),)


def _decoded(content: bytes, encoding: str) -> str | None:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        return None


def _check_lines(name: str, text: str) -> None:
    if text.count("\n") + text.count("\r") > MAX_LINES:
        raise unreadable_file(
            name, phrase("has more than {most:,} rows", most=MAX_LINES), phrase("remove what is not needed")
        )
    if any(len(line) > MAX_LINE for line in re.split(r"[\r\n]", text)):
        raise unreadable_file(
            name,
            in_short(f"has a line of more than {MAX_LINE:,} characters", _NO_TEXT),
            _AS_TEXT,
        )


def find_hidden(text: str) -> str:
    """Return the name of the first character that a reader of ``text`` would not see; else nothing.

    Controls, bidirectional marks, invisible and half characters hide or reorder text, and one
    that was lost in an earlier conversion hides what stood there.
    """
    if text.isascii() and text.isprintable():
        return ""
    for each in dict.fromkeys(text):
        hidden = unicodedata.category(each) in _HIDDEN and each not in _JOINERS and each not in _BREAKS
        if hidden or each == _LOST:
            return unicodedata.name(each, f"control character U+{ord(each):04X}").lower()
    return ""


def hidden_in(text: str, name: str) -> tuple[Phrase, Phrase]:
    """Return what is wrong with a text that holds a hidden character of this name, and the remedy."""
    what = phrase("{text} holds a character that cannot be seen ({name})", text=quoted(text), name=name)
    return what, phrase("type it again")


def no_such_word(text: str, kind: str) -> Phrase:
    """Say that a text is none of the words of a closed list; ``kind`` says of which ("a status")."""
    return in_short(f"{quoted(text)} is not {kind}", phrase("{text} cannot stand here", text=quoted(text)))


def plain_name(name: str) -> str:
    """Return a file's name on one line, with what cannot be printed replaced."""
    return "".join(each if each.isprintable() else "?" for each in name)[-200:] or "the file"


def in_column(place: str, column: str) -> str:
    """Return the place of a cell of a row, or of a whole column."""
    return phrase("{place}, column {column}", place=place, column=column)


def row_of_text(name: str, number: int) -> str:
    """Return the place of a row of a file without sheets."""
    return phrase("{file}: row {number}", file=name, number=number)


def row_of_sheet(sheet: str, number: int) -> str:
    """Return the place of a row of a sheet, which has been named with its file."""
    return phrase("{place}, row {number}", place=sheet, number=number)


def quoted(text: str) -> str:
    """Return ``text`` as an error quotes it, cut where it is long."""
    return repr(text if len(text) <= _SHOWN else text[:_SHOWN] + "…")
