"""The changes by the name a person writes, what each needs, and the function that makes it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from uprcycle.schedule.amend.admit import admit_state
from uprcycle.schedule.amend.amended import Amended
from uprcycle.schedule.amend.councils import name_councils, redate_council
from uprcycle.schedule.amend.deadlines import (
    cap_deadline,
    extend_deadline,
    reissue_deadline,
    suspend_deadline,
)
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
from uprcycle.schedule.amend.target import Deadline, Reviewed
from uprcycle.schedule.amend.vacate import vacate_slot
from uprcycle.schedule.amend.values import Values, deadline_in, place_in, reviewed_in
from uprcycle.schedule.session import Schedule


@dataclass(frozen=True, slots=True)
class ChangeKind:
    """One kind of change: which columns it needs, which it may have, and what it does."""

    required: tuple[str, ...]
    optional: tuple[str, ...]
    make: Callable[[Schedule, Values, Notice], Amended]


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
            lambda at, row, word: move_review(at, reviewed_in(row), place_in(row), word),
        ),
        "swap": ChangeKind(
            ("country", "other"),
            ("cycle",),
            lambda at, row, _: swap_reviews(at, reviewed_in(row), Reviewed(row["other"], row.get("cycle"))),
        ),
        "leave-empty": ChangeKind(
            ("country",), ("cycle",), lambda at, row, word: vacate_slot(at, reviewed_in(row), word)
        ),
        "redate": ChangeKind(
            ("country", "date"),
            ("cycle",),
            lambda at, row, word: redate_review(at, reviewed_in(row), row["date"], word),
        ),
        "reissue": ChangeKind(
            ("milestone", "date"),
            _OF_A_DEADLINE,
            lambda at, row, word: reissue_deadline(at, deadline_in(at, row), row["date"], word),
        ),
        "extend": ChangeKind(
            ("milestone", "date"),
            _OF_A_DEADLINE,
            lambda at, row, word: extend_deadline(at, deadline_in(at, row), row["date"], word),
        ),
        "no-later-than": ChangeKind(
            ("milestone", "date"),
            _OF_A_DEADLINE,
            lambda at, row, word: cap_deadline(at, deadline_in(at, row), row["date"].last, word),
        ),
        "suspend": ChangeKind(
            ("milestone",),
            _OF_A_DEADLINE,
            lambda at, row, word: suspend_deadline(at, deadline_in(at, row), word),
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
            ("country",), ("cycle",), lambda at, row, word: withhold_outcome(at, reviewed_in(row), word)
        ),
        "rename": ChangeKind(
            ("country", "name"), ("cycle",), lambda at, row, _: name_state(at, reviewed_in(row), row["name"])
        ),
        "add": ChangeKind(
            ("country", "to"),
            ("order", "date"),
            lambda at, row, word: admit_state(at, row["country"], place_in(row), word),
        ),
    }
)
