"""A document is judged key by key before it is read."""

from typing import Any

import pytest

from uprcycle.errors import BadInputError, Place, Severity
from uprcycle.schedule.shape import Clean, Document, clean_document
from uprcycle.sheets.cells import MAX_PROBLEMS
from uprcycle.sheets.correction import MAX_CORRECTIONS
from uprcycle.store.packaged import load_countries

COUNTRIES = load_countries()
SESSION = {"number": 52, "cycle": 4, "dates": "2026-05-04/2026-05-15", "status": "confirmed"}
REVIEW = {"session": 52, "country": "KEN", "date": "2026-05-04", "status": "confirmed"}
DATE = {"session": 52, "span": "2026-03-31T15:00", "status": "tentative"}
COUNCIL = {"number": 63, "dates": "2026-09", "status": "tentative"}


def clean(document: object) -> Document:
    return clean_document(document, "a.json", COUNTRIES).document


def problems(document: object) -> list[str]:
    with pytest.raises(BadInputError) as refusal:
        clean(document)
    return [str(each) for each in refusal.value.problems]


def test_a_clean_document_stays_as_it_is() -> None:
    document = {"session": [SESSION], "council": [COUNCIL], "review": [REVIEW], "date": [DATE]}

    assert clean_document(document, "a.json", COUNTRIES) == Clean(document)


@pytest.mark.parametrize("name", ["Kenya", "kenia", "KEN", "Кения"])
def test_names_of_states_become_codes(name: str) -> None:
    assert clean({"review": [REVIEW | {"country": name}]})["review"] == [REVIEW]


def test_dates_become_the_text_of_their_span() -> None:
    assert clean({"session": [SESSION | {"dates": "4-15 May 2026"}]})["session"] == [SESSION]


def test_keys_that_are_not_read_are_named_once() -> None:
    document = {
        "session": [SESSION | {"adoption_days": "soon"}, SESSION | {"number": 53, "adoption_days": "later"}]
    }

    warnings = clean_document(document, "a.json", COUNTRIES).warnings

    assert [str(each) for each in warnings] == ["a.json: the key 'adoption_days' of session is ignored"]


@pytest.mark.parametrize(
    ("table", "row", "problem"),
    [
        (
            "session",
            SESSION | {"number": "52"},
            "session 1, number: '52' is not a whole number from 1 to 999",
        ),
        (
            "session",
            SESSION | {"number": True},
            "session 1, number: 'True' is not a whole number from 1 to 999",
        ),
        ("session", SESSION | {"cycle": 100}, "session 1, cycle: '100' is not a whole number from 1 to 99"),
        (
            "session",
            SESSION | {"council": 63},
            "session 1, council: '63' is not a list of numbers; write it as [44, 45]",
        ),
        (
            "session",
            SESSION | {"council": [0]},
            "session 1, council: '0' is not a whole number from 1 to 999",
        ),
        (
            "session",
            SESSION | {"dates": "2026-05-15/2026-05-04"},
            "session 1, dates: 2026-05-04 lies before 2026-05-15; swap the two",
        ),
        (
            "session",
            SESSION | {"dates": 5},
            "session 1, dates: '5' is not a text; put it between quotation marks",
        ),
        (
            "session",
            SESSION | {"dates": "9998-01-01"},
            "session 1, dates: the year 9998 is impossible; use 2006 to 2100",
        ),
        (
            "council",
            COUNCIL | {"status": "sure"},
            (
                "council 1, status: 'sure' is not a status;"
                " use one of estimated, tentative, confirmed, held, withdrawn"
            ),
        ),
        (
            "review",
            REVIEW | {"country": "Nigera"},
            "review 1, country: 'Nigera' is not a State; did you mean 'Nigeria' or 'Niger'?",
        ),
        (
            "review",
            REVIEW | {"hours": "9-12"},
            "review 1 (KEN), hours: '9-12' is not an hour; write it as 09:00/12:30, in Geneva time",
        ),
        (
            "review",
            REVIEW | {"note": "a\u202eb"},
            (
                r"review 1 (KEN), note: 'a\u202eb' holds a character that cannot be seen"
                " (right-to-left override); type it again"
            ),
        ),
        (
            "date",
            DATE | {"note": "a\nb"},
            r"date 1, note: 'a\nb' holds a line break; write it on one line",
        ),
        ("date", DATE | {"note": "x" * 8001}, "date 1, note: holds more than 8,000 characters; shorten it"),
        ("date", {"session": 52, "status": "held"}, "date 1: the key 'span' is missing; add it"),
        ("date", 5, "date 1: is not a table of keys and values; export a schedule to see its shape"),
    ],
)
def test_a_wrong_value_is_named(table: str, row: Any, problem: str) -> None:  # noqa: ANN401 -- anything may be there
    assert problems({table: [row]}) == [f"a.json: {problem}"]


@pytest.mark.parametrize(
    ("document", "problem"),
    [
        ([], "a.json: holds no tables; export a schedule to see its shape"),
        (
            {"reviews": []},
            "a.json: the table 'reviews' is not known; use one of session, council, review, date",
        ),
        (
            {"review": {}},
            "a.json: review is not a list of up to 20,000 rows; write each one under [[review]]",
        ),
        (
            {"review": [REVIEW] * 20_001},
            "a.json: review is not a list of up to 20,000 rows; write each one under [[review]]",
        ),
    ],
)
def test_a_document_of_another_shape_is_refused(document: object, problem: str) -> None:
    assert problems(document) == [problem]


def test_reading_stops_when_more_problems_would_say_nothing_new() -> None:
    found = problems({"review": [5] * 1000})

    assert len(found) == MAX_PROBLEMS + 1
    assert found[-1] == "a.json: review 200: reading stopped after 200 problems; correct these first"


def test_a_name_that_is_nearly_one_state_becomes_its_code_and_is_kept_to_confirm() -> None:
    found = clean_document({"review": [REVIEW, REVIEW | {"country": "Nepall"}]}, "a.json", COUNTRIES)

    assert [row["country"] for row in found.document["review"]] == ["KEN", "NPL"]
    assert [(str(each.problem), each.place) for each in found.corrections] == [
        (
            (
                "a.json: review 2, country: 'Nepall' was read as Nepal (NPL);"
                " correct the cell, or confirm it with --accept 'Nepall=NPL'"
            ),
            Place("a.json", "review", 2, "country"),
        )
    ]


def test_corrections_beyond_any_that_were_meant_are_refused() -> None:
    rows = [REVIEW | {"country": "Nepall"}] * (MAX_CORRECTIONS + 1)

    with pytest.raises(BadInputError) as refusal:
        clean_document({"review": rows}, "a.json", COUNTRIES)

    errors = [each for each in refusal.value.problems if each.severity is Severity.ERROR]
    assert [str(each) for each in errors] == [
        f"a.json: review {MAX_CORRECTIONS + 1}, country: 'Nepall' is not a State; did you mean 'Nepal'?"
    ]
