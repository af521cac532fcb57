"""The store in a database: opened as it is, or brought to the form this code knows.

A store is only used when its form is the one this code was written for; alembic, which is
slow to import, is needed for nothing but changing it.
"""

import os
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import inspect, text

from uprcycle.errors import Problem, RefusedError
from uprcycle.store.accounts import DatabaseAccounts
from uprcycle.store.api_keys import DatabaseApiKeys
from uprcycle.store.audit import DatabaseAudit
from uprcycle.store.bounces import DatabaseBounces
from uprcycle.store.chat_hooks import DatabaseChatHooks
from uprcycle.store.checklists import DatabaseTicks
from uprcycle.store.documents import DatabaseDocuments
from uprcycle.store.drafts import DatabaseDrafts
from uprcycle.store.engine import Database, read_address
from uprcycle.store.erasure import DatabaseErasure
from uprcycle.store.heartbeats import DatabaseHeartbeats
from uprcycle.store.holds import DatabaseHolds
from uprcycle.store.identities import DatabaseIdentities
from uprcycle.store.ledger import DatabaseLedger
from uprcycle.store.links import DatabaseLinks
from uprcycle.store.local_tasks import DatabaseLocalTasks
from uprcycle.store.overrides import DatabaseOverrides
from uprcycle.store.passages import DatabasePassages
from uprcycle.store.pauses import DatabasePauses
from uprcycle.store.people import DatabasePeople
from uprcycle.store.people_files import DatabasePeopleFiles
from uprcycle.store.preferences import DatabasePreferences
from uprcycle.store.release_hooks import DatabaseReleaseHooks
from uprcycle.store.releases import DatabaseReleases
from uprcycle.store.revisions import DatabaseRevisions
from uprcycle.store.rulesets import DatabaseRulesets
from uprcycle.store.sealed_values import DatabaseSealed
from uprcycle.store.sealing import Seal, SealedLedger, Unsealed
from uprcycle.store.sign_ins import DatabaseSignIns
from uprcycle.store.subscriptions import DatabaseSubscriptions

SCHEMA = "0002"  # nothing is carried over from form 0001, tried out before any version was released
_INIT = "run 'uprcycle init'"
_MIGRATIONS = Path(__file__).with_name("migrations")
_UNSEALED = Unsealed()
_LOCK = 0x75_70_72  # any number; all who migrate must use the same


class DatabaseStore:
    """A store in SQLite or PostgreSQL."""

    def __init__(self, database: Database, seal: Seal = _UNSEALED) -> None:
        """Keep everything in ``database``, whose form is the current one."""
        self._database = database
        self.audit = DatabaseAudit(database)
        self.rulesets = DatabaseRulesets(database)
        self.releases = DatabaseReleases(database)
        self.overrides = DatabaseOverrides(database)
        self.ticks = DatabaseTicks(database)
        self.pauses = DatabasePauses(database)
        self.local_tasks = DatabaseLocalTasks(database)
        self.documents = DatabaseDocuments(database)
        self.drafts = DatabaseDrafts(database, seal)
        self.people = DatabasePeople(database)
        self.people_files = DatabasePeopleFiles(database, seal)
        self.preferences = DatabasePreferences(database)
        self.subscriptions = DatabaseSubscriptions(database)
        self.accounts = DatabaseAccounts(database)
        self.sign_ins = DatabaseSignIns(database)
        self.api_keys = DatabaseApiKeys(database)
        self.identities = DatabaseIdentities(database)
        self.release_hooks = DatabaseReleaseHooks(database, seal)
        self.chat_hooks = DatabaseChatHooks(database, seal)
        self.ledger = SealedLedger(DatabaseLedger(database), seal)
        self.links = DatabaseLinks(database)
        self.bounces = DatabaseBounces(database)
        self.revisions = DatabaseRevisions(database)
        self.heartbeats = DatabaseHeartbeats(database)
        self.holds = DatabaseHolds(database)
        self.passages = DatabasePassages(database)
        self.sealed = DatabaseSealed(database)
        self.erasure = DatabaseErasure(database)

    def close(self) -> None:
        """Let go of connections."""
        self._database.close()


def open_store(url: str, seal: Seal = _UNSEALED) -> DatabaseStore:
    """Open the store at ``url`` and change nothing in it.

    What nobody may read who holds the database alone goes through ``seal``.

    Raises:
        BadInputError: The address is not one of a store.
        RefusedError: There is no store, it cannot be reached, or it has another form.
    """
    database = Database(read_address(url))
    path = _file(database)
    if path is not None and not path.is_file():
        raise _refusal(database, "does not exist", _INIT)
    form = _form(database)
    if form is None:
        raise _refusal(database, "holds no store", _INIT)
    _refuse_other(database, form)
    return DatabaseStore(database, seal)


def server_time(url: str) -> datetime | None:
    """Return what time it is where the store is, to the second; None where that is here.

    Raises:
        BadInputError: The address is not one of a store.
        RefusedError: The store cannot be reached.
    """
    database = Database(read_address(url))
    if not database.is_postgresql:
        return None
    try:
        seconds = database.glance("SELECT extract(epoch FROM clock_timestamp())::bigint")
    finally:
        database.close()
    return datetime.fromtimestamp(seconds or 0, UTC)


def migrate(url: str) -> None:
    """Make the store at ``url``, or bring it to the current form; change nothing when it has that already.

    All or nothing, and one at a time: of several that start together each finds a whole store.

    Raises:
        BadInputError: The address is not one of a store.
        RefusedError: The store cannot be reached, or was made by a newer program.
    """
    database = Database(read_address(url))
    try:
        path = _file(database)
        if path is not None:
            _create_file(database, path)
        form = _form(database)
        if form is not None:
            _refuse_other(database, form)
        if form != SCHEMA:
            _upgrade(database)
    finally:
        database.close()


def _upgrade(database: Database) -> None:
    from alembic import command  # noqa: PLC0415 - costs a third of a second, and only here
    from alembic.config import Config  # noqa: PLC0415 - likewise

    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    with database.connected() as connection:
        if database.is_postgresql:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _form(database: Database) -> str | None:
    with database.reading() as session:
        connection = session.connection()
        if not inspect(connection).has_table("alembic_version"):
            return None
        return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def _refuse_other(database: Database, form: str) -> None:
    if form < SCHEMA:
        what = f"has the form {form} of a trial before the first version, which cannot be carried over"
        raise _refusal(database, what, f"move it away, or name another place, and {_INIT}")
    if form > SCHEMA:
        what = f"has the newer form {form}; this program knows {SCHEMA}"
        raise _refusal(database, what, "update uprcycle, or restore a backup of before the update")


def _refusal(database: Database, what: str, remedy: str) -> RefusedError:
    database.close()
    return RefusedError("the store cannot be opened", [Problem(database.name, what, remedy)])


def _file(database: Database) -> Path | None:
    return None if database.is_postgresql else Path(database.url.database or "")


def _create_file(database: Database, path: Path) -> None:
    """Make a file that only its owner can read: it will hold addresses."""
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, mode=0o600))
    except OSError as error:
        what = f"cannot be made: {(error.strerror or 'unknown error').lower()}"
        raise _refusal(database, what, "check the folder and its rights") from None
