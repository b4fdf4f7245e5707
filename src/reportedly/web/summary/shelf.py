"""What is kept of the columns from one start to the next, so that a million claims are shown at once.

The columns, and all that is made of them, lie in one file in the folder for caches, which is mapped when serving begins;
only what the ledger took in since is read from it. It is no part of the ledger: a file that is damaged, of another version
of this program, or of a batch that the ledger does not have is passed over, and written anew. It lies with the caches and
not beside the ledger because a ledger may lie on a server, or where nothing may be written; who deletes it loses a minute.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from sqlalchemy import Connection, make_url, select

from reportedly._version import __version__
from reportedly.ledger import facets, schema
from reportedly.ledger.stamps import words_digest
from reportedly.web.served import State
from reportedly.web.summary import mapped
from reportedly.web.summary.columns import Books, Claims, Mentions, Places, Raw, words_of_name, words_of_place
from reportedly.web.summary.map import Points
from reportedly.web.summary.mapped import Arrays, DamagedError
from reportedly.web.summary.names import Codes, Keys, Postings
from reportedly.web.summary.summary import MADE, Pairs, Summary
from reportedly.web.summary.weighed import Known

VERSION = 1  # raised where what is kept changes
FEWEST = 20_000  # claims, or incidents, that are worth a file; fewer are read in a moment
_BOOKS = ("names", "places", "publishers")
_KEYS = ("claims", "documents", "incidents")

T = TypeVar("T")

log = logging.getLogger(__name__)


class Shelf:
    """The place of one ledger's columns in a folder."""

    def __init__(self, folder: Path, ledger: str) -> None:
        # The address of a database without a password, or the file wherever it is named from.
        place = make_url(ledger).render_as_string() if "://" in ledger else str(Path(ledger).resolve())
        self._folder = folder
        self._name = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    @property
    def columns(self) -> Path:
        """The file of the columns."""
        return self._folder / f"{self._name}.columns"

    @property
    def weights(self) -> Path:
        """The file of what is known of the incidents."""
        return self._folder / f"{self._name}.weights"

    def load(self, connection: Connection) -> Summary | None:
        """The columns that were kept of this ledger, in the state that they were in; `None` where there are none."""

        def made(told: mapped.Record, arrays: Arrays) -> Summary | None:
            state = State(**told["state"])
            b = schema.batches.c
            there = connection.execute(select(b.hash).where(b.number == state.batch)).scalar()
            return unpacked(state, told, arrays) if there == state.head else None

        return self._read(self.columns, _version(), made)

    def save(self, summary: Summary) -> None:
        """Keeps the columns. Where that cannot be done, the next start takes longer, and no more."""
        if summary.number >= FEWEST:
            self._write(self.columns, *packed(summary))

    def known(self) -> Known | None:
        """What was known of incidents."""
        return self._read(self.weights, _words_version(), lambda told, arrays: Known(**arrays))

    def note(self, known: Known) -> None:
        """Keeps what is known of incidents."""
        if len(known.keys) >= FEWEST:
            self._write(
                self.weights,
                {"version": _words_version()},
                {one.name: getattr(known, one.name) for one in fields(known)},
            )

    def _read(self, path: Path, version: list[Any], make: Callable[[mapped.Record, Arrays], T | None]) -> T | None:
        if not path.exists():
            return None
        try:
            told, arrays = mapped.read(path)
            return make(told, arrays) if told.get("version") == version else None
        except (OSError, DamagedError, LookupError, TypeError, ValueError) as error:
            log.warning("%s is made anew: %s", path, error)
            return None

    def _write(self, path: Path, told: mapped.Record, arrays: Arrays) -> None:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            mapped.write(path, told, arrays)
        except OSError as error:
            log.info("columns are not kept: %s", error)


def _version() -> list[Any]:
    return [VERSION, __version__, facets.VERSION]


def _words_version() -> list[Any]:
    """Who repeats and who contradicts whom also follows from the register of parties."""
    return [*_version(), words_digest()]


