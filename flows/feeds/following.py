"""Who follows their duties in a calendar, so that no digest says the same again (decision 0024).

A feed stands in for digests while it leaves no task out and a calendar program fetched it of late.
That is not to say that anybody saw it: whoever chose the calendar chose to look there.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from flows.feeds.binding import Opened
from flows.feeds.private_feeds import open_on
from flows.installation.wiring import Wiring
from flows.offices.recipients import recipients, written_to
from notifications.plan import Nudge
from uprcycle.checklist.local import is_local
from uprcycle.people import CALENDAR, MAIL, Assignment
from web.agents import OTHER


def by_mail(assignment: Assignment) -> Assignment:
    """Return an assignment whose holder is written to by mail: so is whoever's calendar falls silent."""
    person = assignment.person
    is_follower = person.channel == CALENDAR
    return replace(assignment, person=replace(person, channel=MAIL)) if is_follower else assignment


def told_by_mail(wiring: Wiring, today: date) -> Callable[[Nudge], bool]:
    """Return what tells of a nudge whether it goes by mail: wanted, and spoken of by no calendar of theirs.

    No calendar speaks of what an office wrote on its own list (decision 0025).
    """
    followed, is_written_to = _followed(wiring, today), written_to(wiring)
    return lambda nudge: (
        is_written_to(nudge)
        and (
            is_local(nudge.task.id)
            or (nudge.person.id, nudge.office.country, nudge.office.name) not in followed
        )
    )


def readers(wiring: Wiring, today: date) -> frozenset[str]:
    """Return the ids of those who have a feed that leaves nothing out and that a calendar fetched of late."""
    return frozenset(each.subscription.person for each in _fetched(wiring, today))


def _followed(wiring: Wiring, today: date) -> frozenset[tuple[str, str, str]]:
    """Return whose calendar speaks of which offices of theirs: person, State and name of the office."""
    people = recipients(wiring)
    followers = {each.person.id for each in people if each.person.channel == CALENDAR}
    return frozenset(
        (each.subscription.person, office.country, office.name)
        for each in (_fetched(wiring, today) if followers else ())
        if each.subscription.person in followers
        for office in each.right.held
    )


def _fetched(wiring: Wiring, today: date) -> Iterator[Opened]:
    """Yield the feeds that leave nothing out and that a calendar program which we know fetched of late.

    A browser or the scanner of a mail gateway opens an address too, and shows nobody a calendar.
    """
    now = wiring.now()
    for each in open_on(wiring, today):
        subscription = each.subscription
        if subscription.filter.is_whole and subscription.is_read(now) and subscription.client != OTHER:
            yield each
