"""Erasing from memory, beside what test_erasure says of every store."""

from tests.uprcycle.store.build import NOW, assignment, person, tick
from uprcycle.store.memory import MemoryStore


def test_who_does_nothing_is_held_nowhere() -> None:
    store = MemoryStore()
    store.people.save([assignment("amina")], by="desk", at=NOW)
    store.ticks.record(tick("brief"))

    assert dict(store.erasure.erase(person("binod"), by="desk", at=NOW)) == {}
    assert [each.person.id for each in store.people.assignments()] == ["p-amina"]
