"""A ledger on PostgreSQL, for a team: several writers and readers, tsvector and GiST on built-in types to search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    URL,
    BigInteger,
    ColumnElement,
    Connection,
    FromClause,
    Table,
    bindparam,
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
from sqlalchemy import exc as sa_exc

from reportedly.errors import LedgerError
from reportedly.ledger.seam import LONGEST_WORDS, Box, Point, Wanted, Words, stored

if TYPE_CHECKING:
    from types import ModuleType

EARTH_KM = 6371.0088
LOCK = 0x7270746400000001  # advisory lock of whoever writes a batch; the same letters as in an SQLite file's head

_SEARCH = (
    "CREATE TABLE claim_words (claim BIGINT PRIMARY KEY, search TSVECTOR NOT NULL)",
    "CREATE INDEX claim_words_search ON claim_words USING gin (search) WITH (fastupdate = off)",
    "CREATE TABLE claim_boxes (claim BIGINT NOT NULL, at POINT NOT NULL)",
    "CREATE INDEX claim_boxes_at ON claim_boxes USING gist (at)",
    "CREATE INDEX claim_boxes_claim ON claim_boxes (claim)",
)
_INTO_WORDS = """INSERT INTO claim_words
    SELECT %s, array_to_tsvector(%s::text[]) || to_tsvector('english', %s)"""


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

    def begin_ledger(self) -> None:
        """Nothing is set once in the life of a database."""

    def create_search(self, connection: Connection) -> None:
        """Makes the search indexes, empty."""
        for statement in _SEARCH:
            connection.exec_driver_sql(statement)

    def drop_search(self, connection: Connection) -> None:
        """Takes the search indexes away."""
        connection.exec_driver_sql("DROP TABLE IF EXISTS claim_words, claim_boxes")

    def index(self, connection: Connection, words: Sequence[Words], points: Sequence[Point]) -> None:
        """Adds claims to the search indexes."""
        if words:
            connection.exec_driver_sql(_INTO_WORDS, [(one.claim, list(one.facets), _clean(one.words)) for one in words])
        if points:
            with _cursor(connection).copy("COPY claim_boxes FROM STDIN") as copy:
                for point in points:
                    copy.write_row((point.claim, f"({point.lon!r},{point.lat!r})"))

    def indexed(self, connection: Connection) -> int:
        """How many claims the full-text index holds."""
        return int(connection.exec_driver_sql("SELECT count(*) FROM claim_words").scalar_one())

    def words(self) -> FromClause:
        """The full-text index."""
        return table("claim_words", column("claim"), column("search"))

    def match(self, wanted: Wanted) -> ColumnElement[bool]:
        """A tsquery; facets are single tokens of letters and digits, so that none can be taken for an operator."""
        asked: ColumnElement[Any] | None = None
        if wanted.facets:
            written = " & ".join(f"({' | '.join(group)})" for group in wanted.facets)
            asked = literal_column(f"'{written}'::tsquery")
        for phrase in wanted.phrases:
            part = func.phraseto_tsquery(literal_column("'english'"), bindparam(None, " ".join(phrase), unique=True))
            asked = part if asked is None else asked.op("&&")(part)
        return literal_column("claim_words.search").op("@@", is_comparison=True)(asked)

    def hits(self, wanted: Wanted) -> FromClause:
        """What GIN finds, collected first: the planner would else go through the whole table for a page of rare rows."""
        found = select(literal_column("claim", type_=BigInteger)).select_from(table("claim_words"))
        return found.where(self.match(wanted)).cte("hits").prefix_with("MATERIALIZED")

    def on_hit(self, number: ColumnElement[int], wanted: Wanted) -> ColumnElement[bool]:
        """How `hits` are joined to the claims."""
        return number == self.hit()

    def hit(self) -> ColumnElement[int]:
        """The number of a claim in `hits`."""
        return literal_column("hits.claim")

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

    def insert(self, connection: Connection, table: Table, rows: Sequence[dict[str, Any]]) -> None:
        """Writes rows by COPY, several times as fast as INSERT."""
        if not rows:
            return
        names = ", ".join(connection.dialect.identifier_preparer.quote(column.name) for column in table.columns)
        with _cursor(connection).copy(f"COPY {table.name} ({names}) FROM STDIN") as copy:
            for row in stored(table, connection.dialect, rows):
                copy.write_row(row)

    def fault(self, error: BaseException) -> LedgerError | None:
        """What an error of the database means to the user; `None` where it is a fault of ours."""
        cause = error.orig if isinstance(error, sa_exc.DBAPIError) else error
        psycopg = _psycopg()
        told = " ".join(str(cause).split())[:200]
        if isinstance(cause, psycopg.errors.LockNotAvailable):
            mend = "Wait until it is done, then try again"
            return LedgerError("is being written to by another program", where=self.name, mend=mend)
        if isinstance(cause, psycopg.errors.DiskFull):
            mend = "Make room, then try again"
            return LedgerError("the server's disk is full; what was committed is kept", where=self.name, mend=mend)
        if isinstance(cause, psycopg.errors.InsufficientPrivilege | psycopg.errors.ReadOnlySqlTransaction):
            return LedgerError(f"the server refuses ({told})", where=self.name, mend="Ask for the rights to write")
        if self.lost(error):
            mend = "Check the address and the server; then try again: what was committed is kept"
            return LedgerError(f"the server cannot be reached ({told})", where=self.name, mend=mend)
        if isinstance(cause, psycopg.errors.UndefinedTable):
            return LedgerError("holds no ledger", where=self.name, mend="reportedly add makes one")
        return None

    def lost(self, error: BaseException) -> bool:
        """Whether an error means that the connection broke, so that trying again may help."""
        psycopg = _psycopg()
        if isinstance(error, sa_exc.DBAPIError) and error.connection_invalidated:
            return True
        cause = error.orig if isinstance(error, sa_exc.DBAPIError) else error
        away = (psycopg.errors.AdminShutdown, psycopg.errors.CannotConnectNow, psycopg.errors.CrashShutdown)
        if isinstance(cause, away):
            return True
        return isinstance(cause, psycopg.OperationalError) and getattr(cause, "sqlstate", None) is None


def driver(url: URL) -> None:
    """Makes sure that the database can be spoken to."""
    if url.drivername not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise LedgerError(
            f'"{url.drivername}" is not supported',
            where=url.render_as_string(hide_password=True),
            mend="Give a file's name, or postgresql+psycopg://user@host/database",
        )
    _psycopg()


def _psycopg() -> ModuleType:
    try:
        import psycopg
    except ImportError as error:
        raise LedgerError(
            "PostgreSQL needs another package", mend='Install it with: pip install "reportedly[postgres]"'
        ) from error
    return psycopg


def _cursor(connection: Connection) -> Any:
    assert connection.connection.driver_connection is not None
    return connection.connection.driver_connection.cursor()


def _clean(words: str) -> str:
    """Words without what PostgreSQL cannot take; offsets play no part here."""
    return words[:LONGEST_WORDS].replace("\0", " ").encode("utf-8", "replace").decode("utf-8")


__all__ = ["PostgresSeam", "text"]
