"""The reader of lines: it loses nothing and stops at nothing."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from calendars.doctor.lines import Line, read_text


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        pytest.param("summary:a:b;c", Line(1, "SUMMARY", "a:b;c"), id="a-value-may-hold-anything"),
        pytest.param(
            'A;B="x:y,z";C=1,2:v', Line(1, "A", "v", ';B="x:y,z";C=1,2'), id="a-quoted-colon-is-no-end"
        ),
        pytest.param("just words", Line(1, "", "just words"), id="no-name"),
        pytest.param('A;B="open:v', Line(1, "", 'A;B="open:v'), id="an-open-quote-swallows-the-line"),
    ],
)
def test_a_line_is_cut_into_name_parameters_and_value(row: str, expected: Line) -> None:
    assert read_text(row.encode()).lines == (expected,)


def test_parameters_are_read_by_name() -> None:
    (line,) = read_text(b'A;b="x:y,z";C=1,2:v').lines

    assert (line.parameters, line.parameter("D")) == ({"B": ("x:y,z",), "C": ("1", "2")}, "")


@pytest.mark.parametrize("end", [b"\r\n", b"\n", b"\r"])
def test_folded_rows_are_one_line_whatever_ends_them(end: bytes) -> None:
    text = read_text(end.join((b"A:one", b"  two", b"\tthree", b"B:four", b"")))

    assert [(each.number, each.value) for each in text.lines] == [(1, "one twothree"), (4, "four")]
    assert text.ends == {end: 1}


@given(st.binary(max_size=300))
def test_any_bytes_can_be_read(data: bytes) -> None:
    text = read_text(data)

    assert (text.size, sorted(each.number for each in text.lines)) == (
        len(data),
        [each.number for each in text.lines],
    )
