"""Signing in: links that open sessions, and who a session is of today (decision 0049).

Of a token only the digest is kept. Whoever is nothing here any more has no session from then on.
"""

import logging
import secrets
from contextlib import suppress
from datetime import timedelta
from threading import Lock

from flows.installation.wiring import Wiring
from flows.site.roll import Roll
from flows.site.sign_in_mail import send_link
from notifications.guard import DeliveryMode, is_address
from uprcycle.access.principal import Principal
from uprcycle.access.session import LINK_LASTS, Session, SignInLink, Way
from uprcycle.access.standing import Account, has_administrator
from uprcycle.checklist.tick import check_words
from uprcycle.errors import BadInputError, Problem, RefusedError
from uprcycle.roster.identity import person_id
from uprcycle.store.trail import OURSELVES
from uprcycle.tokens import digest_of, draw_token
from web.access.source import Founder, Opening

_LOG = logging.getLogger("uprcycle.access")

MAILS_AN_HOUR = 5
"""How many links anybody is mailed in an hour, whoever asks for them."""

_HOUR = timedelta(hours=1)
_SESSION, _LINK = "uprsession-", "uprsign-"
_FOUND = "uprcycle init"


class SigningIn:
    """Knows who signed in to one installation. Threads may share it."""

    def __init__(self, wiring: Wiring, roll: Roll | None = None) -> None:
        """Look in the store of ``wiring``; ``roll`` is that of others who look at it too."""
        self._wiring = wiring
        self._roll = roll or Roll(wiring)
        self._lock = Lock()

    def principal(self, token: str) -> Principal | None:
        """Return who signed in by the session of this token."""
        session = self._live(token)
        if session is None:
            return None
        now, sign_ins = self._wiring.now(), self._wiring.store.sign_ins
        found = self._roll.of(session.person)
        with suppress(RefusedError):  # a page does not fail because the store is busy
            if found is None:  # with the last role, at once and for ever
                sign_ins.end([session.id], by=OURSELVES, at=now)
            elif session.is_seen_late(now):
                sign_ins.see(session.id, now)
        return found

    def ask(self, address: str, target: str) -> None:
        """Send a link to whoever has this address, if they are anybody here."""
        try:
            self._ask(address, target)
        except RefusedError:  # nobody waits for this any more; they ask again
            _LOG.warning("a link to sign in could not be made: the store refuses")

    def _ask(self, address: str, target: str) -> None:
        wiring, now = self._wiring, self._wiring.now()
        found = self._roll.at(address)
        if found is None or wiring.settings.delivery is DeliveryMode.RECORDER:
            return
        with self._lock:  # or many that ask at once would be counted one by one
            if wiring.store.sign_ins.offered(found.id, since=now - _HOUR) >= MAILS_AN_HOUR:
                return
            token = offer_link(wiring, found.id, Way.MAIL, by=found.id)
        send_link(wiring, found, token, target)

    def look(self, token: str) -> Opening | None:
        """Return what a link opens."""
        link = self._wiring.store.sign_ins.link(digest_of(token), now=self._wiring.now())
        found = self._roll.of(link.person if link else "")  # or the time told an unknown link from another
        if link is None:
            return None
        if link.way is Way.FOUNDING:
            return None if has_founder(self._wiring) else Opening(link.way, "")
        return None if found is None else Opening(link.way, found.name)

    def take(self, token: str, program: str) -> str | None:
        """Use a link up and return the token of its session."""
        if self.look(token) is None:
            return None
        shown, session = draw_session(self._wiring, "", Way.MAIL, program)
        taken = self._wiring.store.sign_ins.take(digest_of(token), session)
        return shown if taken else None

    def found(self, token: str, founder: Founder, program: str) -> str | None:
        """Use up a founding link and return the token of its session."""
        account = read_founder(founder)
        shown, session = draw_session(self._wiring, account.id, Way.FOUNDING, program)
        begun = self._wiring.store.sign_ins.found(digest_of(token), session, account)
        return shown if begun else None

    def leave(self, token: str) -> None:
        """End the session of this token."""
        session = self._live(token)
        if session:
            self._wiring.store.sign_ins.end([session.id], by=session.person, at=self._wiring.now())

    def sessions(self, principal: Principal) -> tuple[Session, ...]:
        """Return the sessions of somebody that last."""
        now = self._wiring.now()
        return tuple(each for each in self._wiring.store.sign_ins.sessions(principal.id) if each.is_live(now))

    def session(self, token: str) -> str:
        """Return the id of the session of this token."""
        session = self._live(token)
        return session.id if session else ""

    def end(self, principal: Principal, session: str) -> int:
        """End a session of somebody by its id."""
        return self._end(principal, [each.id for each in self.sessions(principal) if each.id == session])

    def end_others(self, principal: Principal, session: str) -> int:
        """End all sessions of somebody but one."""
        return self._end(principal, [each.id for each in self.sessions(principal) if each.id != session])

    def _end(self, principal: Principal, sessions: list[str]) -> int:
        return self._wiring.store.sign_ins.end(sessions, by=principal.id, at=self._wiring.now())

    def _live(self, token: str) -> Session | None:
        session = self._wiring.store.sign_ins.of_digest(digest_of(token)) if token else None
        return session if session and session.is_live(self._wiring.now()) else None


def open_session(wiring: Wiring, person: str, way: Way, program: str) -> str:
    """Begin a session of somebody who proved in another way who they are; return its token."""
    shown, session = draw_session(wiring, person, way, program)
    wiring.store.sign_ins.begin(session)
    return shown


def offer_link(wiring: Wiring, person: str, way: Way, *, by: str) -> str:
    """Make a link for somebody and return its token, which is kept nowhere."""
    token, now = draw_token(_LINK), wiring.now()
    wiring.store.sign_ins.offer(SignInLink(digest_of(token), person, way, now, now + LINK_LASTS), by=by)
    return token


def offer_founding(wiring: Wiring) -> str | None:
    """Make a link for the first administrator and return its token; None where there is one."""
    return None if has_founder(wiring) else offer_link(wiring, "", Way.FOUNDING, by=_FOUND)


def has_founder(wiring: Wiring) -> bool:
    """Tell whether somebody can give access already."""
    return has_administrator(wiring.store.accounts.all())


def draw_session(wiring: Wiring, person: str, way: Way, program: str) -> tuple[str, Session]:
    """Return the token of a new session, drawn anew whatever was shown before, and the session."""
    token, now = draw_token(_SESSION), wiring.now()
    return token, Session(secrets.token_hex(8), digest_of(token), person, way, now, now, program)


def read_founder(founder: Founder) -> Account:
    """Return the account of the first administrator, with nothing granted yet.

    Raises:
        BadInputError: Name or address cannot be kept.
    """
    address = founder.email.strip()
    problems = check_words(("name", founder.name))
    if not is_address(address):
        problems.append(Problem("email", "is not one plain mail address", "write it as name@example.org"))
    if problems:
        raise BadInputError("the account cannot be made", problems)
    return Account(person_id(address), address, " ".join(founder.name.split()), founder.language)
