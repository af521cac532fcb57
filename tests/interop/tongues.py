"""The languages that feeds are read in: the six of the United Nations, and one that is all traps."""

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


TONGUES = (*language_codes(), "traps")
"""The codes of all of them."""


def tongue(code: str) -> Language:
    """Return one of :data:`TONGUES`; reading a catalogue takes a while."""
    return Language("ar", _Traps()) if code == "traps" else load_language(code)
