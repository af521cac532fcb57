"""A schedule as rows: written and read back to the same, and refused with every problem at once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.uprcycle import examples
from tests.uprcycle.days.strategies import spans
from uprcycle.citation import Citation
from uprcycle.days.span import Span, Status, Unknown
from uprcycle.errors import BadInputError
from uprcycle.schedule.document import read_document, write_document
from uprcycle.schedule.session import Published, Schedule
from uprcycle.store.packaged import load_schedule

texts = st.text(st.characters(categories=["L", "N", "Zs"]), max_size=8)
citations = st.builds(Citation, texts, texts, texts)
any_span: st.SearchStrategy[Span] = st.one_of(spans, st.just(Unknown()))
published = st.builds(Published, any_span, st.sampled_from(Status), citations, texts, texts)

cells = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=4), st.floats(allow_nan=False)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.text(max_size=4), inner, max_size=2)
    ),
)
KEYS = (
    "number",
    "cycle",
    "session",
    "country",
    "order",
    "dates",
    "date",
    "span",
    "status",
    "council",
    "kind",
)
rows = st.dictionaries(st.sampled_from(KEYS), st.one_of(cells, st.just("2026-11"), st.just("held")))
TABLES = ("session", "council", "review", "date", "extra")
documents = st.dictionaries(st.sampled_from(TABLES), st.one_of(cells, st.lists(rows, max_size=3)))

SESSION = {"number": 55, "cycle": 5, "dates": "2027-11-01/2027-11-12", "status": "tentative"}
REVIEW = {"session": 55, "country": "KEN", "date": "2027-11-03", "status": "tentative"}


def test_a_written_schedule_has_four_tables_and_no_empty_cell() -> None:
    schedule = examples.schedule(examples.dated("national-report", "2027-08-02", country="KEN"))
    published = {"status": "confirmed", "source": "the printed list", "confidence": "confirmed"}

    assert write_document(schedule) == {
        "session": [
            {"number": 55, "cycle": 5, "dates": "2027-11-01/2027-11-12", **published, "council": [66]}
        ],
        "council": [{"number": 66, "dates": "unknown", **published}],
        "review": [
            {"cycle": 5, "session": 55, "country": "KEN", "order": 1, "date": "2027-11-03", **published}
        ],
        "date": [
            {
                "kind": "national-report",
                "milestone": "national-report",
                "session": 55,
                "country": "KEN",
                "span": "2027-08-02",
                **published,
            }
        ],
    }


@pytest.mark.parametrize("inferred", [False, True], ids=["record", "with-the-inference"])
def test_the_packaged_schedule_reads_back(*, inferred: bool) -> None:
    schedule = load_schedule(inferred=inferred)

    assert read_document(write_document(schedule), "again") == schedule


@given(published)
def test_every_published_date_reads_back(dates: Published) -> None:
    schedule = Schedule(slots=(examples.slot(dates=dates),))

    assert read_document(write_document(schedule), "again") == schedule


def test_rows_are_put_in_order_of_session_list_and_code() -> None:
    named = [("UKR", None, None), ("TGO", 56, 2), ("KEN", 55, None), ("MLI", 56, 1), ("BEN", 55, None)]
    document = {
        "session": [SESSION | {"number": 56}, SESSION],
        "review": [
            REVIEW | {"country": country, "session": number, "order": order, "cycle": 5}
            for country, number, order in named
        ],
    }

    schedule = read_document(document, "the file")

    assert [each.number for each in schedule.sessions] == [55, 56]
    assert [each.country for each in schedule.slots] == ["BEN", "KEN", "MLI", "TGO", "UKR"]


def test_a_review_takes_its_cycle_from_its_session() -> None:
    schedule = read_document({"session": [SESSION], "review": [REVIEW]}, "the file")

    assert [(each.country, each.cycle) for each in schedule.slots] == [("KEN", 5)]


def test_an_empty_document_is_an_empty_schedule() -> None:
    assert read_document({}, "the file") == Schedule()


@pytest.mark.parametrize(
    ("table", "row", "problem"),
    [
        pytest.param(
            "review",
            REVIEW | {"date": "2027-02-30"},
            "'2027-02-30' cannot be read; write it as '2026-05-04'",
            id="day",
        ),
        pytest.param("review", REVIEW | {"status": "sure"}, "'sure' is not a valid Status", id="status"),
        pytest.param("review", REVIEW | {"session": 99}, "session 99 is not in the schedule", id="session"),
        pytest.param(
            "review",
            REVIEW | {"session": "55"},
            "session is '55'; write it as a whole number without quotes",
            id="type",
        ),
        pytest.param(
            "review", REVIEW | {"country": ""}, "country is ''; write it as text in quotes", id="empty"
        ),
        pytest.param("review", {"session": 55, "country": "KEN"}, "the key 'date' is missing", id="missing"),
        pytest.param(
            "review", {"country": "KEN"}, "the key 'cycle' is missing", id="neither-session-nor-cycle"
        ),
        pytest.param(
            "session",
            SESSION | {"council": 66},
            "council is 66; write it as a list",
            id="no-list",
        ),
        pytest.param(
            "session",
            SESSION | {"number": True},
            "number is True; write it as a whole number without quotes",
            id="yes-is-no-number",
        ),
        pytest.param("council", "66", "'66' is not a row of keys and values", id="no-row"),
    ],
)
def test_a_bad_row_is_named_with_its_place(table: str, row: object, problem: str) -> None:
    document = {"session": [SESSION]} | {table: [row]}

    with pytest.raises(BadInputError) as caught:
        read_document(document, "draft.toml")

    assert [str(each) for each in caught.value.problems] == [f"draft.toml: row 1 of {table}: {problem}"]


def test_all_problems_come_at_once_in_the_order_of_tables_and_rows() -> None:
    document = {"reviews": [], "review": [REVIEW, {"session": 55}, REVIEW | {"date": "soon"}], "date": 4}

    with pytest.raises(BadInputError) as caught:
        read_document({"session": [SESSION], **document}, "draft.toml")

    assert str(caught.value).splitlines() == [
        "draft.toml has 4 problems",
        "  draft.toml: the table 'reviews' is not known; use one of session, council, review, date",
        "  draft.toml: row 2 of review: the key 'country' is missing",
        "  draft.toml: row 3 of review: 'soon' cannot be read; write it as '2026-05-04'",
        "  draft.toml: row 1 of date: 4 is not a list of rows",
    ]


@given(documents)
def test_whatever_is_given_is_read_or_refused(document: dict[str, Any]) -> None:
    try:
        schedule = read_document(document, "anything")
    except BadInputError:
        return
    assert read_document(write_document(schedule), "again") == schedule
