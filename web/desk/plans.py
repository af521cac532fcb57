"""A plan in words: State by State what moves, by how much, what comes earlier and what newly clashes."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from uprcycle.countries import Countries
from uprcycle.schedule.compare import FieldChange
from uprcycle.timetable.announced import announce
from uprcycle.timetable.changes import Change, days_moved
from uprcycle.timetable.clashes import Clash, countries_of
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.plan import Plan, ReviewPlan, Verdict
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.changes import count_texts, date_texts
from uprcycle.wording.clashes import clash_problem
from uprcycle.wording.columns import column_text
from uprcycle.wording.language import Language
from uprcycle.wording.terms import country_name
from web.cards import Text, When, word, word_date_shortly

_FIELDS_SHOWN = 20
NO_SEQUENCES: Mapping[str, int] = {}


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_VERDICT = {
    Verdict.NEW: _("new"),
    Verdict.MOVED: _("moved"),
    Verdict.CONFIRMED: _("confirmed"),
    Verdict.WITHDRAWN: _("withdrawn"),
    Verdict.CHANGED: _("changed in words"),
    Verdict.UNCHANGED: _("unchanged"),
}


@dataclass(frozen=True, slots=True)
class Shift:
    """One date before and after; ``by`` says how far it moves, empty where that cannot be said."""

    id: str
    title: Text
    was: When | None
    now: When | None
    by: str
    is_earlier: bool
    sequence: int | None


@dataclass(frozen=True, slots=True)
class StatePlan:
    """What becomes of one State in one cycle; ``dates`` are how many of its dates change.

    ``entries`` are those of its feeds that change, ``sequence`` the highest SEQUENCE among them.
    """

    code: str
    name: str
    cycle: int
    verdict: str
    dates: int
    by: str
    earlier: int
    clashes: tuple[str, ...]
    entries: int
    sequence: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that is written differently: where, what, before and after; ``why`` it stays if it does."""

    where: str
    what: str
    old: str
    new: str
    why: str = ""


@dataclass(frozen=True, slots=True)
class PlanWords:
    """All of a plan: ``sentence`` counts it; ``states`` are ordered by cycle, the latest first, and name.

    ``earlier`` names the deadlines that come earlier, by State.
    """

    sentence: str
    states: tuple[StatePlan, ...]
    earlier: tuple[tuple[str, Shift], ...]
    clashes: tuple[str, ...]
    fields: tuple[Row, ...]
    further_fields: int


def word_plan(
    plan: Plan,
    clashes: Sequence[Clash],
    countries: Countries,
    language: Language,
    sequences: Mapping[str, int] = NO_SEQUENCES,
) -> PlanWords:
    """Return a plan in words.

    Args:
        plan: What a release would do.
        clashes: Those that the release in force does not have.
        countries: All States.
        language: The reader's.
        sequences: The SEQUENCE that entries of the feeds would have, by ``cycle-code-milestone``.
    """
    texts = [(each, str(clash_problem(each, countries, language))) for each in clashes]
    told = _by_state(texts)
    risen = _by_review(sequences)
    states = (_state(each, told, countries, language, risen) for each in plan.changed)
    return PlanWords(
        _sentence(plan, clashes, language),
        tuple(sorted(states, key=lambda each: (-each.cycle, each.name))),
        tuple(
            (_name_of(each, countries, language), word_shift(each, language, sequences))
            for each in plan.moved_earlier
        ),
        tuple(text for _, text in texts),
        tuple(_field(each, language) for each in plan.fields[:_FIELDS_SHOWN]),
        max(0, len(plan.fields) - _FIELDS_SHOWN),
    )


