"""A provider of identities that does what no real one would: each test changes one thing of it."""

import hmac
import json
from base64 import urlsafe_b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs

import httpx
from joserfc import jwt
from joserfc.jwk import RSAKey
from joserfc.jws import JWSRegistry

ISSUER = "https://id.example.org"
SUBJECT = "subject-1"
KEYS = tuple(RSAKey.generate_key(2048, {"kid": name, "use": "sig"}) for name in ("k1", "k2"))


@dataclass
class Hostile:
    """Answers discovery, keys, tokens and userinfo; what is put here takes the place of what is right."""

    now: Callable[[], float] = lambda: 0.0
    said: dict[str, Any] = field(default_factory=dict)
    claims: dict[str, Any] = field(default_factory=dict)
    tokens: dict[str, Any] = field(default_factory=dict)
    userinfo: dict[str, Any] = field(default_factory=dict)
    header: Mapping[str, Any] = field(default_factory=dict)
    key: Any = None
    published: list[Any] = field(default_factory=lambda: [KEYS[0]])
    instead: dict[str, httpx.Response] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, list[str]]]] = field(default_factory=list)
    nonce: str = ""

    def answer(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        path = request.url.path
        self.asked.append((path, parse_qs(request.content.decode())))
        if path in self.instead:
            return self.instead[path]
        bodies: dict[str, Callable[[], Any]] = {
            "/.well-known/openid-configuration": self._discovery,
            "/keys": lambda: {"keys": [each.as_dict(private=False) for each in self.published]},
            "/token": self._tokens,
            "/userinfo": lambda: {"sub": SUBJECT, "email": "amina@example.org"} | self.userinfo,
        }
        return httpx.Response(200, json=bodies[path]()) if path in bodies else httpx.Response(404)

    def _discovery(self) -> dict[str, Any]:
        usual = {
            "issuer": ISSUER,
            "authorization_endpoint": f"{ISSUER}/authorize",
            "token_endpoint": f"{ISSUER}/token",
            "jwks_uri": f"{ISSUER}/keys",
            "userinfo_endpoint": f"{ISSUER}/userinfo",
            "id_token_signing_alg_values_supported": ["none", "HS256", "RS256"],
        }
        return usual | self.said

    def _tokens(self) -> dict[str, Any]:
        now = int(self.now())
        usual = {
            "iss": ISSUER,
            "sub": SUBJECT,
            "aud": "uprcycle",
            "exp": now + 300,
            "iat": now,
            "nonce": self.nonce,
        }
        claims = {key: value for key, value in (usual | self.claims).items() if value is not None}
        header = {"alg": "RS256", "kid": "k1"} | dict(self.header)
        if header["alg"] == "none":
            token = f"{_part({'alg': 'none'})}.{_part(claims)}."
        elif header["alg"] == "HS256":
            token = _signed_by_what_everybody_knows(header, claims)
        else:
            key = self.key or next(each for each in KEYS if each.kid == header["kid"])
            registry = JWSRegistry(algorithms=[header["alg"]])
            token = jwt.encode(header, claims, key, registry=registry)
        return {"access_token": "at", "token_type": "Bearer", "id_token": token} | self.tokens


def _signed_by_what_everybody_knows(header: Mapping[str, Any], claims: Mapping[str, Any]) -> str:
    """Return a token under HS256 with the public key as its secret, which no library would make."""
    content = f"{_part(header)}.{_part(claims)}"
    signature = hmac.digest(KEYS[0].as_pem(private=False), content.encode(), "sha256")
    return f"{content}.{urlsafe_b64encode(signature).decode().rstrip('=')}"


def _part(value: object) -> str:
    return urlsafe_b64encode(json.dumps(value).encode()).decode().rstrip("=")
