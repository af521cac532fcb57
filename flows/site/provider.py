"""A provider of identities, asked by OpenID Connect: authorization code with PKCE, and nothing else.

The one door to Authlib. It knows of no account and opens no session: it says where to send a browser,
and what the provider says of whoever comes back. What does not fit is refused with a reason for whoever
runs the installation; no reason holds anything that was received.
"""

import json
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from http import HTTPStatus
from ipaddress import ip_address
from threading import Lock
from typing import Any
from urllib.parse import urlencode, urlsplit

import httpx
from authlib.common.errors import AuthlibBaseError  # type: ignore[import-untyped]  # it ships no types
from authlib.common.urls import add_params_to_uri  # type: ignore[import-untyped]
from authlib.oauth2.auth import ClientAuth  # type: ignore[import-untyped]
from authlib.oauth2.rfc7636 import create_s256_code_challenge  # type: ignore[import-untyped]
from authlib.oidc.core import CodeIDToken  # type: ignore[import-untyped]
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from uprcycle.errors import RefusedError

SKEW = timedelta(minutes=2)
"""So much may the clock of the provider differ from ours."""

_SIGNED_BY = (
    "RS256",
    "RS384",
    "RS512",
    "PS256",
    "PS384",
    "PS512",
    "ES256",
    "ES384",
    "ES512",
    "Ed25519",
    "EdDSA",
)
_KEPT = timedelta(hours=1)
_SECONDS, _LARGEST = 10.0, 1_000_000
_SCOPE = "openid email"
_DISCOVERY = "/.well-known/openid-configuration"
_MUST = ("authorization_endpoint", "token_endpoint", "jwks_uri")

Said = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Client:
    """As whom an installation is known to a provider."""

    issuer: str
    id: str
    secret: str = field(repr=False)
    redirect: str


@dataclass(frozen=True, slots=True)
class Beginning:
    """What only the browser that began a sign-in can show again."""

    state: str
    nonce: str
    verifier: str


@dataclass(frozen=True, slots=True)
class _Known:
    said: Said
    at: datetime
    keys: KeySet | None = None


