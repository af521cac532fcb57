"""What a provider of identities may say, and what of it is refused: each case is one word that is wrong."""

import re
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest

from flows.site.provider import Beginning, Client, Provider, is_safe
from tests.flows.site.hostile_provider import ISSUER, KEYS, SUBJECT, Hostile
from uprcycle.errors import RefusedError

NOW = datetime(2026, 11, 21, 12, tzinfo=UTC)
BEGUN = Beginning("state-1", "nonce-1", "verifier-1-verifier-1-verifier-1-verifier-1")
CODE = {"code": "code-1", "state": "state-1"}
CLIENT = Client(ISSUER, "uprcycle", "secret", "https://upr.example.org/back")
DISCOVERY = "/.well-known/openid-configuration"


def provider(hostile: Hostile, client: Client = CLIENT) -> Provider:
    hostile.now, hostile.nonce = NOW.timestamp, hostile.nonce or BEGUN.nonce
    return Provider(client, lambda: NOW, httpx.MockTransport(hostile.answer))


def test_a_browser_is_sent_with_all_that_ties_the_answer_to_it() -> None:
    address = urlsplit(provider(Hostile()).address(BEGUN))

    assert (address.netloc, {name: each for name, (each,) in parse_qs(address.query).items()}) == (
        "id.example.org",
        {
            "response_type": "code",
            "client_id": "uprcycle",
            "redirect_uri": "https://upr.example.org/back",
            "scope": "openid email",
            "state": "state-1",
            "nonce": "nonce-1",
            "code_challenge": "rKeI-3o5tGHDD-v8iOJSvyARhrx3S3QcYx0J7vmG64k",
            "code_challenge_method": "S256",
        },
    )


def test_what_is_right_is_taken_with_the_address_that_userinfo_gives() -> None:
    hostile = Hostile(userinfo={"email_verified": True})
    claims = provider(hostile).claims(BEGUN, CODE)
    sent = dict(hostile.asked)["/token"]

    assert (claims["sub"], claims["email"], claims["email_verified"]) == (SUBJECT, "amina@example.org", True)
    assert {name: sent[name] for name in ("code", "code_verifier", "redirect_uri")} == {
        "code": ["code-1"],
        "code_verifier": [BEGUN.verifier],
        "redirect_uri": ["https://upr.example.org/back"],
    }


def test_a_clock_may_differ_by_two_minutes() -> None:
    now = int(NOW.timestamp())
    taken = provider(Hostile(claims={"exp": now - 119, "iat": now + 120})).claims(BEGUN, CODE)

    assert taken["sub"] == SUBJECT


def test_a_key_that_is_new_is_fetched_once() -> None:
    hostile = Hostile()
    asking = provider(hostile)
    asking.claims(BEGUN, CODE)
    hostile.published, hostile.header = [KEYS[1]], {"kid": "k2"}

    assert asking.claims(BEGUN, CODE)["sub"] == SUBJECT
    assert [path for path, _ in hostile.asked].count("/keys") == 2


