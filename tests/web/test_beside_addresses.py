"""The picture of an address, and which addresses only a network of one's own can reach."""

import pytest

from web.beside_addresses import draw_qr, is_local


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("http://127.0.0.1:8080", True),
        ("http://192.168.1.7", True),
        ("http://localhost:8080", True),
        ("https://calendar", True),
        ("https://upr.example.org", False),
        ("https://198.51.100.7", True),
        ("https://8.8.8.8", False),
    ],
)
def test_a_name_tells_who_can_reach_an_address(address: str, *, expected: bool) -> None:
    assert is_local(address) is expected


def test_the_picture_of_an_address_is_another_one_for_each_and_hidden_from_who_reads_aloud() -> None:
    one, other = (draw_qr(f"https://upr.example.org/{each}") for each in "ab")

    assert one.startswith('<svg aria-hidden="true" ')
    assert one != other
