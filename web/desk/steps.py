"""The steps of a draft on its way to a release, and how far it has come."""

from dataclasses import dataclass
from enum import StrEnum

from uprcycle.wording.language import Language
from web.desk.source import Looked


def _(message: str) -> str:
    """Mark a message for the catalogues; it is translated where it is used."""
    return message


class Step(StrEnum):
    """What is done about a draft, in this order."""

    PROBLEMS = "problems"
    CORRECTIONS = "corrections"
    PLAN = "plan"
    RECIPIENTS = "recipients"
    RELEASE = "release"


_TITLES = {
    Step.PROBLEMS: _("Problems"),
    Step.CORRECTIONS: _("Corrections"),
    Step.PLAN: _("Plan"),
    Step.RECIPIENTS: _("Who is told"),
    Step.RELEASE: _("Release"),
}


@dataclass(frozen=True, slots=True)
class Stage:
    """One step as it is shown: whether it is open, and whether it is the one that is looked at."""

    step: Step
    title: str
    is_open: bool
    is_here: bool


def first_step(looked: Looked) -> Step:
    """Return the step at which something has to be done: what stands in the way, else the plan."""
    if looked.errors:
        return Step.PROBLEMS
    return Step.CORRECTIONS if looked.unconfirmed else Step.PLAN


def choose_step(asked: str, looked: Looked) -> Step:
    """Return the step that is asked for, if the draft has come so far."""
    first = first_step(looked)
    chosen = next((each for each in Step if each == asked), first)
    return chosen if is_open(chosen, looked) else first


def is_open(step: Step, looked: Looked) -> bool:
    """Tell whether a step can be looked at: nothing before the plan may stand in its way."""
    order = list(Step)
    first = first_step(looked)
    return first is Step.PLAN or order.index(step) <= order.index(first)


def stages(here: Step, looked: Looked, language: Language) -> tuple[Stage, ...]:
    """Return all steps as they are shown."""
    return tuple(
        Stage(each, language.text(_TITLES[each]), is_open(each, looked), each is here) for each in Step
    )
