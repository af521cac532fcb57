"""The words beside a date set by hand: on one line, readable, and not too many."""

import pytest

from flows.releases.overriding import read_said
from uprcycle.errors import BadInputError


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("", "--reason: is empty"),
        (" \n ", "--reason: is empty"),
        ("x" * 501, "--reason: has 501 characters; say it in 500"),
        ("a\u202eb", r"--reason: .* holds a character that cannot be seen \(right-to-left override\)"),
        ("a\x07b", "--reason: .* holds a character that cannot be seen"),
        ("a\udc80b", "--reason: .* holds a character that cannot be seen"),
    ],
)
def test_what_nobody_could_read_is_not_kept(text: str, answer: str) -> None:
    with pytest.raises(BadInputError, match=answer):
        read_said("--reason", text)


@pytest.mark.parametrize(
    ("text", "line"),
    [(" Agreed\r\n by letter. ", "Agreed by letter."), ("<b>été</b> {{ 1 }}", "<b>été</b> {{ 1 }}")],
)
def test_what_is_said_is_kept_on_one_line(text: str, line: str) -> None:
    assert read_said("--reason", text) == line
