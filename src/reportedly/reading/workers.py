"""Documents read by several processes, each with a reader of its own; the readings come back in order, and are the same.

A process takes a second or two to open its reader, and as much memory as this one: it pays from some dozens of documents
on. One that dies over a document costs that document alone; all end when this one does, however it ends.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread
from types import TracebackType

from reportedly.model import Document, Reading
from reportedly.reading.ahead import in_order
from reportedly.reading.pipeline import Opening, Reader

DEPTH = 3  # documents a process that are taken ahead of what is handed out


class Workers:
    """So many processes that read. Use it in a ``with``; where that ends by an error, what is being read is let go."""

    def __init__(self, opening: Opening, count: int) -> None:
        self._opening, self._count = opening, count
        self._pool = self._made(count)

    def __enter__(self) -> Workers:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._pool.shutdown(wait=kind is None, cancel_futures=True)

    def each(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Callable[[], Reading]]]:
        """Every document with a function that gives its reading, or raises what went wrong with it, as `Reader.each` does."""
        for document, ready in in_order(documents, self._submit, DEPTH * self._count):
            yield document, partial(self._result, document, ready)

    def _submit(self, document: Document) -> Future[Reading]:
        try:
            return self._pool.submit(_read, document)
        except BrokenProcessPool:
            self._pool.shutdown(wait=False)
            self._pool = self._made(self._count)
            return self._pool.submit(_read, document)

    def _result(self, document: Document, ready: Future[Reading]) -> Reading:
        try:
            return ready.result()
        except BrokenProcessPool:  # over this document or over one beside it: alone, it is known which
            with self._made(1) as pool:
                try:
                    return pool.submit(_read, document).result()
                except BrokenProcessPool:
                    raise RuntimeError("the process that read it ended, or was killed") from None

    def _made(self, count: int) -> ProcessPoolExecutor:
        # Forked processes would share the locks of whatever threads run here; spawned ones share nothing.
        return ProcessPoolExecutor(count, get_context("spawn"), initializer=_begin, initargs=(self._opening,))


_reader: Reader | None = None  # of this process, where it is one that reads


def _begin(opening: Opening) -> None:
    global _reader
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the one that was started
    Thread(target=_end_with_parent, daemon=True).start()
    _reader = opening.open()


def _end_with_parent() -> None:
    if (parent := parent_process()) is not None:
        parent.join()
        os._exit(1)


def _read(document: Document) -> Reading:
    assert _reader is not None
    return _reader.read(document)
