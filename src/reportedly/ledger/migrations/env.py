"""What Alembic runs: the steps that are missing, in the transaction that the opener holds."""

from alembic import context

from reportedly.ledger.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
