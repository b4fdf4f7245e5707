"""What is kept of the columns from one start to the next, so that a million claims are shown at once.

The columns, and all that is made of them, lie in one file in the folder for caches, which is mapped when serving begins;
only what the ledger took in since is read from it. It is no part of the ledger: a file that is damaged, of another version
of this program, or of a batch that the ledger does not have is passed over, and written anew. It lies with the caches and
not beside the ledger because a ledger may lie on a server, or where nothing may be written; who deletes it loses a minute.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from pydantic import TypeAdapter
from sqlalchemy import Connection, make_url, select

from reportedly._version import __version__
from reportedly.ledger import facets, schema
from reportedly.ledger.stamps import words_digest
from reportedly.web.served import Served, State
from reportedly.web.summary import mapped
from reportedly.web.summary.columns import Books, Claims, Mentions, Places, Raw
from reportedly.web.summary.map import Points
from reportedly.web.summary.mapped import Arrays, DamagedError
from reportedly.web.summary.names import Between, Postings
from reportedly.web.summary.summary import MADE, Pairs, Summary
from reportedly.web.summary.territory import Held
from reportedly.web.summary.weighed import Known

VERSION = 5  # raised where what is kept changes
FEWEST = 20_000  # claims, or incidents, that are worth a file; fewer are read in a moment
_BOOKS = ("names", "places", "publishers")
_KEYS = ("claims", "documents", "incidents")

T = TypeVar("T")
Large = dict[int, tuple[int, dict[str, Any]]]  # by the key of an incident its mark, and how lists show it

log = logging.getLogger(__name__)


class Shelf:
    """The place of one ledger's columns in a folder."""

    def __init__(self, folder: Path, ledger: str) -> None:
        # The address of a database without a password, or the file wherever it is named from.
        place = make_url(ledger).render_as_string() if "://" in ledger else str(Path(ledger).resolve())
        self._folder = folder
        self._name = hashlib.sha256(place.encode("utf-8", "surrogatepass")).hexdigest()[:24]

    @property
    def folder(self) -> Path:
        """Where the files lie."""
        return self._folder

    @property
    def columns(self) -> Path:
        """The file of the columns."""
        return self._folder / f"{self._name}.columns"

    @property
    def weights(self) -> Path:
        """The file of what is known of the incidents."""
        return self._folder / f"{self._name}.weights"

    @property
    def territory(self) -> Path:
        """The file of who held each place."""
        return self._folder / f"{self._name}.territory"

    @property
    def laid(self) -> Path:
        """The folder of incidents of many claims (`shelved`)."""
        return self._folder / f"{self._name}.incidents"

    def load(self, connection: Connection) -> Summary | None:
        """The columns that were kept of this ledger, in the state that they were in; `None` where there are none."""

        def made(told: mapped.Record, arrays: Arrays) -> Summary | None:
            state = State(**told["state"])
            b = schema.batches.c
            there = connection.execute(select(b.hash).where(b.number == state.batch)).scalar()
            return unpacked(told, arrays) if there == state.head else None

        return self._read(self.columns, _version(), made)

    def save(self, summary: Summary, written: Path | None = None) -> None:
        """Keeps the columns, which may be `written` to a file already. Where that cannot be done, the next start takes
        longer, and no more."""
        if summary.number < FEWEST:
            return
        if written is None:
            self._write(self.columns, *packed(summary))
            return
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            mapped.copy(written, self.columns)
        except OSError as error:
            log.info("columns are not kept: %s", error)

    def known(self) -> tuple[Known, Large] | None:
        """What was known of incidents, and how lists show the large ones."""

        def made(told: mapped.Record, arrays: Arrays) -> tuple[Known, Large]:
            large = {key: (mark, record) for key, mark, record in mapped.meant(arrays, "large")}
            return Known(**{one.name: arrays[one.name] for one in fields(Known)}), large

        return self._read(self.weights, _words_version(), made)

    def note(self, known: Known, large: Large) -> None:
        """Keeps what is known of incidents."""
        if len(known.keys) >= FEWEST:
            arrays = {one.name: getattr(known, one.name) for one in fields(Known)}
            arrays |= _flat("large", [(key, mark, record) for key, (mark, record) in list(large.items())])
            self._write(self.weights, {"version": _words_version()}, arrays)

    def places(self) -> dict[str, Held]:
        """Who is said to have held each place, as far as it was worked out."""

        def made(told: mapped.Record, arrays: Arrays) -> dict[str, Held]:
            found: dict[str, Held] = TypeAdapter(dict[str, Held]).validate_json(arrays["held"].tobytes())
            return found

        return self._read(self.territory, _words_version(), made) or {}

    def note_places(self, held: Mapping[str, Held]) -> None:
        """Keeps who held each place."""
        if sum(one.claims for one in held.values()) >= FEWEST // 10:
            text = TypeAdapter(dict[str, Held]).dump_json(dict(held))
            self._write(self.territory, {"version": _words_version()}, {"held": np.frombuffer(text, np.uint8)})

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


