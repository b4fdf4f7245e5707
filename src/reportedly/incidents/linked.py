"""A ledger's claims → incidents, kept in the ledger.

All current claims are linked anew, in memory, from what the ledger holds: corrected claims as they were corrected, without
rejected ones, and with people's judgements. Incidents that are there keep their ids. What comes out is compared with what
is there, and only what differs is written, in one batch; where nothing differs, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from reportedly.incident_model import Incident, Judgement
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.linking.kin import RegisterKin
from reportedly.linking.linker import Linker
from reportedly.linking.store import Memory


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of linking: how many claims and incidents there are, and how many incidents were made, changed, ended."""

    claims: int
    incidents: int
    made: int
    changed: int
    ended: int


def link(ledger: Ledger) -> Linked:
    """What came of linking the current claims of a ledger; raises `LedgerError` where another linked it meanwhile."""
    with ledger.looking() as (connection, _):
        before = rows.incidents(connection)
        linker = linker_of(before.values(), rows.judgements(connection))
        found = linker.add(rows.whole_claims(connection))
    assert isinstance(linker.store, Memory)
    after = {one.id: one for one in linker.store.incidents() if _lives(one, linker)}
    ledger.keep_incidents(before, after, events=found.events, taken=found.takeovers)
    return Linked(
        claims=sum(len(one.claims) for one in after.values()),
        incidents=len(after),
        made=len(after.keys() - before.keys()),
        changed=sum(key in before and before[key] != one for key, one in after.items()),
        ended=len(before.keys() - after.keys()),
    )


def linker_of(known: Iterable[Incident], judgements: Iterable[Judgement]) -> Linker:
    """A linker in memory that knows these incidents, for their ids, and these judgements."""
    store = Memory()
    store.keep(list(known), (), ())
    for judgement in judgements:
        store.judge(judgement)
    return Linker(store, RegisterKin())


def _lives(incident: Incident, linker: Linker) -> bool:
    """Whether any of its claims is current; of an incident with none, linking never hears."""
    return bool(linker.store.gists(incident.claims))
