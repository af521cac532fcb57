"""One schedule is one release, whatever file it came in; and the same again is none."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from flows.installation.wiring import Wiring
from flows.releases.releasing import Outcome, preview, read_draft, release_draft
from tests.flows.installed import stored
from tests.flows.released import BASE, MOVED, PACKAGED, SIGNED, TWO, first_release, release
from uprcycle.schedule.document import write_document
from uprcycle.schedule.release import canonical_text
from uprcycle.schedule.schedule_file import write_schedule
from uprcycle.schedule.session import Schedule
from uprcycle.store.packaged import load_countries
from uprcycle.timetable.plan import Verdict

LIST = "list.csv"
ENDINGS = [".toml", ".json", ".csv", ".xlsx"]


def office_table() -> bytes:
    """Return session 54 as an office prints it: one row, at last with its days, and the States in order."""
    placed = sorted((each for each in BASE.slots if each.session == MOVED), key=lambda each: each.order)
    states = ", ".join(load_countries()[each.country].name("en") for each in placed)
    return f"Cycle;Session;Dates;States\n4;{MOVED};18 – 29 January 2027;{states}\n".encode()


@cache
def said() -> Schedule:
    return read_draft(first_release(), LIST, office_table()).schedule


@pytest.fixture(scope="module")
def packaged(founded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wiring]:
    """Yield the packaged schedule on SQLite, released and published once."""
    home = tmp_path_factory.mktemp("packaged") / "data"
    shutil.copytree(founded, home)
    wiring = stored(home)
    yield wiring
    wiring.store.close()


@pytest.mark.parametrize("ending", ["", *ENDINGS])
def test_the_same_schedule_in_any_file_is_the_same_release(ending: str) -> None:
    name = f"list{ending}" if ending else LIST  # one row a session, as offices write it
    content = write_schedule(said(), load_countries(), ending) if ending else office_table()
    wiring = first_release()

    release(wiring, read_draft(wiring, name, content), TWO)

    text = canonical_text(wiring.world().release.schedule)
    # A table that names no source is the source itself.
    assert text.replace(name, LIST) == canonical_text(said())
    assert text != canonical_text(BASE)


def test_the_days_of_the_table_are_in_the_release() -> None:
    (row,) = (each for each in write_document(said())["session"] if each["number"] == MOVED)

    assert (row["dates"], row["source"]) == ("2027-01-18/2027-01-29", LIST)


@pytest.mark.parametrize("ending", ENDINGS)
def test_the_packaged_schedule_loaded_again_changes_nothing(packaged: Wiring, ending: str) -> None:
    store = packaged.store
    before = (store.releases.history(), store.revisions.current(), store.audit.rows())
    draft = read_draft(packaged, f"again{ending}", write_schedule(PACKAGED, load_countries(), ending))

    plan = preview(packaged, draft).plan
    outcome = release_draft(packaged, draft, plan.digest, SIGNED)

    ours = [each.verdict for each in plan.reviews if each.cycle == packaged.world().current_cycle]
    assert ours == [Verdict.UNCHANGED] * 193
    assert plan.is_empty
    assert outcome == Outcome(1, is_new=False, entries=0)
    assert (store.releases.history(), store.revisions.current(), store.audit.rows()) == before
    assert {each.sequence for each in store.revisions.current().values()} == {0}
    assert store.ledger.rows() == ()
