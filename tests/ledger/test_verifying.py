from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, create_engine, text
from tests.ledger.made_up import NEWER, RULES, reading, readings

from reportedly.ledger import Ledger, chain
from reportedly.ledger.kept import KEPT


@pytest.fixture
def behind(where: str) -> Iterator[Connection]:
    """A way to change the tables behind the ledger's back."""
    engine = create_engine(where if "://" in where else f"sqlite:///{where}")
    with engine.connect() as connection:
        yield connection
    engine.dispose()


def fill(ledger: Ledger) -> None:
    """Six batches: four documents, one read anew, and a review."""
    with ledger.adder(RULES) as adder:
        for read in readings(4):
            adder.put(read)
    ledger.add([reading(1)], reader=NEWER, reread=True)
    ledger.review(reading(2).claims[0].id, "set", slot="killed", value="7-9", by="R. Reader")


def test_a_ledger_that_nobody_touched_is_whole(ledger: Ledger) -> None:
    fill(ledger)
    found = ledger.verify()
    assert found.faults == ()
    head = ledger.head()
    assert head == (found.batches, found.head)
    assert found.rows > 40


def test_an_empty_ledger_is_whole(ledger: Ledger) -> None:
    assert ledger.verify().whole
    assert ledger.head() is None


CLAIM = reading(3).claims[1].id
ALTERATIONS = {
    "a claim": (f"UPDATE claims SET record = replace(record, 'killing', 'sparing') WHERE id = '{CLAIM}'", f"claims {CLAIM} was altered"),
    "a column": (f"UPDATE claims SET status = 'planned' WHERE id = '{CLAIM}'", f"claims {CLAIM} was altered"),
    "a text": ("UPDATE texts SET text = text || '!' WHERE rowno = 2", "texts"),
    "a review": ("UPDATE reviews SET by = 'N. Nobody'", "reviews v_"),
    "a row dropped": (f"DELETE FROM claims WHERE id = '{CLAIM}'", f"claims {CLAIM} is missing"),
    "a row moved": (f"UPDATE claims SET valid_from = 2 WHERE id = '{CLAIM}'", f"claims {CLAIM}"),
    "a row closed": (f"UPDATE claims SET valid_to = 3 WHERE id = '{CLAIM}'", f"claims {CLAIM} was closed outside of the chain"),
    "a row reopened": ("UPDATE claims SET valid_to = NULL WHERE valid_to IS NOT NULL", "was reopened outside of the chain"),
    "a row of no batch": ("UPDATE documents SET valid_from = 99, rowno = 99 WHERE rowno = 4", "is missing"),
    "a time": ("UPDATE batches SET at = '2001-01-01T00:00:00.000000Z' WHERE number = 2", "batch 2 (2001-01-01T00:00:00.000000Z) was altered"),
    "a list": ("UPDATE batches SET manifest = manifest || 'x' WHERE number = 3", "batch 3"),
    "a batch dropped": ("DELETE FROM batches WHERE number = 3", "batch 3 is missing"),
    "a name": ("UPDATE claim_names SET name = 'Nobody' WHERE number = 0 AND role = 'actor'", "what it is found by was altered"),
    "a place": ("DELETE FROM claim_places", "what it is found by was altered"),
}  # fmt: skip


@pytest.mark.parametrize("name", ALTERATIONS)
def test_what_was_altered_is_named(ledger: Ledger, behind: Connection, name: str) -> None:
    fill(ledger)
    statement, fault = ALTERATIONS[name]
    assert behind.execute(text(statement)).rowcount > 0
    behind.commit()
    found = ledger.verify()
    assert not found.whole
    assert fault in found.faults[0], found.faults


def test_who_mends_the_list_and_its_hash_breaks_the_batch_after(ledger: Ledger, behind: Connection) -> None:
    fill(ledger)
    b = behind.execute(text("SELECT number, at, kind, previous, manifest FROM batches WHERE number = 4")).one()
    lines = [line for line in b.manifest.split("\n") if CLAIM not in line]
    forged = chain.Link(b.number, b.at, b.kind, b.previous, "\n".join(lines))
    behind.execute(
        text("UPDATE batches SET manifest = :manifest, hash = :hash WHERE number = 4"),
        {"manifest": forged.manifest, "hash": forged.hash},
    )
    behind.execute(text(f"DELETE FROM claims WHERE id = '{CLAIM}'"))
    behind.commit()
    assert "batch 5" in ledger.verify().faults[0]
    assert "does not follow" in ledger.verify().faults[0]


def test_a_ledger_that_was_cut_off_lacks_the_head_that_was_noted(ledger: Ledger, behind: Connection) -> None:
    fill(ledger)
    head = ledger.head()
    assert head is not None
    for table in (*KEPT, "claim_names", "claim_places"):
        if table in KEPT:
            behind.execute(text(f"DELETE FROM {table} WHERE valid_from = {head[0]}"))
            behind.execute(text(f"UPDATE {table} SET valid_to = NULL WHERE valid_to = {head[0]}"))
        else:
            behind.execute(text(f"DELETE FROM {table} WHERE claim NOT IN (SELECT rowno FROM claims)"))
    behind.execute(text(f"DELETE FROM batches WHERE number = {head[0]}"))
    behind.commit()
    ledger.reindex()
    assert ledger.verify().whole
    (fault,) = ledger.verify(head=head[1]).faults
    assert fault.startswith(f"no batch has the hash {head[1]}")


def test_reindexing_mends_what_claims_are_found_by(ledger: Ledger, behind: Connection) -> None:
    fill(ledger)
    before = [
        list(ledger.claims(place="Ardal")),
        list(ledger.claims(near=(36.2, 37.16, 5))),
        list(ledger.claims(text="army")),
    ]
    for table in ("claim_places", "claim_names"):
        behind.execute(text(f"DELETE FROM {table}"))
    behind.commit()
    assert not ledger.verify().whole
    assert ledger.reindex() > 12
    assert ledger.verify().whole
    assert before == [
        list(ledger.claims(place="Ardal")),
        list(ledger.claims(near=(36.2, 37.16, 5))),
        list(ledger.claims(text="army")),
    ]
