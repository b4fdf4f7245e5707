"""From a name in a report to the places that it could mean, over the built-in index and all that the user has added.

Nothing is chosen here: candidates come in an order (finer spelling first, then the better known place), and the
reading room weighs them against the document.
"""

from __future__ import annotations

import hashlib
import sqlite3
from bisect import bisect_left
from contextlib import closing
from itertools import takewhile
from pathlib import Path
from types import TracebackType

from rapidfuzz import fuzz, process

from reportedly.errors import GazetteerError
from reportedly.gazetteer.builtin import QUARTER, index_path, open_builtin
from reportedly.gazetteer.folding import Keys, keys, vowel_blind
from reportedly.gazetteer.index import (
    DEEP,
    PRESENT_BITS,
    SHORTEST_SPELLING,
    bit_of,
    key_anew,
    keys_stamp,
    meta,
    open_read_only,
)
from reportedly.gazetteer.place import Place
from reportedly.gazetteer.standing import as_alias, standing, without_doubles
from reportedly.settings import DEFAULT_HOME

# Fuzzy scores of 80 to 89 give wrong villages more often than right ones.
LEAST_SIMILARITY = 90.0
SHORTEST_FUZZY = SHORTEST_SPELLING + 1
VOWELS_DIFFER = 92.0

_COLUMNS = "p.ref, p.name, p.country, p.admin1, p.lat, p.lon, p.feature, p.code, p.population"
_CANDIDATES = (
    f"SELECT {_COLUMNS}, n.strict, n.own, n.key FROM names n JOIN places p ON p.id = n.place WHERE n.key IN (?, ?)"
)
_REMEMBERED = 20_000
_MOST_ALIKE = 20  # spellings that are followed up
_DEEP_TIER = 2


