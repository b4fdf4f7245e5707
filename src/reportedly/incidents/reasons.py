"""Why the claims of an incident stand together, what people said of them, and what almost stood with them.

What linking keeps of its last run has each claim's gist and its links, so that nothing is compared anew but the best partner
of each claim that is asked about: an incident may hold thousands. Where nothing is kept, or of an earlier state of the ledger,
the claims themselves are compared.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import BigInteger, Connection, column, exists, select, values

from reportedly.incident_model import Incident, Join, Judgement
from reportedly.incidents import tables
from reportedly.incidents.fetching import PORTION, LedgerStore
from reportedly.incidents.linked import linker_of
from reportedly.ledger import incidents as rows
from reportedly.linking.explaining import nearly, why
from reportedly.linking.gist import gists_of
from reportedly.linking.kin import RegisterKin
from reportedly.linking.linker import Linker
from reportedly.linking.packing import version
from reportedly.linking.store import Memory
from reportedly.model import Claim

NEAR_OF = 8  # claims of an incident beside which is looked for what almost joined
CROWD = 100  # claims under one key from which on what almost joined is not looked for under it; or that are linked anew
MOST_NEAR = 5  # incidents that almost joined, of which one is told


@dataclass(frozen=True, slots=True)
class Near:
    """A claim of another incident that almost joined: the join with what counts for and against it, and that incident's id."""

    join: Join
    claim: Claim
    incident: str | None


@dataclass(frozen=True, slots=True)
class Reasons:
    """For each claim asked about but the first of all, its strongest join; people's words; what almost joined."""

    joins: tuple[Join, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    near: tuple[Near, ...] = ()


def reasons(
    connection: Connection,
    incident: Incident,
    claims: Sequence[Claim],
    kin: RegisterKin,
    *,
    now: bool,
    near: bool = True,
) -> Reasons:
    """The reasons for the joins of these claims of an incident, in the order of their ids.

    A join below zero is no contradiction: the claim fits the others together, or people judged so (weight ``SURE``).
    `now`: the claims are those of the present, of which linking keeps something. `near`: what almost joined is told, too.
    """
    own = frozenset(incident.claims)
    said = tuple(word for word in rows.judgements(connection) if word.claim in own or word.other in own)
    kept = _kept(connection) if now else None
    store: Memory = kept if kept is not None else _compared(claims, said, kin)
    for word in said:
        store.judge(word)
    joins = why(incident, Linker(store, kin), [claim.id for claim in claims])
    return Reasons(joins, said, tuple(_near(connection, incident, kept, kin)) if near and kept else ())


def _kept(connection: Connection) -> LedgerStore | None:
    """What the last linking left, where it is of this program's making."""
    state = tables.state_of(connection)
    return _Sparing(connection) if state is not None and state.version == version() else None


def _compared(claims: Sequence[Claim], said: Sequence[Judgement], kin: RegisterKin) -> Memory:
    """A store of these claims. They are linked where they are many; of few, any two are held against each other."""
    linker = linker_of((), said)
    store = linker.store
    assert isinstance(store, Memory)
    if len(claims) > CROWD:
        linker.add(claims)
    else:
        store.post([(gist, ()) for gist in gists_of(claims, kin)])
    return store


class _Sparing(LedgerStore):
    """What the last linking left, but for the keys under which a crowd stands: to go through it takes longer than anybody
    waits for what almost joined, and what is near stands under rarer keys, too."""

    def seek(self, keys: Collection[int]) -> None:
        """Fetches what stands under the keys that hold no crowd."""
        fresh = sorted(set(keys) - self._keys_seen)
        for start in range(0, len(fresh), PORTION):
            self._keys_seen.update(self._crowded(fresh[start : start + PORTION]))
        super().seek(set(keys) - self._keys_seen)

    def _crowded(self, part: Sequence[int]) -> Iterable[int]:
        asked = values(column("key", BigInteger), name="asked").data([(key,) for key in part]).cte("asked")
        held = select(tables.keys.c.number).where(tables.keys.c.key == asked.c.key).offset(CROWD).limit(1)
        return self._connection.execute(select(asked.c.key).where(exists(held))).scalars()


def _near(connection: Connection, incident: Incident, store: LedgerStore, kin: RegisterKin) -> Iterator[Near]:
    some = replace(incident, claims=incident.claims[:NEAR_OF])
    found = nearly(some, Linker(store, kin), most=MOST_NEAR + 1)  # its own other claims may be among them, as one
    joins = [join for join in found if store.incident_of(join.other) != incident.id][:MOST_NEAR]
    claims = {claim.id: claim for claim in rows.whole_claims(connection, (join.other for join in joins))}
    yield from (Near(join, claims[join.other], store.incident_of(join.other)) for join in joins if join.other in claims)