SECONDS = int(NOW.timestamp())
TOKENS = [
    pytest.param({"claims": {"nonce": "other"}}, "InvalidClaimError nonce", id="another-nonce"),
    pytest.param({"claims": {"nonce": None}}, "MissingClaimError nonce", id="no-nonce"),
    pytest.param(
        {"claims": {"iss": "https://evil.example.org"}}, "InvalidClaimError iss", id="another-issuer"
    ),
    pytest.param({"claims": {"aud": "other"}}, "InvalidClaimError aud", id="another-audience"),
    pytest.param(
        {"claims": {"aud": ["uprcycle", "other"]}}, "MissingClaimError azp", id="two-audiences-no-party"
    ),
    pytest.param({"claims": {"azp": "other"}}, "InvalidClaimError azp", id="another-party"),
    pytest.param({"claims": {"exp": SECONDS - 120}}, "ExpiredTokenError exp", id="over"),
    pytest.param({"claims": {"iat": SECONDS + 121}}, "InvalidClaimError iat", id="of-the-future"),
    pytest.param({"claims": {"exp": None}}, "MissingClaimError exp", id="without-an-end"),
    pytest.param({"claims": {"sub": ""}}, "the ID token names nobody", id="of-nobody"),
    pytest.param({"claims": {"at_hash": "AAAA"}}, "InvalidClaimError at_hash", id="of-another-token"),
    pytest.param({"header": {"alg": "none"}}, "the ID token does not hold", id="unsigned"),
    pytest.param(
        {"header": {"alg": "HS256"}},
        "the ID token does not hold",
        id="signed-by-what-everybody-knows",
    ),
    pytest.param({"header": {"kid": "k1"}, "key": KEYS[1]}, "BadSignatureError", id="signed-by-another"),
    pytest.param({"header": {"kid": "k2"}}, "the ID token does not hold", id="signed-by-an-unknown-key"),
    pytest.param({"tokens": {"id_token": None}}, "the provider gave no tokens", id="no-id-token"),
    pytest.param({"tokens": {"id_token": "a.b.c"}}, "the ID token does not hold", id="no-token-at-all"),
    pytest.param(
        {"userinfo": {"sub": "other"}}, "the provider speaks of somebody else", id="userinfo-of-another"
    ),
]
REACHED = [
    pytest.param({"said": {"issuer": f"{ISSUER}/"}}, "gives another name", id="named-otherwise"),
    pytest.param({"said": {"token_endpoint": "http://id.example.org/token"}}, "not https", id="in-clear"),
    pytest.param({"said": {"jwks_uri": "http://127.0.0.1:1/keys"}}, "not https", id="on-our-own-machine"),
    pytest.param(
        {"said": {"userinfo_endpoint": "http://id.example.org/u"}}, "not https", id="userinfo-in-clear"
    ),
    pytest.param(
        {"instead": {DISCOVERY: httpx.Response(302, headers={"location": "/"})}}, "JSON", id="elsewhere"
    ),
    pytest.param(
        {"instead": {"/token": httpx.Response(400, json={"error": "no"})}}, "status 400", id="refused"
    ),
    pytest.param({"instead": {DISCOVERY: httpx.Response(200, text="[]")}}, "status 200", id="no-object"),
    pytest.param(
        {"instead": {"/keys": httpx.Response(200, text=" " * 1_000_001)}}, "too much", id="too-much"
    ),
]


@pytest.mark.parametrize(("changed", "why"), [*TOKENS, *REACHED])
def test_what_does_not_fit_is_refused(changed: dict[str, object], why: str) -> None:
    with pytest.raises(RefusedError, match=re.escape(why)) as caught:
        provider(Hostile(**changed)).claims(BEGUN, CODE)  # type: ignore[arg-type]

    assert not {"code-1", "nonce-1", SUBJECT, "secret"} & set(str(caught.value).split())


@pytest.mark.parametrize(
    ("answer", "said", "why"),
    [
        pytest.param(CODE | {"iss": "https://evil.example.org"}, {}, "another issuer", id="another-issuer"),
        pytest.param(
            CODE, {"authorization_response_iss_parameter_supported": True}, "another issuer", id="no-issuer"
        ),
        pytest.param(CODE | {"error": "access_denied"}, {}, "gave no code", id="refused"),
        pytest.param({"state": "state-1"}, {}, "gave no code", id="no-code"),
    ],
)
def test_an_answer_that_is_none_is_refused(answer: dict[str, str], said: dict[str, object], why: str) -> None:
    hostile = Hostile(said=said)
    with pytest.raises(RefusedError, match=why):
        provider(hostile).claims(BEGUN, answer)

    assert [path for path, _ in hostile.asked] == [DISCOVERY]


def broken(request: httpx.Request) -> httpx.Response:
    raise httpx.ConnectError("no way there", request=request)


def test_a_provider_that_cannot_be_reached_is_no_fault_of_ours() -> None:
    asking = Provider(CLIENT, lambda: NOW, httpx.MockTransport(broken))
    with pytest.raises(RefusedError, match="the provider cannot be reached: ConnectError"):
        asking.address(BEGUN)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://id.example.org/x", True),
        ("http://127.0.0.1:8080", True),
        ("http://[::1]:8080", True),
        ("http://localhost/x", True),
        ("http://id.example.org", False),
        ("http://127.0.0.1.example.org", False),
        ("https://", False),
        ("ftp://127.0.0.1", False),
        ("http://[::1", False),
    ],
)
def test_only_https_and_this_very_machine_are_safe(address: str, expected: bool) -> None:  # noqa: FBT001 - a table
    assert is_safe(address) is expected
