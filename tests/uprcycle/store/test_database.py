"""A store is made by migrating, opened as it is, and refused where its form is another."""

import os
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, inspect, text

import uprcycle.store
from tests.uprcycle.store.build import NOW, tick
from tests.uprcycle.store.stores import SQLITE, Stores
from uprcycle.errors import RefusedError
from uprcycle.store.database import SCHEMA, migrate, open_store

TABLES = [
    "absence",
    "access_grant",
    "account",
    "alembic_version",
    "api_key",
    "assignment",
    "audit",
    "audit_head",
    "bounce",
    "chat_hook",
    "document_link",
    "draft",
    "heartbeat",
    "hook_call",
    "identity",
    "local_task",
    "message",
    "message_link",
    "notice_hold",
    "nudge_key",
    "override",
    "passage",
    "pause",
    "people_file",
    "person",
    "preference",
    "release",
    "release_hook",
    "revision",
    "ruleset",
    "sign_in_link",
    "spent_beginning",
    "subscription",
    "tick",
    "web_session",
]
IMPORTED_BY_OPENING = """
import sys
from uprcycle.store.database import open_store
open_store(sys.argv[1]).releases.latest()
print(sorted({"alembic", "prefect", "fastapi", "icalendar"} & set(sys.modules)))
"""


@pytest.fixture
def empty(database_kind: str, stores: Stores) -> str:
    return stores.empty(database_kind)


@pytest.fixture
def own(database_kind: str, stores: Stores) -> str:
    """The address of a store whose form the test may change."""
    return stores.migrated(database_kind)


def write(address: str, statement: str) -> None:
    engine = create_engine(address)
    with engine.begin() as connection:
        connection.execute(text(statement))
    engine.dispose()


def tables(address: str) -> list[str]:
    engine = create_engine(address)
    names = inspect(engine).get_table_names()
    engine.dispose()
    return sorted(names)


def alembic_config() -> Config:
    config = Config(attributes={})
    config.set_main_option("script_location", str(Path(uprcycle.store.__file__).with_name("migrations")))
    config.set_main_option("path_separator", "os")
    return config


def problem_of(address: str) -> str:
    """Return why the store does not open, without its address."""
    with pytest.raises(RefusedError) as refusal:
        open_store(address)
    (problem,) = refusal.value.problems
    return f"{problem.what}; {problem.remedy}"


def test_form_this_code_knows_is_the_newest_migration() -> None:
    assert ScriptDirectory.from_config(alembic_config()).get_heads() == [SCHEMA]


def test_migrating_makes_a_store_from_nothing(empty: str) -> None:
    migrate(empty)

    assert tables(empty) == TABLES
    store = open_store(empty)
    assert store.releases.latest() is None
    store.close()


def test_migrating_again_changes_nothing(address: str) -> None:
    store = open_store(address)
    store.ticks.record(tick("brief"))
    migrate(address)

    assert store.ticks.all() == (tick("brief"),)
    assert len(store.audit.rows()) == 1
    store.close()


def test_several_that_migrate_at_once_make_one_store(empty: str) -> None:
    with ThreadPoolExecutor(max_workers=4) as pool:
        list(pool.map(migrate, [empty] * 4))

    assert tables(empty) == TABLES


def test_migration_that_fails_leaves_nothing_behind(empty: str) -> None:
    if empty.startswith("sqlite"):
        migrate_empty_file(empty)
    write(empty, "CREATE TABLE audit (number INTEGER)")  # the last table that the migration wants to make

    with pytest.raises(Exception, match="already exists"):
        migrate(empty)

    assert tables(empty) == ["audit"]


def migrate_empty_file(address: str) -> None:
    Path(address.removeprefix("sqlite:///")).touch()


def test_store_goes_back_to_nothing_and_forth_again(own: str) -> None:
    config = alembic_config()
    engine = create_engine(own)
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "base")
    engine.dispose()
    assert tables(own) == ["alembic_version"]

    migrate(own)

    assert tables(own) == TABLES


