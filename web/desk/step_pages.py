"""What each step of a draft shows."""

from collections.abc import Callable, Mapping
from typing import Any

from uprcycle.access.act import Act
from uprcycle.wording.terms import country_name
from web.access.reader import Reader
from web.desk.agreement import read_agreement
from web.desk.faults import lay_out
from web.desk.plans import PlanWords, Shift, StatePlan, word_plan, word_shift
from web.desk.source import Looked, Planned
from web.desk.steps import Step
from web.leaves import turn_to

_DATES_SHOWN = 80  # of all States at once; more are shown State by State
_STATES_A_PAGE = 120
_OFFICES = 200

Values = dict[str, Any]


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


_SILENT = {
    "aware": _("told already, or in office only since"),
    "without office": _("holds no office today"),
    "unconcerned": _("nothing that changed concerns their offices"),
    "declined": _("declined what changed"),
}
_KINDS = {
    "pressing": _("Told at once: a date is near, or comes earlier"),
    "weekly": _("With the mail of the week"),
}


def values_of(step: Step, reader: Reader, looked: Looked) -> Values:
    """Return what the page of a step is made of."""
    return _VALUES[step](reader, looked)


def _problems(reader: Reader, looked: Looked) -> Values:
    del reader
    return {
        "errors": lay_out(looked.errors, looked.table),
        "warnings": lay_out(looked.warnings, looked.table),
        "error_count": len(looked.errors),
        "warning_count": len(looked.warnings),
        "may_lose": looked.may_lose,
    }


def _corrections(reader: Reader, looked: Looked) -> Values:
    countries = reader.visit.world.countries
    rows = tuple(
        (
            each,
            country_name(countries[each.country], reader.visit.language),
            each.words in looked.draft.accepted,
        )
        for each in looked.corrections
    )
    return {"corrections": rows}


def _plan(reader: Reader, looked: Looked) -> Values:
    planned = _planned(reader, looked)
    words, page = _words(reader, planned), reader.visit.request.query_params.get("page", "")
    return {
        "plan": planned.plan,
        "words": words,
        "states": turn_to(reader.visit, page, words.states, _STATES_A_PAGE),
        "opened": _opened(reader, planned, words),
        "warning_count": len(looked.warnings),
        "agreement": read_agreement(reader, planned.agreed, is_needed=bool(planned.plan.moved_earlier)),
        "agreed": [each.name for each in planned.agreed],
        "me": reader.principal.signature,
    }


def _recipients(reader: Reader, looked: Looked) -> Values:
    visit, language = reader.visit, reader.visit.language
    drafting, countries = visit.sources.drafting, visit.world.countries
    audience = drafting.audience(looked.draft.id)
    code = visit.request.query_params.get("in", language.code)
    code = code if code in visit.sources.languages else language.code
    offices = audience.offices if audience else ()
    return {
        "audience": audience,
        "offices": [
            (country_name(countries[each.country], language), each.office, each.people)
            for each in offices[:_OFFICES]
        ],
        "further_offices": max(0, len(offices) - _OFFICES),
        "silent": [(language.text(_SILENT[why]), count) for why, count in audience.silent]
        if audience
        else [],
        "samples": drafting.samples(looked.draft.id, code),
        "kinds": {kind: language.text(words) for kind, words in _KINDS.items()},
        "sample_language": code,
    }


def _release(reader: Reader, looked: Looked) -> Values:
    planned = _planned(reader, looked)
    return {
        "plan": planned.plan,
        "words": _words(reader, planned),
        "agreement": read_agreement(reader, planned.agreed, is_needed=bool(planned.plan.moved_earlier)),
        "me": reader.principal.signature,
        "may_release": reader.may(Act.RELEASE),
        "address": reader.visit.sources.site.address(f"/desk/drafts/{looked.draft.id}/approval"),
    }


def _planned(reader: Reader, looked: Looked) -> Planned:
    planned = reader.visit.sources.drafting.plan(looked.draft.id)
    if planned is None:
        raise LookupError(looked.draft.id)  # a step that is open has a plan
    return planned


def _words(reader: Reader, planned: Planned) -> PlanWords:
    countries, language = reader.visit.world.countries, reader.visit.language
    return word_plan(planned.plan, planned.clashes, countries, language, planned.sequences)


def _opened(
    reader: Reader, planned: Planned, words: PlanWords
) -> Mapping[tuple[str, int], tuple[Shift, ...]]:
    """Return the dates of the State that is asked for; of all of them where they are few."""
    asked = reader.visit.request.query_params.get("country", "").upper()
    are_few = sum(each.dates for each in words.states) <= _DATES_SHOWN
    return {
        (each.code, each.cycle): _shifts(each, reader, planned)
        for each in words.states
        if each.code == asked or (are_few and not asked)
    }


def _shifts(state: StatePlan, reader: Reader, planned: Planned) -> tuple[Shift, ...]:
    return tuple(word_shift(each, reader.visit.language, planned.sequences) for each in state.changes)


_VALUES: Mapping[Step, Callable[[Reader, Looked], Values]] = {
    Step.PROBLEMS: _problems,
    Step.CORRECTIONS: _corrections,
    Step.PLAN: _plan,
    Step.RECIPIENTS: _recipients,
    Step.RELEASE: _release,
}
