"""The names of columns and words mean one thing each."""

import pytest

from uprcycle.countries import fold
from uprcycle.days.span import Precision, Status
from uprcycle.schedule.columns import COLUMNS, DATED_COLUMNS, PRECISIONS, STATUSES

CANONICAL = (
    "cycle session session_start session_end country review_date slot_start slot_end status precision "
    "submission_deadline national_report_deadline hrc_session adoption_date source note dates states"
)


def test_every_promised_column_is_known() -> None:
    assert set(CANONICAL.split()) - {each.name for each in COLUMNS} == set()


def test_no_name_means_two_columns() -> None:
    names = [name for column in COLUMNS for name in {fold(text) for text in (column.name, *column.synonyms)}]

    assert sorted(names) == sorted(set(names))


def test_every_dated_column_has_a_column_for_its_status() -> None:
    assert {each.status for each in DATED_COLUMNS} - {each.name for each in COLUMNS} == set()


@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_every_column_has_a_name_in_other_languages(column: object) -> None:
    assert getattr(column, "synonyms", ()) != ()


def test_words_are_folded_and_every_value_has_one() -> None:
    assert [word for word in (*STATUSES.meanings, *PRECISIONS.meanings) if fold(word) != word] == []
    assert set(STATUSES.meanings.values()) == set(Status)
    assert set(PRECISIONS.meanings.values()) == set(Precision)
