import pytest

from flows.watch.troubles import Kind, Trouble
from tests.flows.installed import NOON


@pytest.mark.parametrize(
    ("trouble", "text"),
    [
        (Trouble(Kind.NO_ROUND, NOON), "no round has come to its end since 2026-11-21 12:00 UTC"),
        (Trouble(Kind.NO_ROUND), "no round has come to its end"),
        (
            Trouble(Kind.WAITING, NOON),
            "a round has been waiting since 2026-11-21 12:00 UTC and nobody runs it",
        ),
        (Trouble(Kind.EMPTY), "the scheduler has no round planned"),
    ],
)
def test_a_trouble_says_what_is_wrong_and_since_when(trouble: Trouble, text: str) -> None:
    assert trouble.text == text


@pytest.mark.parametrize("kind", Kind)
def test_every_trouble_has_words_and_a_remedy(kind: Kind) -> None:
    assert Trouble(kind).text
    assert Trouble(kind).remedy
