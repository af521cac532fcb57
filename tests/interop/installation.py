"""One installation whose feeds hold an entry of every kind, made as an office makes it.

It releases the packaged dates of three States of session 54, then changes them and sets a date
by hand: Uganda's review gets its hours, Venezuela stays away, Iceland is left as it was.
"""

from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import count

from flows.feeds.publishing import publish
from flows.installation.wiring import Wiring
from flows.releases.overriding import set_override
from flows.releases.releasing import Draft
from tests.flows.installed import NOON
from tests.flows.released import MOVED, PACKAGED, TWO, founded, last_sessions, release
from uprcycle.citation import Citation
from uprcycle.days.span import Status, read_span
from uprcycle.schedule.amend.notice import Notice
from uprcycle.schedule.amend.redate import redate_review
from uprcycle.schedule.amend.target import Reviewed
from uprcycle.schedule.amend.vacate import vacate_slot
from uprcycle.schedule.session import Schedule
from uprcycle.timetable.override import Aim, Override

STATES = {"UGA", "ISL", "VEN"}

_NOTICE = Notice(Citation("a letter of the secretariat"), NOON.date(), Status.CONFIRMED)
_SITTING = read_span("2027-01-25T09:00/2027-01-25T12:30")
_BY_HAND = Override(
    Aim("state-mid-term-report", "UGA", 4),
    read_span("2029-07"),
    Status.TENTATIVE,
    "the ministry said so",
    "a call",
    "an officer",
    NOON,
)


@cache
def changed_installation() -> Wiring:
    """Return the installation after its second release; a minute passes between two looks at its clock."""
    moments = count()
    wiring = founded(lambda: NOON + timedelta(minutes=next(moments)), _three_states(PACKAGED))
    publish(wiring)
    set_override(wiring, _BY_HAND)
    release(wiring, Draft(_changed(wiring.world().release.schedule)), TWO)
    return wiring


def _three_states(schedule: Schedule) -> Schedule:
    kept = last_sessions(schedule)
    slots = tuple(each for each in kept.slots if each.session == MOVED and each.country in STATES)
    dates = tuple(each for each in kept.dates if each.session == MOVED and each.country in {"", *STATES})
    return replace(kept, slots=slots, dates=dates)


def _changed(schedule: Schedule) -> Schedule:
    heard = redate_review(schedule, Reviewed("UGA"), _SITTING, _NOTICE).schedule
    return vacate_slot(heard, Reviewed("VEN"), _NOTICE).schedule
