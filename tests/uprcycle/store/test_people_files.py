"""People files that wait, on every store: so many, so long, sealed where anything lasts."""

from contextlib import closing
from dataclasses import replace

from tests.uprcycle.store.build import MINUTE, NEPAL_TIME, NOW, person
from tests.uprcycle.store.test_sealing import Reversed
from uprcycle.store.database import open_store
from uprcycle.store.people_files_port import MOST, PeopleFile
from uprcycle.store.ports import Store

FILE = PeopleFile("k1", "p-desk", "people.csv", b"Amina Example,amina@example.org", NOW)


def test_a_file_is_kept_until_it_is_over_or_dropped(store: Store) -> None:
    files = store.people_files
    for each in (FILE, replace(FILE, key="k2", until=(NOW + MINUTE).astimezone(NEPAL_TIME))):
        files.add(each, now=NOW)

    assert [files.of(key, now=NOW) for key in ("k1", "k3")] == [FILE, None]
    assert [files.of(key, now=NOW + MINUTE) for key in ("k1", "k2")] == [
        None,
        replace(FILE, key="k2", until=NOW + MINUTE),
    ]
    assert [files.forget(NOW + MINUTE) for _ in range(2)] == [1, 0]
    files.drop("k2")
    assert (files.of("k2", now=NOW), store.audit.last()) == (None, 0)


def test_the_oldest_goes_where_there_are_too_many_and_all_with_whoever_is_erased(store: Store) -> None:
    keys = [f"k{number}" for number in range(MOST + 1)]
    for key in keys:
        store.people_files.add(replace(FILE, key=key), now=NOW)
    kept = [key for key in keys if store.people_files.of(key, now=NOW)]
    store.erasure.erase(person("chara"), by="desk", at=NOW)

    assert kept == keys[1:]
    assert [key for key in keys if store.people_files.of(key, now=NOW)] == []


def test_what_it_holds_is_sealed(address: str) -> None:
    with closing(open_store(address, Reversed(b"!"))) as store:
        store.people_files.add(FILE, now=NOW)
        sealed = list(store.sealed.values())
        assert store.people_files.of("k1", now=NOW) == FILE
    with closing(open_store(address, Reversed(b"?"))) as store:
        assert store.people_files.of("k1", now=NOW) == replace(FILE, content=b"")

    assert [FILE.content in each for each in sealed] == [False]
