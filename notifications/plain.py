"""Text from people and files, made safe for one line of a mail and for a display name.

Names and titles are typed by strangers to this package: a line break in one would start a
header, an ``@`` in a display name has sent mail to the name, and bidirectional controls let
one address pass for another.
"""

import unicodedata

_LONGEST_NAME = 60
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
_NAME_MARKS = frozenset("-'’ ")
_BREAKING = frozenset({"Cc", "Cs", "Co", "Cn", "Zl", "Zp"})


def plain_line(text: str) -> str:
    """Return ``text`` on one line, without controls, turning marks and doubled spaces."""
    kept = (each for each in text if each not in _TURNING)
    return " ".join("".join(" " if _breaks(each) else each for each in kept).split())


def display_name(text: str) -> str:
    """Return ``text`` as a name that needs no quoting: letters, digits, spaces, hyphens, apostrophes."""
    letters = (each if _is_of_a_name(each) else " " for each in plain_line(text))
    return " ".join("".join(letters).split())[:_LONGEST_NAME].strip()


def _breaks(character: str) -> bool:
    return unicodedata.category(character) in _BREAKING


def _is_of_a_name(character: str) -> bool:
    return character in _NAME_MARKS or unicodedata.category(character)[0] in "LMN"
