"""Hundreds of thousands of places, of which a document needs twenty: an index on disk that opens at once.

SQLite, read-only, one B-tree descent a name: opening costs a millisecond or two and next to no memory, a miss costs a
few microseconds. (A mapped file of our own would be no quicker from Python and would have to be kept sound by us.)
"""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from zlib import crc32

from reportedly.gazetteer.data_files import data_text
from reportedly.gazetteer.folding import keys, uses_deep_key, vowel_blind
from reportedly.gazetteer.place import Place
from reportedly.gazetteer.spelling import readings

# To be raised whenever the tables, or what is put into them, change.
INDEX_VERSION = 3

# The deep key shares its column with the loose one; no loose key holds this character.
DEEP = "~"

SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE gazetteers (
    name TEXT PRIMARY KEY, places INTEGER NOT NULL, digest TEXT NOT NULL, origin TEXT NOT NULL
) WITHOUT ROWID;
CREATE TABLE places (
    id INTEGER PRIMARY KEY, ref TEXT NOT NULL, name TEXT NOT NULL, country TEXT NOT NULL, admin1 TEXT,
    lat REAL NOT NULL, lon REAL NOT NULL, feature TEXT NOT NULL, code TEXT NOT NULL, population INTEGER NOT NULL,
    gazetteer TEXT NOT NULL
);
CREATE TABLE names (
    key TEXT NOT NULL, place INTEGER NOT NULL, strict TEXT NOT NULL, own INTEGER NOT NULL,
    PRIMARY KEY (key, place, strict)
) WITHOUT ROWID;
CREATE TABLE spellings (
    country TEXT NOT NULL, initial TEXT NOT NULL, lines TEXT NOT NULL, PRIMARY KEY (country, initial)
) WITHOUT ROWID;
CREATE TABLE present (bits BLOB NOT NULL);
"""

# Letters of the shortest key that is matched fuzzily with another.
SHORTEST_SPELLING = 5
PRESENT_BITS = 1 << 23
_CREATED = re.compile(r"CREATE TABLE (\w+)")

# For a first index built after the rows are in, which is quicker than keeping it up row by row.
COUNTRY_INDEX = "CREATE INDEX places_by_country ON places (country, feature)"


@dataclass(frozen=True, slots=True)
class Entry:
    """A place with the other names that it goes by, on its way into an index."""

    place: Place
    aliases: tuple[str, ...] = ()


def write_entries(connection: sqlite3.Connection, gazetteer: str, entries: Iterable[Entry]) -> tuple[int, str]:
    """How many places were written, and a digest over them in their order. Commits nothing.

    A place's own name counts above its aliases. A name in brackets is a name too.
    """
    (last,) = connection.execute("SELECT coalesce(max(id), 0) FROM places").fetchone()
    digest, written = hashlib.sha256(), 0
    for number, entry in enumerate(entries, last + 1):
        place = entry.place
        row = (
            place.id,
            place.name,
            place.country,
            place.admin1,
            place.lat,
            place.lon,
            place.feature,
            place.code,
            place.population,
        )
        digest.update(repr((row, entry.aliases)).encode("utf-8"))
        connection.execute("INSERT INTO places VALUES (?,?,?,?,?,?,?,?,?,?,?)", (number, *row, gazetteer))
        connection.executemany("INSERT OR IGNORE INTO names VALUES (?,?,?,?)", _name_rows(number, entry))
        written += 1
    return written, digest.hexdigest()


def _name_rows(number: int, entry: Entry) -> Iterator[tuple[str, int, str, int]]:
    for own, names in ((1, (entry.place.name,)), (0, entry.aliases)):
        for name in names:
            for form in readings(name):
                yield from _key_rows(number, form, own, entry.place.country)


def _key_rows(number: int, name: str, own: int, country: str) -> Iterator[tuple[str, int, str, int]]:
    key = keys(name)
    if key.loose:
        yield key.loose, number, key.strict, own
        if uses_deep_key(country):
            yield DEEP + key.deep, number, "", own


def write_spellings(connection: sqlite3.Connection) -> None:
    """Lays out anew what fuzzy matching goes through: for each country, its keys by their first letter, a line each.

    Of deep keys each line holds the key without its short vowels, a tab, and the key. Gathering a large country's keys
    name by name takes a tenth of a second, and a document of strange names needs three countries'.
    """
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for country, key in connection.execute("SELECT p.country, n.key FROM names n JOIN places p ON p.id = n.place"):
        if key.startswith(DEEP):
            deep = key.removeprefix(DEEP)
            blind = vowel_blind(deep)
            found[country, DEEP + blind[:1]].add(f"{blind}\t{deep}")
        elif len(key) >= SHORTEST_SPELLING:
            found[country, key[0]].add(key)
    rows = [(country, initial, "\n".join(sorted(lines))) for (country, initial), lines in sorted(found.items())]
    connection.execute("DELETE FROM spellings")
    connection.executemany("INSERT INTO spellings VALUES (?,?,?)", rows)


def write_present(connection: sqlite3.Connection) -> None:
    """Marks anew which keys the index holds: one bit each, at a number made of the key.

    Most capitalised words of a report are no place's name. A bit that is not set says so for the price of a checksum,
    where SQLite takes twenty microseconds; one in eighteen strangers is let through to it.
    """
    bits = bytearray(PRESENT_BITS // 8)
    for (key,) in connection.execute("SELECT DISTINCT key FROM names"):
        at = bit_of(key)
        bits[at >> 3] |= 1 << (at & 7)
    connection.execute("DELETE FROM present")
    connection.execute("INSERT INTO present VALUES (?)", (bytes(bits),))


def bit_of(key: str) -> int:
    """The number of a key's bit among `PRESENT_BITS`."""
    return crc32(key.encode("utf-8", "surrogatepass")) % PRESENT_BITS


