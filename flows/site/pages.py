"""What the web shows, joined from a wiring: worlds, languages, feeds and readiness."""

from urllib.parse import urlsplit

from flows.feeds.private_feeds import PrivateFeeds
from flows.feeds.publishing import press_of
from flows.feeds.showing import show_timetable
from flows.installation.wiring import Wiring
from flows.nudges.answering import Answering
from flows.nudges.matters import Taking
from flows.nudges.preferring import desk_by_id, desk_by_link
from flows.releases.changelog import ChangeLog
from flows.releases.documents import reading_documents
from flows.site.access import SigningIn
from flows.site.desk import DraftDesk
from flows.site.doors import doors_of
from flows.site.duties import Duties, guidance_of
from flows.site.granting import Granting
from flows.site.offices import Offices
from flows.site.own_feeds import OwnFeeds
from flows.site.registry import registry_of
from flows.site.roll import Roll
from flows.site.staff import staff_of
from flows.watch.heartbeat import last_round, open_alarms
from flows.watch.troubles import Kind, Trouble
from uprcycle.errors import UprcycleError
from uprcycle.store.packaged import language_codes, load_facts, load_language
from uprcycle.store.ports import Purpose
from uprcycle.wording.reprisals import reprisal_addresses
from web.duties.source import Own
from web.sources import History, Readiness, Site, Sources


def pages_of(wiring: Wiring) -> Sources:
    """Return the sources of the web for one installation."""
    feeds, private, roll = press_of(wiring), PrivateFeeds(wiring), Roll(wiring)
    taking, log = Taking(wiring), ChangeLog(wiring)
    return Sources(
        world=wiring.world,
        language=load_language,
        languages=language_codes(),
        feed=feeds,
        validators=feeds.validators,
        serial=feeds.serial,
        personal=private,
        personal_at_hand=private.at_hand,
        show=lambda timetable, language: show_timetable(wiring, timetable, language),
        today=wiring.today,
        ready=lambda: readiness(wiring),
        history=_history(log),
        documents=reading_documents(wiring),
        answers=Answering(wiring, taking),
        preferences=desk_by_link(wiring, Purpose.PREFERENCES),
        unsubscribing=desk_by_link(wiring, Purpose.UNSUBSCRIBE),
        access=SigningIn(wiring, roll),
        accounts=Granting(wiring, roll),
        registry=registry_of(wiring, log),
        drafting=DraftDesk(wiring),
        own=Own(Duties(wiring, taking), Offices(wiring), OwnFeeds(wiring), desk_by_id(wiring), guidance_of),
        doors=doors_of(wiring, roll),
        staff=staff_of(wiring, log),
        reprisal_addresses=reprisal_addresses(load_facts()),
        delivery=wiring.settings.delivery,
        site=_site(wiring),
    )


def readiness(wiring: Wiring) -> Readiness:
    """Tell whether the installation can answer, without raising."""
    try:
        alarms = [Trouble(Kind(each)).text for each in open_alarms(wiring, Kind)]
        return Readiness(wiring.world().release.number, last_round(wiring), "; ".join(alarms))
    except UprcycleError as error:
        return Readiness(problem=error.headline)
    except Exception as error:  # noqa: BLE001 - whatever it is, the answer is that there is none
        return Readiness(problem=f"the store cannot be read: {type(error).__name__}")


def _history(log: ChangeLog) -> History:
    return History(log.releases, log.entries, log.between, log.world_on)


def _site(wiring: Wiring) -> Site:
    settings = wiring.settings
    return Site(settings.address, _hosts(wiring), settings.calendar_host, settings.prefect_url)


def _hosts(wiring: Wiring) -> tuple[str, ...]:
    host = urlsplit(wiring.settings.address).hostname or "127.0.0.1"
    return tuple(dict.fromkeys((host, "127.0.0.1", "localhost", "[::1]", wiring.settings.host)))
