"""Posting: what every message needs, whatever it says: a letterhead, a language and an outlet."""

from collections.abc import Iterable

from flows.wiring import Wiring
from notifications.deliver import Outlet, open_channel
from notifications.guard import Guard
from notifications.letter import Letterhead
from notifications.pace import Limits
from uprcycle.people import Assignment, Person
from uprcycle.store.packaged import language_codes, load_countries, load_facts, load_language
from uprcycle.wording.language import Language
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
    )


def language_for(person: Person) -> Language:
    """Return the language in which somebody reads, or English where it has no catalogue."""
    return load_language(person.language if person.language in language_codes() else "en")


def outlet_to(wiring: Wiring, assignments: Iterable[Assignment]) -> Outlet:
    """Return the way to everybody who holds an office, by the delivery mode of the installation."""
    settings = wiring.settings
    guard = Guard(settings.delivery, settings.redirect_to, frozenset(settings.allowlist))
    limits = Limits(settings.smtp_per_second, settings.smtp_per_connection)
    return Outlet(
        channel=open_channel(guard, settings.mail_server, settings.mail_from, limits),
        addresses={each.person.id: each.person.email for each in assignments},
        guard=guard,
    )
