"""Incidents, the claims that tell of each, and documents that took over the text of others.

Revision ID: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _kept(
        "incidents",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("first", sa.Text(), nullable=False),
        sa.Column("parent", sa.Text(), nullable=True),
    )
    op.create_index("incidents_id", "incidents", ["id"], unique=False)
    _kept(
        "incident_members",
        sa.Column("claim", sa.Text(), nullable=False),
        sa.Column("incident", sa.Text(), nullable=False),
    )
    op.create_index("incident_members_claim", "incident_members", ["claim"], unique=False)
    op.create_index("incident_members_incident", "incident_members", ["incident"], unique=False)
    _kept(
        "takeovers",
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("original", sa.Text(), nullable=False),
        sa.Column("share", sa.Float(precision=53), nullable=False),
        sa.Column("named", sa.Boolean(), nullable=False),
    )
    op.create_index("takeovers_document", "takeovers", ["document"], unique=False)


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
