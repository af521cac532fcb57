"""What a release would do or did, on one page: its plan, and what a change, a rollback or an undo adds to it.

The desk sees what staff of the UN may see; what stands on nobody's page but an office's is left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from uprcycle.access.signer import Signer
from uprcycle.errors import Problem
from uprcycle.rules.rule import Prominence
from uprcycle.schedule.amend.amended import Deed
from uprcycle.schedule.undo import Kept, Reason
from uprcycle.timetable.changes import Change
from uprcycle.timetable.plan import Plan
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.columns import column_text
from uprcycle.wording.language import Language
from web.desk.plans import PlanWords, Row, Shift, StatePlan, word_plan, word_shift
from web.desk.registry import Consequences, Told
from web.leaves import Leaf, turn_to
from web.page import Visit

_STATES_A_PAGE = 20
_LINES_A_STATE = 4
_ALL = 1_000
_RANKS = tuple(Prominence)


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_KEPT = {
    Reason.EDITED: _("edited since"),
    Reason.NEEDED: _("another row that stays hangs on it"),
}


@dataclass(frozen=True, slots=True)
class StateShifts:
    """One State with the dates of it that matter most, and how many further ones change."""

    state: StatePlan
    shifts: tuple[Shift, ...]
    further: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What follows from a plan, as a page shows it; ``only`` is the code of the one State that it names."""

    plan: Plan
    words: PlanWords
    states: Leaf[StateShifts]
    told: tuple[Told, ...]
    warnings: tuple[Problem, ...]
    deeds: tuple[Row, ...]
    kept: tuple[Row, ...]
    agreed: tuple[Signer, ...]
    only: str = ""


def word_consequences(visit: Visit, found: Consequences, page: str) -> Effect:
    """Return what a release would do, of the States those on one page, or all dates of the one asked for."""
    language = visit.language
    words = word_plan(found.plan, found.clashes, visit.world.countries, language)
    latest_first = sorted(words.states, key=lambda each: -each.cycle)
    only = _only(visit, words)
    meant = (each for each in latest_first if only in {"", each.code})
    states = (state_shifts(each, language, _ALL if only else _LINES_A_STATE) for each in meant)
    return Effect(
        found.plan,
        words,
        turn_to(visit, page, states, _STATES_A_PAGE),
        found.told,
        found.warnings,
        tuple(_deed(each, language) for each in found.deeds),
        tuple(_kept(each, language) for each in found.kept),
        found.agreed,
        only,
    )


def _only(visit: Visit, words: PlanWords) -> str:
    """Return the code of the State that the address asks for; nothing where the plan has none of it."""
    asked = visit.request.query_params.get("state", "")
    return asked if any(each.code == asked for each in words.states) else ""


def state_shifts(state: StatePlan, language: Language, most: int) -> StateShifts:
    """Return a State with ``most`` of its dates, those that stand out first."""
    seen = [each for each in state.changes if _is_seen(each)]
    chosen = sorted(seen, key=_rank)[:most]
    shifts = tuple(word_shift(each, language) for each in seen if each in chosen)
    return StateShifts(state, shifts, len(seen) - len(chosen))


def visible(changes: Iterable[Change]) -> tuple[Change, ...]:
    """Return those that staff of the UN may see."""
    return tuple(each for each in changes if _is_seen(each))


def _is_seen(change: Change) -> bool:
    either = change.new or change.old
    return either is not None and may_see(Audience.UN, either.rule.visibility)


def _rank(change: Change) -> int:
    either = change.new or change.old
    return _RANKS.index(either.rule.prominence) if either else len(_RANKS)


def _deed(deed: Deed, language: Language) -> Row:
    return Row(language.say(deed.place), column_text(deed.what, language), deed.old, deed.new)


def _kept(kept: Kept, language: Language) -> Row:
    column, why = column_text(kept.field or "row", language), language.text(_KEPT[kept.because])
    return Row(language.say(kept.key), column, kept.before, kept.now, why)
