"""Signing in by one's organisation: whom a provider of identities vouches for, and who that is here.

The first time somebody is found by the mail address that the provider has verified, and from then on by
the name that the provider has for them alone, which is never given to anybody else (decision 0050).
"""

import json
import logging
import secrets
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

from flows.installation.keys import Keyring
from flows.installation.wiring import Wiring
from flows.site.access import open_session
from flows.site.roll import Roll
from notifications.guard import is_address
from uprcycle.access.session import Way
from uprcycle.errors import RefusedError
from uprcycle.store.identities_port import Identity
from uprcycle.tokens import digest_of

if TYPE_CHECKING:
    from flows.site.provider import Beginning, Provider

BACK = "/sign-in/organisation/back"
LASTS = timedelta(minutes=10)
"""How long somebody may take to sign in at their provider."""

_LOG = logging.getLogger("uprcycle.access")
_VERIFIED = "email_verified"
_Given = TypeVar("_Given")


class SigningInByOrganisation:
    """Signs in whoever the provider of the settings vouches for. Threads may share it."""

    def __init__(self, wiring: Wiring, roll: Roll, provider: "Provider | None" = None) -> None:
        """Open sessions of one installation; ``provider`` is asked in the place of the one that is set."""
        self._wiring = wiring
        self._roll = roll
        self._given = provider
        self._seal = Keyring(wiring.settings)

    @property
    def is_offered(self) -> bool:
        """Whether there is a provider."""
        return bool(self._wiring.settings.oidc_issuer)

    def begin(self, target: str) -> tuple[str, str]:
        """Return where to send the browser, and what it is to keep until it comes back."""
        from flows.site.provider import Beginning  # noqa: PLC0415 - see _provider

        begun = Beginning(*(secrets.token_urlsafe(32) for _ in range(3)))
        address = self._noted(lambda: self._provider.address(begun))
        over = self._wiring.now() + LASTS
        kept = json.dumps([begun.state, begun.nonce, begun.verifier, target, over.isoformat()])
        return address, self._seal.seal(kept.encode()).decode()

    def finish(self, kept: str, answer: Mapping[str, str], program: str) -> tuple[str, str]:
        """Return the token of a new session, and the path that was asked for."""
        return self._noted(lambda: self._finish(kept, answer, program))

    def _finish(self, kept: str, answer: Mapping[str, str], program: str) -> tuple[str, str]:
        begun, target, over = self._begun(kept)
        if not secrets.compare_digest(answer.get("state", "").encode(), begun.state.encode()):
            raise RefusedError("the answer belongs to no sign-in that this browser began")
        identities, now = self._wiring.store.identities, self._wiring.now()
        if over <= now or not identities.spend(digest_of(begun.state), until=over, now=now):
            raise RefusedError("this sign-in is over; begin another one")
        claims = self._provider.claims(begun, answer)
        return open_session(self._wiring, self._person(claims), Way.ORGANISATION, program), target

    def _begun(self, kept: str) -> "tuple[Beginning, str, datetime]":
        from flows.site.provider import Beginning  # noqa: PLC0415 - see _provider

        opened = self._seal.open(kept.encode())
        if opened is None:
            raise RefusedError("this browser began no sign-in")
        *begun, target, over = json.loads(opened)
        return Beginning(*begun), target, datetime.fromisoformat(over)

    def _person(self, claims: Mapping[str, Any]) -> str:
        """Return who that is here.

        Raises:
            RefusedError: Nobody, or nobody of whom the provider may say so.
        """
        identities, issuer = self._wiring.store.identities, self._wiring.settings.oidc_issuer
        subject = claims["sub"]
        owner = identities.owner(issuer, subject)
        if owner is None:
            found = self._roll.at(self._address(claims))
            if found is None:
                raise RefusedError("nobody here has this address")
            owner = found.id
            if not identities.bind(Identity(issuer, subject, owner, self._wiring.now())):
                raise RefusedError("whoever has this address is known to the provider by another name")
        if self._roll.of(owner) is None:
            raise RefusedError("whoever this was is nobody here any more")
        return owner

    def _address(self, claims: Mapping[str, Any]) -> str:
        chosen = self._wiring.settings.oidc_email_claim
        address = claims.get(chosen or "email")
        if not isinstance(address, str) or not is_address(address):
            raise RefusedError("the provider names no mail address")
        if not chosen and claims.get(_VERIFIED) not in (True, "true"):
            raise RefusedError("the provider has not verified the mail address")
        return address

    @cached_property
    def _provider(self) -> "Provider":
        from flows.site.provider import Client, Provider  # noqa: PLC0415 - a fifth of a second

        settings = self._wiring.settings
        redirect = f"{settings.address}{BACK}"
        client = Client(settings.oidc_issuer, settings.oidc_client_id, settings.oidc_client_secret, redirect)
        return self._given or Provider(client, self._wiring.now)

    def _noted(self, act: Callable[[], _Given]) -> _Given:
        """Let whoever runs the installation read why somebody could not sign in; the reasons name nobody."""
        try:
            return act()
        except RefusedError as error:
            _LOG.warning("%s", error.headline)
            raise
