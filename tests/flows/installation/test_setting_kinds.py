"""What a value may look like, and how much of a wrong one is repeated."""

import pytest

from flows.installation.setting_kinds import is_key, without_path
from flows.installation.settings import Settings


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("A" * 43 + "=", True, id="as made"),
        pytest.param("-_" * 21 + "9=", True, id="all letters of a key"),
        pytest.param("A" * 43, False, id="without its end"),
        pytest.param("A" * 42 + "=", False, id="too short"),
        pytest.param("A" * 42 + "/=", False, id="no letter of a key"),
        pytest.param("", False, id="nothing"),
    ],
)
def test_a_key_is_known_by_its_form(text: str, *, expected: bool) -> None:
    assert is_key(text) is expected


@pytest.mark.parametrize(
    ("given", "repeated"),
    [
        ("https://hooks.example.org/one/two", "https://hooks.example.org/…"),
        (
            "@example.org, https://hooks.example.org/one,desk",
            "@example.org, https://hooks.example.org/…,desk",
        ),
        ("eighty", "eighty"),
        ("https://upr.example.org", "https://upr.example.org"),
    ],
)
def test_the_path_of_an_address_is_left_out(given: str, repeated: str) -> None:
    assert without_path(given) == repeated


@pytest.mark.parametrize(
    "issuer", ["http://id.example.org", "id.example.org", "https://", "https://id.example.org?a=b"]
)
def test_a_provider_is_reached_by_https_or_is_this_very_machine(issuer: str) -> None:
    with pytest.raises(ValueError, match="write it as the provider does"):
        Settings(oidc_issuer=issuer)

    assert Settings(oidc_issuer="http://127.0.0.1:5000/x").oidc_issuer == "http://127.0.0.1:5000/x"
