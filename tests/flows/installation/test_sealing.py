"""Sealing by Fernet: only the right key opens, and nothing that was changed."""

import pytest

from flows.installation.sealing import FernetSeal, make_key, name_of
from flows.installation.setting_kinds import is_key

OLD, NEW, OTHER = (make_key() for _ in range(3))
LETTER = b"From: uprcycle\r\n\r\nhttps://upr.example.org/answers/token\xff\x00"


def test_the_first_key_seals_and_every_key_opens() -> None:
    by_old, by_both, by_new = FernetSeal((OLD,)), FernetSeal((NEW, OLD)), FernetSeal((NEW,))

    assert by_both.open(by_old.seal(LETTER)) == LETTER
    assert by_new.open(by_both.seal(LETTER)) == LETTER
    assert by_old.open(by_both.seal(LETTER)) is None


def test_what_is_sealed_shows_nothing_and_never_looks_the_same() -> None:
    seal = FernetSeal((NEW,))
    one, other = seal.seal(LETTER), seal.seal(LETTER)

    assert one != other
    assert b"answers" not in one


@pytest.mark.parametrize("place", [0, 5, 40, -1])
def test_what_somebody_changed_is_not_opened(place: int) -> None:
    seal = FernetSeal((NEW,))
    changed = bytearray(seal.seal(LETTER))
    changed[place] ^= 1

    assert seal.open(bytes(changed)) is None


@pytest.mark.parametrize("value", [b"", b"plain", LETTER, b"gAAAAA=="])
def test_what_was_never_sealed_is_not_opened(value: bytes) -> None:
    assert FernetSeal((NEW, OLD)).open(value) is None


def test_only_what_an_older_key_sealed_is_renewed() -> None:
    seal = FernetSeal((NEW, OLD))
    renewed = seal.renewed(FernetSeal((OLD,)).seal(LETTER))

    assert renewed is not None
    assert FernetSeal((NEW,)).open(renewed) == LETTER
    assert [seal.renewed(each) for each in (renewed, FernetSeal((OTHER,)).seal(LETTER), b"plain")] == [
        None,
        None,
        None,
    ]


def test_a_key_is_drawn_anew_each_time_and_its_name_does_not_show_it() -> None:
    keys = {make_key() for _ in range(100)}

    assert len(keys) == 100
    assert all(map(is_key, keys))
    assert [name for key in keys for name in [name_of(key)] if name in key or len(name) != 8] == []