def test_database_without_a_store_is_refused(empty: str) -> None:
    if empty.startswith("sqlite"):
        migrate_empty_file(empty)

    assert problem_of(empty) == "holds no store; run 'uprcycle init'"


def test_store_of_a_trial_is_refused_and_not_migrated(own: str) -> None:
    write(own, "UPDATE alembic_version SET version_num = '0001'")

    expected = "has the form 0001 of a trial before the first version, which cannot be carried over; "
    remedy = "move it away, or name another place, and run 'uprcycle init'"
    assert problem_of(own) == expected + remedy
    with pytest.raises(RefusedError, match="has the form 0001"):
        migrate(own)


def test_newer_store_is_refused_and_not_migrated(own: str) -> None:
    write(own, "UPDATE alembic_version SET version_num = '9999'")

    expected = f"has the newer form 9999; this program knows {SCHEMA}; update uprcycle, or restore a backup"
    assert problem_of(own) == f"{expected} of before the update"
    with pytest.raises(RefusedError, match="has the newer form 9999"):
        migrate(own)


def test_file_that_does_not_exist_is_refused_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.db"

    assert problem_of(f"sqlite:///{path}") == "does not exist; run 'uprcycle init'"
    assert not path.exists()


def test_file_of_another_program_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("Dear colleagues, " * 100)

    with pytest.raises(RefusedError, match="file is not a database; check that the file is a store"):
        open_store(f"sqlite:///{path}")
    with pytest.raises(RefusedError, match="file is not a database; check that the file is a store"):
        migrate(f"sqlite:///{path}")

    assert path.read_text() == "Dear colleagues, " * 100


def test_folder_that_cannot_be_made_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()

    with pytest.raises(RefusedError, match="cannot be made: file exists; check the folder and its rights"):
        migrate(f"sqlite:///{tmp_path / 'file' / 'store.db'}")


def test_new_file_is_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "new" / "store.db"
    mask = os.umask(0)
    try:
        migrate(f"sqlite:///{path}")
    finally:
        os.umask(mask)

    assert [stat.filemode(each.stat().st_mode) for each in (path.parent, path)] == [
        "drwx------",
        "-rw-------",
    ]


def test_server_that_does_not_answer_is_refused_in_words() -> None:
    with closing(socket.create_server(("127.0.0.1", 0))) as held:
        port = held.getsockname()[1]
    address = f"postgresql+psycopg://desk:secret@127.0.0.1:{port}/store"

    for opening in (open_store, migrate):
        with pytest.raises(RefusedError) as refusal:
            opening(address)
        (problem,) = refusal.value.problems
        assert problem.where == f"postgresql+psycopg://desk:***@127.0.0.1:{port}/store"
        assert "Connection refused" in problem.what
        assert problem.remedy == "check that the server runs and that address and rights are in order"
        assert "\n" not in problem.what


def test_address_with_strange_characters_is_only_a_name(tmp_path: Path) -> None:
    address = f"sqlite:///{tmp_path / '100% déjà vu.db'}"
    migrate(address)
    open_store(address).close()

    assert [each.name for each in tmp_path.iterdir()] == ["100% déjà vu.db"]


@pytest.mark.parametrize("database_kind", [SQLITE])
def test_opening_imports_nothing_that_is_slow(address: str) -> None:
    python = [sys.executable, "-c", IMPORTED_BY_OPENING, address]
    done = subprocess.run(python, check=True, capture_output=True, text=True)

    assert done.stdout == "[]\n"


def test_store_is_used_again_after_it_was_closed(address: str) -> None:
    store = open_store(address)
    store.close()
    store.ticks.record(tick("brief"))

    assert store.ticks.all() == (tick("brief"),)
    assert store.audit.rows()[0].at == NOW
    store.close()
