"""Bytes become text, or are refused before anything is parsed."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from uprcycle.errors import BadInputError
from uprcycle.sheets.text import MAX_BYTES, MAX_LINE, MAX_LINES, find_hidden, plain_name, quoted, read_text

WORDS = "pays;Côte d’Ivoire"


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(WORDS.encode(), id="utf-8"),
        pytest.param(WORDS.encode("utf-8-sig"), id="utf-8 with a mark"),
        pytest.param(b"\xff\xfe" + WORDS.encode("utf-16-le"), id="utf-16, little end first"),
        pytest.param(b"\xfe\xff" + WORDS.encode("utf-16-be"), id="utf-16, big end first"),
        pytest.param(b"\xff\xfe\0\0" + WORDS.encode("utf-32-le"), id="utf-32"),
    ],
)
def test_an_encoding_is_found(content: bytes) -> None:
    assert read_text("a.csv", content) == (WORDS, ())


def test_windows_text_is_read_with_a_warning() -> None:
    text, warnings = read_text("a.csv", WORDS.encode("cp1252"))

    assert text == WORDS
    assert [(each.what, each.remedy) for each in warnings] == [
        (
            "is not UTF-8 and was read as Windows-1252",
            "check the accented letters, or save it as CSV UTF-8",
        )
    ]


@pytest.mark.parametrize(
    ("content", "what"),
    [
        pytest.param(b"a" * (MAX_BYTES + 1), "is larger than 20 MB", id="too large"),
        pytest.param(b"PK\x03\x04rest", "is a workbook, not text", id="xlsx"),
        pytest.param(b"\xd0\xcf\x11\xe0rest", "is a workbook, not text", id="xls"),
        pytest.param(b"a\0b", "holds zero bytes, so it is not text", id="zero bytes"),
        pytest.param(b"", "is empty", id="nothing"),
        pytest.param(b" \r\n\t", "is empty", id="blank"),
        pytest.param(b"\xff\xfea", "says that it is utf-16-le and is not", id="half a letter"),
        pytest.param(b"\x81\x8d", "is in an unknown encoding", id="no encoding"),
        pytest.param(b"\n" * MAX_LINES + b"a\n", "has more than 400,000 rows", id="too many lines"),
        pytest.param(
            b"a" * (MAX_LINE + 1), "has a line of more than 1,000,000 characters", id="one long line"
        ),
    ],
)
def test_what_is_no_text_is_refused(content: bytes, what: str) -> None:
    with pytest.raises(BadInputError) as refusal:
        read_text("a.csv", content)

    assert [each.what for each in refusal.value.problems] == [what]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("a\u202eb", "right-to-left override", id="bidi"),
        pytest.param("a\u2066b", "left-to-right isolate", id="isolate"),
        pytest.param("a\u200bb", "zero width space", id="zero width"),
        pytest.param("a\ufeffb", "zero width no-break space", id="mark"),
        pytest.param("a\u2028b", "line separator", id="line separator"),
        pytest.param("a\x07b", "control character u+0007", id="control"),
        pytest.param("a\ufffdb", "replacement character", id="lost letter"),
        pytest.param("a\udcffb", "control character u+dcff", id="half character"),
        pytest.param("Côte d’Ivoire — 中文 العربية", "", id="visible"),
        pytest.param("می‌خواهم", "", id="Persian needs its joiner"),
        pytest.param("two\r\nlines\tand a tab", "", id="breaks are for the column to judge"),
    ],
)
def test_hidden_characters_are_named(text: str, name: str) -> None:
    assert find_hidden(text) == name


def test_a_name_stays_on_one_line() -> None:
    assert plain_name("a\nb\u202ec.csv") == "a?b?c.csv"
    assert plain_name("") == "the file"


def test_a_quotation_is_cut() -> None:
    assert quoted("a\nb") == r"'a\nb'"
    assert quoted("x" * 61) == f"'{'x' * 60}…'"


@given(st.binary())
def test_any_bytes_are_read_or_refused(content: bytes) -> None:
    with suppress(BadInputError):
        text, _ = read_text("a.csv", content)
        assert text.strip() != ""
