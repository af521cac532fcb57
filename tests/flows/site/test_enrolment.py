"""Uploaded people files: of one owner, for half an hour, behind any web, and legible on no disk."""

from datetime import timedelta
from pathlib import Path

import pytest

from flows.site.enrolment import KEPT_FOR, Enrolling
from tests.flows.installed import NOON, PEOPLE, stored
from tests.flows.released import released_for
from uprcycle.errors import BadInputError, RefusedError
from web.staff.source import Shown


def everywhere(_code: str) -> bool:
    return True


def read(desk: Enrolling, owner: str = "p-desk") -> str:
    return desk.read(owner, "people.csv", PEOPLE.encode(), everywhere)


def test_a_draft_is_of_whoever_sent_it_and_goes_after_a_while() -> None:
    clock = [NOON]
    desk = Enrolling(released_for("KEN", now=lambda: clock[0]))
    key = read(desk)

    draft = desk.look("p-desk", key, everywhere)
    assert draft is not None
    assert (draft.people, draft.offices, draft.plan.size) == (4, 5, 5)
    assert desk.look("p-other", key, everywhere) is None
    clock[0] += KEPT_FOR + timedelta(seconds=1)
    assert desk.look("p-desk", key, everywhere) is None


def test_it_is_loaded_as_it_was_seen_or_not_at_all() -> None:
    wiring = released_for("KEN")
    key = read(Enrolling(wiring))
    desk = Enrolling(wiring)
    draft = desk.look("p-desk", key, everywhere)
    assert draft is not None

    with pytest.raises(RefusedError):
        desk.load("p-desk", key, Shown("0" * 64, (), "A. Example"), everywhere)
    with pytest.raises(BadInputError):  # what somebody looks after may have changed meanwhile
        desk.load("p-desk", key, Shown(draft.plan.digest, (), "A. Example"), lambda code: code == "KEN")
    assert wiring.store.people.assignments() == ()
    assert desk.load("p-desk", key, Shown(draft.plan.digest, (), "A. Example"), everywhere) == 5
    assert desk.load("p-desk", key, Shown(draft.plan.digest, (), "A. Example"), everywhere) is None


def test_what_is_looked_at_stands_on_no_disk(home: Path) -> None:
    wiring = stored(home)
    read(Enrolling(wiring))
    wiring.store.close()

    assert [
        each.name for each in home.rglob("*") if each.is_file() and b"amina@example" in each.read_bytes()
    ] == []
