"""The tables of a ledger, one schema for SQLite and PostgreSQL.

A row is never overwritten. It is written in one batch (``valid_from``) and may be closed in a later one (``valid_to``);
it was current in between. What the ledger knew on a day is then a condition on two numbers, for every table alike.

Two kinds of table: *kept* ones hold what was read and decided, and are under the chain (`kept`); *derived* ones
(`claim_names`, `claim_places` and the search indexes) repeat parts of claims to be found by, and can be made anew.
"""

from __future__ import annotations

import re
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    text,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

APPLICATION = 0x72707464  # "rptd", in the head of an SQLite file: so that a file of another program is known for one
HEAD = "0002"  # the newest migration; a test holds it to the folder of migrations

_ESCAPE = "\ue000"
_ODD = re.compile("[\0\ud800-\udfff\ue000]")
_ESCAPED = re.compile("\ue000([0-9a-f]{4})")


def odd(value: str) -> bool:
    """Whether a text holds what cannot be stored as it is: NUL, lone surrogates, or the sign that escapes them."""
    if "\0" in value or _ESCAPE in value:
        return True
    if value.isascii():
        return False
    try:
        value.encode()  # several times as fast as looking for surrogates
    except UnicodeEncodeError:
        return True
    return False


def escaped(value: str | None) -> str | None:
    """A text of unknown origin as it is stored. NUL, which PostgreSQL refuses, and lone surrogates, which UTF-8 cannot
    hold, become an escape."""
    if value is None or not odd(value):
        return value
    return _ODD.sub(lambda found: f"{_ESCAPE}{ord(found[0]):04x}", value)


def meant(value: str | None) -> str | None:
    """The text that was escaped, letter for letter."""
    if value is None or _ESCAPE not in value:
        return value
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)