def shelf_of(served: Served) -> Shelf:
    """Where the ledger's columns are kept between starts."""
    return Shelf(served.home / "cache" / "columns", served.options.ledger)


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
        arrays |= _flat(f"books.{name}", getattr(books, name).values)
    for name in _KEYS:
        numbers, ids = getattr(books, name).odd()
        arrays |= {f"books.{name}.numbers": numbers, **dict(_flat(f"books.{name}", ids))}
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
        found = mapped.words(value if isinstance(value, list) else [value])
        yield from ((f"{name}.{part}", array) for part, array in found.items())


def unpacked(told: mapped.Record, arrays: Arrays, books: Books | None = None) -> Summary:
    """The summary that became a file; `books` are those of an earlier state, and grow."""
    a = _Shaped(arrays)
    raw = Raw(
        State(**told["state"]),
        a.of(Claims, "claims"),
        a.of(Mentions, "mentions"),
        a.of(Places, "places"),
        (*a.both("documents"), arrays["documents.2"]),
        a.both("members"),
        a.both("takeovers"),
        dict(told["last"]),
    )
    made: dict[str, Any] = {
        name: arrays[name] for name in ("current", "publisher", "precision", "marks", "by_date", "rank")
    }
    made |= {name: a.of(Pairs, name) for name in ("parties", "speakers", "spots")}
    made |= {name: a.of(Postings, name) for name in ("by_name", "by_place", "by_incident", "by_country")}
    made["incidents_of"] = a.both("incidents_of")
    made["entities"] = arrays["entities.0"], a.rows("entities.1")
    made["places_by_key"] = arrays["places_by_key.0"], a.rows("places_by_key.1")
    made["countries"] = a.of(Pairs, "countries.0"), mapped.meant(arrays, "countries.1")
    made["extents"] = tuple(arrays[f"extents.{number}"] for number in range(3))
    made["documents"] = a.one("documents")
    summary = Summary(raw, a.books(books), made)
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
        if name in self._arrays:
            return self._arrays[name]
        return self.one(name) if f"{name}.text" in self._arrays else self.of(Postings, name)

    def both(self, name: str) -> Any:
        """Two arrays that belong together."""
        return self._arrays[f"{name}.0"], self._arrays[f"{name}.1"]

    def one(self, name: str) -> Any:
        """One value."""
        (found,) = mapped.meant(self._arrays, name)
        return found

    def rows(self, name: str, since: int = 0) -> list[tuple[Any, ...]]:
        """Rows of words."""
        return [tuple(row) for row in mapped.meant(self._arrays, name, since)]

    def books(self, old: Books | None) -> Books:
        """The books, with what they hold fetched when it is first needed."""
        books = old or Books()
        books.names.grown(lambda since: self.rows("books.names", since))
        books.places.grown(lambda since: self.rows("books.places", since))
        books.publishers.grown(lambda since: mapped.meant(self._arrays, "books.publishers", since))
        for name in _KEYS:
            getattr(books, name).grown(self._arrays[f"books.{name}.numbers"], self._ids(f"books.{name}"))
        return books

    def _ids(self, name: str) -> Between:
        """What gives the ids of these places among those kept under a name."""
        return lambda first, end: mapped.meant(self._arrays, name, first, end)
