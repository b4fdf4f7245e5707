"""Users of a ledger that a team shares: kept beside the ledger's own tables; what they do is told in its chain.

A password is kept as argon2id makes it, a session as the hash of its token: neither can be used by who reads the tables.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from sqlalchemy import Column, Connection, Index, MetaData, Table, Text, delete, inspect, select, update

from reportedly.errors import SettingError
from reportedly.ledger.opening import open_seam, telling
from reportedly.ledger.seam import Seam
from reportedly.ledger.writing import Batch, batch
from reportedly.web.people import audit

Role = Literal["reader", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)
SHORTEST, LONGEST = 10, 1_000  # characters of a password
SESSION = timedelta(hours=12)  # since it was last used
_NAME = re.compile(r"[\w.@ -]{1,64}")

METADATA = MetaData()
users = Table(
    "web_users",
    METADATA,
    Column("name", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("password", Text, nullable=False),
    Column("made", Text, nullable=False),
)
sessions = Table(
    "web_sessions",
    METADATA,
    Column("token", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("until", Text, nullable=False),
    Index("web_sessions_name", "name"),
)


@dataclass(frozen=True, slots=True)
class User:
    """Who looks, and what they may do."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether they may do what takes that role: an admin whatever a reviewer may, a reviewer whatever a reader may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Users:
    """The users of a ledger. Close it."""

    def __init__(self, ledger: str, *, wait_s: float = 5.0) -> None:
        self._seam: Seam = open_seam(ledger if "://" in ledger else Path(ledger), read_only=False, wait_s=wait_s)
        from argon2 import PasswordHasher

        self._hasher = PasswordHasher()
        self._decoy = self._hasher.hash(secrets.token_hex(16))

    def close(self) -> None:
        """Lets go of the ledger."""
        self._seam.engine.dispose()

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        engine = self._seam.engine
        with telling(self._seam), engine.connect().execution_options(writing=True) as connection, connection.begin():
            METADATA.create_all(connection)
            yield connection

    @contextmanager
    def _told(self) -> Iterator[Batch]:
        """A change that is told in the chain by the same transaction, so that neither stands without the other."""
        with telling(self._seam), batch(self._seam, audit.KIND) as opened:
            METADATA.create_all(opened.connection)
            yield opened

    def list(self) -> list[User]:
        """All users, by name."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            if not inspect(connection).has_table(users.name):
                return []
            rows = connection.execute(select(users.c.name, users.c.role).order_by(users.c.name))
            return [User(row.name, row.role) for row in rows]

    def put(self, name: str, role: Role, password: str | None, *, by: str) -> None:
        """Makes a user, or gives one another role or password; raises `SettingError`. Sessions of the user end."""
        _check(name, role, password)
        values: dict[str, Any] = {"role": role}
        if password is not None:
            values["password"] = self._hasher.hash(password)
        with self._told() as opened:
            connection = opened.connection
            there = connection.execute(select(users.c.name).where(users.c.name == name)).first() is not None
            if not there and password is None:
                raise SettingError("has no password", where=name, mend="Give one")
            if there:
                connection.execute(update(users).where(users.c.name == name).values(**values))
                connection.execute(delete(sessions).where(sessions.c.name == name))
            else:
                made = datetime.now(UTC).isoformat(timespec="seconds")
                connection.execute(users.insert(), {"name": name, "made": made, **values})
            audit.note(opened, "user", name, by, role=role, password="kept" if password is None else "set")

    def remove(self, name: str, *, by: str) -> None:
        """Takes a user away; raises `SettingError` where there is none."""
        with self._told() as opened:
            if not opened.connection.execute(delete(users).where(users.c.name == name)).rowcount:
                raise SettingError("is no user", where=name, mend="reportedly users list tells who is")
            opened.connection.execute(delete(sessions).where(sessions.c.name == name))
            audit.note(opened, "user", name, by, role=None)

    def events(self, limit: int = 100) -> Sequence[audit.Event]:
        """Who signed in and out, was turned away, or was made another user of: the last of it, latest first."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            return audit.events(connection, limit)

    def sign_in(self, name: str, password: str) -> str | None:
        """The token of a new session; `None` where name or password are wrong. Both take the same time."""
        with telling(self._seam), self._seam.engine.connect() as connection:
            row = None
            if inspect(connection).has_table(users.name):
                row = connection.execute(select(users.c.password).where(users.c.name == name)).first()
        if not self._is_right(row.password if row else None, password):
            with self._told() as opened:
                who = name if row else audit.NOBODY
                audit.note(opened, "sign-in-failed", who, who)
            return None
        token = secrets.token_urlsafe(32)
        now = datetime.now(UTC)
        with self._told() as opened:
            opened.connection.execute(delete(sessions).where(sessions.c.until < now.isoformat(timespec="seconds")))
            until = (now + SESSION).isoformat(timespec="seconds")
            opened.connection.execute(sessions.insert(), {"token": _hashed(token), "name": name, "until": until})
            audit.note(opened, "sign-in", name, name)
        return token

    def _is_right(self, kept: str | None, password: str) -> bool:
        from argon2.exceptions import Argon2Error, InvalidHashError

        try:
            self._hasher.verify(kept or self._decoy, password[:LONGEST])
        except (Argon2Error, InvalidHashError):
            return False
        return kept is not None

    def of(self, token: str) -> User | None:
        """Whose session it is, if it is one and has not ended. One that is used goes on."""
        now = datetime.now(UTC)
        with telling(self._seam), self._seam.engine.connect() as connection:
            if not inspect(connection).has_table(users.name):
                return None
            joined = users.join(sessions, users.c.name == sessions.c.name)
            asked = select(users.c.name, users.c.role, sessions.c.until).select_from(joined)
            row = connection.execute(asked.where(sessions.c.token == _hashed(token))).first()
        if row is None or row.until < now.isoformat(timespec="seconds"):
            return None
        if datetime.fromisoformat(row.until) - now < SESSION * 0.75:
            with self._writing() as connection:
                until = (now + SESSION).isoformat(timespec="seconds")
                connection.execute(update(sessions).where(sessions.c.token == _hashed(token)).values(until=until))
        return User(row.name, row.role)

    def sign_out(self, token: str) -> None:
        """Ends a session."""
        with self._told() as opened:
            mine = sessions.c.token == _hashed(token)
            name = opened.connection.execute(select(sessions.c.name).where(mine)).scalar()
            if name is not None:
                opened.connection.execute(delete(sessions).where(mine))
                audit.note(opened, "sign-out", name, name)


def _hashed(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()


def _check(name: str, role: str, password: str | None) -> None:
    if not _NAME.fullmatch(name) or name != name.strip():
        raise SettingError(
            f'"{name}" is no name for a user', where="name", mend="Use letters, digits, . - @ and blanks"
        )
    if role not in ROLES:
        raise SettingError(f'"{role}" is no role', where="role", mend=f"Use {', '.join(ROLES)}")
    if password is not None and not SHORTEST <= len(password) <= LONGEST:
        raise SettingError("is too short or too long", where="password", mend=f"Use {SHORTEST} characters or more")


def has_users(seam: Seam) -> bool:
    """Whether a ledger has users, so that whoever looks has to sign in."""
    with telling(seam), seam.engine.connect() as connection:
        return (
            inspect(connection).has_table(users.name) and connection.execute(select(users.c.name)).first() is not None
        )
