"""A language to write in, always an argument and never read from the environment.

English texts are the message ids. A missing translation falls back to English, and
``marked_text`` says so.
"""

import gettext
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Self

from babel import Locale
from babel.numbers import format_decimal

from uprcycle.phrase import Phrase

_LOCALES = {"en": "en_GB", "zh": "zh_Hans"}
_LATIN = re.compile("[A-Za-z\u00c0-\u024f]")
_TURNED = frozenset({"ar", "dv", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
"""Languages that are read from the right; Babel knows too, and takes its time to load."""

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
        return _filled(translated, self._each_apart(values)) if values else translated

    def plural(self, one: str, many: str, count: int, **values: object) -> str:
        """Return the form of this language for ``count``, which fills the place ``{count}``."""
        filling = self._each_apart(values | {"count": count})
        return _filled(self.translations.ngettext(one, many, count), filling)

    def say(self, text: str) -> str:
        """Return a phrase of ours in this language; any other text is data, and stays as it is."""
        if not isinstance(text, Phrase):
            return text
        if self.code == "en":
            return str(text)
        places = {name: self._placed(each) for name, each in text.places.items()}
        match text.forms:
            case (message,):
                return self.text(message, **places)
            case (one, many):
                return self.plural(one, many, **places)
            case _:
                return ", ".join(map(str, places.values()))

    def apart(self, text: str) -> str:
        """Set a Latin text apart where its sentence runs the other way, so that neither turns the other.

        Places of messages are; an address stays one that can be clicked.
        """
        is_turned = self.code in _TURNED and _LATIN.search(text) is not None and "://" not in text
        return f"\u2068{text}\u2069" if is_turned else text

    def _each_apart(self, values: Mapping[str, object]) -> Mapping[str, object]:
        if self.code not in _TURNED:
            return values
        return {name: self.apart(each) if isinstance(each, str) else each for name, each in values.items()}

    def _placed(self, place: Any) -> Any:  # noqa: ANN401
        if isinstance(place, str):
            return self.say(place)
        return _Number(place, self.locale) if isinstance(place, int) else place

    def marked_text(self, message: str) -> tuple[str, bool]:
        """Return ``message`` in this language and whether a translation was found."""
        translated = self.text(message)
        return translated, self.code == "en" or translated != message


class _Number(int):
    """A number that groups its figures as the language does, where a message asks for that."""

    _locale: Locale

    def __new__(cls, value: int, locale: Locale) -> Self:
        made = super().__new__(cls, value)
        made._locale = locale
        return made

    def __format__(self, wanted: str) -> str:
        return format_decimal(int(self), locale=self._locale) if wanted == "," else super().__format__(wanted)


def _filled(message: str, values: Mapping[str, object]) -> str:
    """Fill the places of a message. A Russian date ends in a full stop, which a sentence does not double."""
    return message.format(**values).replace("\u0433..", "\u0433.")


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


ENGLISH = Language("en")
