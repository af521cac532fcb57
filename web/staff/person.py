"""One person: what they hold, who stands in for them, when they are away, and how they are reached."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from http import HTTPStatus

from fastapi import APIRouter, Response
from fastapi.responses import RedirectResponse

from uprcycle.access.act import Act
from uprcycle.days.span import day_span
from uprcycle.errors import BadInputError
from uprcycle.people import Assignment, Person, Role
from uprcycle.presence import Absence, Staffing
from uprcycle.wording.languages import language_name
from uprcycle.wording.spans import short_span_text, weekday_names
from uprcycle.wording.terms import country_name, role_text
from web.access.page import render_signed
from web.access.reader import Reader, Signed
from web.private import OwnForm
from web.problems import NotThereError
from web.staff.forms import by_field
from web.staff.person_acts import ACTS, Subject

router = APIRouter(include_in_schema=False)

_NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Trial:
    """A form that was refused: what was typed and what is wrong, by field."""

    typed: Mapping[str, str]
    problems: Mapping[str, str]


_NO_TRIAL = Trial(_NOTHING, _NOTHING)


@router.get("/people/{person}")
def show_person(reader: Signed, person: str, said: str = "") -> Response:
    """Show one person, as far as the reader may see them."""
    return _page(reader, find_subject(reader, person), said=said)


@router.post("/people/{person}")
def change_person(reader: Signed, person: str, form: OwnForm) -> Response:
    """Do what one form of the page asks for, or show beside its fields why not."""
    subject, action = find_subject(reader, person), form.get("action", "")
    if action not in ACTS:
        return _page(reader, subject, HTTPStatus.BAD_REQUEST)
    try:
        ACTS[action](reader, subject, form)
    except BadInputError as error:
        trial = Trial(form, by_field(error.problems, reader.visit.language))
        return _page(reader, subject, HTTPStatus.BAD_REQUEST, trial)
    return RedirectResponse(reader.visit.href(f"/people/{subject.person.id}?said={action}"), 303)


def find_subject(reader: Reader, person: str) -> Subject:
    """Return somebody with as much of what they hold as the reader may see.

    Raises:
        NotTheirsError: The reader may see nobody.
        NotThereError: There is nobody of this id, or nothing of theirs may be seen.
    """
    reader.require_anywhere(Act.SEE_PEOPLE)
    staffing = reader.visit.sources.staff.people.staffing()
    theirs = tuple(each for each in staffing.assignments if each.person.id == person)
    seen = tuple(each for each in theirs if reader.may(Act.SEE_PEOPLE, office=each.office))
    if not seen:
        raise NotThereError(reader.visit.language.text("Nobody is kept at this address."))
    away = tuple(each for each in staffing.absences if each.person == person)
    return Subject(seen[0].person, seen, away, len(theirs) - len(seen))


def _page(
    reader: Reader, subject: Subject, status: int = HTTPStatus.OK, trial: Trial = _NO_TRIAL, said: str = ""
) -> Response:
    desk, today = reader.visit.sources.staff.people, reader.visit.sources.today()
    staffing, person = desk.staffing(), subject.person
    may_edit = any(reader.may(Act.EDIT_PEOPLE, office=each.office) for each in subject.held)
    roles = [_role(reader, each, staffing, today) for each in subject.held]
    return render_signed(
        reader,
        "staff/person.html.j2",
        status,
        person=person,
        roles=sorted(roles, key=lambda row: (row["is_over"], row["state"], row["office"])),
        hidden=subject.hidden,
        absences=[_absence(reader, each) for each in subject.absences if each.last >= today],
        reach=_reach(reader, person),
        may_edit=may_edit,
        may_name=any(reader.may(Act.NAME_DEPUTIES, office=each.office) for each in subject.held),
        may_erase=may_erase(reader, subject),
        states=_editable(reader),
        all_roles=[(each.value, role_text(each, reader.visit.language)) for each in Role],
        typed=trial.typed,
        problems=trial.problems,
        said=said,
        today=today.isoformat(),
    )


def may_erase(reader: Reader, subject: Subject) -> bool:
    """Tell whether somebody looks after every State in which the person ever held an office."""
    codes = {each.office.country for each in subject.held}
    return not subject.hidden and all(reader.may(Act.EDIT_PEOPLE, country=code) for code in codes)


def _role(reader: Reader, held: Assignment, staffing: Staffing, today: date) -> dict[str, object]:
    office, language = held.office, reader.visit.language
    countries = reader.visit.world.countries
    beside = {
        each.person.id: each.person.name
        for each in staffing.assignments
        if (each.office.country, each.office.name) == (office.country, office.name)
        and each.person.id != held.person.id
        and each.valid_to >= today
    }
    return {
        "code": office.country,
        "state": country_name(countries[office.country], language),
        "office": office.name,
        "roles": ", ".join(role_text(each, language) for each in sorted(office.roles)),
        "organisation": held.organisation,
        "from": held.valid_from.isoformat(),
        "first": _day(reader, held.valid_from),
        "last": _day(reader, held.valid_to),
        "is_over": held.valid_to < today,
        "is_later": held.valid_from > today,
        "is_head": held.is_head,
        "deputy_of": held.deputy_of,
        "deputy_name": beside.get(held.deputy_of, ""),
        "beside": sorted(beside.items(), key=lambda each: each[1]),
        "may_edit": reader.may(Act.EDIT_PEOPLE, office=office),
        "may_name": reader.may(Act.NAME_DEPUTIES, office=office),
    }


def _day(reader: Reader, day: date) -> str:
    """Return a day in words; nothing for an end that is open."""
    return "" if day in {date.min, date.max} else short_span_text(day_span(day), reader.visit.language)


def _absence(reader: Reader, absence: Absence) -> Mapping[str, object]:
    today = reader.visit.sources.today()
    return {
        "first": _day(reader, absence.first),
        "last": _day(reader, absence.last),
        "is_now": absence.covers(today),
        "back": max(absence.first, today).isoformat(),
    }


def _reach(reader: Reader, person: Person) -> Mapping[str, object]:
    """Return how somebody is written to, as they chose, and whether mail reaches them."""
    desk, language = reader.visit.sources.staff.people, reader.visit.language
    chosen, back = desk.chosen(person.id), desk.unreached().get(person.id)
    wanted = chosen.applied_to(person)
    return {
        "channel": wanted.channel,
        "language": language_name(wanted.language, language),
        "zone": wanted.zone.key,
        "digest_day": weekday_names(language)[wanted.digest_day],
        "digest_hour": wanted.digest_hour,
        "mail_hours": wanted.mail_hours,
        "declined": sorted(each.value for each in wanted.declined),
        "unsubscribed": _day(reader, chosen.unsubscribed.date()) if chosen.unsubscribed else "",
        "back": back,
        "paused_until": _day(reader, back.resumes.date())
        if back and back.is_paused(reader.visit.sources.staff.outbox.now())
        else "",
    }


def _editable(reader: Reader) -> list[tuple[str, str]]:
    language = reader.visit.language
    codes = [
        each
        for each in reader.visit.world.countries.members()
        if reader.may(Act.EDIT_PEOPLE, country=each.iso3)
    ]
    return sorted(((each.iso3, country_name(each, language)) for each in codes), key=lambda row: row[1])
