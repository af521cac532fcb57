"""The States of a session by their main dates: what is past, what is next, and what moved lately.

Nobody hears here who is late: whether something was handed in is not public, unless it was published.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice

from uprcycle.days.span import GENEVA, Status, day_span, is_over
from uprcycle.documents.build import DocumentState, documents_seen_by
from uprcycle.errors import RefusedError
from uprcycle.timetable.changes import ChangeKind
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.newest import Newest, Place, newest_changes
from uprcycle.timetable.timetable import Timetable, order_of
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name
from web.cards import Text, When, word, word_date_shortly
from web.page import Visit

COLUMNS = (
    "stakeholder-submission-deadline",
    "un-entity-submission-deadline",
    "national-report",
    "working-group-review",
    "state-addendum",
    "hrc-adoption",
    "state-mid-term-report",
)
"""The milestones of a board, in the order of a review; all of them are public."""

RELEASES_LOOKED_AT = 10
"""How far back a board looks for changes; the log itself goes back to the first release."""


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_STANDINGS = {"": "", "past": _("past"), "next": _("next"), "published": _("published")}


@dataclass(frozen=True, slots=True)
class Cell:
    """One date of a State under the ``title`` of its column.

    ``standing`` says where it lies against today, as the name of a mark and as a ``word``; both are empty
    for what comes later. ``release`` is the one that moved it lately, 0 for none.
    """

    milestone: str
    title: Text
    when: When
    standing: str
    word: str
    release: int


@dataclass(frozen=True, slots=True)
class Row:
    """One State with its dates, in the order of the columns; ``following`` is the one that is next.

    A cell is None where the rules by which the State goes have no such date.
    """

    code: str
    name: str
    cells: tuple[Cell | None, ...]
    following: Milestone | None


@dataclass(frozen=True, slots=True)
class Moved:
    """How many dates of a table a release moved, and on which day."""

    release: int
    count: int
    day: str


@dataclass(frozen=True, slots=True)
class Table:
    """All of them, and in brief: what comes next, with its date in short, and what moved last."""

    columns: tuple[Text, ...]
    rows: tuple[Row, ...]
    following: tuple[Text, str] | None
    moved: Moved | None


def build_table(visit: Visit, timetables: Sequence[Timetable]) -> Table:
    """Return the table of some reviews, in their order."""
    language, rulebook = visit.language, visit.world.rulebook
    newest = _moves(visit, timetables)
    last = max((each.imprint.number for each in newest.values()), default=0)
    lately = {place: each for place, each in newest.items() if each.imprint.number == last}
    rows = tuple(_row(visit, each, lately) for each in timetables)
    coming = min((row.following for row in rows if row.following), key=_order, default=None)
    return Table(
        tuple(word(rulebook.by_id[each].title, language) for each in COLUMNS),
        rows,
        (word(coming.rule.title, language), short_span_text(coming.span, language)) if coming else None,
        _moved(lately, language),
    )


def _moves(visit: Visit, timetables: Sequence[Timetable]) -> Mapping[Place, Newest]:
    entries = islice(visit.sources.history.entries(""), RELEASES_LOOKED_AT)
    try:
        newest = newest_changes(entries, {(each.country, each.cycle) for each in timetables}, COLUMNS)
    except RefusedError:  # releases are being compared for others; the dates are true without it
        return {}
    return {place: each for place, each in newest.items() if each.change.kind is ChangeKind.MOVED}


def _moved(lately: Mapping[Place, Newest], language: Language) -> Moved | None:
    imprint = next((each.imprint for each in lately.values()), None)
    if imprint is None:
        return None
    day = day_span(imprint.at.astimezone(GENEVA).date())
    return Moved(imprint.number, len(lately), short_span_text(day, language))


def _row(visit: Visit, timetable: Timetable, lately: Mapping[Place, Newest]) -> Row:
    today, language = visit.sources.today(), visit.language
    shown = {each.id: each for each in timetable.seen_by(Audience.PUBLIC) if each.id in COLUMNS}
    following = min((each for each in shown.values() if _is_ahead(each, today)), key=_order, default=None)
    is_begun = any(is_over(each.span, today) for each in shown.values())
    published = _published(visit, timetable) if is_begun else frozenset[str]()
    cells: list[Cell | None] = []
    for each in map(shown.get, COLUMNS):
        if each is None:
            cells.append(None)
            continue
        standing = "published" if each.id in published else _standing(each, following, today)
        change = lately.get((timetable.country, timetable.cycle, each.id))
        cells.append(
            Cell(
                each.id,
                word(each.rule.title, language),
                word_date_shortly(each.span, each.status, language),
                standing,
                language.text(_STANDINGS[standing]) if standing else "",
                change.imprint.number if change else 0,
            )
        )
    name = country_name(visit.world.countries[timetable.country], language)
    return Row(timetable.country, name, tuple(cells), following)


def _standing(milestone: Milestone, following: Milestone | None, today: date) -> str:
    """Return where a date lies; what falls on the same days as the next one is next too."""
    if is_over(milestone.span, today):
        return "past"
    is_next = following and _is_ahead(milestone, today) and milestone.span == following.span
    return "next" if is_next else ""


def _is_ahead(milestone: Milestone, today: date) -> bool:
    is_dated = milestone.is_known and milestone.status is not Status.WITHDRAWN
    return is_dated and not is_over(milestone.span, today)


def _order(milestone: Milestone) -> tuple[date, date]:
    first, last = order_of(milestone)
    return last, first


def _published(visit: Visit, timetable: Timetable) -> Collection[str]:
    """Return the milestones whose document can be read somewhere, as far as anybody recorded."""
    seen = documents_seen_by(Audience.PUBLIC, visit.sources.documents(timetable))
    return frozenset(each.listed.milestone for each in seen if each.state is DocumentState.PUBLISHED)
