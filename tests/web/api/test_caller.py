"""What a program without a key is told, whatever it asks for."""

import pytest

from tests.web.site import ask, send

READS = ("/me", "/offices", "/duties", "/duties/KEN-1/4/x", "/nudges", "/releases", "/audit")
WRITES = ("/duties/KEN-1/4/x/answer", "/schedule/plan")


@pytest.mark.parametrize("path", [*READS, *WRITES])
def test_nobody_gets_further_than_the_door(path: str) -> None:
    address = f"/api/v1{path}"
    answer = send(address, "{}", content_type="application/json") if path in WRITES else ask(address)

    assert (answer.status_code, answer.json()["type"], answer.headers["www-authenticate"]) == (
        401,
        "/api/problems/unauthorised",
        'Bearer realm="uprcycle"',
    )


def test_a_cookie_is_no_key() -> None:
    assert ask("/api/v1/me", cookie="__Host-uprcycle=anything").status_code == 401


@pytest.mark.parametrize("scheme", ["Basic", "Token", "bearer", "Bearer"])
def test_only_a_bearer_token_is_looked_up(scheme: str) -> None:
    answer = ask("/api/v1/me", authorization=f"{scheme} uprkey_wrong")
    challenge = 'Bearer realm="uprcycle"'

    expected = f'{challenge}, error="invalid_token"' if scheme.lower() == "bearer" else challenge
    assert (answer.status_code, answer.headers["www-authenticate"]) == (401, expected)
