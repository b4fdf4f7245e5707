"""Ledgers on both databases, as the tests of the ledger have them."""

from __future__ import annotations

from tests.ledger.conftest import ledger

__all__ = ["ledger"]
