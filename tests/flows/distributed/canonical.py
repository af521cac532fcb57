"""All that a store holds, in a form in which two stores that hold the same are the same."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import create_engine, select

from flows.installation.keys import Keyring
from flows.installation.settings import Settings
from uprcycle.store.tables import Table

# Numbers are given in the order of writing, salts are drawn, and both go into the seals of the audit trail.
_BY_CHANCE = {"number", "by_salt", "by_mark", "subject_salt", "subject_mark", "before", "seal"}


def contents(settings: Settings) -> Mapping[str, list[str]]:
    """Return every row of every table, each as a line, sorted; what is sealed is opened."""
    keyring = Keyring(settings)
    address = settings.store_url.replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(address)
    try:
        with engine.connect() as connection:
            return {
                name: sorted(
                    repr([_shown(value, keyring) for value in row])
                    for row in connection.execute(
                        select(*(each for each in table.columns if each.name not in _BY_CHANCE))
                    )
                )
                for name, table in sorted(Table.metadata.tables.items())
            }
    finally:
        engine.dispose()


def _shown(value: object, keyring: Keyring) -> Any:  # noqa: ANN401 - whatever a column holds
    return (keyring.open(value) or b"closed") if isinstance(value, bytes) and value else value
