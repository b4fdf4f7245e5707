"""A ledger filled by a process that may be stopped at any moment, and everything that a ledger holds, to be compared."""

from __future__ import annotations

import multiprocessing
from functools import cache
from multiprocessing.connection import Connection

from tests.ledger.made_up import RULES, document, reading

from reportedly.ledger import Adding, Ledger
from reportedly.model import Reading
from reportedly.sources.original import Original

GROUP = 8  # documents a batch, where it does not matter
DOCUMENTS = 400  # more than fifty processes get to before they die
Content = list[list[str]]
FORK = multiprocessing.get_context("fork")


@cache
def supply() -> tuple[tuple[Reading, Original], ...]:
    """Documents, some of which are newer versions of others; made once, so that each process need not."""
    made = []
    for number in range(DOCUMENTS):
        url = f"https://hill-wire.example/{number // 20}" if number % 10 == 9 else None
        read = reading(number, of=document(number, url=url))
        made.append((read, Original(read.document.text.encode(), "file", read.document.ref)))
    return tuple(made)


def add_all(where: str, ready: Connection | None = None, group: int = 1) -> None:
    """What a process does: adds all, so many documents a batch, and says so after each document."""
    with Ledger(where) as ledger, ledger.adder(RULES, Adding(group=group)) as adder:
        for read, original in supply():
            if adder.wants(read.document, original):
                adder.put(read, original)
                if ready is not None:
                    ready.send_bytes(b".")


def content(ledger: Ledger) -> Content:
    """Everything that a ledger holds, but when it was written and in which run."""
    documents = [{**row, "text": ledger.document(row["id"])["text"]} for row in ledger.documents()]
    notes = [[c.what for c in ledger.history(row["id"])] for row in documents[:20]]
    return [sorted(map(str, part)) for part in (ledger.claims(review="any"), documents, notes)]
