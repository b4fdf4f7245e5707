"""Incidents of many claims, weighed and laid out, each in a file of its own.

They are too many and too large to be held in memory by each of the processes that answer, and weighing one takes seconds. A
file is named for the incident and for the mark of its claims, so that one that was made of other claims is never read for it.
It holds packed JSON, and nothing in it is ever run; who deletes it has it made again.
"""

from __future__ import annotations

import logging
import os
import zlib
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select

from reportedly._version import __version__
from reportedly.ledger import facets, schema
from reportedly.ledger.stamps import words_digest
from reportedly.web.laid import Laid
from reportedly.web.served import Served

VERSION = 1  # raised where what is kept changes
_LAID = TypeAdapter(Laid)
log = logging.getLogger(__name__)


class Shelved:
    """The files of one ledger, in a folder of their own (`Shelf.laid`)."""

    def __init__(self, served: Served, folder: Path) -> None:
        self._served, self._folder = served, folder

    @cached_property
    def _head(self) -> bytes:
        """The first line of each file: of which ledger it is, and which program and register made it."""
        b = schema.batches.c
        with self._served.connected() as (connection, _):
            ledger = connection.execute(select(b.hash).order_by(b.number).limit(1)).scalar()
        return f"{VERSION} {__version__} {facets.VERSION} {words_digest()} {ledger}\n".encode()

    @property
    def writable(self) -> bool:
        """Whether anything can be kept there."""
        at = self._folder
        while not at.exists() and at != at.parent:
            at = at.parent
        return os.access(at, os.W_OK)

    def get(self, key: int, mark: int) -> Laid | None:
        """What was kept of an incident with this key, made of the claims of this mark."""
        try:
            data = self._path(key, mark).read_bytes()
            return (
                _LAID.validate_json(zlib.decompress(data[len(self._head) :])) if data.startswith(self._head) else None
            )
        except (OSError, zlib.error, ValidationError):
            return None

    def holds(self, key: int, mark: int) -> bool:
        """Whether anything was kept of it."""
        return self._path(key, mark).exists()

    def put(self, key: int, mark: int, one: Laid) -> None:
        """Keeps it, and nothing that was kept of it before."""
        path = self._path(key, mark)
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            fresh = path.with_suffix(f".{os.getpid()}")
            fresh.write_bytes(self._head + zlib.compress(_LAID.dump_json(one), 1))
            fresh.replace(path)
        except OSError as error:
            log.info("an incident is not kept: %s", error)
            return
        for old in self._folder.glob(f"{key:016x}-*"):
            if old != path:
                old.unlink(missing_ok=True)

    def there(self) -> set[tuple[int, int]]:
        """The keys and marks of those that are kept and can be read."""
        found = set()
        for path in self._folder.glob("*-*.laid"):
            key, _, mark = path.stem.partition("-")
            try:
                with path.open("rb") as file:
                    if file.read(len(self._head)) == self._head:
                        found.add((int(key, 16), int(mark, 16)))
            except (OSError, ValueError):
                continue
        return found

    def tidy(self, wanted: set[tuple[int, int]]) -> None:
        """Takes away what is none of these."""
        names = {self._path(*one).name for one in wanted}
        for path in self._folder.glob("*-*"):
            if path.name not in names:
                path.unlink(missing_ok=True)

    def _path(self, key: int, mark: int) -> Path:
        return self._folder / f"{key:016x}-{mark:016x}.laid"
