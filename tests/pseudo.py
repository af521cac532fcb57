"""A language made on the fly: every translated text stands in brackets, and its places between them.

What stands outside the brackets was not translated. Dates, cities and names of States are those
of Chinese, so that a Latin letter outside the brackets is a text that nobody can translate, or data.
"""

import gettext
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from flows.languages.messages import collect_messages
from uprcycle.wording.language import Language

ROOT = Path(__file__).parents[1]

_PIECES = re.compile(r"(\{[^{}]*\})|([^{}]+)")
_BRACKETED = re.compile(r"⟦[^⟦⟧]*?[⟧…]")
"""A label of a drawing may be cut short, and then ends with three dots instead."""

_LATIN = re.compile(r"[^\W\d_]*[A-Za-zÀ-ÿ]{2,}[^\W\d_]*")
_ADDRESS = re.compile(r"\b(?:https?|webcal)://\S+|\S+@\S+\.\w+")
_ZONES = {"CET", "CEST", "UTC", "GMT", "EAT"}


class Brackets(gettext.NullTranslations):
    """Translations that answer a known message in brackets, and any other as it came."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__()
        self._known = known

    def gettext(self, message: str) -> str:
        return bracketed(message) if message in self._known else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        form = msgid1 if n == 1 else msgid2
        return bracketed(form) if self._known.get(msgid1) == msgid2 else form


def bracketed(message: str) -> str:
    return _PIECES.sub(lambda found: found[1] or f"⟦{found[2]}⟧", message)


@cache
def pseudo_language() -> Language:
    """The language of brackets over every message the program is known to say."""
    return Language("zh", Brackets({each.one: each.many for each in collect_messages(ROOT)}))


def untranslated(text: str, data: Iterable[str] = ()) -> list[str]:
    """Return the words outside all brackets that are neither ``data`` nor an address or a zone."""
    rest = _ADDRESS.sub(" ", _BRACKETED.sub(" ", text))
    for each in sorted(filter(None, set(data)), key=len, reverse=True):
        rest = rest.replace(each, " ")
    return [word for word in _LATIN.findall(rest) if word not in _ZONES]
