"""Forms of one's own calendars, read and worded: which entries a feed holds, and how."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeVar

from uprcycle.access.principal import Principal
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.subscriptions import FeedState, Filter, Scope, Subscription, TaskForm, WindowForm, Wish
from uprcycle.wording.language import Language
from uprcycle.wording.terms import country_name, kind_text, phase_text
from web.page import Visit

_Word = TypeVar("_Word", bound=StrEnum)
_OWN = Scope.PERSON.value


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


STATES: Mapping[FeedState, str] = {
    FeedState.REVOKED: _("ended"),
    FeedState.EXPIRED: _("its time is over"),
    FeedState.NO_ROLE: _("shows nothing: you hold no such office today"),
    FeedState.STALE: _("not fetched for a week"),
    FeedState.NEW: _("not fetched yet"),
    FeedState.READ: _("fetched"),
}
_TASKS = {
    TaskForm.EVENTS: _("with tasks, as entries"),
    TaskForm.TODOS: _("with tasks, as to-dos and as entries"),
    TaskForm.NONE: _("dates alone, without tasks"),
}
_WINDOWS = {
    WindowForm.AUTO: _("a long window by its two ends, a short one whole"),
    WindowForm.BARS: _("every window whole"),
    WindowForm.ENDS: _("every window by its two ends"),
}


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that can be chosen in a form."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class FeedForm:
    """What a form of a feed offers and holds; ``whose`` is empty where that cannot be changed any more."""

    title: str
    whose: tuple[Option, ...]
    states: tuple[Option, ...]
    kinds: tuple[Option, ...]
    phases: tuple[Option, ...]
    first: tuple[Option, ...]
    second: tuple[Option, ...]
    tasks: tuple[Option, ...]
    windows: tuple[Option, ...]
    shows_cancelled: bool
    has_alarms: bool


def new_wish(visit: Visit) -> Wish:
    """Return what a form begins with: all that is the reader's, in their language."""
    language = visit.language
    return Wish(language.text("UPR: my offices"), filter=Filter(languages=(language.code,)))


def read_wish(form: Mapping[str, str], principal: Principal, visit: Visit) -> Wish:
    """Read a form for a new feed; of what is strange in it the usual is taken."""
    scope, _, key = form.get("whose", _OWN).partition(":")
    chosen = read_filter_form(form, new_wish(visit).filter, principal, visit)
    title = " ".join(form.get("title", "").split())
    return Wish(title, Scope(scope) if scope in set(Scope) else Scope.PERSON, key, chosen)


def read_filter_form(form: Mapping[str, str], kept: Filter, principal: Principal, visit: Visit) -> Filter:
    """Read which entries a form asks for, how, and in which languages."""
    codes = [form.get("language", ""), form.get("second", "")]
    languages = tuple(dict.fromkeys(each for each in codes if each in visit.sources.languages))
    return replace(
        kept,
        countries=tuple(each for each in _states_of(principal) if f"state_{each}" in form),
        phases=_ticked(form, "phase", Phase),
        kinds=_ticked(form, "kind", Kind),
        languages=languages or kept.languages,
        tasks=_one(form.get("tasks", ""), TaskForm, kept.tasks),
        windows=_one(form.get("windows", ""), WindowForm, kept.windows),
        shows_cancelled="cancelled" in form,
        has_alarms="alarms" in form,
    )


def build_form(title: str, chosen: Filter, principal: Principal, visit: Visit, whose: str = "") -> FeedForm:
    """Return a form that holds ``chosen``; ``whose`` is offered only while a feed is made."""
    language, countries = visit.language, visit.world.countries
    first, second = (*chosen.languages, "")[:2]
    names = visit.switches()
    return FeedForm(
        title,
        tuple(_whose(principal, whose, language)) if whose else (),
        tuple(
            Option(each, country_name(countries[each], language), each in chosen.countries)
            for each in _states_of(principal)
        ),
        tuple(Option(each.value, kind_text(each, language), each in chosen.kinds) for each in Kind),
        tuple(Option(each.value, phase_text(each, language), each in chosen.phases) for each in Phase),
        tuple(Option(code, own, code == first) for code, own, _ in names),
        tuple(Option(code, own, code == second) for code, own, _ in names),
        tuple(Option(each.value, language.text(text), each is chosen.tasks) for each, text in _TASKS.items()),
        tuple(
            Option(each.value, language.text(text), each is chosen.windows) for each, text in _WINDOWS.items()
        ),
        chosen.shows_cancelled,
        chosen.has_alarms,
    )


def whose_text(kept: Subscription, language: Language) -> str:
    """Say whose entries a feed holds."""
    return kept.key or language.text("all my offices")


def _whose(principal: Principal, chosen: str, language: Language) -> list[Option]:
    offices = sorted({each.office.name for each in principal.held})
    bodies = sorted({each.organisation for each in principal.held if each.organisation})
    found = [(_OWN, language.text("all my offices"))]
    found += [(f"{Scope.OFFICE}:{each}", each) for each in offices]
    for each in bodies:
        found.append((f"{Scope.ORGANISATION}:{each}", language.text("all offices of {body}", body=each)))
    return [Option(value, text, value == chosen) for value, text in found]


def _states_of(principal: Principal) -> list[str]:
    return sorted({each.office.country for each in principal.held})


def _ticked(form: Mapping[str, str], name: str, words: type[_Word]) -> tuple[_Word, ...]:
    """Return what is ticked; all is the same as nothing, so that what comes later enters too."""
    found = tuple(each for each in words if f"{name}_{each.value}" in form)
    return () if len(found) == len(words) else found


def _one(text: str, words: type[_Word], kept: _Word) -> _Word:
    return words(text) if text in set(words) else kept
