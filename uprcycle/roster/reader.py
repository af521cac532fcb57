"""A people file read into assignments and absences: who holds which office, who is away, and when.

Problems quote names and addresses as they were typed: they are for whoever loads the file,
and for no log.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from uprcycle.countries import Countries, fold
from uprcycle.errors import Problem
from uprcycle.people import MAIL_HOURS, Assignment, Office, Person, Role
from uprcycle.phrase import phrase
from uprcycle.presence import Absence
from uprcycle.roster.columns import COLUMNS, REQUIRED, WEEKDAYS
from uprcycle.roster.entry import Entry, read_entry
from uprcycle.sheets.cells import Cells
from uprcycle.sheets.correction import Correction
from uprcycle.sheets.table import read_table
from uprcycle.sheets.text import plain_name, quoted, unreadable_file

ENDINGS = (".csv", ".xlsx")
_REPORTING = frozenset({Role.GOVERNMENT, Role.NMIRF})


@dataclass(frozen=True, slots=True)
class ReadPeople:
    """What a people file says, ordered by country, office and person id, and its warnings.

    ``corrections`` are names of States that were nearly right; somebody has to confirm them.
    ``absences`` are ordered by person id and first day.
    """

    assignments: tuple[Assignment, ...]
    problems: tuple[Problem, ...] = ()
    corrections: tuple[Correction, ...] = ()
    absences: tuple[Absence, ...] = ()


def read_people(
    name: str, content: bytes, countries: Countries, offices: Iterable[Office] = ()
) -> ReadPeople:
    """Read the table called ``name``: delimited text or a workbook.

    Args:
        name: What to call the file in problems; its ending must be ".csv" or ".xlsx".
        content: Its bytes.
        countries: The States there are.
        offices: Offices that exist; one of the same name and country keeps its roles and
            gains those of the file.

    Raises:
        BadInputError: With every problem of the file, warnings last.
    """
    name = plain_name(name)
    if not name.casefold().endswith(ENDINGS):
        what = phrase("has an ending that is not known")
        raise unreadable_file(name, what, phrase("use one of {names}", names=", ".join(ENDINGS)))
    cells = Cells(read_table(name, content, COLUMNS), may_correct=True)
    cells.require(REQUIRED)
    if not cells.table.rows:
        raise unreadable_file(name, phrase("names nobody"), phrase("add one row for each person and office"))
    entries = [each for row in cells.table.rows if (each := read_entry(cells, row, countries))]
    _check_persons(cells, entries)
    _check_offices(cells, entries)
    _check_independence(cells, entries, offices)
    _check_twice(cells, entries)
    principals, absences = _find_principals(cells, entries), _find_absences(cells, entries)
    cells.raise_errors()
    assignments = _assign(entries, principals, countries, offices)
    return ReadPeople(assignments, tuple(cells.problems), tuple(cells.corrections), absences)


def _check_persons(cells: Cells, entries: Iterable[Entry]) -> None:
    """Refuse two rows that say different things of one person."""
    said: dict[tuple[str, str], tuple[str, int]] = {}
    for entry in entries:
        for column, value in (("name", entry.name), *entry.facts.items()):
            if value is None:
                continue
            first, number = said.setdefault((entry.person, column), (value, entry.row.number))
            if first != value:
                what = phrase(
                    "{text} differs from row {number}",
                    text=quoted(value),
                    number=number,
                )
                cells.refuse(entry.row, column, what, phrase("make the rows agree"))


def _check_offices(cells: Cells, entries: Iterable[Entry]) -> None:
    """Refuse two spellings of one office."""
    spelt: dict[str, tuple[str, int]] = {}
    for entry in entries:
        first, number = spelt.setdefault(fold(entry.office), (entry.office, entry.row.number))
        if first != entry.office:
            what = phrase(
                "{text} is spelt {other} in row {number}",
                text=quoted(entry.office),
                other=quoted(first),
                number=number,
            )
            cells.refuse(entry.row, "office", what, phrase("use one spelling"))


def _check_independence(cells: Cells, entries: Iterable[Entry], offices: Iterable[Office]) -> None:
    """Refuse an office that would be the national institution and report for the State as well.

    The institution has its own word in the review and may not prepare the report of its State
    (UN network guidance for partners, section on national institutions).
    """
    roles: defaultdict[tuple[str, str], set[Role]] = defaultdict(set)
    for office in offices:
        roles[fold(office.name), office.country] |= office.roles
    entries = list(entries)
    for entry in entries:
        for code in entry.countries:
            roles[fold(entry.office), code] |= entry.roles
    for entry in entries:
        is_institution = any(Role.NHRI in roles[fold(entry.office), code] for code in entry.countries)
        if is_institution and entry.roles & _REPORTING:
            what = phrase(
                "{text} is a national human rights institution, not the Government", text=quoted(entry.office)
            )
            remedy = phrase("it may not prepare the State's report; give the ministry an office of its own")
            cells.refuse(entry.row, "role", what, remedy)


def _check_twice(cells: Cells, entries: Iterable[Entry]) -> None:
    """Refuse a person who holds one office of one country twice on the same day."""
    held: defaultdict[tuple[str, str, str], list[Entry]] = defaultdict(list)
    for entry in entries:
        for code in entry.countries:
            held[entry.person, entry.office, code].append(entry)
    twins: dict[int, tuple[Entry, Entry]] = {}
    for group in held.values():
        widest, *later = sorted(group, key=lambda each: (each.valid_from, each.row.number))
        for entry in later:
            if entry.valid_from <= widest.valid_to:
                first, second = sorted((widest, entry), key=lambda each: each.row.number)
                twins.setdefault(second.row.number, (first, second))
            widest = max(widest, entry, key=lambda each: each.valid_to)
    for _, (first, second) in sorted(twins.items()):
        what = phrase(
            "{text} holds this office already in row {number}",
            text=quoted(second.name),
            number=first.row.number,
        )
        remedy = phrase("keep one row; several roles go into one cell, with semicolons")
        cells.refuse(second.row, "email", what, remedy)


def _find_principals(cells: Cells, entries: Sequence[Entry]) -> dict[int, str]:
    """Find whom each deputy stands in for, by address or by a name that only one person has.

    Returns:
        The id of that person, by the number of the deputy's row.
    """
    named: defaultdict[str, set[str]] = defaultdict(set)
    for entry in entries:
        named[entry.email.casefold()].add(entry.person)
        named[fold(entry.name)].add(entry.person)
    principals: dict[int, str] = {}
    for entry in entries:
        text = cells.text(entry.row, "deputy_of")
        found = named.get(text.casefold()) or named.get(fold(text)) or set()
        if text and (len(found) != 1 or entry.person in found):
            what = (
                phrase("{text} is several persons of this file", text=quoted(text))
                if len(found) > 1
                else phrase("{text} is nobody else in this file", text=quoted(text))
            )
            cells.refuse(entry.row, "deputy_of", what, phrase("write the address of the one deputised for"))
        elif text:
            (principals[entry.row.number],) = found
    return principals


def _find_absences(cells: Cells, entries: Iterable[Entry]) -> tuple[Absence, ...]:
    """Return the absences, each once; a person may be away several times, said in several rows."""
    found: dict[str, tuple[Absence, int]] = {}
    for entry in entries:
        if entry.away is None:
            continue
        new, number = Absence(entry.person, *entry.away), entry.row.number
        old, before = found.setdefault(f"{new.person} {new.first}", (new, number))
        if old != new:
            what = phrase(
                "{text} differs from row {number}",
                text=new.last,
                number=before,
            )
            cells.refuse(entry.row, "away_to", what, phrase("make the rows agree"))
    return tuple(found[each][0] for each in sorted(found))


def _assign(
    entries: Sequence[Entry], principals: Mapping[int, str], countries: Countries, offices: Iterable[Office]
) -> tuple[Assignment, ...]:
    roles: defaultdict[tuple[str, str], set[Role]] = defaultdict(set)
    facts: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for office in offices:
        roles[office.name, office.country] |= office.roles
    for entry in entries:
        for code in entry.countries:
            roles[entry.office, code] |= entry.roles
        for column, value in entry.facts.items():
            if value is not None:
                facts[entry.person][column] = value
    persons: dict[str, Person] = {}
    for entry in entries:
        zone = countries[entry.countries[0]].zone
        persons.setdefault(entry.person, _person(entry, facts[entry.person], zone))
    assignments = (
        Assignment(
            persons[entry.person],
            Office(entry.office, code, frozenset(roles[entry.office, code])),
            entry.valid_from,
            entry.valid_to,
            entry.organisation,
            principals.get(entry.row.number, ""),
            entry.is_head,
        )
        for entry in entries
        for code in entry.countries
    )
    return tuple(sorted(assignments, key=_place))


def _person(entry: Entry, facts: dict[str, str], zone: ZoneInfo) -> Person:
    """Return the person; without a zone in any row, that of the first State the first row names."""
    return Person(
        id=entry.person,
        name=entry.name,
        email=entry.email,
        language=facts.get("language", "en"),
        zone=ZoneInfo(facts["time_zone"]) if "time_zone" in facts else zone,
        channel=facts.get("channel", "email"),
        digest_day=WEEKDAYS.index(facts.get("digest_day", WEEKDAYS[0])),
        digest_hour=int(facts.get("digest_hour", MAIL_HOURS.start)),
    )


def _place(assignment: Assignment) -> tuple[str, str, str, str]:
    office = assignment.office
    return office.country, office.name, assignment.person.id, assignment.valid_from.isoformat()
