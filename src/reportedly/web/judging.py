"""A person's word on which incident a claim tells of, as judgements of pairs of claims, which is what linking takes.

That two incidents are one says of one claim that it tells of the same as each other of both: a word on two claims alone
would part these two from the rest. That a claim tells of another incident says so against each claim of the old one. The
latest word on a pair counts, so that a merge also lifts what was said against it before.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from reportedly.errors import LedgerError
from reportedly.ledger import incidents as rows
from reportedly.ledger import schema
from reportedly.ledger.reviewing import missing_claim
from reportedly.ledger.writing import Batch
from reportedly.linking.store import Pair, pair

MOST_JUDGED = 20_000  # pairs of one word: as many claims may two incidents have together
PORTION = 500  # ids in one question


def merged(connection: Connection, incident: str, other: str) -> list[Pair]:
    """The pairs of claims to be judged the same, that two incidents become one; raises `LedgerError`."""
    if incident == other:
        raise LedgerError("is one incident", where=incident, mend="Give the ids of two")
    found = rows.incidents(connection, [incident, other])
    for key in (incident, other):
        if key not in found or not found[key].claims:
            raise rows.missing_incident(connection, key)
    claims = [claim for key in (incident, other) for claim in _standing(connection, found[key].claims)]
    star = {pair(claims[0], claim): None for claim in claims[1:]}
    held = set(claims)
    last = {pair(one.claim, one.other): one.same for one in rows.judgements(connection)}
    against = {both: None for both, same in last.items() if same is False and held.issuperset(both)}
    return _bounded(list(star | against), f"{incident}, {other}")


def parted(connection: Connection, incident: str, claim: str) -> list[Pair]:
    """The pairs of claims to be judged different, that one of them leaves its incident; raises `LedgerError`."""
    found = rows.incidents(connection, [incident])
    if incident not in found:
        raise rows.missing_incident(connection, incident)
    others = [one for one in found[incident].claims if one != claim]
    if claim not in found[incident].claims or not others:
        raise LedgerError("does not stand with other claims in that incident", where=claim, mend="Load the page anew")
    if not _standing_of(connection, [claim]):
        raise missing_claim(connection, claim)
    return _bounded([pair(claim, other) for other in _standing(connection, others)], incident)


def judge(opened: Batch, pairs: Iterable[Pair], word: str, *, by: str, note: str | None = None) -> str:
    """The id of the first of the judgements that say one word of each pair."""
    return _write(opened, dict.fromkeys(pairs, word), by, note)


def unjudge(opened: Batch, row: Mapping[str, Any], *, by: str, note: str | None = None) -> str:
    """Takes back all judgements of one word, each pair to what was said of it before.

    Raises `LedgerError` where something else was said of every pair since.
    """
    own = _words(opened.connection, row["valid_from"], row["rowno"])
    earlier: dict[Pair, str] = {}
    later: set[Pair] = set()
    for key, slot, value, rowno in _said_of(opened.connection, sorted({key for key, _ in own})):
        if (both := pair(key, slot)) in own:
            if rowno < own[both]:
                earlier[both] = json.loads(value)
            elif rowno > own[both]:
                later.add(both)
    if later.issuperset(own):
        raise LedgerError("is not the last word on its claims", where=row["id"], mend="Undo what came after it first")
    back = {both: earlier.get(both, "none") for both in own if both not in later}
    return _write(opened, back, by, note or f"undoes {row['id']}")


def _words(connection: Connection, batch: int, rowno: int) -> dict[Pair, int]:
    """The pairs that were judged in one batch, with the numbers of their rows."""
    r = schema.reviews.c
    asked = select(r.key, r.slot, r.rowno).where(
        r.kind == rows.JUDGEMENT, r.valid_from == batch, r.rowno.between(rowno - MOST_JUDGED, rowno + MOST_JUDGED)
    )
    return {pair(key, slot): number for key, slot, number in connection.execute(asked.order_by(r.rowno))}


def _said_of(connection: Connection, keys: Sequence[str]) -> Iterator[Any]:
    """The judgements that were kept under these claims, in the order in which they were said."""
    r = schema.reviews.c
    for part in _portions(keys):
        asked = select(r.key, r.slot, r.value, r.rowno).where(r.kind == rows.JUDGEMENT, r.key.in_(part))
        yield from connection.execute(asked.order_by(r.rowno))


def _write(opened: Batch, words: Mapping[Pair, str], by: str, note: str | None) -> str:
    about = {"about": "claims", "kind": rows.JUDGEMENT, "by": by.strip(), "note": note}
    made = [
        {**about, "id": "v_" + secrets.token_hex(8), "key": key, "slot": slot, "value": json.dumps(word)}
        for (key, slot), word in words.items()
    ]
    opened.write("reviews", made)
    return str(made[0]["id"])


def _standing(connection: Connection, claims: Sequence[str]) -> list[str]:
    """Those of an incident's claims that are current and were not rejected."""
    found = _standing_of(connection, claims)
    if not found:
        raise LedgerError("none of its claims is current", where=claims[0], mend="Link the ledger")
    return found


def _standing_of(connection: Connection, claims: Sequence[str]) -> list[str]:
    c = schema.claims.c
    asked = select(c.id).where(c.valid_to.is_(None), c.review != "rejected")
    return sorted(str(row.id) for part in _portions(claims) for row in connection.execute(asked.where(c.id.in_(part))))


def _bounded(pairs: list[Pair], where: str) -> list[Pair]:
    if len(pairs) > MOST_JUDGED:
        mend = "Say of single claims that they tell of the same, or of different ones"
        raise LedgerError(f"takes {len(pairs)} judgements, too many for one word", where=where, mend=mend)
    return pairs


def _portions(values: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(values), PORTION):
        yield values[start : start + PORTION]
