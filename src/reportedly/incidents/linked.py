"""A ledger's claims → incidents, kept in the ledger, in work proportional to what is new.

The first time, all current claims are linked at once. From then on the ledger holds the claims' gists under their keys, and
only what came, was corrected, rejected or judged since is linked: with the claims that share a key with it, and the incidents
that hang together with those. The outcome is that of linking everything anew. Incidents that are there keep their ids, and
only what differs is written; where nothing differs, nothing is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, and_, func, or_, select

from reportedly.incident_model import Incident, Judgement
from reportedly.incidents import tables
from reportedly.incidents.fetching import PORTION, LedgerStore
from reportedly.incidents.keeping import Outcome, keep_decided, keep_derived
from reportedly.incidents.tables import State
from reportedly.ledger import Ledger, schema
from reportedly.ledger import incidents as rows
from reportedly.linking.echoes import takeovers_without
from reportedly.linking.kin import RegisterKin
from reportedly.linking.linker import Linker
from reportedly.linking.packing import version
from reportedly.linking.store import Memory, pair
from reportedly.linking.whole import Whole
from reportedly.uncollected import uncollected

MOST_NEW = 0.5  # the share of new claims from which on linking everything at once is less work


@dataclass(frozen=True, slots=True)
class Linked:
    """What came of linking: how many claims and incidents there are, and how many incidents were made, changed, ended."""

    claims: int
    incidents: int
    made: int
    changed: int
    ended: int


def link(ledger: Ledger, *, anew: bool = False) -> Linked:
    """What came of linking the current claims of a ledger; raises `LedgerError` where another linked it meanwhile.

    `anew`: everything at once, whatever is kept of earlier linking.
    """
    with uncollected():  # of a million claims what is compared is held, and none of it goes before the end
        return _link(ledger, anew=anew)


def _link(ledger: Ledger, *, anew: bool) -> Linked:
    seam = ledger.seam
    made: LedgerStore | Whole
    with ledger.looking() as (connection, _):
        known = tables.state_of(connection)
        now = _state(connection)
        changed = _changed(connection, known, now) if known is not None and known.version == now.version else None
        if changed is not None and not anew and len(changed) <= MOST_NEW * _many(connection):
            judged = _judged_since(connection, known, now) if known is not None else []
            if not changed and not judged:
                return _counted(connection, Outcome({}, {}))
            made, outcome = _link_new(connection, now, changed, judged)
        else:
            made, outcome = _link_whole(connection, now)
    keep_decided(seam, outcome, now.through)
    keep_derived(seam, made, now, known)
    with ledger.looking() as (connection, _):
        return _counted(connection, outcome)


def linker_of(known: Iterable[Incident], judgements: Iterable[Judgement]) -> Linker:
    """A linker in memory that knows these incidents, for their ids, and these judgements."""
    return Linker(_memory(known, judgements), RegisterKin())


def _memory(known: Iterable[Incident], judgements: Iterable[Judgement]) -> Memory:
    store = Memory()
    store.keep(list(known), (), ())
    for judgement in judgements:
        store.judge(judgement)
    return store


def _link_whole(connection: Connection, now: State) -> tuple[Whole, Outcome]:
    before = rows.incidents(connection, None, now.through)
    whole = Whole(_memory(before.values(), rows.judgements(connection)), RegisterKin())
    whole.claims(rows.bare_claims(connection, now.through))
    whole.documents(rows.claimed_documents(connection, now.through))
    found = whole.link()
    store = whole.store
    after = {one.id: one for one in store.incidents() if store.gists(one.claims)}
    return whole, Outcome(before, after, found.events, found.takeovers, whole=True)


def _link_new(
    connection: Connection, now: State, changed: Sequence[str], judged: Sequence[tuple[str, str]]
) -> tuple[LedgerStore, Outcome]:
    store = LedgerStore(connection)
    linker = Linker(store, RegisterKin())
    latest: dict[tuple[str, str], Judgement] = {}
    for judgement in rows.judgements(connection):
        store.judge(judgement)
        latest[pair(judgement.claim, judgement.other)] = judgement
    claims = list(rows.whole_claims(connection, changed, now.through))
    gone = set(changed) - {claim.id for claim in claims}
    over = _documents_gone(connection, gone, now.through)
    met = takeovers_without(sorted(over), store)
    store.look(sorted(changed))
    linker.remove(gone)
    found = linker.add(claims)
    linker.judge(*(latest[pair(one, other)] for one, other in judged))
    after = {one.id: one for one in store.incidents()}
    parted = frozenset(found.parted)
    taken = [one for one in (*met, *found.takeovers) if pair(one.document, one.of) not in parted]
    return store, Outcome(store.before, after, store.events, taken, frozenset(over), parted)


def _state(connection: Connection) -> State:
    """The state of a ledger all of whose claims are linked."""
    through = connection.execute(select(func.max(schema.batches.c.number))).scalar() or 0
    last = []
    for table in (schema.claims, schema.reviews):
        t = table.c
        asked = select(t.rowno).where(t.valid_from <= through).order_by(t.rowno.desc()).limit(1)
        last.append(connection.execute(asked).scalar() or 0)
    return State(version(), through, last[0], last[1])


def _changed(connection: Connection, known: State, now: State) -> list[str]:
    """The ids of claims that came or ceased to be current since they were linked last, corrected and rejected ones among them."""
    c = schema.claims.c
    asked = (
        select(c.id).where(c.rowno > known.claims, c.rowno <= now.claims),
        select(c.id).where(c.valid_to > known.through, c.valid_to <= now.through),
    )
    return list(dict.fromkeys(row.id for one in asked for row in connection.execute(one)))


def _judged_since(connection: Connection, known: State, now: State) -> list[tuple[str, str]]:
    r = schema.reviews.c
    asked = select(r.key, r.slot).where(r.rowno > known.reviews, r.rowno <= now.reviews, r.kind == rows.JUDGEMENT)
    return list(dict.fromkeys((row.key, row.slot) for row in connection.execute(asked)))


def _documents_gone(connection: Connection, gone: Iterable[str], number: int) -> set[str]:
    """The documents of these claims of which no claim is left to link."""
    c = schema.claims.c
    current = and_(c.valid_from <= number, or_(c.valid_to.is_(None), c.valid_to > number), c.review != "rejected")
    touched: set[str] = set()
    ids = sorted(gone)
    for start in range(0, len(ids), PORTION):
        touched |= set(connection.execute(select(c.document).where(c.id.in_(ids[start : start + PORTION]))).scalars())
    left: set[str] = set()
    documents = sorted(touched)
    for start in range(0, len(documents), PORTION):
        asked = select(c.document).where(c.document.in_(documents[start : start + PORTION]), current)
        left |= set(connection.execute(asked).scalars())
    return touched - left


def _many(connection: Connection) -> int:
    return connection.execute(select(func.max(tables.claims.c.number))).scalar() or 0


def _counted(connection: Connection, outcome: Outcome) -> Linked:
    m, i = schema.incident_members, schema.incidents
    claims, incidents = (
        connection.execute(select(func.count()).select_from(table).where(table.c.valid_to.is_(None))).scalar_one()
        for table in (m, i)
    )
    before, after = outcome.before, outcome.after
    return Linked(
        claims=claims,
        incidents=incidents,
        made=len(after.keys() - before.keys()),
        changed=sum(key in before and before[key] != one for key, one in after.items()),
        ended=len(before.keys() - after.keys()),
    )
