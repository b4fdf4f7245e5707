"""Incidents of a ledger: its claims linked and kept, weighed, and asked for."""

from __future__ import annotations

from reportedly.incidents.accounts import Account, account, accounts
from reportedly.incidents.linked import Linked, link
from reportedly.incidents.questions import Held, headlines, labels, timelines
from reportedly.incidents.reasons import Near

__all__ = ["Account", "Held", "Linked", "Near", "account", "accounts", "headlines", "labels", "link", "timelines"]
