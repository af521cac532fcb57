"""Offices whose calendars fell silent: somebody had a feed of theirs, and no program fetches any of them.

A feed says something of one calendar, an office of whether anybody still looks at one. Whoever of
the office chose the calendar is told by mail again as long as it is silent (flows.feeds.following).
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from flows.feeds.binding import Opened
from flows.feeds.private_feeds import open_on
from flows.installation.wiring import Wiring
from uprcycle.subscriptions import Subscription
from web.agents import OTHER


@dataclass(frozen=True, slots=True)
class SilentOffice:
    """An office of a State, and when a program last fetched a feed of it, None for never."""

    country: str
    name: str
    fetched: datetime | None

    @property
    def key(self) -> tuple[str, str]:
        """The State and the name."""
        return self.country, self.name


def silent_offices(wiring: Wiring, today: date) -> Iterator[SilentOffice]:
    """Yield the offices with open feeds of which none is read and one has been left, by State and name.

    A feed counts for the offices that its owner holds, whatever its filter: to look at part of a calendar
    is to look. One that is new is given its week.
    """
    now = wiring.now()
    for (country, name), found in sorted(_by_office(open_on(wiring, today)).items()):
        is_read = any(each.is_read(now) and each.client != OTHER for each in found)
        if not is_read and any(each.is_stale(now) for each in found):
            fetched = [each.fetched for each in found if each.fetched]
            yield SilentOffice(country, name, max(fetched, default=None))


def _by_office(opened: Iterable[Opened]) -> Mapping[tuple[str, str], list[Subscription]]:
    feeds: defaultdict[tuple[str, str], list[Subscription]] = defaultdict(list)
    for each in opened:
        for office in each.right.held:
            feeds[office.country, office.name].append(each.subscription)
    return feeds
