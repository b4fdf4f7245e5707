"""``python -m bench.ledger``: a ledger of a million claims on both databases, written, asked and verified."""
