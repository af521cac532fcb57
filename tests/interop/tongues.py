"""The languages that feeds are read in: the six of the United Nations, and one that is all traps.

A language whose catalogue is not here yet speaks English with its own dates, so it is tried too.
"""

import gettext

from uprcycle.store.packaged import language_codes, load_language
from uprcycle.wording.language import Language

_BEFORE, _AFTER = "مُراجعة؛ ", " 普遍定期审议\u200f👩‍🚀🇰🇪 e\u0301\u2067x\u2069\\n;,"


class _Traps(gettext.NullTranslations):
    """Every text between Arabic and Chinese ones, with marks of direction and what a parser may trip over."""

    def gettext(self, message: str) -> str:
        return f"{_BEFORE}{message}{_AFTER}"

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return self.gettext(msgid1 if n == 1 else msgid2)


TRAPS = Language("ar", _Traps())
_CODES = dict.fromkeys((*language_codes(), "en", "fr", "es", "ar", "ru", "zh"))
TONGUES = {
    **{code: load_language(code) if code in language_codes() else Language(code) for code in _CODES},
    "traps": TRAPS,
}
"""Each language by its code."""
