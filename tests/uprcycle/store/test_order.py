"""The order of answers, which also names what is kept once."""

from datetime import date

from tests.uprcycle.store.build import assignment, away, tick
from uprcycle.store.order import absence_order, assignment_order, tick_order


def test_tick_is_told_apart_by_review_task_and_office() -> None:
    assert tick_order(tick("brief")) == ("KEN", 4, "brief", "RCO Kenya")


def test_assignment_is_told_apart_by_office_person_and_first_day() -> None:
    held = assignment("amina", valid_from=date(2026, 1, 1))

    assert assignment_order(held) == ("KEN", "RCO KEN", "p-amina", date(2026, 1, 1))


def test_absence_is_told_apart_by_person_and_first_day() -> None:
    assert absence_order(away()) == ("p-amina", date(2026, 5, 4))
