"""What a question gives: records one by one, or a table for analysis."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from reportedly.errors import LedgerError
from reportedly.ledger.records import claim_of
from reportedly.model import Claim

if TYPE_CHECKING:
    import pandas
    import polars

Record = dict[str, Any]


class Claims(Iterator[Record]):
    """The records of claims in the record format, once each, as they come; memory stays flat.

    After a page, `next_page` is what to pass as `before` for the next one.
    """

    def __init__(self, rows: Iterator[tuple[int, Record]]) -> None:
        self._rows = rows
        self.next_page: int | None = None

    def __next__(self) -> Record:
        self.next_page, record = next(self._rows)
        return record

    def claims(self) -> Iterator[Claim]:
        """The same as values of the program's own types, for its writers."""
        return map(claim_of, self)

    def to_polars(self) -> polars.DataFrame:
        """A table with the columns of the CSV export; lists are joined by " | ". Needs ``reportedly[tables]``."""
        try:
            import polars
        except ImportError as error:
            raise _no_tables("polars") from error
        names, rows = self._table()
        return polars.DataFrame(rows, schema=names, orient="row", infer_schema_length=None)

    def to_pandas(self) -> pandas.DataFrame:
        """A table with the columns of the CSV export; lists are joined by " | ". Needs ``reportedly[tables]``."""
        try:
            import pandas
        except ImportError as error:
            raise _no_tables("pandas") from error
        names, rows = self._table()
        return pandas.DataFrame(rows, columns=names)

    def _table(self) -> tuple[list[str], list[tuple[Any, ...]]]:
        from reportedly.export.csv import COLUMNS

        return list(COLUMNS), [tuple(value(claim) for value in COLUMNS.values()) for claim in self.claims()]


class Documents(Iterator[Record]):
    """The records of documents: their metadata, how each was had, and when the ledger took it."""

    def __init__(self, rows: Iterator[Mapping[str, Any]], record: Callable[[Mapping[str, Any]], Record]) -> None:
        self._rows, self._record = rows, record

    def __next__(self) -> Record:
        return self._record(next(self._rows))


def _no_tables(name: str) -> LedgerError:
    return LedgerError(f"{name} is not installed", mend='Install it with: pip install "reportedly[tables]"')
