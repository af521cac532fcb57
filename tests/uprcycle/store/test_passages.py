"""Passages: each review and phase once, whatever becomes of its day; on every store."""

from dataclasses import replace
from datetime import date

import pytest

from tests.uprcycle.store.build import HOUR, NEPAL_TIME, NOW
from tests.uprcycle.store.stores import SQLITE
from uprcycle.reviews.phases import Phase
from uprcycle.store.database import open_store
from uprcycle.store.ports import Passage, Store

TOGO = Passage("TGO", 4, Phase.SUBMISSIONS, date(2026, 4, 1), NOW)
KENYA = Passage("KEN", 4, Phase.REVIEW, date(2026, 5, 1), NOW)
EARLIER = Passage("KEN", 4, Phase.PRE_SESSION, date(2026, 3, 1), NOW)
NEXT = Passage("KEN", 5, Phase.PREPARATION, date(2029, 3, 1), NOW)


def test_at_first_nobody_entered_anything(store: Store) -> None:
    assert store.passages.all() == ()


def test_what_is_noted_is_found_in_the_order_of_the_path(store: Store) -> None:
    assert store.passages.note([TOGO, NEXT, KENYA, EARLIER]) == (TOGO, NEXT, KENYA, EARLIER)

    assert store.passages.all() == (EARLIER, KENYA, NEXT, TOGO)


def test_noted_again_with_another_day_it_is_no_news_and_stays_as_it_was(store: Store) -> None:
    store.passages.note([KENYA])
    moved = replace(KENYA, opened=date(2026, 6, 1), at=NOW + HOUR)

    assert store.passages.note([moved, TOGO, replace(TOGO, at=NOW + HOUR)]) == (TOGO,)
    assert store.passages.all() == (KENYA, TOGO)


def test_the_moment_comes_back_in_utc_and_no_row_is_left_in_the_trail(store: Store) -> None:
    (noted,) = store.passages.note([replace(KENYA, at=NOW.astimezone(NEPAL_TIME))])

    assert [each.at.isoformat() for each in (noted, *store.passages.all())] == [NOW.isoformat()] * 2
    assert store.audit.rows() == ()


@pytest.mark.parametrize("database_kind", [SQLITE])
def test_a_passage_outlives_its_process(address: str) -> None:
    first = open_store(address)
    first.passages.note([KENYA])
    first.close()
    second = open_store(address)

    assert second.passages.note([KENYA]) == ()
    second.close()
