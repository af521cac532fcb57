"""The changes by the name a person writes, what each needs, and the function that makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, TypeAlias

from uprcycle.schedule.amend.admit import admit_state
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.councils import name_councils, redate_council
from uprcycle.schedule.amend.deadlines import (
    cap_deadline,
    extend_deadline,
    reissue_deadline,
    suspend_deadline,
)
from uprcycle.schedule.amend.find import Finder
from uprcycle.schedule.amend.move import move_review
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.outcome import withhold_outcome
from uprcycle.schedule.amend.postpone import hand_on_dates, postpone_sessions
from uprcycle.schedule.amend.prolong import prolong_session
from uprcycle.schedule.amend.redate import redate_review
from uprcycle.schedule.amend.rename import name_state
from uprcycle.schedule.amend.reschedule import reschedule_session
from uprcycle.schedule.amend.split import split_deadline
from uprcycle.schedule.amend.swap import swap_reviews
from uprcycle.schedule.amend.target import Deadline, Place, Reviewed
from uprcycle.schedule.amend.vacate import vacate_slot
from uprcycle.schedule.session import Schedule

Values: TypeAlias = Mapping[str, Any]
"""The cells of a row that are filled in, by column, read into what each column holds."""


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """One kind of change: which columns it needs, which it may have, and what it does."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    make: Callable[[Schedule, Values, Notice], Amended]


def _reviewed(cells: Values) -> Reviewed:
    return Reviewed(cells["country"], cells.get("cycle"))


def _place(cells: Values) -> Place:
    place = Place(cells["to"], cells.get("order", 0))
    return Place(place.session, place.order, cells["date"]) if "date" in cells else place


def _deadline(schedule: Schedule, cells: Values) -> Deadline:
    """Name a deadline by its session; by its State alone, in the session where that is reviewed."""
    session = cells.get("session")
    if session is None:
        find = Finder(schedule)
        if "country" not in cells:
            find.refuse(cells["milestone"], "names no session and no State", "fill in one of the two")
            raise find.refusal
        slot = find.review(_reviewed(cells))
        if slot is None or slot.session is None:
            if slot is not None:
                find.refuse(slot.country, "has no session in this cycle", "name the session")
            raise find.refusal
        session = slot.session
    return Deadline(session, cells["milestone"], cells.get("country", ""))


_OF_A_DEADLINE = ("session", "country", "cycle")

KINDS: Mapping[str, ChangeKind] = MappingProxyType(
    {
        "postpone": ChangeKind(
            ("session", "by"),
            ("until",),
            lambda at, row, word: postpone_sessions(at, row["session"], row["by"], word, row.get("until")),
        ),
        "hand-on": ChangeKind(
            ("session", "date"),
            ("until",),
            lambda at, row, word: hand_on_dates(at, row["session"], row["date"], word, row.get("until")),
        ),
        "reschedule": ChangeKind(
            ("session", "date"),
            (),
            lambda at, row, word: reschedule_session(at, row["session"], row["date"], word),
        ),
        "prolong": ChangeKind(
            ("session", "date"),
            (),
            lambda at, row, word: prolong_session(at, row["session"], row["date"].last, word),
        ),
        "move": ChangeKind(
            ("country", "to"),
            ("cycle", "order", "date"),
            lambda at, row, word: move_review(at, _reviewed(row), _place(row), word),
        ),
        "swap": ChangeKind(
            ("country", "other"),
            ("cycle",),
            lambda at, row, _: swap_reviews(at, _reviewed(row), Reviewed(row["other"], row.get("cycle"))),
        ),
        "leave-empty": ChangeKind(
            ("country",), ("cycle",), lambda at, row, word: vacate_slot(at, _reviewed(row), word)
        ),
        "redate": ChangeKind(
            ("country", "date"),
            ("cycle",),
            lambda at, row, word: redate_review(at, _reviewed(row), row["date"], word),
        ),
        "reissue": ChangeKind(
            ("milestone", "date"),
            _OF_A_DEADLINE,
            lambda at, row, word: reissue_deadline(at, _deadline(at, row), row["date"], word),
        ),
        "extend": ChangeKind(
            ("milestone", "date"),
            _OF_A_DEADLINE,
            lambda at, row, word: extend_deadline(at, _deadline(at, row), row["date"], word),
        ),
        "no-later-than": ChangeKind(
            ("milestone", "date"),
            _OF_A_DEADLINE,
            lambda at, row, word: cap_deadline(at, _deadline(at, row), row["date"].last, word),
        ),
        "suspend": ChangeKind(
            ("milestone",),
            _OF_A_DEADLINE,
            lambda at, row, word: suspend_deadline(at, _deadline(at, row), word),
        ),
        "split": ChangeKind(
            ("session", "milestone", "countries", "date"),
            (),
            lambda at, row, word: split_deadline(
                at, Deadline(row["session"], row["milestone"]), row["countries"], row["date"], word
            ),
        ),
        "councils": ChangeKind(
            ("session", "councils"), (), lambda at, row, _: name_councils(at, row["session"], row["councils"])
        ),
        "council-dates": ChangeKind(
            ("council", "date"),
            (),
            lambda at, row, word: redate_council(at, row["council"], row["date"], word),
        ),
        "no-outcome": ChangeKind(
            ("country",), ("cycle",), lambda at, row, word: withhold_outcome(at, _reviewed(row), word)
        ),
        "rename": ChangeKind(
            ("country", "name"), ("cycle",), lambda at, row, _: name_state(at, _reviewed(row), row["name"])
        ),
        "add": ChangeKind(
            ("country", "to"),
            ("order", "date"),
            lambda at, row, word: admit_state(at, row["country"], _place(row), word),
        ),
    }
)
