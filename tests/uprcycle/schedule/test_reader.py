"""Any file is read into a schedule or refused with all its problems."""

import json
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import examples
from uprcycle.errors import BadInputError
from uprcycle.schedule.reader import ReadSchedule, read_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()
HEADING = "cycle,session,country,review_date,slot_start,status,precision,hrc_session,submission_deadline\n"

words = st.sampled_from(
    [
        "4",
        "52",
        "Kenya",
        "2026-05-04",
        "09:00",
        "held",
        "day",
        "=1",
        "",
        "\u202e",
        "Korea, Republic of",
        "'=",
        "by",
    ]
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | words,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5) | words, inner, max_size=3)
    ),
    max_leaves=8,
)
keys = st.sampled_from(
    ["number", "cycle", "dates", "date", "status", "country", "session", "council", "span", "x"]
)
documents = st.dictionaries(
    st.sampled_from(["session", "council", "review", "date", "x"]),
    st.lists(st.dictionaries(keys, values, max_size=6) | values, max_size=3) | values,
)


def read(name: str, text: str) -> ReadSchedule:
    return read_schedule(name, text.encode(), COUNTRIES)


def problems(name: str, content: bytes) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        read_schedule(name, content, COUNTRIES)
    return [str(each) for each in refusal.value.problems]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "a.toml",
            (
                '[[session]]\nnumber = 52\ncycle = 4\ndates = 2026-05-04\nstatus = "held"\nsource = "s"\n'
                '[[review]]\nsession = 52\ncountry = "Nepal"\n'
                'date = "2026-05-04"\nstatus = "held"\nsource = "s"\n'
            ),
        ),
        (
            "A.JSON",
            (
                '{"session": [{"number": 52, "cycle": 4, "dates": "2026-05-04",'
                ' "status": "held", "source": "s"}],'
                ' "review": [{"session": 52, "country": "NPL", "date": "4 May 2026",'
                ' "status": "held", "source": "s"}]}'
            ),
        ),
        (
            "a.csv",
            (
                "cycle,session,session_start,session_status,country,review_date,status,source\n"
                "4,52,2026-05-04,held,Népal,2026-05-04,held,s\n"
            ),
        ),
    ],
)
def test_three_kinds_of_file_say_the_same(name: str, text: str) -> None:
    schedule = read(name, text).schedule

    assert [(each.number, each.cycle, str(each.dates.span)) for each in schedule.sessions] == [
        (52, 4, "2026-05-04")
    ]
    assert [(each.cycle, each.session, each.country, str(each.dates.span)) for each in schedule.slots] == [
        (4, 52, "NPL", "2026-05-04")
    ]
    assert [each.dates.citation.document for each in schedule.sessions] == ["s"]
    assert [each.dates.citation.document for each in schedule.slots] == ["s"]


@pytest.mark.parametrize("name", ["a.toml", "a.json"])
def test_an_empty_document_is_an_empty_schedule(name: str) -> None:
    assert read(name, "{}" if name == "a.json" else "# nothing yet") == ReadSchedule(Schedule())


def test_a_note_with_many_full_stops_is_no_key() -> None:
    note = "One day. Two days. See www.a.b.c.d.e.f.example.org... " * 5
    review = '[[review]]\ncycle = 4\ncountry = "KEN"\ndate = "unknown"\nstatus = "tentative"\n'

    (slot,) = read("a.toml", f'{review}note = "{note}"\n').schedule.slots

    assert slot.dates.note == note


