"""Whatever is given → readings in the ledger, for those who use the ledger from Python."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from os import PathLike
from typing import TYPE_CHECKING

from reportedly.ledger.adding import Added, Adder, Adding
from reportedly.ledger.seam import Seam
from reportedly.ledger.stamps import Stamp, stamp
from reportedly.model import Document, Reading
from reportedly.settings import Settings
from reportedly.sources import Fetching, Original, Skipped, documents

if TYPE_CHECKING:
    from reportedly.reading.pipeline import Reader

Taken = str | PathLike[str] | Document | Reading


def take(
    seam: Seam, what: Taken | Iterable[Taken], *, reader: Reader | Stamp | None, reread: bool, country: str | None
) -> Added:
    """What came of adding; see `Ledger.add`."""
    items = [what] if isinstance(what, str | PathLike | Document | Reading) else what
    with ExitStack() as stack:
        reads, made_by = None, reader
        if not isinstance(made_by, Stamp):
            reads = made_by or stack.enter_context(_opened(country))
            made_by = stamp(reads)
        adder = stack.enter_context(Adder(seam, made_by, Adding(reread=reread)))
        for item in items:
            if isinstance(item, Reading):
                if adder.wants(item.document):
                    adder.put(item)
            elif reads is None:
                raise TypeError("a stamp cannot read documents: give a reader, or none")
            else:
                _read(adder, reads, item)
    return adder.added


@contextmanager
def _opened(country: str | None) -> Iterator[Reader]:
    from reportedly.reading.pipeline import Reader

    settings = Settings.from_environment(os.environ)
    opened = Reader.open(country=country or settings.country, home=settings.home)
    try:
        yield opened
    finally:
        opened.gazetteer.close()


def _read(adder: Adder, reader: Reader, item: str | PathLike[str] | Document) -> None:
    held: list[Original] = []
    settings = Settings.from_environment(os.environ)
    limits = Fetching(max_bytes=settings.max_bytes, timeout_s=settings.timeout, max_redirects=settings.max_redirects)
    if isinstance(item, Document):
        if adder.wants(item):
            adder.put(reader.read(item))
        return
    path = item if isinstance(item, str) else os.fspath(item)
    for found in documents([path], fetching=limits, keep=lambda _, original: held.append(original)):
        original = held.pop() if held else None
        if isinstance(found, Skipped):
            adder.fail(found.where, found.fault, found.mend)
        elif adder.wants(found, original):
            adder.put(reader.read(found), original)