class Gazetteer:
    """The places known, as an open index. Close it, or use it in a ``with``."""

    def __init__(self, indexes: list[tuple[Path, sqlite3.Connection]]) -> None:
        self._indexes = indexes
        self._present = [_bits(path, connection) for path, connection in indexes]
        self._names: dict[str, tuple[tuple[Place, ...], int]] = {}
        self._similar: dict[tuple[str, str, str], list[tuple[Place, float]]] = {}
        self._spellings: dict[tuple[str, str], list[str]] = {}
        self._countries: dict[str, Place] | None = None
        self.digest = self._digest()

    @classmethod
    def open(cls, home: Path | None = None) -> Gazetteer:
        """The built-in gazetteer and all that were added under ``home`` (by default the user's data folder).

        The first call compiles the built-in index, which takes some ten seconds; later ones take milliseconds.
        """
        home = DEFAULT_HOME if home is None else home
        indexes = [(index_path(home), open_builtin(home))]
        added = added_path(home)
        if added.exists():
            try:
                indexes.append((added, _open_added(added)))
            except sqlite3.Error as error:
                indexes[0][1].close()
                raise _damaged(added, error) from error
        return cls(indexes)

    def __enter__(self) -> Gazetteer:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the files."""
        for _, connection in self._indexes:
            connection.close()

    def __del__(self) -> None:
        # Readers are handed about and kept; who lets go of the last one need not think of the files.
        for _, connection in getattr(self, "_indexes", ()):
            connection.close()

    def candidates(self, name: str) -> list[Place]:
        """All places that the name could mean, likeliest first as far as the name alone tells.

        Names that agree but for case, marks and hyphens come before those that agree only by folding, and those
        before names of Arabic script that agree in their consonants. Within each: a country, then a known region,
        then by population; an alternate name counts as if its place were smaller, more so where it is unlike the place's
        own, or else every Berea would be Aleppo and Texas would be San Antonio. A place that two gazetteers hold is given once, from the built-in one if it is a town.
        """
        return list(self._found(name)[0])

    def knows(self, name: str) -> bool:
        """Whether any place goes by this name, as the loose key has it (the deep key proposes too much for that)."""
        return self._found(name)[1] > 0

    def bearers(self, name: str) -> tuple[Place, ...]:
        """The candidates that go by this name as the loose key has it."""
        places, count = self._found(name)
        return places[:count]

    def _found(self, name: str) -> tuple[tuple[Place, ...], int]:
        found = self._names.get(name)
        if found is None:
            if len(self._names) >= _REMEMBERED:
                self._names.clear()
            found = self._names[name] = self._look_up(name)
        return found

    def similar(self, name: str, country: str, limit: int = 5) -> list[tuple[Place, float]]:
        """Places of one country whose name is misspelt into this one, with their likeness (90 to 100), best first.

        Only for names of six letters and more that share the first letter: in shorter ones each letter makes another
        village. In countries of Arabic script names that agree in all but short vowels count as 92 alike.
        """
        key = keys(name)
        if len(key.loose) < SHORTEST_FUZZY:
            return []
        found = self._similar.get((key.loose, key.deep, country))
        if found is None:
            if len(self._similar) >= _REMEMBERED:
                self._similar.clear()
            found = self._similar[key.loose, key.deep, country] = self._alike(key, country)
        return found[:limit]

    def _alike(self, key: Keys, country: str) -> list[tuple[Place, float]]:
        spellings = self._spellings_of(country, key.loose[0])
        hits = process.extract(
            key.loose, spellings, scorer=fuzz.ratio, score_cutoff=LEAST_SIMILARITY, limit=_MOST_ALIKE
        )
        likeness = {DEEP + deep: VOWELS_DIFFER for deep in self._vowels_differ(key.deep, country)}
        likeness |= {spelling: score for spelling, score, _ in hits}
        best: dict[str, tuple[Place, float]] = {}
        for spelling, score in sorted(likeness.items(), key=lambda hit: (-hit[1], hit[0])):
            for place in self._at_key(spelling, country):
                best.setdefault(place.id, (place, score))
        ordered = sorted(best.values(), key=lambda pair: (-pair[1], -pair[0].population, pair[0].id))
        kept = {place.id for place in without_doubles([place for place, _ in ordered])}
        return [(place, score) for place, score in ordered if place.id in kept]

    def country(self, iso2: str) -> Place | None:
        """The country of this two-letter code."""
        return self._all_countries().get(iso2.upper())

    def countries(self) -> list[Place]:
        """All countries, by their codes."""
        return list(self._all_countries().values())

    def settlements(self) -> list[tuple[str, float, float, int]]:
        """Name, latitude, longitude and inhabitants of every town and village, the largest first; quarters are none.

        A place that two gazetteers hold is given once. Plain rows, because there are hundreds of thousands.
        """
        asked = f"SELECT p.ref, p.name, p.lat, p.lon, p.population FROM places p WHERE p.feature = 'P' AND p.code <> '{QUARTER}'"
        found = {
            ref: row for number in reversed(range(len(self._indexes))) for ref, *row in self._ask(asked, index=number)
        }
        return sorted(map(tuple, found.values()), key=lambda row: -row[3])

    def neighbours(self, iso2: str) -> tuple[str, ...]:
        """The codes of the countries that border on this one."""
        rows = self._ask("SELECT value FROM meta WHERE key = ?", f"neighbours {iso2.upper()}")
        return tuple(code for (value,) in rows for code in value.split(",") if code)

    def _look_up(self, name: str) -> tuple[tuple[Place, ...], int]:
        """The candidates of a name, and how many of them, which come first, go by its loose key."""
        key = keys(name)
        if not key.loose:
            return (), 0
        ranked: dict[str, tuple[tuple[int, float, int, str], Place]] = {}
        deep_key = DEEP + key.deep
        loose_at, deep_at = bit_of(key.loose), bit_of(deep_key)
        for number, bits in enumerate(self._present):
            if not (bits[loose_at >> 3] >> (loose_at & 7) & 1 or bits[deep_at >> 3] >> (deep_at & 7) & 1):
                continue
            for *columns, strict, own, matched in self._ask(_CANDIDATES, key.loose, deep_key, index=number):
                place = Place(*columns)
                deep = matched.startswith(DEEP)
                tier = _DEEP_TIER if deep else int(strict != key.strict)
                rank = (tier, -standing(place) * (1.0 if own else as_alias(place, key.loose)), number, place.id)
                if place.id not in ranked or rank < ranked[place.id][0]:
                    ranked[place.id] = (rank, place)
        ordered = sorted(ranked.values(), key=lambda pair: pair[0])
        kept = without_doubles([place for _, place in ordered])
        deep = {place.id for rank, place in ordered if rank[0] == _DEEP_TIER}
        return tuple(kept), sum(place.id not in deep for place in kept)

    def _spellings_of(self, country: str, initial: str) -> list[str]:
        spellings = self._spellings.get((country, initial))
        if spellings is None:
            rows = self._ask("SELECT lines FROM spellings WHERE country = ? AND initial = ?", country, initial)
            parted = [lines.split("\n") for (lines,) in rows]
            spellings = parted[0] if len(parted) == 1 else sorted({line for lines in parted for line in lines})
            self._spellings[country, initial] = spellings
        return spellings

    def _vowels_differ(self, deep: str, country: str) -> list[str]:
        """The deep keys of a country's names that agree with this one in all but short vowels."""
        blind = vowel_blind(deep)
        lines = self._spellings_of(country, DEEP + blind[:1])
        at = bisect_left(lines, blind + "\t")
        return [line.partition("\t")[2] for line in takewhile(lambda line: line.startswith(blind + "\t"), lines[at:])]

    def _at_key(self, key: str, country: str) -> list[Place]:
        rows = self._ask(_CANDIDATES, key, key)
        return [place for *columns, _, _, _ in rows if (place := Place(*columns)).country == country]

    def _all_countries(self) -> dict[str, Place]:
        if self._countries is None:
            rows = self._ask(f"SELECT {_COLUMNS} FROM places p WHERE code = 'PCLI' ORDER BY country", index=0)
            self._countries = {row[2]: Place(*row) for row in rows}
        return self._countries

    def _ask(self, query: str, *values: object, index: int | None = None, first: bool = False) -> list[tuple]:  # type: ignore[type-arg]
        chosen = self._indexes if index is None else [self._indexes[index]]
        rows: list[tuple] = []  # type: ignore[type-arg]
        for path, connection in chosen:
            try:
                rows += connection.execute(query, values).fetchall()
            except sqlite3.DatabaseError as error:
                raise _damaged(path, error) from error
            if first and rows:
                break
        return rows

    def _digest(self) -> str:
        parts = sorted(self._ask("SELECT name, digest FROM gazetteers"))
        stamp = meta(self._indexes[0][1]).get("stamp", "")
        return hashlib.sha256(repr((stamp, parts)).encode()).hexdigest()


def added_path(home: Path) -> Path:
    """Where the gazetteers that the user added lie."""
    return home / "gazetteers" / "added.sqlite"


def _open_added(path: Path) -> sqlite3.Connection:
    connection = open_read_only(path)
    if meta(connection).get("keys") == keys_stamp():
        return connection
    connection.close()
    # The rules of folding changed since the user added these places.
    with closing(sqlite3.connect(path, timeout=30.0)) as writable, writable:
        key_anew(writable)
    return open_read_only(path)


def _bits(path: Path, connection: sqlite3.Connection) -> bytes:
    try:
        row = connection.execute("SELECT bits FROM present").fetchone()
    except sqlite3.DatabaseError as error:
        raise _damaged(path, error) from error
    if row is None or len(row[0]) != PRESENT_BITS // 8:
        raise _damaged(path, sqlite3.DatabaseError("its keys are not marked"))
    return bytes(row[0])


def _damaged(path: Path, error: sqlite3.Error) -> GazetteerError:
    return GazetteerError(
        f"is damaged ({error})", where=str(path), mend="Delete that file; added gazetteers are then added again"
    )
