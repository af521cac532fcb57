"""What was said of a task in the name of an office, in commands, through links in mails and on pages."""

from dataclasses import dataclass
from datetime import datetime

from flows.installation.wiring import Wiring
from uprcycle.checklist.answer import UNDONE
from uprcycle.checklist.build import Checklist
from uprcycle.checklist.pause import PauseKind
from uprcycle.checklist.tick import BY_KEY, BY_LINK, BY_PAGE

IN_PERSON = f"{BY_LINK}, {BY_PAGE} or {BY_KEY.strip()}"
"""How somebody said what is for themself alone: one cannot tell by which of these."""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that was said of a task: in a command, or in person by the one of the id ``by``."""

    at: datetime
    state: str
    by: str
    note: str = ""
    evidence: str = ""
    via: str = ""


def history_of(wiring: Wiring, checklist: Checklist, task: str) -> tuple[Said, ...]:
    """Return what was said of a task in the name of an office, oldest first."""
    here, office = (checklist.country, checklist.cycle), checklist.office.name
    ticks = (each for each in wiring.store.ticks.history(*here, task) if each.office == office)
    pauses = (each for each in wiring.store.pauses.of(*here) if each.is_of(task, office))
    said = [Said(each.at, each.state.value, each.by, each.note, each.evidence, each.via) for each in ticks]
    for each in pauses:
        until = f" until {each.day}" if each.kind is not PauseKind.NOT_MINE else ""
        said.append(Said(each.at, f"{each.kind}{until}", each.person, via=IN_PERSON))
        if each.lifted_at:
            said.append(Said(each.lifted_at, f"no more {each.kind}", each.person, via=UNDONE))
    return tuple(sorted(said, key=lambda each: each.at))
