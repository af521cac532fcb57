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
            "a.csv: is a workbook, not text; open it and save it as CSV UTF-8",
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
            " correct it at that place",
            id="broken TOML",
        ),
        pytest.param(
            "a.toml",
            b"a = " + b"[" * 5000,
            "a.toml: is not TOML: nested too deeply; correct it at that place",
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
            "a.toml: has a key of more than 16 parts; write keys without dots",
            id="a key without end",
        ),
        pytest.param(
            "a.toml",
            b"x = [{" + b" . ".join([b"'a b'", b'"c"'] * 9) + b" = 1}]",
            "a.toml: has a key of more than 16 parts; write keys without dots",
            id="a long key in quotes",
        ),
        pytest.param(
            "a.json",
            b'{"a": NaN}',
            "a.json: is not JSON: NaN is not a number; correct it at that place",
            id="no number",
        ),
        pytest.param(
            "a.json",
            b'{"review": [], "review": []}',
            "a.json: is not JSON: the key 'review' is given twice; correct it at that place",
            id="a key twice",
        ),
        pytest.param(
            "a.json",
            b"[" * 100_000,
            "a.json: is not JSON: nested too deeply; correct it at that place",
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


def test_all_problems_of_a_file_are_named_at_once() -> None:
    content = (
        "Cycle;Session;Début de session;Pays;Date d'examen;Heure de début;Statut;Délai du rapport national\n"
        "4;52;2026-05-04;Kénya;05/05/2026;;provisoire;=1+1\n"
        "4;52;;Nigera;2026-05-13;25:00;provisoir;\n"
        "4;52;2026-05-03;Arménie;;;;\n"
    )

    assert problems("a.csv", content.encode()) == [
        (
            "a.csv: row 2, column Date d'examen: it is not clear in '05/05/2026' which figure is the day"
            " and which is the month; write the year first, such as 2026-05-04"
        ),
        "a.csv: row 2, column Délai du rapport national: '=1+1' is a formula; paste its value instead",
        "a.csv: row 3, column Pays: 'Nigera' is not a State; did you mean 'Nigeria' or 'Niger'?",
        "a.csv: row 3, column Statut: 'provisoir' is not a status; did you mean 'tentative'?",
        "a.csv: row 3, column Heure de début: '25:00' is not an hour; write it as 09:00, in Geneva time",
        (
            "a.csv: row 4, column Début de session: '2026-05-03' differs from row 2;"
            " make all rows of session 52 agree"
        ),
    ]


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


@pytest.mark.parametrize(
    ("name", "content", "where"),
    [
        ("a.csv", "cycle,session,country\n4,52,Kenya\n4,52,Nepall\n", "a.csv: row 3, column country"),
        (
            "a.csv",
            'cycle,session,dates,states\n4,52,May 2026,"Nepall, Kenya"\n',
            "a.csv: row 2, column states",
        ),
        (
            "a.json",
            (
                '{"session": [{"number": 52, "cycle": 4, "dates": "2026-05", "status": "held"}], "review": ['
                '{"session": 52, "country": "Kenya", "date": "unknown", "status": "tentative"},'
                ' {"session": 52, "country": "Nepall", "date": "unknown", "status": "tentative"}]}'
            ),
            "a.json: review 2, country",
        ),
    ],
)
def test_a_name_that_is_nearly_one_state_is_corrected_and_said(name: str, content: str, where: str) -> None:
    found = read(name, content)

    assert {each.country for each in found.schedule.slots} == {"KEN", "NPL"}
    assert [(each.where, each.words, each.name) for each in found.corrections] == [
        (where, "Nepall=NPL", "Nepal")
    ]


def test_what_could_be_read_beside_a_wrong_cell_is_checked_as_well() -> None:
    content = (
        "cycle,session,session_start,session_end,country,review_date,national_report_deadline\n"
        "5,55,2027-11-01,2027-11-12,Kenya,2027-11-15,soon\n"
        "5,55,2027-11-01,2027-11-12,Holy See,,\n"
    )

    assert [each.partition(":")[2].partition(";")[0] for each in problems("a.csv", content.encode())] == [
        " row 2, column national_report_deadline: 'soon' is not a date",
        " row 3, column country: session 55, VAT: an observer State is not reviewed",
        (
            " row 2, column review_date: session 55, KEN: the review on 2027-11-15 lies outside its session,"
            " 2027-11-01/2027-11-12"
        ),
    ]


def test_nothing_is_concluded_from_a_cell_that_could_not_be_read() -> None:
    content = (
        "cycle,session,session_start,session_end,country,review_date\n"
        "5,55,2027-11-01,soon,Kenya,2027-11-03\n"
    )  # fmt: skip

    assert problems("a.csv", content.encode()) == [
        "a.csv: row 2, column session_end: 'soon' is not a date; write the year first, such as 2026-05-04"
    ]
