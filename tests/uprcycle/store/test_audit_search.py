"""What is looked for in the audit trail; on every store."""

from datetime import timedelta

import pytest

from tests.uprcycle.store.build import NOW, RULES, assignment, revision, schedule, tick
from uprcycle.store.audit_search import AuditSearch
from uprcycle.store.chain import AuditRow
from uprcycle.store.ports import Store

LATER = NOW + timedelta(hours=1)


def write_six(store: Store) -> None:
    store.releases.add(schedule("KEN"), RULES, by="desk", note="n", source="a list", at=NOW)
    store.ticks.record(tick("brief"))
    store.people.save([assignment("amina"), assignment("binod", "NPL")], by="desk", at=NOW)
    store.revisions.save([revision("a")], at=NOW)
    store.revisions.save([revision("b")], at=LATER)


@pytest.mark.parametrize(
    ("search", "expected"),
    [
        pytest.param(AuditSearch(), [6, 5, 4, 3, 2, 1], id="all"),
        pytest.param(AuditSearch(by=frozenset({"uprcycle"})), [6, 5], id="who"),
        pytest.param(AuditSearch(by=frozenset()), [], id="nobody"),
        pytest.param(AuditSearch(but="uprcycle"), [4, 3, 2, 1], id="all-but-one"),
        pytest.param(AuditSearch(action="assign"), [4, 3], id="what"),
        pytest.param(AuditSearch(country="KEN"), [3, 2], id="state-in-subject-or-detail"),
        pytest.param(
            AuditSearch(country="NPL", releases=frozenset({"release 1"})), [4, 1], id="its-releases"
        ),
        pytest.param(AuditSearch(country="KE"), [], id="no-state-by-half-its-code"),
        pytest.param(AuditSearch(since=LATER), [6], id="from-its-first-moment"),
        pytest.param(AuditSearch(until=LATER), [5, 4, 3, 2, 1], id="until-before-its-end"),
        pytest.param(AuditSearch(frozenset({"desk"}), "assign", "NPL", NOW, LATER), [4], id="all-at-once"),
    ],
)
def test_rows_are_looked_for(store: Store, search: AuditSearch, expected: list[int]) -> None:
    write_six(store)

    assert [each.number for each in store.audit.search(search, 99)] == expected
    assert [each.number for each in store.audit.search(search, 1)] == expected[:1]
    assert [each.number for each in store.audit.search(search, 99, below=4)] == [
        each for each in expected if each < 4
    ]


def test_acts_and_authors_are_each_named_once(store: Store) -> None:
    before = store.audit.actions(), store.audit.authors()
    write_six(store)

    assert before == ((), ())
    assert store.audit.authors() == ("desk", "uprcycle")
    assert store.audit.actions() == ("assign", "release", "revise", "tick")


def test_a_row_of_which_who_was_erased_is_found_unless_somebody_is_looked_for() -> None:
    row = AuditRow(1, NOW, "", "tick", "KEN 4 brief", "done")

    assert [each.finds(row) for each in (AuditSearch(), AuditSearch(by=frozenset({"desk"})))] == [True, False]
