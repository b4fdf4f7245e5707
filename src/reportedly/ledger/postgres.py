"""A ledger on PostgreSQL, for a team: several writers and readers, tsvector and GiST on built-in types to search."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from itertools import count
from typing import Any

from sqlalchemy import (
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    Table,
    bindparam,
    cast,
    column,
    create_engine,
    func,
    inspect,
    literal_column,
    select,
    table,
    text,
    union_all,
)
from sqlalchemy.dialects.postgresql import TSQUERY

from reportedly.errors import LedgerError
from reportedly.ledger import facets, postgres_indexing
from reportedly.ledger.postgres_driver import driver, fault_of, is_lost
from reportedly.ledger.postgres_indexing import PostgresIndexing, indexing
from reportedly.ledger.seam import Box, Wanted, Window

EARTH_KM = 6371.0088
PORTION = 1_000  # rows taken at a time
_NUMBERS = count()  # of cursors, each of which needs a name of its own
LOCK = 0x7270746400000001  # advisory lock of whoever writes a batch; the same letters as in an SQLite file's head

_SEARCH = (
    "CREATE TABLE claim_words (claim BIGINT PRIMARY KEY, search TSVECTOR NOT NULL)",
    "CREATE INDEX claim_words_search ON claim_words USING gin (search) WITH (fastupdate = on)",
    "CREATE TABLE claim_boxes (claim BIGINT NOT NULL, at POINT NOT NULL)",
    "CREATE INDEX claim_boxes_at ON claim_boxes USING gist (at)",
    f"COMMENT ON TABLE claim_words IS '{facets.VERSION}'",
)
# An answer is made by looking rows up, in the order in which the statement joins them, whatever the server guesses of
# tables that it has no statistics of yet: it would else go through all documents for each hit.
_PAGING = "".join(
    f"SET LOCAL {name} = {value};"
    for name, value in (
        *((f"enable_{way}", "off") for way in ("seqscan", "hashjoin", "mergejoin", "sort", "material")),
        ("join_collapse_limit", 1),
        ("jit", "off"),
    )
)


class PostgresSeam:
    """See `seam.Seam`."""

    collects = True

    def __init__(self, url: URL, *, read_only: bool, wait_s: float) -> None:
        driver(url)
        self.name, self.read_only, self.wait_s = url.render_as_string(hide_password=True), read_only, wait_s
        self.engine = create_engine(
            url.set(drivername="postgresql+psycopg"),
            pool_pre_ping=True,
            pool_size=4,
            max_overflow=16,
            connect_args={
                "connect_timeout": max(2, round(min(wait_s, 30.0))),
                "options": f"-c lock_timeout={round(wait_s * 1000)} -c timezone=UTC",
                "application_name": "reportedly",
                "prepare_threshold": None,  # a plan that fits all questions fits none: how rare a token is decides
            },
        )

    def lock(self, connection: Connection) -> None:
        """Makes this transaction the only one that writes batches, until it ends."""
        connection.execute(select(func.pg_advisory_xact_lock(LOCK)))

    def prepare(self, connection: Connection) -> bool:
        """Whether there are tables already; a database of another program is refused."""
        names = set(inspect(connection).get_table_names())
        if "batches" in names:
            return True
        if names:
            raise LedgerError(
                "holds tables of another program, and no ledger", where=self.name, mend="Name an empty database"
            )
        return False

    def search_version(self, connection: Connection) -> int:
        """The version of the facets that the search indexes hold; the first did not note it."""
        noted = connection.exec_driver_sql("SELECT obj_description('claim_words'::regclass, 'pg_class')").scalar()
        return int(noted or 1)

    def begin_ledger(self) -> None:
        """Nothing is set once in the life of a database."""

    def create_search(self, connection: Connection) -> None:
        """Makes the search indexes, empty."""
        for statement in _SEARCH:
            connection.exec_driver_sql(statement)

    def drop_search(self, connection: Connection) -> None:
        """Takes the search indexes away."""
        connection.exec_driver_sql("DROP TABLE IF EXISTS claim_words, claim_boxes")

    def indexing(self, connection: Connection) -> AbstractContextManager[PostgresIndexing]:
        """Claims on their way into the search indexes."""
        return indexing(_driver(connection))

    def indexed(self, connection: Connection) -> int:
        """How many claims the full-text index holds."""
        return int(connection.exec_driver_sql("SELECT count(*) FROM claim_words").scalar_one())

    def words(self) -> FromClause:
        """The full-text index."""
        return table("claim_words", column("claim", BigInteger))

    def paging(self, connection: Connection) -> None:
        """Has rows looked up one by one rather than whole tables joined."""
        connection.exec_driver_sql(_PAGING)

    def windows(self, connection: Connection, before: int | None) -> Iterator[Window]:
        """The newest rows, more of them, and all: GIN collects all that match before it gives the first.

        A window is a facet like others, so that GIN need not look beyond it. What fills no page of some ten thousand rows
        is rare enough to be collected from the whole.
        """
        if before is None:
            before = connection.exec_driver_sql("SELECT coalesce(max(rowno), 0) + 1 FROM claims").scalar_one()
        for kind, size in postgres_indexing.RECENT:
            last = (before - 1) // size
            yield Window(before, tuple(facets.token(kind, str(number)) for number in (last, last - 1)))
            before = max(0, last - 1) * size
            if before == 0:
                return
        yield Window(before)

    def match(self, wanted: Wanted) -> ColumnElement[bool]:
        """A tsquery; facets are single tokens of letters and digits, so that none can be taken for an operator."""
        asked: ColumnElement[Any] | None = None
        if wanted.facets:
            written = " & ".join(f"({' | '.join(group)})" for group in wanted.facets)
            asked = cast(bindparam(None, written, unique=True), TSQUERY)
        for phrase in wanted.phrases:
            part = func.phraseto_tsquery(literal_column("'english'"), bindparam(None, " ".join(phrase), unique=True))
            asked = part if asked is None else asked.op("&&")(part)
        return literal_column("claim_words.search").op("@@", is_comparison=True)(asked)

    def hits(self, wanted: Wanted, before: int | None = None) -> FromClause:
        """What GIN finds, collected and put in order before anything is joined to it: the planner would else go through
        the whole table for a page of rare rows."""
        words = self.words()
        found = select(words.c.claim).where(self.match(wanted))
        if before is not None:
            found = found.where(words.c.claim < before)
        hits = found.cte("hits").prefix_with("MATERIALIZED")
        return select(hits.c.claim).order_by(hits.c.claim.desc()).offset(0).subquery("newest")

    def on_hit(self, number: ColumnElement[int], wanted: Wanted, before: int | None = None) -> ColumnElement[bool]:
        """How `hits` are joined to the claims."""
        return number == self.hit()

    def hit(self) -> ColumnElement[int]:
        """The number of a claim in `hits`."""
        return literal_column("newest.claim")

    def pinned(self, column: ColumnElement[Any]) -> ColumnElement[Any]:
        """The column itself; PostgreSQL's planner knows better."""
        return column

    def in_boxes(self, boxes: Sequence[Box]) -> Any:
        """A selection of the numbers of claims that have a point in one of the boxes."""
        at = table("claim_boxes", column("claim"), column("at"))
        parts = []
        for box in boxes:
            corners = (func.point(box.west, box.south), func.point(box.east, box.north))
            parts.append(select(at.c.claim).where(at.c.at.op("<@", is_comparison=True)(func.box(*corners))))
        return parts[0] if len(parts) == 1 else union_all(*parts)

    def km(self, lat: ColumnElement[float], lon: ColumnElement[float], to: tuple[float, float]) -> ColumnElement[float]:
        """The distance along the great circle (haversine)."""
        a, b = func.radians(lat), func.radians(to[0])
        half = func.power(func.sin((b - a) / 2), 2) + func.cos(a) * func.cos(b) * func.power(
            func.sin(func.radians(to[1] - lon) / 2), 2
        )
        return 2 * EARTH_KM * func.asin(func.sqrt(func.least(1.0, half)))

    def insert(self, connection: Connection, table: Table, rows: Sequence[Sequence[Any]]) -> None:
        """Writes rows by COPY, several times as fast as INSERT."""
        if not rows:
            return
        names = ", ".join(connection.dialect.identifier_preparer.quote(column.name) for column in table.columns)
        with _driver(connection).cursor().copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)

    def stream(self, connection: Connection, asked: Select[Any]) -> Iterator[tuple[Any, ...]]:
        """The rows of a question without parameters just as the driver gives them, by a cursor of the server's."""
        with _driver(connection).cursor(name=f"stream_{next(_NUMBERS)}") as cursor:
            cursor.itersize = PORTION
            cursor.execute(str(asked.compile(dialect=connection.dialect)))
            yield from cursor

    def fault(self, error: BaseException) -> LedgerError | None:
        """What an error of the database means to the user; `None` where it is a fault of ours."""
        return fault_of(error, self.name)

    def lost(self, error: BaseException) -> bool:
        """Whether an error means that the connection broke, so that trying again may help."""
        return is_lost(error)


def _driver(connection: Connection) -> Any:
    """The connection below SQLAlchemy's, which would look at each value of each row."""
    assert connection.connection.driver_connection is not None
    return connection.connection.driver_connection


__all__ = ["PostgresSeam", "text"]
