"""Preferring: what a person chooses for themself, by the link in their mail or through whoever runs this."""

from collections.abc import Callable

from flows.installation.wiring import Wiring
from flows.nudges.noticing import coming_notices
from flows.nudges.nudging import forecast
from notifications.digest import Digest
from notifications.load import Coming
from uprcycle.errors import BadInputError
from uprcycle.people import Person
from uprcycle.preferences import Preferences, channels_of, check_preferences
from uprcycle.store.packaged import language_codes
from uprcycle.store.ports import Purpose
from uprcycle.tokens import digest_of
from web.choices import MailKind, NextMail, Standing

AHEAD = 90
"""How many days the page looks ahead."""

_SHOWN = 5


class PreferenceDesk:
    """Answers whoever is found by what they show; None for all others."""

    def __init__(self, wiring: Wiring, find: Callable[[str], Person | None]) -> None:
        """Answer for one installation; ``find`` tells who shows something."""
        self._wiring = wiring
        self._person = find

    def look(self, token: str) -> Standing | None:
        """Return how the person is written to."""
        return self._answered(token, lambda person: self._wiring.store.preferences.of(person.id))

    def coming(self, token: str) -> tuple[NextMail, ...]:
        """Return the next mails to the person, in order."""
        person = self._person(token)
        return () if person is None else next_mails(self._wiring, person.id)

    def choose(self, token: str, asked: Preferences) -> Standing | None:
        """Keep what a form asks for."""
        return self._answered(token, lambda person: keep(self._wiring, person, asked, by=person.id))

    def leave(self, token: str) -> Standing | None:
        """Decline everything that can be declined."""
        return self._answered(token, lambda person: unsubscribe(self._wiring, person, by=person.id))

    def come_back(self, token: str) -> Standing | None:
        """Take that back."""
        return self._answered(token, lambda person: resubscribe(self._wiring, person, by=person.id))

    def _answered(self, token: str, chosen: Callable[[Person], Preferences]) -> Standing | None:
        person = self._person(token)
        if person is None:
            return None
        preferences = chosen(person)
        return Standing(preferences.applied_to(person), preferences, channels_of(person))


def desk_by_link(wiring: Wiring, purpose: Purpose) -> PreferenceDesk:
    """Return the desk for those who show a token of one purpose."""

    def find(token: str) -> Person | None:
        now, today = wiring.now(), wiring.today()
        opened = wiring.store.links.opened(digest_of(token), purpose, now=now, day=today)
        return None if opened is None else wiring.store.people.person(opened.person)

    return PreferenceDesk(wiring, find)


def desk_by_id(wiring: Wiring) -> PreferenceDesk:
    """Return the desk for those who signed in, whoever is on the list of people among them."""
    return PreferenceDesk(wiring, wiring.store.people.person)


def keep(wiring: Wiring, person: Person, asked: Preferences, *, by: str) -> Preferences:
    """Keep the choices of ``person`` after a form that holds a value for everything, and return them.

    Raises:
        BadInputError: With everything that cannot be chosen; nothing was kept.
    """

    def changed(kept: Preferences) -> Preferences:
        chosen = kept.asked(asked, person)
        problems = check_preferences(chosen, person, language_codes())
        if problems:
            raise BadInputError("this cannot be chosen", problems)
        return chosen

    return wiring.store.preferences.choose(person.id, changed, by=by, at=wiring.now())


def unsubscribe(wiring: Wiring, person: Person, *, by: str) -> Preferences:
    """Decline everything that ``person`` can decline; again changes nothing."""
    now = wiring.now()
    return wiring.store.preferences.choose(person.id, lambda kept: kept.unsubscribing(now), by=by, at=now)


def resubscribe(wiring: Wiring, person: Person, *, by: str) -> Preferences:
    """Put back what ``person`` had before they unsubscribed."""
    return wiring.store.preferences.choose(
        person.id, lambda kept: kept.resubscribing(), by=by, at=wiring.now()
    )


def next_mails(wiring: Wiring, person: str) -> tuple[NextMail, ...]:
    """Return the next messages to somebody if nothing changed, in order."""
    today = wiring.today()
    mails = map(_next_mail, forecast(wiring, today, AHEAD, person))
    notices = map(_next_notice, coming_notices(wiring, today, AHEAD, person))
    return tuple(sorted((*mails, *notices), key=lambda each: each.at)[:_SHOWN])


def _next_mail(mail: Digest) -> NextMail:
    kind = MailKind.DIGEST if mail.is_digest else MailKind.URGENT
    return NextMail(mail.send_at.astimezone(mail.person.zone), len(mail.nudges), kind)


def _next_notice(coming: Coming) -> NextMail:
    at = coming.send_at.astimezone(coming.person.zone)
    return NextMail(at, len(coming.notice.changes), MailKind.NOTICE)
