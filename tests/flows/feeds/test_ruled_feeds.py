"""What other rules do to the feeds: what moved rises, what is gone is cancelled, the past stays as it was."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from calendars.feeds import find_feed
from calendars.press import Press
from flows.installation.wiring import Wiring
from tests.flows.released import TWO
from tests.flows.rulings import (
    LONGER,
    PACKAGED,
    STATEMENT,
    WITHOUT,
    accept,
    opened,
    revisions,
    some_countries,
)
from tests.uprcycle.rulesets import with_cells, with_holiday
from tests.uprcycle.store.stores import MEMORY, SQLITE
from uprcycle.store.ports import Revision
from uprcycle.wording.language import ENGLISH


@pytest.fixture(params=[MEMORY, SQLITE])
def stored(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Wiring]:
    with opened(request.param, tmp_path) as wiring:
        yield wiring


def changed(before: dict[str, Revision], after: dict[str, Revision]) -> dict[str, list[int]]:
    """Return by how much SEQUENCE rose in each entry that is not as it was, by milestone."""
    found: dict[str, list[int]] = {}
    for name in before.keys() | after.keys():
        if before.get(name) != after.get(name):
            milestone = json.loads(after[name].payload)["milestone"]
            rise = after[name].sequence - (before[name].sequence if name in before else 0)
            found.setdefault(milestone, []).append(rise)
    return found


def feed(wiring: Wiring, number: int, known: dict[str, Revision], name: str = "country/KEN") -> bytes:
    world = wiring.world_of(number)
    return Press(wiring.site).render(find_feed(name, world), world, known, ENGLISH).body


def test_a_rule_that_moved_moves_its_own_entries_by_one_sequence_and_no_other(stored: Wiring) -> None:
    before, schedule = revisions(stored), stored.world().release.digest

    outcome = accept(stored, LONGER)

    rises = changed(before, revisions(stored))
    assert (outcome.release, outcome.is_new, set(rises)) == (2, True, {STATEMENT})
    assert (set(rises[STATEMENT]), len(rises[STATEMENT])) == ({1}, outcome.entries)
    assert stored.world().release.digest == schedule
    assert stored.world().rulebook == LONGER.rulebook


def test_a_holiday_moves_what_counts_in_working_days_across_it(stored: Wiring) -> None:
    before = revisions(stored)

    accept(stored, with_holiday("2026-10-19"), signature=TWO)

    assert set(changed(before, revisions(stored))) == {"advance-questions-deadline"}
    (span,) = {
        str(each.milestone("advance-questions-deadline").span)  # type: ignore[union-attr]
        for each in stored.world().timetables_of_session(53)
    }
    assert span == "2026-10-16/2026-11-16"


def test_a_rule_that_is_withdrawn_leaves_cancelled_entries(stored: Wiring) -> None:
    country, before = some_countries(stored)[0], revisions(stored)
    name = f"country/{country}"
    assert b"STATUS:CANCELLED" not in feed(stored, 1, before, name)

    accept(stored, WITHOUT)

    after = revisions(stored)
    rises = changed(before, after)
    assert (set(rises), set(rises[STATEMENT])) == ({STATEMENT}, {1})
    entries = feed(stored, 2, after, name).count(STATEMENT.encode())
    assert feed(stored, 2, after, name).count(b"STATUS:CANCELLED") > 0 < entries
    assert stored.world().timetable(country).milestone(STATEMENT) is None


def test_an_old_release_gives_the_same_bytes_after_its_rules_changed(stored: Wiring) -> None:
    known, name = revisions(stored), f"country/{some_countries(stored)[0]}"
    then, bytes_then = stored.now(), feed(stored, 1, revisions(stored), name)

    accept(stored, with_cells(STATEMENT, title="Write to the Council", offset="3 months before"))

    assert feed(stored, 1, known, name) == bytes_then
    assert feed(stored, 2, revisions(stored), name) != bytes_then
    assert stored.world_as_of(then).rulebook == PACKAGED.rulebook
