"""The names of languages, and how far a translation may be trusted, in the language of the reader."""

from collections.abc import Iterable, Iterator
from functools import cache

from babel import Locale, UnknownLocaleError

from uprcycle.wording.language import Language


def language_name(code: str, language: Language) -> str:
    """Return the name of the language with this code; the code itself where it has none."""
    try:
        return Locale.parse(code).get_display_name(language.locale) or code
    except (UnknownLocaleError, ValueError):
        return code


@cache
def own_name(code: str) -> str:
    """Return what a language calls itself, with a capital where it has capitals: "Français"."""
    return language_name(code, Language(code)).capitalize()


def translation_notes(language: Language, quoted: Iterable[str] = ()) -> Iterator[str]:
    """Yield what stands at the end of a text in ``language`` that rests on the messages ``quoted``."""
    if not language.has_reader:
        yield language.text(
            "Translated, and not yet read by anybody whose language it is; "
            "where texts differ, the English counts."
        )
    if not all(language.marked_text(each)[1] for each in quoted):
        yield language.text("Some texts are not translated yet and stand in English.")
