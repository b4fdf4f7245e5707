"""Gazetteers that the user adds: village by village where the built-in one knows only towns.

All lie in one index under the user's folder. Adding and removing are each one transaction, so that a fault, a full
disk or a second process leaves either the old state or the new one.
"""

from __future__ import annotations

import difflib
import json
import re
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from reportedly.errors import GazetteerError
from reportedly.gazetteer.download import GEONAMES, MEGABYTE, download_country
from reportedly.gazetteer.dump import Dump, read_dump
from reportedly.gazetteer.gazetteer import Gazetteer, added_path
from reportedly.gazetteer.index import COUNTRY_INDEX, SCHEMA, keys_stamp, lay_out, write_entries
from reportedly.gazetteer.place import Place

# All of GeoNames is 1.7 GB, which is no country; beyond this a ZIP is taken for a bomb.
LARGEST_DUMP = 600 * MEGABYTE
# A dump in which more of the lines than this cannot be read is probably something else.
MOST_FAULTS = 0.05
FAULTS_KEPT = 20
# Prefixes of ids that the built-in gazetteer uses.
RESERVED = frozenset({"builtin", "geonames", "province", "area", "quarter"})


@dataclass(frozen=True, slots=True)
class AddedGazetteer:
    """What was added: how many places, by GeoNames class, and what was left out.

    ``left_out`` counts places of classes that reports do not name (roads, forests); ``skipped`` counts lines that
    could not be read, of which ``faults`` tells the first ones. ``origin`` is the file it came from.
    """

    name: str
    places: int
    origin: str
    classes: tuple[tuple[str, int], ...] = ()
    left_out: tuple[tuple[str, int], ...] = ()
    skipped: int = 0
    faults: tuple[str, ...] = ()


def add(what: str | Path, home: Path, *, address: str = GEONAMES) -> AddedGazetteer:
    """What was added from a file, a ZIP, or GeoNames' dump of a country given by its two-letter code.

    The gazetteer takes the file's name; adding one of the same name replaces it. A file of which more than one line
    in twenty cannot be read is refused whole.
    """
    path = Path(what)
    if path.is_file():
        return _add_file(path, home)
    if re.fullmatch(r"[A-Za-z]{2}", str(what)):
        with tempfile.TemporaryDirectory() as folder:
            return _add_file(download_country(str(what).upper(), Path(folder), address=address), home)
    raise GazetteerError(
        "no such file", where=str(what), mend="Give a GeoNames dump, a ZIP of one, or a country's two-letter code"
    )


def list_added(home: Path) -> list[AddedGazetteer]:
    """The gazetteers that were added, by name."""
    path = added_path(home)
    if not path.exists():
        return []
    with _writing(path) as connection:
        rows = connection.execute("SELECT name, places, report FROM added ORDER BY name").fetchall()
    return [_from_report(name, places, report) for name, places, report in rows]


def remove(name: str, home: Path) -> AddedGazetteer:
    """The gazetteer that was removed."""
    added = {gazetteer.name: gazetteer for gazetteer in list_added(home)}
    if name not in added:
        near = difflib.get_close_matches(name, added, n=1, cutoff=0.5)
        known = f"There are: {', '.join(added)}" if added else "None has been added"
        raise GazetteerError("no such gazetteer", where=name, mend=f"Did you mean {near[0]}?" if near else known)
    with _writing(added_path(home)) as connection:
        _delete(connection, name)
        lay_out(connection)
    return added[name]


def search(name: str, home: Path | None, *, country: str | None = None, limit: int = 20) -> list[Place]:
    """The places that a name could mean, likeliest first; with a country, also those that are spelt nearly so."""
    with Gazetteer.open(home) as gazetteer:
        found = [place for place in gazetteer.candidates(name) if country in (None, place.country)]
        if country is not None and not found:
            found = [place for place, _ in gazetteer.similar(name, country, limit)]
    return found[:limit]


def _add_file(path: Path, home: Path) -> AddedGazetteer:
    name = _gazetteer_name(path)
    dump = read_dump(_lines(path), name)
    good, bad = sum(count for _, count in (*dump.classes, *dump.left_out)), len(dump.faults)
    if not good or bad > MOST_FAULTS * (good + bad):
        first = f"; {dump.faults[0]}" if dump.faults else ""
        raise GazetteerError(
            f"{bad} of {good + bad} lines cannot be read{first}",
            where=str(path),
            mend="Give a GeoNames dump: UTF-8, 19 columns divided by tabs, no header",
        )
    if not dump.entries:
        raise GazetteerError(
            "holds no place of a kind that is kept", where=str(path), mend="Give a dump with towns or divisions"
        )
    return _write(name, dump, path, home)