def packed(summary: Summary) -> tuple[mapped.Record, Arrays]:
    """A summary as what a file holds."""
    raw, books = summary.raw, summary.books
    state = {"batch": raw.state.batch, "head": raw.state.head, "at": raw.state.at}
    arrays: Arrays = {}
    for name in ("claims", "mentions", "places", "documents", "members", "takeovers"):
        arrays |= _flat(name, getattr(raw, name))
    for name in MADE:
        arrays |= _flat(name, getattr(summary, name))
    arrays |= _flat("points", summary.points)
    for name in _BOOKS:
        arrays[f"books.{name}"] = mapped.words(getattr(books, name).values)
    for name in _KEYS:
        arrays[f"books.{name}"] = mapped.words(list(getattr(books, name).odd.items()))
    return {"version": _version(), "state": state, "last": raw.last}, arrays


def _flat(name: str, value: Any) -> Iterator[tuple[str, Any]]:
    """The arrays of a value, however they lie in it."""
    if isinstance(value, np.ndarray):
        yield name, value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _flat(f"{name}.{one.name}", getattr(value, one.name))
    elif isinstance(value, tuple):
        for number, one in enumerate(value):
            yield from _flat(f"{name}.{number}", one)
    else:
        yield name, mapped.words(value)


def unpacked(state: State, told: mapped.Record, arrays: Arrays) -> Summary:
    """The summary that became a file."""
    a = _Shaped(arrays)
    raw = Raw(
        state,
        a.of(Claims, "claims"),
        a.of(Mentions, "mentions"),
        a.of(Places, "places"),
        (arrays["documents.0"], arrays["documents.1"]),
        (arrays["members.0"], arrays["members.1"]),
        (arrays["takeovers.0"], arrays["takeovers.1"]),
        dict(told["last"]),
    )
    books = Books(
        names=Codes(words_of_name, a.stored("books.names")),
        places=Codes(words_of_place, a.stored("books.places")),
        publishers=Codes(stored=lambda: mapped.meant(arrays["books.publishers"])),
        claims=Keys("c", dict(mapped.meant(arrays["books.claims"]))),
        documents=Keys("d", dict(mapped.meant(arrays["books.documents"]))),
        incidents=Keys("i", dict(mapped.meant(arrays["books.incidents"]))),
    )
    made: dict[str, Any] = {name: arrays[name] for name in ("current", "publisher", "precision", "by_date", "rank")}
    made |= {name: a.of(Pairs, name) for name in ("parties", "speakers", "spots")}
    made |= {name: a.of(Postings, name) for name in ("by_name", "by_place")}
    made["incidents_of"] = arrays["incidents_of.0"], arrays["incidents_of.1"]
    made["entities"] = arrays["entities.0"], a.told("entities.1")
    made["places_by_key"] = arrays["places_by_key.0"], a.told("places_by_key.1")
    made["countries"] = a.of(Pairs, "countries.0"), mapped.meant(arrays["countries.1"])
    made["extents"] = tuple(arrays[f"extents.{number}"] for number in range(3))
    made["documents"] = mapped.meant(arrays["documents"])
    summary = Summary(raw, books, made)
    summary.points = a.of(Points, "points")
    return summary


class _Shaped:
    """Arrays by name, put back into what they came from."""

    def __init__(self, arrays: Arrays) -> None:
        self._arrays = arrays

    def of(self, kind: Any, name: str) -> Any:
        """A dataclass of arrays."""
        return kind(**{one.name: self._field(f"{name}.{one.name}") for one in fields(kind)})

    def _field(self, name: str) -> Any:
        if f"{name}.starts" in self._arrays:
            return self.of(Postings, name)
        array = self._arrays[name]
        return mapped.meant(array) if array.dtype == np.uint8 else array

    def told(self, name: str) -> list[tuple[Any, ...]]:
        """Rows of words."""
        return [tuple(row) for row in mapped.meant(self._arrays[name])]

    def stored(self, name: str) -> Callable[[], list[Any]]:
        """What fetches the rows of a book."""
        return lambda: self.told(name)
