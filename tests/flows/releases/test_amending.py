"""One change of the schedule in force, asked for by the cells of a form."""

import pytest

from flows.installation.wiring import Wiring
from flows.releases.amending import preview_amendment
from flows.releases.releasing import release_draft
from tests.flows.released import TWO, released_for
from uprcycle.errors import BadInputError

SOURCE = {"source": "A letter"}


@pytest.fixture(scope="module")
def wiring() -> Wiring:
    return released_for("HTI", "GRC")


def test_it_says_what_it_does_to_rows_and_to_dates_and_writes_nothing(wiring: Wiring) -> None:
    before = wiring.store.audit.last()
    found = preview_amendment(wiring, "leave-empty", {"country": "Haiti", **SOURCE})

    assert [(each.place, each.what) for each in found.deeds] == [
        ("session 54, HTI", "dates"),
        ("cycle 4, HTI, without a session", "row"),
    ]
    assert {each.country for each in found.preview.plan.changed} == {"HTI"}
    assert wiring.store.audit.last() == before


def test_every_problem_comes_at_once_and_names_its_column(wiring: Wiring) -> None:
    with pytest.raises(BadInputError) as caught:
        preview_amendment(wiring, "move", {"country": "Atlantis", "to": "x", "date": "soon", "note": "n"})

    assert [each.place.column for each in caught.value.problems] == ["country", "to", "date", "source"]
    assert [each.where for each in caught.value.problems] == ["Atlantis", "x", "soon", "source"]


def test_a_field_that_is_empty_is_named_too(wiring: Wiring) -> None:
    with pytest.raises(BadInputError) as caught:
        preview_amendment(wiring, "swap", {"country": "HTI", "other": "", **SOURCE})

    assert [(each.place.column, each.where) for each in caught.value.problems] == [("other", "other")]


def test_what_the_schedule_does_not_allow_is_of_no_field(wiring: Wiring) -> None:
    with pytest.raises(BadInputError) as caught:
        preview_amendment(wiring, "move", {"country": "HTI", "to": "54", **SOURCE})

    assert [(each.place.column, each.where) for each in caught.value.problems] == [("", "session 54, HTI")]


def test_what_was_looked_at_is_what_is_released() -> None:
    wiring = released_for("HTI")
    found = preview_amendment(wiring, "postpone", {"session": "54", "by": "6 months", **SOURCE}).preview
    release_draft(wiring, found.draft, found.plan.digest, TWO)

    assert str(wiring.world().session(54).dates.span) == "2027-07/2027-08"