class Words(TypeDecorator[str]):
    """Text of unknown origin, letter for letter."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """What is stored."""
        return escaped(value)

    def process_result_value(self, value: str | None, dialect: Dialect) -> str | None:
        """What was meant."""
        return meant(value)


METADATA = MetaData()


def kept_table(name: str, *columns: Column[Any] | Index, metadata: MetaData = METADATA) -> Table:
    """A table whose rows have a history: numbered, and current from one batch until another."""
    return Table(
        name,
        metadata,
        Column("rowno", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
        Column("valid_from", Integer, nullable=False),
        Column("valid_to", Integer),
        *columns,
        Index(
            f"{name}_closed",
            "valid_to",
            postgresql_where=text("valid_to IS NOT NULL"),
            sqlite_where=text("valid_to IS NOT NULL"),
        ),
    )


batches = Table(
    "batches",
    METADATA,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("at", Text, nullable=False),  # UTC, ISO 8601; never before that of the batch before
    Column("kind", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("manifest", Words, nullable=False),
    Column("hash", Text, nullable=False),
    Index("batches_at", "at"),
)
texts = kept_table(
    "texts",
    Column("sha256", Text, nullable=False),
    Column("text", Words, nullable=False),
    Index("texts_key", "sha256"),
)
raws = kept_table(
    "raws",
    Column("sha256", Text, nullable=False),
    Column("bytes", Integer, nullable=False),
    Column("packing", Text, nullable=False),
    Column("data", LargeBinary, nullable=False),
    Index("raws_key", "sha256"),
)
documents = kept_table(
    "documents",
    Column("id", Text, nullable=False),
    Column("ref", Words),
    Column("title", Words),
    Column("publisher", Words),
    Column("original_source", Words),
    Column("author", Words),
    Column("url", Words),
    Column("published", Text),
    Column("language", Words),
    Column("rights", Words),
    Column("archive_url", Words),
    Column("extra", Words),
    Column("text_sha256", Text, nullable=False),
    Column("raw_sha256", Text),
    Column("method", Text),
    Column("path", Words),
    Column("retrieved", Text),
    Column("status", Integer),
    Column("headers", Words),
    Column("final_url", Words),
    Column("replaces", Text),
    Index("documents_id", "id"),
    Index("documents_url", "url"),
    Index("documents_publisher", "publisher"),
)
readers = kept_table(
    "readers",
    Column("id", Text, nullable=False),
    Column("name", Words, nullable=False),
    Column("version", Words, nullable=False),
    Column("lexicon", Text),
    Column("gazetteer", Text),
    Column("settings", Words, nullable=False),
    Index("readers_id", "id"),
)
runs = kept_table(
    "runs",
    Column("id", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("started", Text, nullable=False),
    Column("ended", Text),
    Column("settings", Words, nullable=False),
    Column("documents", Integer),
    Column("claims", Integer),
    Column("known", Integer),
    Column("failures", Integer),
    Index("runs_id", "id"),
)
readings = kept_table(
    "readings",
    Column("document", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("run", Text, nullable=False),
    Column("claims", Integer, nullable=False),
    Column("warnings", Words),
    Index("readings_document", "document"),
    Index("readings_run", "run"),
)
failures = kept_table(
    "failures",
    Column("run", Text, nullable=False),
    Column("place", Words, nullable=False),
    Column("fault", Words, nullable=False),
    Column("mend", Words),
    Index("failures_run", "run"),
)
claims = kept_table(
    "claims",
    Column("id", Text, nullable=False),
    Column("document", Text, nullable=False),
    Column("reader", Text, nullable=False),
    Column("layer", Text, nullable=False),  # "read" by the reader, or "corrected" by a person
    Column("review", Text, nullable=False),  # "open", "accepted" or "rejected"
    Column("type", Text, nullable=False),
    Column("status", Text, nullable=False),
    Column("hedged", Boolean(create_constraint=False), nullable=False),
    Column("trigger_text", Words, nullable=False),
    Column("date_start", Text),
    Column("date_end", Text),
    Column("confidence", Float(53)),
    Column("record", Words, nullable=False),
    Index("claims_id", "id"),
    Index("claims_document", "document"),
)
reviews = kept_table(
    "reviews",
    Column("id", Text, nullable=False),
    Column("about", Text, nullable=False),  # the table of what is reviewed: "claims", later "incidents"
    Column("key", Text, nullable=False),
    Column("kind", Text, nullable=False),  # "accept", "reject", "set", "note"; other rooms add theirs
    Column("slot", Text),
    Column("value", Words),
    Column("before", Words),
    Column("by", Words, nullable=False),
    Column("note", Words),
    Index("reviews_key", "key"),
)
tombstones = kept_table(
    "tombstones",
    Column("about", Text, nullable=False),
    Column("key", Text, nullable=False),
    Column("reason", Words, nullable=False),
    Column("survivor", Text),
    Column("by", Words),
    Index("tombstones_key", "key"),
)
polls = kept_table(
    "polls",
    Column("feed", Words, nullable=False),
    Column("item", Words, nullable=False),
    Column("document", Text),
    Column("outcome", Words, nullable=False),
    Index("polls_item", "feed", "item"),
)
incidents = kept_table(
    "incidents",
    Column("id", Text, nullable=False),
    Column("first", Text, nullable=False),  # the claim that was told first
    Column("parent", Text),  # the incident that it was split off from
    Index("incidents_id", "id"),
)
incident_members = kept_table(
    "incident_members",
    Column("claim", Text, nullable=False),
    Column("incident", Text, nullable=False),
    Index("incident_members_claim", "claim"),
    Index("incident_members_incident", "incident"),
)
takeovers = kept_table(
    "takeovers",
    Column("document", Text, nullable=False),
    Column("original", Text, nullable=False),
    Column("share", Float(53), nullable=False),
    Column("named", Boolean(create_constraint=False), nullable=False),
    Index("takeovers_document", "document"),
)

claim_names = Table(
    "claim_names",
    METADATA,
    Column("claim", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("role", Text, primary_key=True),  # "actor", "target", "said_by", "backer"
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("party", Text),
    Column("name", Words, nullable=False),
    Column("text", Words, nullable=False),
    Column("label", Words),
    sqlite_with_rowid=False,
)
claim_places = Table(
    "claim_places",
    METADATA,
    Column("claim", BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=False),
    Column("role", Text, primary_key=True),  # "places" or "within"
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("place", Text),
    Column("name", Words),
    Column("text", Words, nullable=False),
    Column("country", Text),
    Column("admin1", Words),
    Column("lat", Float(53)),
    Column("lon", Float(53)),
    Column("precision", Integer),
    sqlite_with_rowid=False,
)
DERIVED = (claim_names, claim_places)
