"""The columns of a schedule, as people call them."""

from collections.abc import Mapping

from uprcycle.wording.language import Language


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_COLUMN: Mapping[str, str] = {
    "row": _("row"),
    "dates": _("date"),
    "record": _("record"),
    "session": _("session"),
    "cycle": _("cycle"),
    "council": _("Council sessions"),
    "order": _("place in the list"),
    "hours": _("hours"),
    "name_at_time": _("name at the time"),
    "source": _("Source"),
    "note": _("Note"),
    "milestone": _("milestone"),
}


def column_text(name: str, language: Language) -> str:
    """Return what a column is called; one that only files know keeps its name."""
    return language.text(_COLUMN.get(name, name))
