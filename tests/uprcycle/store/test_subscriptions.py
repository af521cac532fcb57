"""Feeds that need a token, on every store: made, edited, moved, revoked, never with a token."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, select

from calendars.access import digest_of, make_token
from tests.uprcycle.store.build import HOUR, MINUTE, NEPAL_TIME, NOW, assignment, subscription
from tests.uprcycle.store.stores import SQLITE
from uprcycle.errors import RefusedError
from uprcycle.people import Role
from uprcycle.reviews.phases import Phase
from uprcycle.rules.rule import Kind
from uprcycle.store.database import open_store
from uprcycle.store.ports import Store
from uprcycle.subscriptions import Fetch, Filter, Scope, Subscription, TaskForm, WindowForm

LATER = NOW + HOUR
NARROW = Filter(
    countries=("NPL", "KEN"),
    roles=(Role.RCO,),
    phases=(Phase.REVIEW, Phase.OUTCOME),
    kinds=(Kind.DEADLINE,),
    languages=("fr", "en"),
    tasks=TaskForm.TODOS,
    windows=WindowForm.ENDS,
    shows_cancelled=False,
    has_alarms=True,
)
FULL = subscription(scope=Scope.OFFICE, key="RCO Kenya", filter=NARROW, title="Été; {x}")


@pytest.fixture(autouse=True)
def people(request: pytest.FixtureRequest) -> None:
    """Let two people hold an office where a store is asked for."""
    if "store" in request.fixturenames:
        add_people(request.getfixturevalue("store"))


def add_people(store: Store) -> None:
    store.people.save([assignment("amina"), assignment("binod")], by="desk", at=NOW)


def trail(store: Store) -> list[tuple[str, str, str, str]]:
    rows = store.audit.rows()[:-2]  # but for the two who were assigned
    return [(each.by, each.action, each.subject, each.detail) for each in reversed(rows)]


def every_change(store: Store) -> list[Callable[[], Subscription]]:
    return [
        partial(store.subscriptions.edit, FULL, by="amina", at=LATER),
        partial(store.subscriptions.rotate, replace(FULL, digest="new"), by="amina", at=LATER),
        partial(store.subscriptions.revoke, "s1", by="amina", at=LATER),
    ]


def test_what_was_kept_is_found_by_digest_person_and_in_order(store: Store) -> None:
    other, second = subscription("s0", "p-binod"), subscription("s0-2")
    for each in (other, replace(FULL, made=NOW.astimezone(NEPAL_TIME)), second):
        store.subscriptions.add(each, by="desk")

    assert store.subscriptions.all() == (second, FULL, other)
    assert store.subscriptions.of_person("p-amina") == (second, FULL)
    assert store.subscriptions.of_person("p-chara") == ()
    assert store.subscriptions.of_digest(FULL.digest) == FULL
    assert [store.subscriptions.of_digest(each) for each in ("", "s1", FULL.digest[:-1])] == [None] * 3


def test_nothing_is_kept_for_somebody_who_is_not_known(store: Store) -> None:
    with pytest.raises(RefusedError, match="nobody is known as 'p-chara'"):
        store.subscriptions.add(subscription(person_id="p-chara"), by="desk")

    assert (store.subscriptions.all(), trail(store)) == ((), [])


def test_an_edit_keeps_title_filter_and_last_day_and_leaves_the_address(store: Store) -> None:
    store.subscriptions.add(subscription(), by="desk")
    wanted = replace(FULL, expires=date(2028, 1, 1), digest="another", person="p-binod", client="x")

    edited = store.subscriptions.edit(wanted, by="amina", at=LATER)

    assert edited == subscription(title=FULL.title, filter=NARROW, expires=date(2028, 1, 1), extended=LATER)
    assert store.subscriptions.all() == (edited,)
    assert store.subscriptions.edit(wanted, by="amina", at=LATER + HOUR).extended == LATER


def test_a_new_address_puts_an_end_to_the_old_one_and_to_what_was_fetched_from_it(store: Store) -> None:
    store.subscriptions.add(FULL, by="desk")
    store.subscriptions.note_fetches([Fetch("s1", "outlook", NOW)])
    store.subscriptions.edit(replace(FULL, expires=date(2027, 1, 1)), by="amina", at=NOW + MINUTE)
    wanted = subscription(digest="new", expires=date(2028, 1, 1))

    rotated = store.subscriptions.rotate(wanted, by="amina", at=LATER.astimezone(NEPAL_TIME))

    assert rotated == replace(FULL, digest="new", expires=date(2028, 1, 1), made=LATER)
    assert rotated.made.tzinfo is UTC
    assert store.subscriptions.of_digest(FULL.digest) is None
    assert store.subscriptions.of_digest("new") == rotated


def test_what_was_revoked_stays_on_record_and_is_changed_no_more(store: Store) -> None:
    store.subscriptions.add(FULL, by="desk")

    revoked = store.subscriptions.revoke("s1", by="amina", at=LATER.astimezone(NEPAL_TIME))

    assert revoked == replace(FULL, revoked=LATER)
    for change in every_change(store):
        with pytest.raises(RefusedError, match="subscription s1 was revoked on 2026-05-04"):
            change()
    assert store.subscriptions.all() == (revoked,)


def test_what_is_not_there_is_not_changed(store: Store) -> None:
    for change in every_change(store):
        with pytest.raises(RefusedError, match="there is no subscription 's1'"):
            change()

    assert (store.subscriptions.all(), trail(store)) == ((), [])


def test_of_fetches_the_last_hour_is_kept_and_its_first_program(store: Store) -> None:
    store.subscriptions.add(subscription(), by="desk")
    store.subscriptions.add(subscription("s2"), by="desk")

    def fetch(client: str, at: datetime) -> tuple[datetime | None, str]:
        store.subscriptions.note_fetches([Fetch("s1", client, at), Fetch("gone", client, at)])
        kept, other = store.subscriptions.all()
        assert (other.fetched, other.client) == (None, "")
        return kept.fetched, kept.client

    seven, eight = (datetime(2026, 5, 4, hour, tzinfo=UTC) for hour in (7, 8))
    assert fetch("google", NOW.astimezone(NEPAL_TIME)) == (seven, "google")
    assert fetch("apple", NOW + 59 * MINUTE) == (seven, "google")
    assert fetch("apple", NOW + HOUR) == (eight, "apple")
    assert fetch("google", NOW) == (eight, "apple")


def test_many_fetches_are_noted_at_once(store: Store) -> None:
    for number in range(3):
        store.subscriptions.add(subscription(f"s{number}"), by="desk")

    store.subscriptions.note_fetches(Fetch(f"s{number}", "gnome", NOW + number * HOUR) for number in range(3))

    hour = NOW.replace(minute=0, second=0, microsecond=0)
    assert [each.fetched for each in store.subscriptions.all()] == [
        hour + number * HOUR for number in range(3)
    ]


def test_the_trail_names_ids_alone_and_no_fetch(store: Store) -> None:
    store.subscriptions.add(FULL, by="desk")
    store.subscriptions.note_fetches([Fetch("s1", "google", NOW)])
    store.subscriptions.edit(replace(FULL, title="Another"), by="amina", at=LATER)
    store.subscriptions.rotate(replace(FULL, digest="new"), by="amina", at=LATER)
    store.subscriptions.revoke("s1", by="desk", at=LATER)

    assert trail(store) == [
        ("desk", "make subscription", "p-amina", "s1"),
        ("amina", "edit subscription", "p-amina", "s1"),
        ("amina", "rotate subscription", "p-amina", "s1"),
        ("desk", "revoke subscription", "p-amina", "s1"),
    ]


def test_whoever_steals_the_database_has_no_token(address: str, database_kind: str) -> None:
    store, tokens = open_store(address), [make_token() for _ in range(20)]
    add_people(store)
    for number, token in enumerate(tokens):
        store.subscriptions.add(subscription(f"s{number}", digest=digest_of(token)), by="desk")
        store.subscriptions.note_fetches([Fetch(f"s{number}", "google", NOW)])
    store.subscriptions.rotate(subscription("s1", digest=digest_of(make_token())), by="desk", at=LATER)
    store.subscriptions.revoke("s2", by="desk", at=LATER)

    stolen = dump(address) + (files_of(address) if database_kind == SQLITE else b"")
    store.close()

    assert [each for each in tokens if each[-43:].encode() in stolen] == []
    assert digest_of(tokens[0]).encode() in stolen


def dump(address: str) -> bytes:
    """Return every cell of every table there is."""
    engine = create_engine(address)
    with engine.connect() as connection:
        everything = MetaData()
        everything.reflect(connection)
        cells = [repr(row) for table in everything.sorted_tables for row in connection.execute(select(table))]
    engine.dispose()
    return "\n".join(cells).encode()


def files_of(address: str) -> bytes:
    """Return the bytes of the file and of its journals."""
    path = Path(address.removeprefix("sqlite:///"))
    return b"".join(each.read_bytes() for each in path.parent.glob(f"{path.name}*"))


def test_a_naive_moment_is_refused(store: Store) -> None:
    store.subscriptions.add(subscription(), by="desk")

    with pytest.raises(ValueError, match="has no zone"):
        store.subscriptions.revoke("s1", by="desk", at=NOW.replace(tzinfo=None))
    assert store.subscriptions.all() == (subscription(),)
