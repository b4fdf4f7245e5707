"""The driver that PostgreSQL is spoken to by, imported late, and what its errors mean to the user."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import URL
from sqlalchemy import exc as sa_exc

from reportedly.errors import LedgerError

if TYPE_CHECKING:
    from types import ModuleType


def driver(url: URL) -> None:
    """Makes sure that the database can be spoken to."""
    if url.drivername not in {"postgresql", "postgres", "postgresql+psycopg"}:
        raise LedgerError(
            f'"{url.drivername}" is not supported',
            where=url.render_as_string(hide_password=True),
            mend="Give a file's name, or postgresql+psycopg://user@host/database",
        )
    psycopg_module()


def psycopg_module() -> ModuleType:
    """The driver. Raises `LedgerError` where it is not installed."""
    try:
        import psycopg
    except ImportError as error:
        raise LedgerError(
            "PostgreSQL needs another package", mend='Install it with: pip install "reportedly[postgres]"'
        ) from error
    return psycopg


def fault_of(error: BaseException, where: str) -> LedgerError | None:
    """What an error of the database at `where` means to the user; `None` where it is a fault of ours."""
    cause = error.orig if isinstance(error, sa_exc.DBAPIError) else error
    psycopg = psycopg_module()
    told = " ".join(str(cause).split())[:200]
    if isinstance(cause, psycopg.errors.LockNotAvailable):
        mend = "Wait until it is done, then try again"
        return LedgerError("is being written to by another program", where=where, mend=mend)
    if isinstance(cause, psycopg.errors.DiskFull):
        mend = "Make room, then try again"
        return LedgerError("the server's disk is full; what was committed is kept", where=where, mend=mend)
    if isinstance(cause, psycopg.errors.InsufficientPrivilege | psycopg.errors.ReadOnlySqlTransaction):
        return LedgerError(f"the server refuses ({told})", where=where, mend="Ask for the rights to write")
    if is_lost(error):
        mend = "Check the address and the server; then try again: what was committed is kept"
        return LedgerError(f"the server cannot be reached ({told})", where=where, mend=mend)
    if isinstance(cause, psycopg.errors.UndefinedTable):
        return LedgerError("holds no ledger", where=where, mend="reportedly add makes one")
    return None


def is_lost(error: BaseException) -> bool:
    """Whether an error means that the connection broke, so that trying again may help."""
    psycopg = psycopg_module()
    if isinstance(error, sa_exc.DBAPIError) and error.connection_invalidated:
        return True
    cause = error.orig if isinstance(error, sa_exc.DBAPIError) else error
    away = (psycopg.errors.AdminShutdown, psycopg.errors.CannotConnectNow, psycopg.errors.CrashShutdown)
    if isinstance(cause, away):
        return True
    return isinstance(cause, psycopg.OperationalError) and getattr(cause, "sqlstate", None) is None
