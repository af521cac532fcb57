"""One row of a people table, read cell by cell."""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date

from email_validator import EmailNotValidError, validate_email

from uprcycle.countries import Countries
from uprcycle.days.span import Precision, Unknown
from uprcycle.people import Role
from uprcycle.phrase import phrase
from uprcycle.roster.columns import CHANNELS, DAYS, HOURS, LANGUAGES, ROLES, YES_NO, zones
from uprcycle.roster.identity import person_id
from uprcycle.sheets.cells import Cells
from uprcycle.sheets.table import Row
from uprcycle.sheets.text import quoted

MAX_NAME = 200
_NO_NAME = frozenset("<>@")


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says; ``facts`` holds what is said of the person, None where the cell is empty.

    ``away`` are the first and the last day on which the person is away, where the row says so.
    """

    row: Row
    person: str
    email: str
    name: str
    office: str
    countries: tuple[str, ...]
    roles: frozenset[Role]
    valid_from: date
    valid_to: date
    organisation: str
    is_head: bool
    away: tuple[date, date] | None
    facts: Mapping[str, str | None]


def read_entry(cells: Cells, row: Row, countries: Countries) -> Entry | None:
    """Read one row; None where something in it is wrong, which ``cells`` then names."""
    before = cells.error_count
    name, email = _read_name(cells, row), _read_email(cells, row)
    roles = {cells.one_word(row, "role", text, ROLES) for text in _parts(cells, row, "role")}
    codes = [cells.one_country(row, "country", text, countries) for text in _parts(cells, row, "country")]
    first, last = _read_period(cells, row, "valid_from", "valid_to")
    entry = Entry(
        row=row,
        person=person_id(email),
        email=email,
        name=name,
        office=cells.required(row, "office"),
        countries=tuple(dict.fromkeys(each for each in codes if each)),
        roles=frozenset(each for each in roles if each),
        valid_from=first or date.min,
        valid_to=last or date.max,
        organisation=_read_organisation(cells, row),
        is_head=_read_head(cells, row, roles),
        away=_read_absence(cells, row),
        facts={
            "language": cells.word(row, "language", LANGUAGES),
            "time_zone": cells.word(row, "time_zone", zones()),
            "channel": cells.word(row, "channel", CHANNELS),
            "digest_day": cells.word(row, "digest_day", DAYS),
            "digest_hour": cells.word(row, "digest_hour", HOURS),
        },
    )
    cells.text(row, "deputy_of")
    return entry if cells.error_count == before else None


def _read_name(cells: Cells, row: Row) -> str:
    name = cells.required(row, "name")
    if _NO_NAME.intersection(name):
        cells.refuse(
            row,
            "name",
            phrase("{text} looks like an address", text=quoted(name)),
            phrase("write the name alone"),
        )
    if len(name) > MAX_NAME:
        cells.refuse(
            row, "name", phrase("is longer than {most} characters", most=MAX_NAME), phrase("shorten it")
        )
    return name


def _read_organisation(cells: Cells, row: Row) -> str:
    text = cells.text(row, "organisation")
    if len(text) > MAX_NAME:
        cells.refuse(
            row,
            "organisation",
            phrase("is longer than {most} characters", most=MAX_NAME),
            phrase("shorten it"),
        )
    return text


def _read_head(cells: Cells, row: Row, roles: AbstractSet[Role | None]) -> bool:
    """Tell whether the row is of a head of office: of a resident coordinator, unless it says otherwise."""
    said = cells.word(row, "head", YES_NO)
    return roles == {Role.RC} if said is None else said


def _read_email(cells: Cells, row: Row) -> str:
    text = cells.required(row, "email")
    if not text:
        return ""
    try:
        return validate_email(text, check_deliverability=False, allow_smtputf8=False).ascii_email or ""
    except EmailNotValidError:
        remedy = phrase("write it as {example}", example="name@example.org")
        cells.refuse(row, "email", phrase("{text} is not an address", text=quoted(text)), remedy)
        return ""


def _read_absence(cells: Cells, row: Row) -> tuple[date, date] | None:
    columns = ("away_from", "away_to")
    first, last = _read_period(cells, row, *columns)
    empty = [each for each in columns if not row[each].strip()]
    if len(empty) == 1:
        cells.refuse(
            row,
            empty[0],
            phrase("the cell is empty"),
            phrase("give the first and the last day of the absence"),
        )
    return (first, last) if first and last else None


def _read_period(cells: Cells, row: Row, since: str, until: str) -> tuple[date | None, date | None]:
    first, last = _read_day(cells, row, since), _read_day(cells, row, until)
    if first and last and last < first:
        cells.refuse(
            row,
            until,
            phrase("{end} lies before {start}", end=last, start=first),
            phrase("swap the two"),
        )
    return first, last


def _read_day(cells: Cells, row: Row, column: str) -> date | None:
    span = cells.date(row, column)
    if span is None:
        return None
    if isinstance(span, Unknown) or span.precision is not Precision.DAY:
        cells.refuse(
            row,
            column,
            phrase("{text} is not one day", text=span),
            phrase("write it as {example}", example="2026-05-04"),
        )
        return None
    return span.first


def _parts(cells: Cells, row: Row, column: str) -> tuple[str, ...]:
    """Return the parts of a cell that may hold several, one a line or separated by semicolons."""
    if not row[column].strip():
        cells.required(row, column)
    return tuple(
        part.strip() for line in cells.lines(row, column) for part in line.split(";") if part.strip()
    )
