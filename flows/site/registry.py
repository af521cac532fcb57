"""What the desk's pages of changes, dates set by hand, releases and the trail are joined from."""

from flows.installation.wiring import Wiring
from flows.releases.changelog import ChangeLog
from flows.site.dates_by_hand import DatesByHand
from flows.site.edits import Editing
from flows.site.past_releases import PastReleases
from flows.site.trail import Trail
from web.desk.registry import Registry


def registry_of(wiring: Wiring, log: ChangeLog) -> Registry:
    """Return all of it for one installation."""
    return Registry(Editing(wiring), DatesByHand(wiring), PastReleases(wiring), Trail(wiring, log))
