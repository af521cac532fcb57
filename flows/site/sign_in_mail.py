"""The mail that brings a link to sign in.

It goes through no ledger and no round, because its reader waits for it and it is worth nothing
later. It obeys the delivery mode like all mail, and no log ever holds its address or its link.
"""

import html
import logging
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from flows.installation.wiring import Wiring
from flows.nudges.posting import language_for, letterhead, outlet_to
from notifications.mail import Content, build_mail
from uprcycle.access.principal import Principal
from uprcycle.access.session import LINK_LASTS
from uprcycle.errors import UprcycleError
from uprcycle.people import Assignment, Office, Person
from uprcycle.store.ports import Outcome
from uprcycle.tokens import digest_of
from uprcycle.wording.language import Language
from uprcycle.wording.languages import translation_notes

_LOG = logging.getLogger("uprcycle.access")
_NO_OFFICE = Office("", "", frozenset())
_MINUTES = LINK_LASTS.seconds // 60


@dataclass(frozen=True, slots=True)
class _Occasion:
    person: Person
    keys: tuple[str, ...] = field(repr=False)
    send_at: datetime


def link_address(wiring: Wiring, token: str, target: str = "") -> str:
    """Return the address that a token opens; ``target`` is the path of ours to go to then."""
    query = f"?{urlencode({'next': target})}" if target else ""
    return f"{wiring.settings.address}/sign-in/{token}{query}"


def send_link(wiring: Wiring, principal: Principal, token: str, target: str = "") -> bool:
    """Send somebody a link; False where it did not go out. Whoever misses it asks again."""
    person = Person(principal.id, principal.name, principal.email, principal.language)
    try:
        outlet = outlet_to(wiring, [Assignment(person, _NO_OFFICE)])
        to = outlet.recipient(person.id)
        if to is None:
            return False
        mail = _compose(wiring, person, token, target)
        with closing(outlet.channel) as channel:
            receipt = channel.send(mail, to)
    except (UprcycleError, OSError) as error:
        _LOG.warning("a link to sign in could not be sent: %s", type(error).__name__)
        return False
    return receipt.outcome is Outcome.SENT


def _compose(wiring: Wiring, person: Person, token: str, target: str) -> bytes:
    language, now = language_for(person), wiring.now()
    address = link_address(wiring, token, target)
    before, after = _words(language)
    text = f"{before}\n\n{address}\n\n{after}\n"
    link = f'<p><a href="{html.escape(address)}">{html.escape(language.text("Sign in to uprcycle"))}</a></p>'
    head = f'<!doctype html><html lang="{language.code}" dir="{language.direction}">'
    markup = f"{head}<p>{html.escape(before)}</p>{link}<p>{html.escape(after)}</p></html>\n"
    content = Content(language.text("Sign in to uprcycle"), text, markup, language.code)
    occasion = _Occasion(person, (f"sign-in/{digest_of(token)}",), now)
    return build_mail(occasion, content, letterhead(wiring), now).as_bytes()


def _words(language: Language) -> tuple[str, str]:
    """Return what stands before the link, and after it."""
    before = language.text(
        "Open this link to sign in. It works once, for {minutes} minutes, and opens a page with a button.",
        minutes=_MINUTES,
    )
    after = language.text(
        "If you did not ask for it, do nothing: somebody else typed your address, and learned nothing by it."
    )
    return before, " ".join((after, *translation_notes(language)))
