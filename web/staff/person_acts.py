"""What the forms on the page of a person do, each within what the reader may do for that office."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from uprcycle.access.act import Act
from uprcycle.people import Assignment, Person
from uprcycle.presence import Absence
from uprcycle.roster.columns import WEEKDAYS
from web.access.reader import Reader
from web.problems import NotThereError
from web.staff.forms import fault, read_day


@dataclass(frozen=True, slots=True)
class Subject:
    """Somebody with what the reader may see of what they hold; ``hidden`` counts the rest."""

    person: Person
    held: tuple[Assignment, ...]
    absences: tuple[Absence, ...]
    hidden: int


def end_role(reader: Reader, subject: Subject, form: Mapping[str, str]) -> None:
    """Let an office end for the person on a day."""
    held, language = _named(reader, subject, form, Act.EDIT_PEOPLE), reader.visit.language
    last = read_day(form, "last", language)
    if last < held.valid_from:
        raise fault("last", language.text("This lies before the first day."))
    _save(reader, replace(held, valid_to=last))


def name_deputy(reader: Reader, subject: Subject, form: Mapping[str, str]) -> None:
    """Say for whom the person stands in, or that they hold the office in their own right."""
    held, whom = _named(reader, subject, form, Act.NAME_DEPUTIES), form.get("deputy_of", "")
    staffing = reader.visit.sources.staff.people.staffing()
    colleagues = {
        each.person.id
        for each in staffing.assignments
        if (each.office.country, each.office.name) == (held.office.country, held.office.name)
    }
    if whom and (whom not in colleagues or whom == subject.person.id):
        raise fault("deputy_of", reader.visit.language.text("Choose somebody who holds the same office."))
    _save(reader, replace(held, deputy_of=whom))


def name_head(reader: Reader, subject: Subject, form: Mapping[str, str]) -> None:
    """Say that the person is head of an office, or no longer is."""
    held = _named(reader, subject, form, Act.EDIT_PEOPLE)
    _save(reader, replace(held, is_head=form.get("head") == "yes"))


def add_role(reader: Reader, subject: Subject, form: Mapping[str, str]) -> None:
    """Give the person another office; read by the rules of a people file."""
    country = form.get("country", "")
    reader.require(Act.EDIT_PEOPLE, country=country)
    person = subject.person
    row = {name: form.get(name, "") for name in ("office", "role", "organisation", "valid_from", "valid_to")}
    said = {"name": person.name, "email": person.email, "country": country, "head": form.get("head", "no")}
    facts = {"language": person.language, "time_zone": person.zone.key, "channel": person.channel}
    rhythm = {"digest_day": WEEKDAYS[person.digest_day], "digest_hour": f"{person.digest_hour}"}
    found = reader.visit.sources.staff.people.check(row | said | facts | rhythm)
    _save(reader, *(replace(each, person=person) for each in found))


def send_away(reader: Reader, subject: Subject, form: Mapping[str, str]) -> None:
    """Say from when to when the person is away."""
    _require_one(reader, subject, Act.NAME_DEPUTIES)
    language = reader.visit.language
    first, last = read_day(form, "away_from", language), read_day(form, "away_to", language)
    if last < first:
        raise fault("away_to", language.text("This lies before the first day."))
    absence = Absence(subject.person.id, first, last)
    reader.visit.sources.staff.people.save([], [absence], reader.principal.signature)


def bring_back(reader: Reader, subject: Subject, form: Mapping[str, str]) -> None:
    """Say that the person is back on a day."""
    _require_one(reader, subject, Act.NAME_DEPUTIES)
    day = read_day(form, "on", reader.visit.language)
    by = reader.principal.signature
    if not reader.visit.sources.staff.people.end_absence(subject.person.id, day, by):
        raise fault("on", reader.visit.language.text("They are not away on this day."))


def mark_reached(reader: Reader, subject: Subject, form: Mapping[str, str]) -> None:
    """Say that mail reaches the person again."""
    del form
    _require_one(reader, subject, Act.EDIT_PEOPLE)
    desk = reader.visit.sources.staff.people
    if subject.person.id in desk.unreached():
        desk.clear(subject.person.id, reader.principal.signature)


ACTS: Mapping[str, Callable[[Reader, Subject, Mapping[str, str]], None]] = {
    "end": end_role,
    "deputy": name_deputy,
    "head": name_head,
    "add": add_role,
    "away": send_away,
    "back": bring_back,
    "reached": mark_reached,
}
"""By what the button of a form sends."""


def _named(reader: Reader, subject: Subject, form: Mapping[str, str], act: Act) -> Assignment:
    """Return what the person holds that a form names, if the reader may do ``act`` there."""
    wanted = (form.get("country", ""), form.get("office", ""), form.get("from", ""))
    for each in subject.held:
        if (each.office.country, each.office.name, each.valid_from.isoformat()) == wanted:
            reader.require(act, office=each.office)
            return each
    raise NotThereError(reader.visit.language.text("They do not hold this office, or no longer."))


def _require_one(reader: Reader, subject: Subject, act: Act) -> None:
    if not any(reader.may(act, office=each.office) for each in subject.held):
        reader.require(act, office=subject.held[0].office)


def _save(reader: Reader, *assignments: Assignment) -> None:
    reader.visit.sources.staff.people.save(assignments, (), reader.principal.signature)
