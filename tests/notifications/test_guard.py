import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.guard import DeliveryMode, Guard, is_address

ANN = "ann@example.org"
OPERATOR = "operator@example.net"


@pytest.mark.parametrize(
    ("guard", "address", "recipient"),
    [
        pytest.param(Guard(), ANN, ANN, id="recorder-keeps-it-under-its-address"),
        pytest.param(Guard(DeliveryMode.LIVE), ANN, ANN, id="live"),
        pytest.param(Guard(DeliveryMode.REDIRECT, OPERATOR), ANN, OPERATOR, id="redirect"),
        pytest.param(Guard(DeliveryMode.REDIRECT), ANN, None, id="redirect-to-nobody"),
        pytest.param(Guard(DeliveryMode.REDIRECT, "a@x, b@y"), ANN, None, id="redirect-to-two"),
        pytest.param(Guard(DeliveryMode.ALLOWLIST), ANN, None, id="empty-list"),
        pytest.param(Guard(DeliveryMode.ALLOWLIST, "", frozenset({ANN})), ANN, ANN, id="address-allowed"),
        pytest.param(
            Guard(DeliveryMode.ALLOWLIST, "", frozenset({"@Example.ORG"})), ANN, ANN, id="domain-allowed"
        ),
        pytest.param(
            Guard(DeliveryMode.ALLOWLIST, "", frozenset({"@example.org"})),
            "ann@sub.example.org",
            None,
            id="other-domain",
        ),
        pytest.param(
            Guard(DeliveryMode.ALLOWLIST, "", frozenset({"example.org"})), ANN, None, id="domain-without-at"
        ),
        pytest.param(Guard(DeliveryMode.LIVE), f"{ANN}, eve@example.net", None, id="two-addresses"),
    ],
)
def test_who_receives(guard: Guard, address: str, recipient: str | None) -> None:
    assert guard.recipient(address) == recipient


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("ann@example.org", True),
        ("ann.o'example+upr@un.example.org", True),
        ("a" * 64 + "@example.org", True),
        ("a" * 65 + "@example.org", False),
        ("ann@" + "a" * 64 + ".org", False),
        ("ann@example.org\n", False),
        ("ann@example.org\r\nRCPT TO:<eve@example.net>", False),
        ("ann@example.org\0", False),
        ("ann@localhost", False),
        ("ann@@example.org", False),
        ('"eve@example.net"@example.org', False),
        ("<ann@example.org>", False),
        ("ann@example.org eve@example.net", False),
        (".ann@example.org", False),
        ("ann..b@example.org", False),
        ("änn@example.org", False),
        ("ann@exämple.org", False),
        ("ann@-example.org", False),
        ("", False),
    ],
)
def test_a_plain_address(text: str, *, plain: bool) -> None:
    assert is_address(text) is plain


@given(st.text(max_size=40).filter(lambda text: not text.isascii() or not text.isprintable() or " " in text))
def test_no_control_space_or_foreign_letter_is_part_of_an_address(text: str) -> None:
    assert not is_address(f"{text}@example.org")
    assert not is_address(f"ann@{text}.example.org")


@given(st.emails(), st.frozensets(st.emails(), max_size=3))
def test_what_is_not_listed_never_goes_out(address: str, allowed: frozenset[str]) -> None:
    recipient = Guard(DeliveryMode.ALLOWLIST, OPERATOR, allowed).recipient(address)

    assert recipient in ({address, None} if address in allowed else {None})
