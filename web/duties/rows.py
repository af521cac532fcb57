"""Duties as lines of a list: what, for whom, by when, how sure, and what may be said of it there."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from uprcycle.checklist.agenda import Duty, Group
from uprcycle.checklist.local import is_local
from uprcycle.checklist.task import Task
from uprcycle.days.span import Unknown, day_span
from uprcycle.documents.build import documents_seen_by
from uprcycle.people import Office
from uprcycle.rules.rule import Kind
from uprcycle.timetable.milestone import Milestone
from uprcycle.visibility import Audience
from uprcycle.wording.language import Language
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name
from web.cards import Text, When, word, word_date_shortly
from web.matters import Later, later_days, said_text, undo_until, why_path
from web.page import Visit


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


GROUP_TITLES: Mapping[Group, str] = {
    Group.OVERDUE: _("Overdue"),
    Group.WEEK: _("In the next seven days"),
    Group.MONTH: _("In the next four weeks"),
    Group.LATER: _("Later"),
    Group.UNDATED: _("Waiting for a date"),
    Group.PAST: _("Over, and nobody is late"),
    Group.SETTLED: _("Settled in the last 30 days"),
}
PRESSING = frozenset({Group.OVERDUE, Group.WEEK, Group.MONTH})
"""The groups whose duties can be answered on the list itself; of the others one click opens the page."""


@dataclass(frozen=True, slots=True)
class Row:
    """One duty in a list; ``due`` is the day by which it is safely done, where that is not its date."""

    key: str
    title: Text
    country: str
    office: str
    when: When
    due: str
    said: str
    note: str
    serial: int
    choices: tuple[str, ...]
    later: tuple[Later, ...]
    undo_until: str
    why: str
    repeated: str
    is_own: bool
    has_guidance: bool
    has_papers: bool


@dataclass(frozen=True, slots=True)
class Advice:
    """A line of guidance, of which nothing is kept."""

    title: Text
    office: str
    country: str
    when: When


@dataclass(frozen=True, slots=True)
class Chosen:
    """What a list is narrowed to by its address; empty for everything."""

    country: str = ""
    office: str = ""
    kind: str = ""

    def admits(self, task: Task) -> bool:
        """Tell whether a task stands on the list."""
        return self.admits_office(task.office) and self.kind in {"", task.rule.kind.value}

    def admits_office(self, office: Office) -> bool:
        """Tell whether what is of an office stands on the list."""
        return self.country in {"", office.country} and self.office in {"", office.key}

    @property
    def words(self) -> dict[str, str]:
        """What stands in the address, by name."""
        named = {"country": self.country, "office": self.office, "kind": self.kind}
        return {name: value for name, value in named.items() if value}


def read_chosen(words: Mapping[str, str], offices: Iterable[Office]) -> Chosen:
    """Read what an address asks for; what names nothing that its reader has is passed over."""
    held = tuple(offices)
    country, office, kind = (words.get(name, "") for name in ("country", "office", "kind"))
    return Chosen(
        country if country in {each.country for each in held} else "",
        office if office in {each.key for each in held} else "",
        kind if kind in set(Kind) else "",
    )


def build_row(duty: Duty, visit: Visit, papers: Collection[str] = ()) -> Row:
    """Return a duty as a line in the language of its reader; ``papers`` are the States with documents."""
    language, matter, task = visit.language, duty.matter, duty.matter.task
    return Row(
        key=duty.key,
        title=word(task.title, language),
        country=country_name(visit.world.countries[task.country], language),
        office=task.office.name,
        when=word_date_shortly(task.span, task.status, language),
        due=_safely(task, language),
        said=said_text(matter, language),
        note=task.tick.note if task.tick else "",
        serial=matter.serial,
        choices=tuple(each.value for each in matter.choices),
        later=tuple(later_days(matter, language)),
        undo_until=undo_until(duty.undoable, language),
        why=why_path(task),
        repeated=_repeated(task, language),
        is_own=is_local(task.id),
        has_guidance=bool(visit.sources.own.guidance(task)),
        has_papers=task.country in papers,
    )


def find_papers(visit: Visit, duties: Iterable[Duty]) -> frozenset[str]:
    """Return the States of ``duties`` of whose review some public document can be read."""
    reviews = {(each.matter.task.country, each.matter.task.cycle) for each in duties}
    return frozenset(
        country
        for country, cycle in reviews
        if any(
            each.links
            for each in documents_seen_by(
                Audience.PUBLIC, visit.sources.documents(visit.world.timetable(country, cycle))
            )
        )
    )


def build_advice(office: Office, dated: Milestone, visit: Visit) -> Advice:
    """Return guidance as a line."""
    return Advice(
        word(dated.rule.title, visit.language),
        office.name,
        country_name(visit.world.countries[office.country], visit.language),
        word_date_shortly(dated.span, dated.status, visit.language),
    )


def _safely(task: Task, language: Language) -> str:
    if task.due is None or isinstance(task.span, Unknown) or task.due == task.span.last:
        return ""
    return short_span_text(day_span(task.due), language)


def _repeated(task: Task, language: Language) -> str:
    """Say which time of what recurs it is, and whether it is only meant for some."""
    if task.rule.repeat is not None:
        return language.text("no. {number}", number=task.dated.ordinal)
    return "" if task.dated.applies else language.text("if it applies")
