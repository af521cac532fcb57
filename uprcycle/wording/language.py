"""A language to write in, always an argument and never read from the environment.

English texts are the message ids. A missing translation falls back to English, and
``marked_text`` says so.
"""

import gettext
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from babel import Locale

_LOCALES = {"en": "en_GB", "zh": "zh_Hans"}
_NOBODY = frozenset({"", "none", "LANGUAGE <LL@li.org>"})
"""What gettext programs write as the team of a language that has none."""


@dataclass(frozen=True, slots=True)
class Language:
    """A language code of two letters and its catalogue."""

    code: str
    translations: gettext.NullTranslations = field(default_factory=gettext.NullTranslations, compare=False)

    @property
    def locale(self) -> Locale:
        """The locale whose dates and numbers go with the language; English is British."""
        return _locale(_LOCALES.get(self.code, self.code))

    @property
    def direction(self) -> str:
        """``rtl`` or ``ltr``, as HTML names it."""
        return self.locale.text_direction

    @property
    def has_reader(self) -> bool:
        """Whether somebody whose language it is answers for the texts: the team of the catalogue."""
        return self.code == "en" or self.translations.info().get("language-team", "") not in _NOBODY

    def text(self, message: str, **values: object) -> str:
        """Return ``message`` in this language with its named places filled.

        Text without values is returned as it stands, braces included.
        """
        translated = self.translations.gettext(message) if message else ""
        return _filled(translated, values) if values else translated

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the form of this language for ``count``, which fills the place ``{count}``."""
        return _filled(self.translations.ngettext(one, many, count), values | {"count": count})

    def marked_text(self, message: str) -> tuple[str, bool]:
        """Return ``message`` in this language and whether a translation was found."""
        translated = self.text(message)
        return translated, self.code == "en" or translated != message


def _filled(message: str, values: Mapping[str, object]) -> str:
    """Fill the places of a message. A Russian date ends in a full stop, which a sentence does not double."""
    return message.format(**values).replace("\u0433..", "\u0433.")


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


ENGLISH = Language("en")
