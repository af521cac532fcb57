"""People, offices and absences: saved whole, replaced by what tells them apart; on every store."""

from dataclasses import replace
from datetime import date, timedelta
from zoneinfo import ZoneInfo

import pytest

from tests.uprcycle.store.build import NOW, assignment, away, person
from uprcycle.errors import RefusedError
from uprcycle.people import Assignment, Office, Role
from uprcycle.store.ports import Store


def save(store: Store, *assignments: Assignment) -> None:
    store.people.save(assignments, by="desk", at=NOW)


def test_new_store_knows_nobody(store: Store) -> None:
    assert store.people.assignments() == ()
    assert store.people.person("p-amina") is None


def test_assignment_reads_back_as_it_was_saved(store: Store) -> None:
    amina = replace(
        person("amina"), name="Amina Öz", language="fr", zone=ZoneInfo("Africa/Nairobi"), channel="slack"
    )
    amina = replace(amina, digest_day=3, digest_hour=17)
    held = Assignment(
        amina,
        Office("RCO Kenya", "KEN", frozenset({Role.RCO, Role.RC})),
        valid_from=date(2026, 1, 1),
        valid_to=date(2026, 12, 31),
        organisation="UNICEF",
        deputy_of="p-binod",
        is_head=True,
    )
    save(store, held)

    assert store.people.assignments() == (held,)
    assert store.people.person(amina.id) == amina


def test_assignment_without_end_or_role_reads_back(store: Store) -> None:
    endless = Assignment(person("amina"), Office("desk", "KEN", frozenset()))
    save(store, endless)

    assert store.people.assignments() == (endless,)


def test_same_person_office_and_first_day_is_replaced(store: Store) -> None:
    first = assignment("amina", valid_from=date(2026, 1, 1))
    office = replace(first.office, roles=frozenset({Role.RCO}))
    ended = replace(first, office=office, valid_to=date(2026, 6, 30))
    save(store, first)
    save(store, ended)

    assert store.people.assignments() == (ended,)


def test_another_first_day_is_another_assignment(store: Store) -> None:
    early, late = (assignment("amina", valid_from=date(year, 1, 1)) for year in (2025, 2026))
    save(store, late, early)

    assert store.people.assignments() == (early, late)


def test_what_is_new_of_a_person_holds_in_all_their_offices(store: Store) -> None:
    in_kenya, in_nepal = assignment("amina", "KEN"), assignment("amina", "NPL")
    moved = replace(person("amina"), email="amina.k@example.org")
    save(store, in_kenya)
    save(store, replace(in_nepal, person=moved))

    assert store.people.assignments() == (replace(in_kenya, person=moved), replace(in_nepal, person=moved))


def test_last_word_on_one_person_in_one_list_counts(store: Store) -> None:
    moved = replace(person("amina"), email="amina.k@example.org")
    save(store, assignment("amina", "KEN"), replace(assignment("amina", "NPL"), person=moved))

    assert [each.person for each in store.people.assignments()] == [moved, moved]


def test_assignments_come_by_country_office_person_and_first_day(store: Store) -> None:
    save(
        store,
        assignment("zoe", "NPL"),
        assignment("zoe", "KEN", "UNICEF"),
        assignment("bo", "KEN", "RCO"),
        assignment("Ada", "KEN", "RCO"),
        assignment("ann", "KEN", "rco"),
    )

    found = [(each.office.name, each.person.id) for each in store.people.assignments()]

    assert found == [
        ("RCO KEN", "p-Ada"),
        ("RCO KEN", "p-bo"),
        ("UNICEF KEN", "p-zoe"),
        ("rco KEN", "p-ann"),
        ("RCO NPL", "p-zoe"),
    ]


def test_assignments_of_one_country_leave_out_the_others(store: Store) -> None:
    save(store, assignment("amina", "KEN"), assignment("binod", "NPL"))

    assert store.people.assignments("NPL") == (assignment("binod", "NPL"),)
    assert store.people.assignments("FRA") == ()


def test_list_that_fails_half_way_changes_nothing(store: Store) -> None:
    def broken() -> "list[Assignment]":
        raise ConnectionError

    with pytest.raises(ConnectionError):
        store.people.save((*[assignment("amina")], *broken()), by="desk", at=NOW)
    with pytest.raises(ValueError, match="has no zone"):
        store.people.save([assignment("amina")], by="desk", at=NOW.replace(tzinfo=None))

    assert store.people.assignments() == ()
    assert store.people.person("p-amina") is None


def test_empty_list_leaves_no_trace(store: Store) -> None:
    save(store)

    assert store.audit.rows() == ()


def test_absences_come_by_person_and_first_day(store: Store) -> None:
    given = [away("binod", 1, 3), away("amina", 9, 12), away("amina", 2, 10)]
    store.people.save([assignment("amina"), assignment("binod")], given, by="desk", at=NOW)

    assert store.people.absences() == (away("amina", 2, 10), away("amina", 9, 12), away("binod", 1, 3))


def test_same_person_and_first_day_is_replaced(store: Store) -> None:
    store.people.save([assignment("amina")], [away("amina", 2, 10)], by="desk", at=NOW)
    store.people.save([], [away("amina", 2, 4)], by="desk", at=NOW)

    assert store.people.absences() == (away("amina", 2, 4),)


def test_absence_of_somebody_unknown_is_refused_with_all_that_came_with_it(store: Store) -> None:
    with pytest.raises(RefusedError, match="nobody of the id 'p-binod' is known who could be away"):
        store.people.save([assignment("amina")], [away("binod")], by="desk", at=NOW)

    assert (store.people.assignments(), store.people.absences(), store.audit.rows()) == ((), (), ())


@pytest.mark.parametrize(
    ("back", "left"),
    [
        pytest.param(1, [(2, 10), (5, 12), (20, 25)], id="not-away"),
        pytest.param(2, [(5, 12), (20, 25)], id="on-the-first-day"),
        pytest.param(6, [(2, 5), (5, 5), (20, 25)], id="within-two"),
        pytest.param(10, [(2, 9), (5, 9), (20, 25)], id="on-the-last-day-of-one"),
        pytest.param(13, [(2, 10), (5, 12), (20, 25)], id="after"),
        pytest.param(20, [(2, 10), (5, 12)], id="on-the-first-day-of-one-to-come"),
    ],
)
def test_who_comes_back_ends_what_covers_the_day_and_nothing_else(
    store: Store, back: int, left: list[tuple[int, int]]
) -> None:
    before = [(2, 10), (5, 12), (20, 25)]
    known = [away("amina", *days) for days in before]
    store.people.save([assignment("amina"), assignment("binod")], known, by="desk", at=NOW)
    store.people.save([], [away("binod", 1, 31)], by="desk", at=NOW)
    rows = len(store.audit.rows())

    ended = store.people.end_absence("p-amina", date(2026, 5, back), by="desk", at=NOW)

    kept = [away("amina", *days) for days in left]
    assert store.people.absences() == (*kept, away("binod", 1, 31))
    assert ended == tuple(each for each in known if each not in kept)
    assert len(store.audit.rows()) == rows + len(ended)


def test_the_trail_names_who_is_away_by_id_and_never_when(store: Store) -> None:
    store.people.save([assignment("amina")], [away("amina", 2, 10)], by="desk", at=NOW)
    store.people.end_absence("p-amina", date(2026, 5, 4), by="chief", at=NOW + timedelta(days=1))

    assert [(each.by, each.action, each.subject, each.detail) for each in store.audit.rows(2)] == [
        ("chief", "end absence", "p-amina", ""),
        ("desk", "set absence", "p-amina", ""),
    ]
