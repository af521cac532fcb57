"""Posting: what every message needs, whatever it says: a letterhead, a language and an outlet."""

from collections.abc import Iterable

from flows.installation.settings import Settings
from flows.installation.wiring import Wiring
from notifications.deliver import Outlet, open_channel
from notifications.guard import DeliveryMode, Guard
from notifications.letterhead import Letterhead
from notifications.modes import mode_text
from notifications.pace import Limits
from notifications.recorder import Recorder
from uprcycle.people import Assignment, Person
from uprcycle.store.packaged import language_codes, load_countries, load_facts, load_language
from uprcycle.wording.language import ENGLISH, Language
from uprcycle.wording.reprisals import reprisal_addresses


def letterhead(wiring: Wiring) -> Letterhead:
    """Return who writes and where the links lead."""
    settings = wiring.settings
    return Letterhead(
        settings.address,
        settings.mail_from,
        load_countries(),
        reprisal_addresses(load_facts()),
        names_internal=settings.name_internal_items,
        sent=settings.delivery is not DeliveryMode.RECORDER and not wiring.is_rehearsal,
    )


def language_for(person: Person) -> Language:
    """Return the language in which somebody reads, or English where it has no catalogue."""
    return load_language(person.language if person.language in language_codes() else "en")


def outlet_to(wiring: Wiring, assignments: Iterable[Assignment]) -> Outlet:
    """Return the way to everybody who holds an office, by the delivery mode of the installation."""
    settings, guard = wiring.settings, _guard(wiring.settings)
    limits = Limits(settings.smtp_per_second, settings.smtp_per_connection)
    way = open_channel(guard, settings.mail_server, settings.mail_from, limits)
    return Outlet(
        channel=Recorder() if wiring.is_rehearsal else way,
        addresses={each.person.id: each.person.email for each in assignments},
        guard=guard,
    )


def delivery_text(wiring: Wiring) -> str:
    """Say how far messages go, to how many people and by which server; for the operator alone."""
    settings, guard = wiring.settings, _guard(wiring.settings)
    mode, server = settings.delivery, settings.mail_server
    said = f"{mode.value}. {mode_text(mode, ENGLISH)}"
    if mode is DeliveryMode.RECORDER or server is None:
        return said
    people = {each.person.id: each.person.email for each in wiring.assignments()}
    reached = sum(guard.recipient(each) is not None for each in people.values())
    pace = f"at most {settings.smtp_per_second:g} a second" if settings.smtp_per_second else "at any pace"
    way = f"{server.host}:{server.port} ({server.security.value}), {pace}"
    return f"{said} {reached} of {len(people)} people are written to by {way}."


def _guard(settings: Settings) -> Guard:
    return Guard(settings.delivery, settings.redirect_to, frozenset(settings.allowlist))
