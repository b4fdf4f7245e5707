"""What was read, kept: documents, claims, and every later change, on SQLite or PostgreSQL."""

from __future__ import annotations

from reportedly.ledger.adding import Added, Adder, Adding
from reportedly.ledger.given import question
from reportedly.ledger.history import Change
from reportedly.ledger.ledger import DEFAULT, Ledger
from reportedly.ledger.questions import Near, Question
from reportedly.ledger.results import Claims, Documents
from reportedly.ledger.stamps import Stamp, stamp
from reportedly.ledger.stats import Stats
from reportedly.ledger.verifying import Verified

__all__ = [
    "DEFAULT",
    "Added",
    "Adder",
    "Adding",
    "Change",
    "Claims",
    "Documents",
    "Ledger",
    "Near",
    "Question",
    "Stamp",
    "Stats",
    "Verified",
    "question",
    "stamp",
]
