"""Tokens that nobody can guess, and what is kept of them; of many, tests/calendars/test_access.py tells."""

import hashlib
import re
import secrets

import pytest

from uprcycle.tokens import digest_of, draw_token


def test_a_token_is_its_prefix_and_256_bits_from_the_source_for_secrets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert re.fullmatch(r"some-[A-Za-z0-9_-]{43}", draw_token("some-"))
    asked: list[int] = []

    def draw(count: int) -> str:
        asked.append(count)
        return "drawn"

    monkeypatch.setattr(secrets, "token_urlsafe", draw)

    assert (draw_token("some-"), asked) == ("some-drawn", [32])


def test_what_is_kept_is_the_digest_of_the_whole_token() -> None:
    assert digest_of("some-drawn") == hashlib.sha256(b"some-drawn").hexdigest()


@pytest.mark.parametrize("text", ["", "é", "x" * 100_000, "\ud800", "\0"])
def test_any_text_has_a_digest_of_the_same_shape(text: str) -> None:
    assert re.fullmatch("[0-9a-f]{64}", digest_of(text))
