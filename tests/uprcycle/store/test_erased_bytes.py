"""What lies beneath: no table, no byte of a file and no forged row names who was erased."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import MetaData, create_engine, select, text

from tests.uprcycle.store.stores import SQLITE
from tests.uprcycle.store.test_erasure import AMINA, LATER, NAMES, fill
from uprcycle.errors import RefusedError
from uprcycle.store.chain import Break, verify_chain
from uprcycle.store.database import open_store
from uprcycle.store.ports import Store


def named_in(cells: Mapping[str, object]) -> set[str]:
    whole = " ".join(
        each.decode("latin-1") if isinstance(each, bytes) else str(each) for each in cells.values()
    )
    return {each for each in NAMES if each.casefold() in whole.casefold()}


def every_row(address: str) -> Iterator[Mapping[str, object]]:
    """Yield every row of every table there is."""
    engine = create_engine(address)
    with engine.connect() as connection:
        everything = MetaData()
        everything.reflect(connection)
        for table in everything.sorted_tables:
            yield from (dict(row) for row in connection.execute(select(table)).mappings())
    engine.dispose()


def test_no_table_names_who_was_erased(address: str) -> None:
    store = open_store(address)
    fill(store)
    before = set().union(*map(named_in, every_row(address)))

    store.erasure.erase(AMINA, by="desk", at=LATER)
    store.close()

    assert before == set(NAMES)
    assert [row for row in every_row(address) if named_in(row)] == []


@pytest.mark.parametrize("database_kind", [SQLITE])
def test_no_byte_of_the_file_names_who_was_erased(address: str) -> None:
    file = Path(address.removeprefix("sqlite:///"))
    store, reader = open_store(address), open_store(address)
    fill(store)
    before = bytes_of(file)
    reader.ticks.all()

    store.erasure.erase(AMINA, by="desk", at=LATER)

    assert {each for each in NAMES if each.encode() in before} == set(NAMES)
    assert [each for each in NAMES if each.casefold().encode() in bytes_of(file).lower()] == []
    store.close()
    reader.close()


def bytes_of(file: Path) -> bytes:
    """Return the file with its journal and the index of that."""
    return b"".join(each.read_bytes() for each in sorted(file.parent.glob(f"{file.name}*")))


@pytest.mark.parametrize("database_kind", [SQLITE])
def test_a_file_in_use_is_said_to_hold_traces_still_until_it_is_free(address: str) -> None:
    store = open_store(address)
    fill(store)
    engine = create_engine(address)
    with engine.connect() as busy:
        busy.execute(text("BEGIN"))
        busy.execute(text("SELECT count(*) FROM tick")).all()
        with pytest.raises(RefusedError, match="still holds traces"):
            store.erasure.erase(AMINA, by="desk", at=LATER)
    engine.dispose()

    store.erasure.erase(AMINA, by="desk", at=LATER)

    assert [
        each for each in NAMES if each.encode() in bytes_of(Path(address.removeprefix("sqlite:///")))
    ] == []
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE release SET note = 'another'",
        "UPDATE audit SET detail = 'na'",
        "UPDATE audit SET \"by\" = 'another'",
        "UPDATE audit SET subject = ''",
        "UPDATE audit SET subject_salt = 'another'",
    ],
)
def test_what_is_not_erased_is_still_refused_a_change(address: str, statement: str) -> None:
    store = open_store(address)
    fill(store)
    store.erasure.erase(AMINA, by="desk", at=LATER)
    store.close()
    engine = create_engine(address)

    with pytest.raises(Exception, match=r"never changes|only ever added"), engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def test_a_forged_row_beside_an_erased_one_is_found(store: Store) -> None:
    fill(store)
    store.erasure.erase(AMINA, by="desk", at=LATER)
    chain = store.audit.chain()
    place = next(number for number, each in enumerate(chain.links) if not each.by.salt)
    link = chain.links[place]
    forged = replace(link, row=replace(link.row, by="Somebody Else"))

    found = verify_chain(replace(chain, links=(*chain.links[:place], forged, *chain.links[place + 1 :])))

    assert found == Break(place + 1, "was changed after it was written")
