"""What somebody typed to set a date by hand, read field by field; what is wrong stands beside its field."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from uprcycle.countries import UnknownCountryError
from uprcycle.days.span import Span, Status, read_span
from uprcycle.errors import RefusedError, UnknownPhraseError
from uprcycle.timetable.milestone import Milestone
from uprcycle.timetable.override import Aim
from uprcycle.visibility import Audience, may_see
from uprcycle.wording.spans import short_span_text
from uprcycle.wording.terms import country_name, title_text
from web.desk.registry import AskedOverride
from web.page import Visit

FIELDS = ("of", "milestone", "date", "status", "reason", "source", "expires")
STATUSES = (Status.TENTATIVE, Status.CONFIRMED, Status.ESTIMATED, Status.HELD)
_LONGEST = 500
_MILESTONE_UNKNOWN = "-"


@dataclass(frozen=True, slots=True)
class Typed:
    """A form as it was typed.

    ``aim_of`` names the State or session alone, None as long as there is none, ``name`` is its name and
    ``milestones`` what it has, by id, each with its title and date. ``asked`` is None unless all of it
    can be read; ``wrong`` says what cannot, by field.
    """

    values: Mapping[str, str]
    aim_of: Aim | None = None
    name: str = ""
    milestones: tuple[tuple[str, str], ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    asked: AskedOverride | None = None


def read_typed(visit: Visit, form: Mapping[str, str]) -> Typed:
    """Read a form; as long as it does not say of what, nothing else is asked of it."""
    values = {each: " ".join(form.get(each, "").split()) for each in FIELDS}
    if not values["of"]:
        return Typed(values)
    try:
        aim_of, name, milestones = _find(visit, values["of"])
    except (UnknownCountryError, RefusedError):
        return Typed(values, wrong={"of": visit.language.text("There is no such State or session.")})
    offered = tuple((each.id, _label(visit, each, with_date=not aim_of.session)) for each in milestones)
    known = Typed(values, aim_of, name, offered)
    if not any(values[each] for each in FIELDS[1:]):
        return known
    wrong = dict(_wrong(visit, values, {each for each, _ in offered}))
    if wrong:
        return Typed(values, aim_of, name, offered, wrong)
    aim = Aim(values["milestone"], aim_of.country, aim_of.cycle, aim_of.session)
    asked = AskedOverride(
        aim,
        read_span(values["date"]),
        Status(values["status"] or Status.TENTATIVE),
        values["reason"],
        values["source"],
        date.fromisoformat(values["expires"]) if values["expires"] else None,
    )
    return Typed(values, aim_of, name, offered, {}, asked)


def _find(visit: Visit, text: str) -> tuple[Aim, str, tuple[Milestone, ...]]:
    """Return of what a date is to be set, its name, and what it has for staff of the UN."""
    world, language = visit.world, visit.language
    if text.isascii() and text.isdigit() and len(text) <= len("999"):
        session = world.session(int(text))
        timetables = world.timetables_of_session(session.number)
        name = language.text("Session {number}", number=session.number)
        aim = Aim(_MILESTONE_UNKNOWN, session=session.number)
        return aim, name, _seen(timetables[0].milestones) if timetables else ()
    country = world.countries.find(text)
    timetable = world.timetable(country.iso3)
    name = f"{country_name(country, language)} · {language.text('Cycle {number}', number=timetable.cycle)}"
    return Aim(_MILESTONE_UNKNOWN, country.iso3, timetable.cycle), name, _seen(timetable.milestones)


def _seen(milestones: tuple[Milestone, ...]) -> tuple[Milestone, ...]:
    return tuple(each for each in milestones if may_see(Audience.UN, each.rule.visibility))


def _label(visit: Visit, milestone: Milestone, *, with_date: bool) -> str:
    title = title_text(milestone.rule, visit.language)
    return f"{title} · {short_span_text(milestone.span, visit.language)}" if with_date else title


def _wrong(visit: Visit, values: Mapping[str, str], known: set[str]) -> Mapping[str, str]:
    language, wrong = visit.language, {}
    if values["milestone"] not in known:
        wrong["milestone"] = language.text("Choose one of them.")
    if _span(values["date"]) is None:
        wrong["date"] = language.text(
            "Write it as 2027-05-04, 2027-05-04T15:00, 2027-05-04/2027-05-08, 2027-05 or unknown."
        )
    if values["status"] not in {"", *STATUSES}:
        wrong["status"] = language.text("Choose one of them.")
    for each in ("reason", "source"):
        if not values[each]:
            wrong[each] = language.text("Say it in a line: everybody sees it beside the date.")
        elif len(values[each]) > _LONGEST:
            wrong[each] = language.text("Say it in {count} characters.", count=_LONGEST)
    if values["expires"] and not _is_day(values["expires"]):
        wrong["expires"] = language.text("Write it as 2027-05-04, or leave it empty.")
    return wrong


def _span(text: str) -> Span | None:
    try:
        return read_span(text)
    except UnknownPhraseError:
        return None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
