"""What linking keeps in a ledger to go on from: gists under their keys, links, sketches of documents.

All of it is made of claims and can be made anew, so it is not under the chain, and a ledger without it is linked as a whole
once. Claims and documents have numbers here, which are shorter than their ids.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    inspect,
    select,
)

from reportedly.ledger.schema import Words

METADATA = MetaData()
_NUMBER = BigInteger().with_variant(Integer(), "sqlite")

state = Table(
    "linked_state",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("version", Text, nullable=False),  # of gists and weights (`packing.version`)
    Column("through", Integer, nullable=False),  # the batch of the ledger up to which its claims are linked
    Column("claims", BigInteger, nullable=False),  # the last row of claims in that batch
    Column("reviews", BigInteger, nullable=False),  # the last row of reviews
)
claims = Table(
    "linked_claims",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("claim", Text, nullable=False, unique=True),
    *(Column(f"rank{turn}", BigInteger, nullable=False) for turn in range(3)),
    Column("gist", Words, nullable=False),
)
keys = Table(
    "linked_keys",
    METADATA,
    Column("key", BigInteger, primary_key=True, autoincrement=False),
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
links = Table(
    "linked_pairs",
    METADATA,
    Column("one", BigInteger, primary_key=True, autoincrement=False),  # each pair stands here twice, once either way
    Column("other", BigInteger, primary_key=True, autoincrement=False),
    Column("weight", Float(53), nullable=False),
    sqlite_with_rowid=False,
)
documents = Table(
    "linked_documents",
    METADATA,
    Column("number", _NUMBER, primary_key=True, autoincrement=False),
    Column("document", Text, nullable=False, unique=True),
    Column("publisher", Words, nullable=False),
    Column("origin", Words),
    Column("published", Integer),
    Column("size", Integer, nullable=False),
    Column("minhash", LargeBinary, nullable=False),
)
bands = Table(
    "linked_bands",
    METADATA,
    Column("band", BigInteger, primary_key=True, autoincrement=False),
    Column("place", BigInteger, primary_key=True, autoincrement=False),  # by day (`Sketch.place`)
    Column("number", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)


@dataclass(frozen=True, slots=True)
class State:
    """Up to where a ledger is linked: the version of gists and weights, the batch, the last rows of claims and reviews."""

    version: str
    through: int
    claims: int
    reviews: int


def state_of(connection: Connection) -> State | None:
    """Up to where the ledger is linked; ``None`` where nothing is kept to go on from."""
    if not inspect(connection).has_table(state.name):
        return None
    s = state.c
    found = connection.execute(select(s.version, s.through, s.claims, s.reviews)).first()
    return State(*found) if found else None
