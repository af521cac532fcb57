"""Languages are named in the language of the reader, and say how far their texts may be trusted."""

import gettext

import pytest

from uprcycle.store.packaged import load_language
from uprcycle.wording.language import ENGLISH, Language
from uprcycle.wording.languages import language_name, own_name, translation_notes


@pytest.mark.parametrize(
    ("code", "name"), [("fr", "French"), ("zh", "Chinese"), ("zz", "zz"), ("", ""), ("<b>", "<b>")]
)
def test_the_name_of(code: str, name: str) -> None:
    assert language_name(code, ENGLISH) == name


def test_a_reader_of_french_reads_french_names() -> None:
    assert language_name("en", load_language("fr")) == "anglais"


def test_each_language_names_itself() -> None:
    codes = ("en", "fr", "es", "ar", "zh", "ru")

    assert list(map(own_name, codes)) == [
        "English",
        "Français",
        "Español",
        "العربية",
        "中文",
        "Русский",
    ]


class Headed(gettext.NullTranslations):
    """A catalogue of one text whose header names a team, or none."""

    def __init__(self, **header: str) -> None:
        super().__init__()
        self._info = {name.replace("_", "-"): value for name, value in header.items()}

    def gettext(self, message: str) -> str:
        return "tenu" if message == "held" else message


UNREAD = (
    "Translated, and not yet read by anybody whose language it is; where texts differ, the English counts."
)
IN_PART = "Some texts are not translated yet and stand in English."


@pytest.mark.parametrize(
    ("language", "quoted", "notes"),
    [
        pytest.param(ENGLISH, ["held", "other"], [], id="English"),
        pytest.param(Language("fr", Headed(language_team="A. Reader")), ["held"], [], id="read"),
        pytest.param(Language("fr", Headed(language_team="none")), ["held"], [UNREAD], id="no-team"),
        pytest.param(Language("fr", Headed(language_team="LANGUAGE <LL@li.org>")), [], [UNREAD], id="a-form"),
        pytest.param(Language("fr", Headed()), ["held", "other"], [UNREAD, IN_PART], id="no-header"),
    ],
)
def test_a_translation_says_who_has_not_read_it(
    language: Language, quoted: list[str], notes: list[str]
) -> None:
    assert list(translation_notes(language, quoted)) == notes
