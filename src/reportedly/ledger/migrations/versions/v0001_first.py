"""The first form of the ledger.

Revision ID: 0001
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _batches()
    _claim_names()
    _claim_places()
    _claims()
    _documents()
    _failures()
    _polls()
    _raws()
    _readers()
    _readings()
    _reviews()
    _runs()
    _texts()
    _tombstones()


def _batches() -> None:
    op.create_table(
        "batches",
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("previous", sa.Text(), nullable=False),
        sa.Column("manifest", sa.Text(), nullable=False),
        sa.Column("hash", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("number"),
    )
    op.create_index("batches_at", "batches", ["at"], unique=False)


def _claim_names() -> None:
    op.create_table(
        "claim_names",
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("party", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("claim", "role", "number"),
        sqlite_with_rowid=False,
    )


def _claim_places() -> None:
    op.create_table(
        "claim_places",
        sa.Column("claim", NUMBER, autoincrement=False, nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=True),
        sa.Column("admin1", sa.Text(), nullable=True),
        sa.Column("lat", sa.Float(precision=53), nullable=True),
        sa.Column("lon", sa.Float(precision=53), nullable=True),
        sa.Column("precision", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("claim", "role", "number"),
        sqlite_with_rowid=False,
    )


def _claims() -> None:
    _kept(
        "claims",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("layer", sa.Text(), nullable=False),
        sa.Column("review", sa.Text(), nullable=False),
        sa.Column("type", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("hedged", sa.Boolean(), nullable=False),
        sa.Column("trigger_text", sa.Text(), nullable=False),
        sa.Column("date_start", sa.Text(), nullable=True),
        sa.Column("date_end", sa.Text(), nullable=True),
        sa.Column("confidence", sa.Float(precision=53), nullable=True),
        sa.Column("record", sa.Text(), nullable=False),
    )
    op.create_index("claims_document", "claims", ["document"], unique=False)
    op.create_index("claims_id", "claims", ["id"], unique=False)


def _documents() -> None:
    _kept(
        "documents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("ref", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("publisher", sa.Text(), nullable=True),
        sa.Column("original_source", sa.Text(), nullable=True),
        sa.Column("author", sa.Text(), nullable=True),
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("published", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=True),
        sa.Column("rights", sa.Text(), nullable=True),
        sa.Column("archive_url", sa.Text(), nullable=True),
        sa.Column("extra", sa.Text(), nullable=True),
        sa.Column("text_sha256", sa.Text(), nullable=False),
        sa.Column("raw_sha256", sa.Text(), nullable=True),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("path", sa.Text(), nullable=True),
        sa.Column("retrieved", sa.Text(), nullable=True),
        sa.Column("status", sa.Integer(), nullable=True),
        sa.Column("headers", sa.Text(), nullable=True),
        sa.Column("final_url", sa.Text(), nullable=True),
        sa.Column("replaces", sa.Text(), nullable=True),
    )
    op.create_index("documents_id", "documents", ["id"], unique=False)
    op.create_index("documents_publisher", "documents", ["publisher"], unique=False)
    op.create_index("documents_url", "documents", ["url"], unique=False)


def _failures() -> None:
    _kept(
        "failures",
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("fault", sa.Text(), nullable=False),
        sa.Column("mend", sa.Text(), nullable=True),
    )
    op.create_index("failures_run", "failures", ["run"], unique=False)


def _polls() -> None:
    _kept(
        "polls",
        sa.Column("feed", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("document", sa.Text(), nullable=True),
        sa.Column("outcome", sa.Text(), nullable=False),
    )
    op.create_index("polls_item", "polls", ["feed", "item"], unique=False)


def _raws() -> None:
    _kept(
        "raws",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("bytes", sa.Integer(), nullable=False),
        sa.Column("packing", sa.Text(), nullable=False),
        sa.Column("data", sa.LargeBinary(), nullable=False),
    )
    op.create_index("raws_key", "raws", ["sha256"], unique=False)


def _readers() -> None:
    _kept(
        "readers",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("lexicon", sa.Text(), nullable=True),
        sa.Column("gazetteer", sa.Text(), nullable=True),
        sa.Column("settings", sa.Text(), nullable=False),
    )
    op.create_index("readers_id", "readers", ["id"], unique=False)


def _readings() -> None:
    _kept(
        "readings",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("run", sa.Text(), nullable=False),
        sa.Column("claims", sa.Integer(), nullable=False),
        sa.Column("warnings", sa.Text(), nullable=True),
    )
    op.create_index("readings_document", "readings", ["document"], unique=False)
    op.create_index("readings_run", "readings", ["run"], unique=False)


def _reviews() -> None:
    _kept(
        "reviews",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=True),
        sa.Column("value", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
    )
    op.create_index("reviews_key", "reviews", ["key"], unique=False)


def _runs() -> None:
    _kept(
        "runs",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("reader", sa.Text(), nullable=False),
        sa.Column("started", sa.Text(), nullable=False),
        sa.Column("ended", sa.Text(), nullable=True),
        sa.Column("settings", sa.Text(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=True),
        sa.Column("claims", sa.Integer(), nullable=True),
        sa.Column("known", sa.Integer(), nullable=True),
        sa.Column("failures", sa.Integer(), nullable=True),
    )
    op.create_index("runs_id", "runs", ["id"], unique=False)


def _texts() -> None:
    _kept(
        "texts",
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
    )
    op.create_index("texts_key", "texts", ["sha256"], unique=False)


def _tombstones() -> None:
    _kept(
        "tombstones",
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("survivor", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=True),
    )
    op.create_index("tombstones_key", "tombstones", ["key"], unique=False)


def _kept(name: str, *columns: sa.Column[object]) -> None:
    op.create_table(
        name,
        sa.Column("rowno", NUMBER, autoincrement=False, nullable=False),
        sa.Column("valid_from", sa.Integer(), nullable=False),
        sa.Column("valid_to", sa.Integer(), nullable=True),
        *columns,
        sa.PrimaryKeyConstraint("rowno"),
    )
    op.create_index(
        f"{name}_closed",
        name,
        ["valid_to"],
        unique=False,
        postgresql_where=sa.text("valid_to IS NOT NULL"),
        sqlite_where=sa.text("valid_to IS NOT NULL"),
    )
