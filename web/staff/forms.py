"""What people type into forms, read or refused beside its field, in the reader's language."""

from collections.abc import Iterable, Mapping
from datetime import date

from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem
from uprcycle.wording.language import Language


def read_day(form: Mapping[str, str], field: str, language: Language) -> date:
    """Return the day in a field.

    Raises:
        BadInputError: There is none.
    """
    try:
        return date.fromisoformat(form.get(field, "").strip())
    except ValueError:
        raise fault(field, language.text("Write a day, such as 2026-05-04.")) from None


def read_words(form: Mapping[str, str], field: str, language: Language) -> str:
    """Return the text in a field.

    Raises:
        BadInputError: It is empty, too long, or cannot be kept.
    """
    text = form.get(field, "").strip()
    if check_words((field, text)):
        raise fault(field, language.text("Write one line of text."))
    return text


def fault(field: str, what: str) -> BadInputError:
    """Return what to raise where ``what`` is wrong with a field."""
    return BadInputError(what, [Problem(field, what)])


def by_field(problems: Iterable[Problem], language: Language) -> Mapping[str, str]:
    """Return what is wrong, by the field or the column it stands in."""
    return {each.place.column or each.where: language.say(each.sentence) for each in problems}