def _write(name: str, dump: Dump, path: Path, home: Path) -> AddedGazetteer:
    added = AddedGazetteer(
        name, len(dump.entries), path.name, dump.classes, dump.left_out, len(dump.faults), dump.faults[:FAULTS_KEPT]
    )
    with _writing(added_path(home)) as connection:
        _delete(connection, name)
        count, digest = write_entries(connection, name, dump.entries)
        connection.execute("INSERT INTO gazetteers VALUES (?,?,?,?)", (name, count, digest, path.name))
        connection.execute("INSERT INTO added VALUES (?,?,?)", (name, count, _to_report(added)))
        lay_out(connection)
    return added


def _delete(connection: sqlite3.Connection, name: str) -> None:
    connection.execute("DELETE FROM names WHERE place IN (SELECT id FROM places WHERE gazetteer = ?)", (name,))
    for table, column in (("places", "gazetteer"), ("gazetteers", "name"), ("added", "name")):
        connection.execute(f"DELETE FROM {table} WHERE {column} = ?", (name,))


def _to_report(added: AddedGazetteer) -> str:
    told = (added.origin, added.classes, added.left_out, added.skipped, added.faults)
    return json.dumps(told, ensure_ascii=False)


def _from_report(name: str, places: int, report: str) -> AddedGazetteer:
    origin, classes, left_out, skipped, faults = json.loads(report)
    return AddedGazetteer(name, places, origin, _pairs(classes), _pairs(left_out), skipped, tuple(faults))


def _pairs(counts: list[list[object]]) -> tuple[tuple[str, int], ...]:
    return tuple((str(feature), int(str(count))) for feature, count in counts)


@contextmanager
def _writing(path: Path) -> Iterator[sqlite3.Connection]:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with closing(sqlite3.connect(path, timeout=30.0, isolation_level=None)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                _prepare(connection)
                yield connection
            except BaseException:
                connection.execute("ROLLBACK")
                raise
            connection.execute("COMMIT")
    except sqlite3.DatabaseError as error:
        raise GazetteerError(
            f"cannot be changed ({error})",
            where=str(path),
            mend="If it is damaged, delete that file and add the gazetteers again",
        ) from error
    except OSError as error:
        raise GazetteerError(
            f"cannot be written ({error.strerror})", where=str(path.parent), mend="Set REPORTEDLY_HOME"
        ) from error


def _prepare(connection: sqlite3.Connection) -> None:
    if connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'added'").fetchone():
        return
    # One by one: executescript would end the transaction that this is part of.
    for statement in (*SCHEMA.split(";"), COUNTRY_INDEX):
        if statement.strip():
            connection.execute(statement)
    connection.execute(
        "CREATE TABLE added (name TEXT PRIMARY KEY, places INTEGER NOT NULL, report TEXT NOT NULL) WITHOUT ROWID"
    )
    connection.execute("INSERT INTO meta VALUES ('keys', ?)", (keys_stamp(),))
    lay_out(connection)


def _gazetteer_name(path: Path) -> str:
    name = re.sub(r"[^\w-]+", "-", path.stem, flags=re.ASCII).strip("-")
    if not name or name.lower() in RESERVED:
        raise GazetteerError(
            f"{path.stem!r} cannot name a gazetteer", where=str(path), mend="Rename the file, for example to SY.txt"
        )
    return name


def _lines(path: Path) -> list[bytes]:
    try:
        if zipfile.is_zipfile(path):
            return _from_zip(path).split(b"\n")
        if path.suffix.lower() == ".zip":
            raise GazetteerError("is no ZIP, or a damaged one", where=str(path), mend="Download it again")
        if path.stat().st_size > LARGEST_DUMP:
            raise GazetteerError(
                f"is larger than {LARGEST_DUMP // MEGABYTE} MB", where=str(path), mend="Add it country by country"
            )
        return path.read_bytes().split(b"\n")
    except OSError as error:
        raise GazetteerError(
            f"cannot be read ({error.strerror})", where=str(path), mend="Check the file's rights"
        ) from error


def _from_zip(path: Path) -> bytes:
    try:
        with zipfile.ZipFile(path) as archive:
            member = _dump_in(archive, path)
            # The size that the archive states may be a lie, so that it is also held to while reading.
            with archive.open(member) as file:
                data = b"" if member.file_size > LARGEST_DUMP else file.read(LARGEST_DUMP + 1)
            if member.file_size > LARGEST_DUMP or len(data) > LARGEST_DUMP:
                raise GazetteerError(
                    f"unpacks to more than {LARGEST_DUMP // MEGABYTE} MB",
                    where=str(path),
                    mend="Give one country's dump",
                )
            return data
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise GazetteerError(
            f"cannot be unpacked ({error})", where=str(path), mend="Download it again, or unpack it yourself"
        ) from error


def _dump_in(archive: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    tables = [
        m for m in archive.infolist() if m.filename.lower().endswith(".txt") and "readme" not in m.filename.lower()
    ]
    named = [member for member in tables if Path(member.filename).stem.lower() == path.stem.lower()]
    chosen = named or tables
    if len(chosen) != 1:
        told = f"holds {len(chosen)} text files" if chosen else "holds no text file"
        raise GazetteerError(told, where=str(path), mend=f"Put one dump into it, named {path.stem}.txt")
    return chosen[0]
