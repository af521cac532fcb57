"""The rules by which releases go: each kept once, for ever, and no other text taken for them."""

from typing import Any

import pytest
from sqlalchemy import create_engine, func, select, text
from sqlalchemy.exc import DBAPIError

from tests.uprcycle.store.build import HOUR, NOW, RULES, schedule
from uprcycle.errors import RefusedError
from uprcycle.rules.ruleset import Ruleset, read_ruleset, write_text
from uprcycle.schedule.release import Release
from uprcycle.store.database import open_store
from uprcycle.store.ports import Store
from uprcycle.store.tables import RulesetRecord, Table

TINY = schedule("KEN", "NPL")


def newer() -> Ruleset:
    files: dict[str, Any] = dict(RULES.files)
    files["rules/review.toml"]["rule"][0]["title"] = "A newer title"
    return read_ruleset(write_text(files))


NEWER = newer()


def release(store: Store, ruleset: Ruleset, **kept: str) -> Release:
    return store.releases.add(TINY, ruleset, by="desk", note="", source="", at=NOW, kept=kept)


def test_a_release_brings_the_rules_by_which_it_goes(store: Store) -> None:
    added = release(store, RULES)

    assert added.ruleset == RULES.digest
    found = store.rulesets.of(RULES.digest)
    assert (found, found.rulebook, found.office) == (RULES, RULES.rulebook, RULES.office)


def test_every_ruleset_stays_whatever_comes_after_it(store: Store) -> None:
    for each in (RULES, NEWER, RULES):
        release(store, each)

    assert [each.ruleset for each in store.releases.history()] == [RULES.digest, NEWER.digest, RULES.digest]
    assert [store.rulesets.of(each.digest) for each in (RULES, NEWER)] == [RULES, NEWER]


def test_the_states_that_keep_older_rules_are_read_back_in_order(store: Store) -> None:
    release(store, RULES)

    added = release(store, NEWER, NPL=RULES.digest, KEN=RULES.digest)

    assert list(added.kept.items()) == [("KEN", RULES.digest), ("NPL", RULES.digest)]
    assert store.releases.latest() == added
    assert [added.ruleset_of(each) for each in ("KEN", "TGO")] == [RULES.digest, NEWER.digest]
    assert [each.keeping for each in store.releases.history()] == [0, 2]


def test_rules_that_are_not_there_cannot_be_kept_and_nothing_is_written(store: Store) -> None:
    release(store, RULES)

    with pytest.raises(RefusedError, match="a State cannot keep rules that are not there"):
        release(store, NEWER, KEN="0" * 64)

    assert len(store.releases.history()) == len(store.audit.rows()) == 1
    with pytest.raises(RefusedError):
        store.rulesets.of(NEWER.digest)


def test_the_trail_names_the_rules_of_a_release(store: Store) -> None:
    release(store, RULES)
    added = release(store, NEWER, KEN=RULES.digest)

    said = f"{added.digest} by rules {NEWER.digest}, {RULES.digest} for KEN"
    assert store.audit.rows(1)[0].detail == said


def test_rules_that_nobody_brought_are_refused_by_their_digest(store: Store) -> None:
    with pytest.raises(RefusedError) as caught:
        store.rulesets.of("ab12" * 16)

    assert [str(each) for each in caught.value.problems] == [
        "ruleset ab12ab12ab12: is gone, or was changed after it was kept; restore a backup of the store"
    ]


def test_a_ruleset_is_written_once_for_all_its_releases(address: str) -> None:
    store = open_store(address)
    for number in range(3):
        store.releases.add(TINY, RULES, by="desk", note="", source="", at=NOW + number * HOUR)
    store.close()
    engine = create_engine(address)

    with engine.connect() as connection:
        count = connection.execute(
            select(func.count()).select_from(Table.metadata.tables["ruleset"])
        ).scalar()

    engine.dispose()
    assert count == 1


@pytest.mark.parametrize("change", ["UPDATE ruleset SET text = '{}'", "DELETE FROM ruleset"])
def test_database_itself_refuses_to_change_a_ruleset(address: str, change: str) -> None:
    store = open_store(address)
    release(store, RULES)
    engine = create_engine(address)

    with engine.begin() as connection, pytest.raises(DBAPIError, match="a ruleset never changes"):
        connection.execute(text(change))

    engine.dispose()
    assert store.rulesets.of(RULES.digest) == RULES
    store.close()


def test_a_text_under_the_digest_of_another_is_not_believed(address: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        row = {"digest": RULES.digest, "text": NEWER.text}
        connection.execute(Table.metadata.tables[str(RulesetRecord.__tablename__)].insert(), [row])
    engine.dispose()
    store = open_store(address)

    with pytest.raises(RefusedError, match="the rules of a release cannot be read"):
        store.rulesets.of(RULES.digest)

    store.close()
