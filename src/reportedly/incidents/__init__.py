"""Incidents of a ledger: its claims linked and kept, weighed, and asked for."""

from __future__ import annotations

from reportedly.incidents.accounts import Account, Near, account, accounts
from reportedly.incidents.linked import Linked, link
from reportedly.incidents.questions import Held, headlines, labels, timelines

__all__ = ["Account", "Held", "Linked", "Near", "account", "accounts", "headlines", "labels", "link", "timelines"]
