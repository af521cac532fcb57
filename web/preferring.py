"""How somebody is written to, as a page and its forms: behind a link in a mail, and for whoever signed in."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from fastapi import Response

from uprcycle.errors import BadInputError, Problem
from uprcycle.people import Topic
from uprcycle.preferences import Preferences
from uprcycle.wording.spans import local_moment_text, weekday_names
from web.choices import PreferenceDesk, Standing
from web.page import Visit

_NO_NUMBER = -1  # no day and no hour, so that the check names what is missing


class Said(StrEnum):
    """What a page confirms at its head."""

    NOTHING = ""
    SAVED = "saved"
    GONE = "gone"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Counter:
    """Where somebody asks: the desk, what they show there, and how a page is sent to them.

    ``refuse`` makes what is raised where the desk finds nobody.
    """

    visit: Visit
    desk: PreferenceDesk
    shown: str
    send: Callable[[Visit, Mapping[str, object]], Response]
    refuse: Callable[[], Exception]


def show_choices(
    counter: Counter,
    standing: Standing | None,
    said: Said = Said.NOTHING,
    problems: Iterable[Problem] = (),
) -> Response:
    """Show how somebody is written to, and what comes next."""
    if standing is None:
        raise counter.refuse()
    spoken = spoken_to(counter.visit, standing)
    values = {
        "person": standing.person,
        "channels": standing.channels,
        "gone": standing.chosen.unsubscribed is not None,
        "days": weekday_names(spoken.language),
        "topics": {each.value: each not in standing.person.declined for each in Topic},
        "said": said,
        "problems": [each.where for each in problems],
        "coming": [
            (local_moment_text(each.at, spoken.language), each) for each in counter.desk.coming(counter.shown)
        ],
    }
    return counter.send(spoken, values)


def take_choices(counter: Counter, form: Mapping[str, str]) -> Response:
    """Keep what a form says, decline everything or take that back, and show how it stands."""
    desk, shown = counter.desk, counter.shown
    match form.get("action"):
        case "leave":
            return show_choices(counter, desk.leave(shown), Said.GONE)
        case "return":
            return show_choices(counter, desk.come_back(shown), Said.BACK)
        case _:
            try:
                # The address may name another language than the one just chosen.
                anew = replace(counter, visit=replace(counter.visit, asked="", own=""))
                return show_choices(anew, desk.choose(shown, _read(form)), Said.SAVED)
            except BadInputError as error:
                return show_choices(counter, desk.look(shown), problems=error.problems)


def spoken_to(visit: Visit, standing: Standing) -> Visit:
    """Return the visit in the language of the address, or else in that of the person."""
    code = standing.person.language
    return visit if visit.asked or code not in visit.sources.languages else replace(visit, own=code)


def _read(form: Mapping[str, str]) -> Preferences:
    """Read a form of ours; what is missing or strange in it is left for the check to name."""
    return Preferences(
        person="",
        language=form.get("language", ""),
        channel=form.get("channel", ""),
        digest_day=_number(form, "digest_day"),
        digest_hour=_number(form, "digest_hour"),
        mail_hours=range(_number(form, "mail_from"), _number(form, "mail_to")),
        declined=frozenset(each for each in Topic if f"topic_{each.value}" not in form),
    )


def _number(form: Mapping[str, str], name: str) -> int:
    text = form.get(name, "")
    return int(text) if len(text) <= len("24") and text.isascii() and text.isdecimal() else _NO_NUMBER
