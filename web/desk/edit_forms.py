"""The forms by which an officer changes the schedule in force: which fields each has, and what it asks for.

Each is one of the changes of ``uprcycle amend``, under the name that people give it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form: the column it fills, and how it is asked for.

    ``kind`` is ``session``, ``milestone``, ``status``, ``day`` or ``text``; the first three are lists.
    """

    column: str
    label: str
    hint: str = ""
    kind: str = "text"
    is_required: bool = True


@dataclass(frozen=True, slots=True)
class EditForm:
    """A form: its name in addresses, the change it asks for, its fields, and cells it fills by itself."""

    name: str
    change: str
    title: str
    lead: str
    fields: tuple[Field, ...]
    fixed: Mapping[str, str] = field(default_factory=dict, hash=False)


_STATE = Field("country", _("State"), _("By any of its names, or by its code"))
_SESSION = Field("session", _("Session"), kind="session")
_DATE = Field(
    "date",
    _("New date"),
    _("2027-05-04 for a day, 2027-05-04/2027-05-15 for several, 2027-05 for a month, unknown for none"),
)
_TO = Field("to", _("To session"), kind="session")
_OF_ALL = (
    Field(
        "source",
        _("Source"),
        _("Who announced it, and where it is written; everybody sees it beside the date"),
    ),
    Field("status", _("How sure is it?"), kind="status", is_required=False),
    Field(
        "announced",
        _("Announced on"),
        _("What was due before stays as it was; today unless you say"),
        kind="day",
        is_required=False,
    ),
    Field("note", _("Remark"), _("Shown beside the date"), is_required=False),
)

FORMS = (
    EditForm(
        "shift",
        "reschedule",
        _("Shift a session"),
        _("A session gets other days, earlier or later; its reviews and deadlines go with it."),
        (_SESSION, _DATE, *_OF_ALL),
    ),
    EditForm(
        "postpone",
        "postpone",
        _("Put sessions off"),
        _("A session, and every later one, is put off by the same distance."),
        (
            _SESSION,
            Field("by", _("How far"), _("26 weeks, 182 days or 6 months")),
            Field(
                "until", _("Up to session"), _("All later ones unless you say"), "session", is_required=False
            ),
            *_OF_ALL,
        ),
    ),
    EditForm(
        "move",
        "move",
        _("Move a State"),
        _("A State goes to another session of the same cycle; its place stays empty."),
        (
            _STATE,
            _TO,
            Field("order", _("Place in the list"), is_required=False),
            Field("date", _("Its day"), _DATE.hint, is_required=False),
            *_OF_ALL,
        ),
    ),
    EditForm(
        "swap",
        "swap",
        _("Swap two States"),
        _("Two States take each other's session, place, day and hours."),
        (_STATE, Field("other", _("The other State"), _STATE.hint), _OF_ALL[0]),
    ),
    EditForm(
        "suspend",
        "reschedule",
        _("Suspend a session"),
        _("A session is put off without a new date; what hangs on it has none either."),
        (_SESSION, *_OF_ALL),
        {"date": "unknown"},
    ),
    EditForm(
        "withdraw",
        "leave-empty",
        _("Withdraw a State"),
        _("A State leaves its session and waits, without a date, until it is given another."),
        (_STATE, *_OF_ALL),
    ),
    EditForm(
        "deadline",
        "suspend",
        _("Suspend a deadline"),
        _("A deadline of a session, or of one State in it, has no date until another is announced."),
        (
            Field("milestone", _("Deadline"), kind="milestone"),
            Field("session", _("Session"), kind="session"),
            Field("country", _("Only of this State"), _STATE.hint, is_required=False),
            *_OF_ALL,
        ),
    ),
)
FORM_BY_NAME = {each.name: each for each in FORMS}
