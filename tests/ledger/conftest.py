"""Ledgers on both databases, and what a ledger holds that nothing disturbed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.conftest import Once
from tests.ledger.filling import GROUP, Content, add_all, content

from reportedly.ledger import Ledger


@pytest.fixture
def ledger(where: str) -> Iterator[Ledger]:
    """An empty ledger."""
    with Ledger(where) as opened:
        yield opened


@pytest.fixture(scope="session")
def undisturbed(once: Once) -> Content:
    """The content of a ledger to which all documents were added by one that nothing stopped."""

    def fill(folder: Path) -> None:
        add_all(str(folder / "ledger.db"), group=GROUP)
        with Ledger(folder / "ledger.db") as ledger:
            assert ledger.verify().faults == ()
            (folder / "content.json").write_text(json.dumps(content(ledger)), "utf-8")

    found: Content = json.loads((once("undisturbed", fill) / "content.json").read_text("utf-8"))
    return found
