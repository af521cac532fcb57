"""Arabic for tests: Arabic letters in the place of Latin ones, with the real names and dates.

What a person reads here is no Arabic; a browser sees it as such, shapes it and sets it from the right.
A Latin letter that is left is a text that nobody can translate, a name, or an address.
"""

import gettext
import re
from functools import cache

from uprcycle.store.packaged import language_codes, load_language
from uprcycle.wording.language import Language

CODES = (*language_codes(), "ar")

_PLACE = re.compile(r"(\{[^{}]*\})")
_LETTERS = str.maketrans("abcdefghijklmnopqrstuvwxyz", "ابثدهفغحيجكلمنوپقرستعڤطخيز")


class ArabicLetters(gettext.NullTranslations):
    """Translations that write each message in Arabic letters and leave its places as they are."""

    def gettext(self, message: str) -> str:
        return lettered(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return lettered(msgid1 if n == 1 else msgid2)


def lettered(message: str) -> str:
    """Write what stands between the places of a message in Arabic letters."""
    return "".join(
        part if part.startswith("{") else part.lower().translate(_LETTERS) for part in _PLACE.split(message)
    )


@cache
def language(code: str) -> Language:
    """Return a language that the pages may be seen in: a real one, or that of Arabic letters."""
    return Language("ar", ArabicLetters()) if code == "ar" else load_language(code)