def word_shift(change: Change, language: Language, sequences: Mapping[str, int] = NO_SEQUENCES) -> Shift:
    """Return one date before and after in words."""
    either = change.new or change.old
    title = word(either.rule.title, language) if either else Text(change.milestone_id, "en")
    days = days_moved(change)
    name = f"{either.cycle}-{either.country}-{change.milestone_id}" if either else ""
    by = _moved_text(days, days, language) if days else ""
    earlier = days is not None and days < 0
    return Shift(
        change.milestone_id,
        title,
        _when(change.old, language),
        _when(change.new, language),
        by,
        earlier,
        sequences.get(name, sequences.get(f"{name}-closes")),
    )


def _sentence(plan: Plan, clashes: Sequence[Clash], language: Language) -> str:
    counts = list(count_texts(announce(plan, plan.base + 1, Audience.UN), language))
    changes = [change for each in plan.changed for change in each.changes if _is_seen(change)]
    counts += date_texts(changes, len(plan.moved_earlier), language)
    if clashes:
        counts.append(language.plural("{count} new clash", "{count} new clashes", len(clashes)))
    if not counts:
        return language.text("No date changes.")
    return language.text("{counts}.", counts=", ".join(counts))


def _state(
    review: ReviewPlan,
    clashes: Mapping[str, tuple[str, ...]],
    countries: Countries,
    language: Language,
    sequences: Mapping[str, Sequence[int]],
) -> StatePlan:
    changes = tuple(each for each in review.changes if _is_seen(each))
    moves = [days for each in changes if (days := days_moved(each))]
    risen = sequences.get(f"{review.cycle}-{review.country}", ())
    return StatePlan(
        review.country,
        country_name(countries[review.country], language),
        review.cycle,
        language.text(_VERDICT[review.verdict]),
        len(changes),
        _moved_text(min(moves), max(moves), language) if moves else "",
        sum(each < 0 for each in moves),
        clashes.get(review.country, ()),
        len(risen),
        max(risen, default=0),
        changes,
    )


def _is_seen(change: Change) -> bool:
    """Tell whether staff of the UN may see a date; what stands on an office's own page alone is left out."""
    either = change.new or change.old
    return either is not None and may_see(Audience.UN, either.rule.visibility)


def _moved_text(low: int, high: int, language: Language) -> str:
    """Say how far dates move; of several between which bounds."""
    if low < 0 < high:
        early = language.plural("{count} day earlier", "{count} days earlier", -low)
        late = language.plural("{count} day later", "{count} days later", high)
        return language.text("from {early} to {late}", early=early, late=late)
    near, far = sorted((abs(low), abs(high)))
    is_earlier = low < 0
    if near == far:
        words = ("{count} day earlier", "{count} days earlier")
        return (
            language.plural(*words, near)
            if is_earlier
            else language.plural("{count} day later", "{count} days later", near)
        )
    if is_earlier:
        return language.text("{near} to {far} days earlier", near=near, far=far)
    return language.text("{near} to {far} days later", near=near, far=far)


def _when(milestone: Milestone | None, language: Language) -> When | None:
    return word_date_shortly(milestone.span, milestone.status, language) if milestone else None


def _name_of(change: Change, countries: Countries, language: Language) -> str:
    either = change.new or change.old
    return country_name(countries[either.country], language) if either else ""


def _by_state(clashes: Iterable[tuple[Clash, str]]) -> dict[str, tuple[str, ...]]:
    """Return the clashes in which each State has a part, in words."""
    found: dict[str, tuple[str, ...]] = {}
    for clash, text in clashes:
        for code in countries_of(clash):
            found[code] = (*found.get(code, ()), text)
    return found


def _by_review(sequences: Mapping[str, int]) -> dict[str, list[int]]:
    """Return the SEQUENCE of each entry by ``cycle-code``."""
    found: dict[str, list[int]] = {}
    for name, sequence in sequences.items():
        cycle, country, _rest = name.split("-", 2)
        found.setdefault(f"{cycle}-{country}", []).append(sequence)
    return found


def _field(change: FieldChange, language: Language) -> Row:
    field = change.field or "row"
    return Row(language.say(change.key), column_text(field, language), change.old, change.new)
