"""How a ledger of an older schema becomes one of this: Alembic's scripts, run when a ledger is opened to be written."""
