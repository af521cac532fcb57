"""What alembic runs: the revisions, on the connection and in the transaction of whoever calls it."""

from alembic import context

from uprcycle.store.tables import Table

context.configure(connection=context.config.attributes["connection"], target_metadata=Table.metadata)
context.run_migrations()
