"""An anchor is one of eight points of a review, or another milestone of it."""

import pytest

from uprcycle.rules.anchor import Anchor, OtherMilestone, read_anchor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("council adoption", Anchor.COUNCIL_ADOPTION, id="a-point-of-the-review"),
        pytest.param("milestone national-report", OtherMilestone("national-report"), id="another-milestone"),
    ],
)
def test_an_anchor_reads_back(text: str, expected: Anchor | OtherMilestone) -> None:
    assert read_anchor(text) == expected
    assert str(expected) == text


def test_no_other_word_is_an_anchor() -> None:
    with pytest.raises(ValueError, match="'session' is not a valid Anchor"):
        read_anchor("session")
