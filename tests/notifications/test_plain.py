import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notifications.plain import display_name, plain_line


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("Write\r\nBcc: eve@example.net", "Write Bcc: eve@example.net", id="line-break"),
        pytest.param("Write\0the\x1breport", "Write the report", id="controls"),
        pytest.param("Write\u2028the\u2029report", "Write the report", id="line-separators"),
        pytest.param("Write \u202etroper eht\u2069", "Write troper eht", id="turning-marks"),
        pytest.param("Write \ud800it", "Write it", id="half-a-character"),
        pytest.param("  Côte   d’Ivoire ", "Côte d’Ivoire", id="spaces"),
        pytest.param("क्\u200dष", "क्\u200dष", id="joiner-of-a-script"),
    ],
)
def test_text_on_one_line(text: str, line: str) -> None:
    assert plain_line(text) == line


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("Ann O’Example-Müller", "Ann O’Example-Müller", id="as-it-stands"),
        pytest.param(
            '"eve@example.net" <ann@example.org>', "eve example net ann example org", id="two-addresses"
        ),
        pytest.param("Ann, Eve; (they)", "Ann Eve they", id="list-marks"),
        pytest.param("=?utf-8?q?eve=40example.net?=", "utf-8 q eve 40example net", id="encoded-word"),
        pytest.param("安 例", "安 例", id="chinese"),
        pytest.param("\r\n\0", "", id="nothing-left"),
        pytest.param("A" * 80, "A" * 60, id="long"),
    ],
)
def test_display_name(text: str, name: str) -> None:
    assert display_name(text) == name


@given(st.text())
def test_a_line_stays_one_line_and_is_left_alone_the_second_time(text: str) -> None:
    line = plain_line(text)

    assert [each for each in line if unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"}] == []
    assert plain_line(line) == line


@given(st.text())
def test_a_display_name_holds_nothing_a_mail_reads_as_syntax(text: str) -> None:
    assert set('()<>[]:;@\\,."=?').isdisjoint(display_name(text))
