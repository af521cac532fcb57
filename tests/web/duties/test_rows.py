"""What the address of a list narrows it to, and which titles groups have."""

from datetime import date

import pytest

from tests.notifications.build import office, task
from uprcycle.checklist.agenda import Group
from web.duties.rows import GROUP_TITLES, Chosen, read_chosen

KENYA, TOGO = office("KEN", "RCO Kenya"), office("TGO", "RCO Togo")
TASK = task(date(2026, 5, 4), of=KENYA)


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        ({}, Chosen()),
        ({"country": "KEN", "office": TOGO.key, "kind": "action"}, Chosen("KEN", TOGO.key, "action")),
        ({"country": "UGA", "office": "KEN-0", "kind": "duty"}, Chosen()),
    ],
)
def test_an_address_narrows_to_what_its_reader_has(words: dict[str, str], chosen: Chosen) -> None:
    assert read_chosen(words, [KENYA, TOGO]) == chosen


@pytest.mark.parametrize(
    ("chosen", "is_admitted"),
    [
        (Chosen(), True),
        (Chosen("KEN", KENYA.key, "action"), True),
        (Chosen("TGO"), False),
        (Chosen(office=TOGO.key), False),
        (Chosen(kind="deadline"), False),
    ],
)
def test_a_task_stands_on_the_list_where_all_that_is_chosen_admits_it(
    chosen: Chosen, *, is_admitted: bool
) -> None:
    assert chosen.admits(TASK) is is_admitted


def test_every_group_has_a_title() -> None:
    assert set(GROUP_TITLES) == set(Group)