def test_warnings_do_not_stop_the_reading() -> None:
    found = read("a.csv", "cycle;session;country;zzz\n4;52;Kenya;1\n")

    assert [str(each) for each in found.problems] == ["a.csv: row 1: the column 'zzz' is ignored"]
    assert [each.country for each in found.schedule.slots] == ["KEN"]


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        pytest.param(
            "a.xlsx",
            b"PK",
            "a.xlsx: is not a workbook; open it in a spreadsheet and save it again as .xlsx",
            id="no workbook",
        ),
        pytest.param(
            "a.xlsm",
            b"PK",
            "a.xlsm: is a workbook of a kind that is not read (.xlsm);"
            " open it and save it as .xlsx, without macros",
            id="macros",
        ),
        pytest.param(
            "a.csv",
            b"PK\x03\x04",
            "a.csv: is a workbook, not text; save it as CSV UTF-8",
            id="workbook in disguise",
        ),
        pytest.param(
            "a.pdf",
            b"x",
            "a.pdf: has an ending that is not known; use one of .toml, .json, .csv, .xlsx",
            id="other",
        ),
        pytest.param(
            "schedule",
            b"x",
            "schedule: has an ending that is not known; use one of .toml, .json, .csv, .xlsx",
            id="none",
        ),
        pytest.param(
            "a.toml",
            b"[[session]",
            "a.toml: is not TOML: Expected ']]' at the end of an array declaration (at line 1, column 10);"
            " correct it",
            id="broken TOML",
        ),
        pytest.param(
            "a.toml",
            b"a = " + b"[" * 5000,
            "a.toml: is not TOML: nested too deeply; correct it",
            id="deep TOML",
        ),
        pytest.param(
            "a.toml",
            b"#" * 999_999 + b"\n" + b"#" * 999_999 + b"\n#",
            "a.toml: is larger than 1 MB; save it as CSV",
            id="large TOML",
        ),
        pytest.param(
            "a.toml",
            b".".join([b"a"] * 400_000) + b" = 1",
            "a.toml: is not TOML: a key has more than 16 parts; correct it",
            id="a key without end",
        ),
        pytest.param(
            "a.toml",
            b"x = [{" + b" . ".join([b"'a b'", b'"c"'] * 9) + b" = 1}]",
            "a.toml: is not TOML: a key has more than 16 parts; correct it",
            id="a long key in quotes",
        ),
        pytest.param(
            "a.json",
            b'{"a": NaN}',
            "a.json: is not JSON: NaN is not a number; correct it",
            id="no number",
        ),
        pytest.param(
            "a.json",
            b'{"review": [], "review": []}',
            "a.json: is not JSON: the key 'review' is given twice; correct it",
            id="a key twice",
        ),
        pytest.param(
            "a.json",
            b"[" * 100_000,
            "a.json: is not JSON: nested too deeply; correct it",
            id="deep JSON",
        ),
        pytest.param(
            "a.json",
            b"[" + b"[]," * 80_000,
            "a.json: holds more than 150,000 values; save it as CSV",
            id="many values",
        ),
        pytest.param(
            "a.csv",
            b"cycle,session,country\n" + b"4,52,Kenya\n" * 5_001,
            "a.csv: has more than 5,000 rows; split it by cycle",
            id="many rows",
        ),
        pytest.param(
            "a.csv",
            b"cycle,session\n4,52\n",
            "a.csv: has no column 'country' (one review a row) and no column 'states' (one session a row);"
            " keep the one that says what a row is",
            id="neither kind of row",
        ),
        pytest.param(
            "a.csv",
            b"cycle,session,country,states\n",
            "a.csv: has both a column 'country' and a column 'states'; keep the one that says what a row is",
            id="both kinds of row",
        ),
        pytest.param(
            "a.csv",
            b"country,session\nKenya,52\n",
            "a.csv: the column 'cycle' is missing; add it to the heading",
            id="column missing",
        ),
    ],
)
def test_a_file_of_another_kind_is_refused(name: str, content: bytes, problem: str) -> None:
    assert problems(name, content) == [problem]


@given(st.sampled_from(["a.toml", "a.json", "a.csv", "a.xlsx"]), st.binary())
def test_any_bytes_are_read_or_refused(name: str, content: bytes) -> None:
    with suppress(BadInputError):
        read_schedule(name, content, COUNTRIES)


@given(documents)
@settings(max_examples=examples(100, deep=300))
def test_any_json_is_read_or_refused(document: object) -> None:
    with suppress(BadInputError):
        read_schedule("a.json", json.dumps(document).encode(), COUNTRIES)


@given(st.lists(st.lists(words | st.text(max_size=8), max_size=10), max_size=5))
@settings(max_examples=examples(100, deep=300))
def test_any_cells_are_read_or_refused(cells: list[list[str]]) -> None:
    text = HEADING + "\n".join(",".join(row) for row in cells)

    with suppress(BadInputError):
        read_schedule("a.csv", text.encode("utf-8", "surrogatepass"), COUNTRIES)
