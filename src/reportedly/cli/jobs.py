"""Reading in one process or in several, as asked or as it pays."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import chain
from typing import Annotated

import typer

from reportedly.cli.common import LazyReader
from reportedly.cli.progress import expected
from reportedly.model import Document, Reading
from reportedly.processors import processors

Step = Callable[[], Reading]
Each = Callable[[Iterable[Document]], Iterator[tuple[Document, Step]]]

MANY = 60  # documents from which on further processes pay for the time in which they start
MOST = 4  # processes that are started unasked, of some 350 MB each

Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        max=64,
        metavar="N",
        help=f"How many processes read; without it one, or up to {MOST} where {MANY} documents or more are to be read.",
    ),
]


def count(asked: int | None, paths: Sequence[str]) -> int:
    """How many processes are to read what lies at the paths."""
    if asked is not None:
        return asked
    documents = expected(paths)
    return min(MOST, processors()) if documents is not None and documents >= MANY else 1


@contextmanager
def reading(reader: LazyReader, processes: int) -> Iterator[Each]:
    """Gives what reads documents in order: `reader` here, or so many processes, each with one like it."""
    if processes == 1:
        yield partial(_here, reader)
        return
    from reportedly.reading.workers import Workers

    if reader.country is not None:
        reader()  # refuses one that there is not
    with Workers(reader.opening, processes) as workers:
        yield workers.each


def _here(reader: LazyReader, documents: Iterable[Document]) -> Iterator[tuple[Document, Step]]:
    coming = iter(documents)
    for first in coming:  # without a document no reader is opened
        yield from reader().each(chain((first,), coming))