class Provider:
    """One provider of identities. Threads may share it."""

    def __init__(
        self, client: Client, now: Callable[[], datetime], transport: httpx.BaseTransport | None = None
    ) -> None:
        """Ask the provider of ``client``; ``transport`` is how, for tests."""
        self._client = client
        self._now = now
        self._transport = transport
        self._lock = Lock()
        self._known: _Known | None = None

    def address(self, begun: Beginning) -> str:
        """Return where to send the browser of somebody who begins to sign in.

        Raises:
            RefusedError: The provider cannot be reached, or is not who it should be.
        """
        asked = {
            "response_type": "code",
            "client_id": self._client.id,
            "redirect_uri": self._client.redirect,
            "scope": _SCOPE,
            "state": begun.state,
            "nonce": begun.nonce,
            "code_challenge": create_s256_code_challenge(begun.verifier),
            "code_challenge_method": "S256",
        }
        return str(add_params_to_uri(self._discovered().said["authorization_endpoint"], asked.items()))

    def claims(self, begun: Beginning, answer: Mapping[str, str]) -> Said:
        """Return what the provider says of whoever came back with ``answer``; all of it is checked.

        Raises:
            RefusedError: Anything of it does not fit.
        """
        said = self._discovered().said
        named = answer.get("iss", self._client.issuer)
        if named != self._client.issuer or (_names_itself(said) and "iss" not in answer):
            raise _refused("the answer came from another issuer")
        if "error" in answer or not answer.get("code"):
            raise _refused("the provider gave no code")
        tokens = self._exchange(answer["code"], begun.verifier)
        claims = self._checked(tokens, begun.nonce)
        if "email" in claims or "userinfo_endpoint" not in said:
            return claims
        more = self._ask(
            "GET", said["userinfo_endpoint"], headers={"Authorization": f"Bearer {tokens['access_token']}"}
        )
        if more.get("sub") != claims["sub"]:
            raise _refused("the provider speaks of somebody else")
        return {**more, **claims}

    def _discovered(self) -> _Known:
        known, now = self._known, self._now()
        if known is not None and now - known.at < _KEPT:
            return known
        with self._lock:
            said = self._ask("GET", f"{self._client.issuer.rstrip('/')}{_DISCOVERY}")
            if said.get("issuer") != self._client.issuer:
                raise _refused("the provider gives another name than the one that is set")
            if not all(isinstance(said.get(each), str) and self._is_safe(said[each]) for each in _MUST):
                raise _refused("the provider names an address that is not https")
            self._known = _Known(said, now)
        return self._known

    def _exchange(self, code: str, verifier: str) -> Said:
        said, client = self._discovered().said, self._client
        ways = said.get("token_endpoint_auth_methods_supported", ["client_secret_basic"])
        way = "client_secret_basic" if "client_secret_basic" in ways else "client_secret_post"
        form = {
            "grant_type": "authorization_code",
            "code": code,
            "redirect_uri": client.redirect,
            "code_verifier": verifier,
        }
        headers = {"Content-Type": "application/x-www-form-urlencoded"}
        auth = ClientAuth(client.id, client.secret, way)
        address, headers, body = auth.prepare("POST", said["token_endpoint"], headers, urlencode(form))
        return self._ask("POST", address, headers=headers, content=body)

    def _checked(self, tokens: Said, nonce: str) -> Said:
        """Return the claims of the ID token, its signature, issuer, audience, times and nonce checked."""
        shown, access = tokens.get("id_token"), tokens.get("access_token")
        if not isinstance(shown, str) or not isinstance(access, str):
            raise _refused("the provider gave no tokens")
        client = self._client
        options = {
            "iss": {"essential": True, "value": client.issuer},
            "aud": {"essential": True, "value": client.id},
            "nonce": {"essential": True, "value": nonce},
        }
        try:
            token = self._decoded(shown)
            params = {"nonce": nonce, "client_id": client.id, "access_token": access}
            claims = CodeIDToken(token.claims, token.header, options, params)
            claims.validate(now=int(self._now().timestamp()), leeway=int(SKEW.total_seconds()))
        except (AuthlibBaseError, JoseError, ValueError, TypeError, KeyError) as error:
            what = f"{type(error).__name__} {getattr(error, 'claim', '')}".strip()
            raise _refused(f"the ID token does not hold: {what}") from None
        if not isinstance(claims["sub"], str) or not claims["sub"]:
            raise _refused("the ID token names nobody")
        return dict(claims)

    def _decoded(self, shown: str) -> jwt.Token:
        said = self._discovered().said
        offered = said.get("id_token_signing_alg_values_supported", ["RS256"])
        allowed = [each for each in _SIGNED_BY if each in offered]
        registry = JWSRegistry(algorithms=allowed, strict_check_header=False)
        try:
            return jwt.decode(shown, self._keys(), registry=registry)
        except InvalidKeyIdError:  # the provider has changed its keys since
            return jwt.decode(shown, self._keys(anew=True), registry=registry)

    def _keys(self, *, anew: bool = False) -> KeySet:
        known = self._discovered()
        if known.keys is not None and not anew:
            return known.keys
        keys = KeySet.import_key_set(dict(self._ask("GET", known.said["jwks_uri"])))  # type: ignore[arg-type]
        self._known = _Known(known.said, known.at, keys)
        return keys

    def _ask(self, method: str, address: str, **given: Any) -> Said:  # noqa: ANN401 - what httpx takes
        """Return the JSON that the provider answers, whatever it is asked for."""
        if not self._is_safe(address):
            raise _refused("an address of the provider is not https")
        try:
            with self._http.stream(method, address, **given) as answer:
                parts, length = [], 0
                for part in answer.iter_bytes():
                    length += len(part)
                    if length > _LARGEST:
                        raise _refused("the provider says too much")
                    parts.append(part)
            body = json.loads(b"".join(parts))
        except (httpx.HTTPError, httpx.InvalidURL) as error:
            raise _refused(f"the provider cannot be reached: {type(error).__name__}") from None
        except ValueError:
            raise _refused("the provider does not answer in JSON") from None
        if answer.status_code != HTTPStatus.OK or not isinstance(body, dict):
            raise _refused(f"the provider refuses with status {answer.status_code}")
        return body

    @cached_property
    def _http(self) -> httpx.Client:
        return httpx.Client(
            transport=self._transport,
            timeout=_SECONDS,
            follow_redirects=False,
            trust_env=False,
            verify=ssl.create_default_context(),
        )

    def _is_safe(self, address: str) -> bool:
        """Tell whether nobody in between can read along: https, or this very machine and ours too."""
        return is_safe(address) and (
            address.startswith("https://") or self._client.issuer.startswith("http://")
        )


def is_safe(address: str) -> bool:
    """Tell whether an address is https, or on this very machine."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return False
    if parts.scheme == "https":
        return bool(parts.hostname)
    return parts.scheme == "http" and (parts.hostname == "localhost" or _is_loopback(parts.hostname))


def _is_loopback(host: str | None) -> bool:
    try:
        return ip_address(host or "").is_loopback
    except ValueError:
        return False


def _names_itself(said: Said) -> bool:
    return said.get("authorization_response_iss_parameter_supported") is True


def _refused(why: str) -> RefusedError:
    return RefusedError(f"signing in by the organisation was refused: {why}")