def lay_out(connection: sqlite3.Connection) -> None:
    """Makes what is derived from the names: to be called after any change of them, in the same transaction."""
    write_spellings(connection)
    write_present(connection)


def keys_stamp() -> str:
    """What the keys in an index depend on: if it changes, names must be keyed anew."""
    told = "\0".join((str(INDEX_VERSION), data_text("folding.toml"), data_text("cyrillic.toml")))
    return hashlib.sha256(told.encode("utf-8")).hexdigest()


def key_anew(connection: sqlite3.Connection) -> None:
    """Makes all keys again by the rules now in force. The strict key suffices for that, since the others are made
    from it."""
    rows = connection.execute(
        "SELECT n.place, n.strict, max(n.own), p.country FROM names n JOIN places p ON p.id = n.place"
        " WHERE n.strict != '' GROUP BY n.place, n.strict ORDER BY n.place, n.strict"
    ).fetchall()
    connection.execute("DELETE FROM names")
    for place, strict, own, country in rows:
        connection.executemany("INSERT OR IGNORE INTO names VALUES (?,?,?,?)", _key_rows(place, strict, own, country))
    tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
    for statement in SCHEMA.split(";"):
        if (created := _CREATED.search(statement)) and created[1] not in tables:
            connection.execute(statement)
    lay_out(connection)
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('keys', ?)", (keys_stamp(),))


def open_read_only(path: Path) -> sqlite3.Connection:
    """A read-only connection to an index; ``sqlite3.DatabaseError`` where the file is none or is cut short.

    A file that was cut short shows itself by its length, which its own header states; reading all of it would cost a
    second.
    """
    connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, check_same_thread=False)
    try:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        (page_size,) = connection.execute("PRAGMA page_size").fetchone()
        connection.execute("SELECT value FROM meta LIMIT 1").fetchone()
        if pages * page_size != path.stat().st_size:
            raise sqlite3.DatabaseError("file is cut short")
    except BaseException:
        connection.close()
        raise
    return connection


def meta(connection: sqlite3.Connection) -> dict[str, str]:
    """What the index says of itself."""
    return dict(connection.execute("SELECT key, value FROM meta"))
