"""The names of languages, in the language of the reader."""

from babel import Locale, UnknownLocaleError

from uprcycle.wording.language import Language


def language_name(code: str, language: Language) -> str:
    """Return the name of the language with this code; the code itself where it has none."""
    try:
        return Locale.parse(code).get_display_name(language.locale) or code
    except (UnknownLocaleError, ValueError):
        return code
