"""Who follows their duties in a calendar, so that no digest says the same again (decision 0024).

A feed stands in for digests while it leaves no task out and some program fetched it of late.
That is not to say that anybody saw it: whoever chose the calendar chose to look there.
"""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from flows.private_feeds import open_on
from flows.wiring import Wiring
from notifications.plan import Nudge
from uprcycle.checklist.local import is_local
from uprcycle.people import CALENDAR, MAIL, Assignment


def by_mail(assignment: Assignment) -> Assignment:
    """Return an assignment whose holder is written to by mail: so is whoever's calendar falls silent."""
    person = assignment.person
    is_follower = person.channel == CALENDAR
    return replace(assignment, person=replace(person, channel=MAIL)) if is_follower else assignment


def told_by_mail(wiring: Wiring, today: date) -> Callable[[Nudge], bool]:
    """Return what tells of a nudge whether no calendar of the person speaks of it.

    None does of what an office wrote on its own list (decision 0025).
    """
    followed = _followed(wiring, today)
    return lambda nudge: (
        is_local(nudge.task.id) or (nudge.person.id, nudge.office.country, nudge.office.name) not in followed
    )


def readers(wiring: Wiring, today: date) -> frozenset[str]:
    """Return the ids of those who have a feed that leaves nothing out and was fetched of late."""
    now = wiring.now()
    return frozenset(
        each.subscription.person
        for each in open_on(wiring, today)
        if each.subscription.filter.is_whole and each.subscription.is_read(now)
    )


def _followed(wiring: Wiring, today: date) -> frozenset[tuple[str, str, str]]:
    """Return whose calendar speaks of which offices of theirs: person, State and name of the office."""
    people = wiring.store.people.assignments()
    followers = {each.person.id for each in people if each.person.channel == CALENDAR}
    now = wiring.now()
    return frozenset(
        (opened.subscription.person, office.country, office.name)
        for opened in (open_on(wiring, today) if followers else ())
        if opened.subscription.person in followers
        if opened.subscription.filter.is_whole and opened.subscription.is_read(now)
        for office in opened.right.held
    )
