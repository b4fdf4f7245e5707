"""What linking changed, written into the ledger: first what is decided, as a batch of the chain; then what is derived.

Nothing is written over what another linked meanwhile. Were the program to stop between the two, what is derived would lie
behind what is decided, and the same claims would be linked again to the same end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import Connection, and_, delete, func, or_, select

from reportedly.errors import LedgerError
from reportedly.incident_model import Incident, IncidentEvent, Takeover
from reportedly.incidents import tables
from reportedly.incidents.fetching import LedgerStore
from reportedly.incidents.tables import State
from reportedly.ledger import schema
from reportedly.ledger.kept import stored
from reportedly.ledger.seam import Seam
from reportedly.ledger.writing import Batch, batch
from reportedly.linking.blocking import keys, ranks
from reportedly.linking.gist import Gist
from reportedly.linking.packing import pack
from reportedly.linking.pairs import Table
from reportedly.linking.store import Memory
from reportedly.linking.wording import Sketch

KIND = "link"
PORTION = 500  # ids in one statement
CHUNK = 20_000  # rows written together
Stored = Mapping[str, Incident]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of linking: the incidents that were looked at, `before` and `after`, and takeovers that came and went.

    `whole`: all takeovers there are stand in `taken`. Else those of the documents in `gone` are over.
    """

    before: Stored
    after: Stored
    events: Sequence[IncidentEvent] = ()
    taken: Sequence[Takeover] = ()
    gone: frozenset[str] = field(default_factory=frozenset)
    whole: bool = False


def keep_decided(seam: Seam, outcome: Outcome, through: int) -> None:
    """Writes incidents, members and takeovers that differ; raises `LedgerError` where another linked after `through`."""
    with batch(seam, KIND) as opened:
        b = schema.batches.c
        asked = select(func.count()).select_from(schema.batches).where(b.number > through, b.kind == KIND)
        if opened.connection.execute(asked).scalar_one():
            raise LedgerError("was linked by another meanwhile", where=seam.name, mend="Link it again")
        _keep_heads(opened, outcome)
        _keep_members(opened, outcome)
        _keep_takeovers(opened, outcome)


def _keep_heads(opened: Batch, outcome: Outcome) -> None:
    before, after = outcome.before, outcome.after
    parents = {event.other: event.incident for event in outcome.events if event.kind == "split"}
    merged = {event.incident: event.other for event in outcome.events if event.kind == "merged"}
    changed = {key for key, old in before.items() if key not in after or after[key].first != old.first}
    found = _current(opened, schema.incidents, "id", changed)
    opened.close("incidents", found)
    kept = {row["id"]: row["parent"] for row in found}
    fresh = [one for key, one in after.items() if key in changed or key not in before]
    opened.write(
        "incidents",
        [{"id": one.id, "first": one.first, "parent": kept.get(one.id) or parents.get(one.id)} for one in fresh],
    )
    opened.write("tombstones", [_stone(key, merged.get(key)) for key in before if key not in after])


def _stone(key: str, survivor: str | None) -> dict[str, Any]:
    reason = f"merged into {survivor}" if survivor else "none of its claims is current"
    return {"about": "incidents", "key": key, "reason": reason, "survivor": survivor}


def _keep_members(opened: Batch, outcome: Outcome) -> None:
    was = {claim: one.id for one in outcome.before.values() for claim in one.claims}
    now = {claim: one.id for one in outcome.after.values() for claim in one.claims}
    moved = {claim for claim, incident in was.items() if now.get(claim) != incident}
    opened.close("incident_members", _current(opened, schema.incident_members, "claim", moved))
    fresh = [(claim, incident) for claim, incident in now.items() if was.get(claim) != incident]
    opened.write("incident_members", [{"claim": claim, "incident": incident} for claim, incident in fresh])


def _keep_takeovers(opened: Batch, outcome: Outcome) -> None:
    t = schema.takeovers
    now = dict.fromkeys(outcome.taken)
    asked = select(t).where(t.c.valid_to.is_(None))
    if outcome.whole:
        found = [dict(row) for row in opened.connection.execute(asked).mappings()]
    else:
        found = _current(opened, t, "document", {one.document for one in now} | outcome.gone)
        found += [row for row in _current(opened, t, "original", outcome.gone) if row["document"] not in outcome.gone]
    was = {Takeover(row["document"], row["original"], row["share"], row["named"]): row for row in found}
    over = [
        row for one, row in was.items() if outcome.gone & {one.document, one.of} or (outcome.whole and one not in now)
    ]
    opened.close("takeovers", over)
    opened.write(
        "takeovers",
        [
            {"document": one.document, "original": one.of, "share": one.share, "named": one.named}
            for one in now
            if one not in was or outcome.gone & {one.document, one.of}
        ],
    )


def _current(opened: Batch, table: Any, column: str, values: Iterable[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in _parts(sorted(values), PORTION):
        asked = select(table).where(table.c[column].in_(part), table.c.valid_to.is_(None))
        found += [dict(row) for row in opened.connection.execute(asked).mappings()]
    return found


def keep_derived(seam: Seam, store: Memory, state: State, known: State | None) -> None:
    """Writes what the next linking goes on from; leaves it where it is no longer as it was `known`."""
    with seam.engine.connect().execution_options(writing=True) as connection, connection.begin():
        seam.lock(connection)
        if tables.state_of(connection) != known:
            return
        if isinstance(store, LedgerStore):
            _keep_changes(seam, connection, store)
            connection.execute(delete(tables.state))
        else:
            tables.METADATA.drop_all(connection)
            tables.METADATA.create_all(connection)
            _keep_all(seam, connection, store)
        columns = ("version", "through", "claims", "reviews")
        _insert(seam, connection, tables.state, [{"id": 1} | {name: getattr(state, name) for name in columns}])


def _keep_all(seam: Seam, connection: Connection, store: Memory) -> None:
    gists = sorted(store.everything(), key=lambda item: item.claim)
    number = {item.claim: i for i, item in enumerate(gists, 1)}
    _insert(seam, connection, tables.claims, (_claim_row(item, number[item.claim]) for item in gists))
    if gists:
        table = Table(gists)  # sorted by key, so that an index grows at its end
        for at in range(0, len(table.keys), CHUNK):
            part = slice(at, at + CHUNK)
            both = zip(table.keys[part].tolist(), (table.owners[part] + 1).tolist(), strict=True)
            seam.insert(connection, tables.keys, list(both))
    linked = (
        {"one": number[item.claim], "other": number[other], "weight": weight}
        for item in gists
        for other, weight in sorted(store.links(item.claim).items())
    )
    _insert(seam, connection, tables.links, linked)
    _keep_sketches(seam, connection, store.all_sketches())


def _keep_changes(seam: Seam, connection: Connection, store: LedgerStore) -> None:
    was = store.numbers
    k, p = tables.keys.c, tables.links.c
    gone = {id_: item for id_, item in store.dropped.items() if id_ in was}
    for part in _parts([was[id_] for id_ in gone], PORTION):
        connection.execute(delete(tables.claims).where(tables.claims.c.number.in_(part)))
    for id_, item in gone.items():
        for keyed in _parts(list(keys(item)), PORTION):
            connection.execute(delete(tables.keys).where(k.key.in_(keyed), k.number == was[id_]))
    for pairs in _parts([(was[a], was[b]) for a, b in store.relinked if a in was and b in was], PORTION // 2):
        either = [and_(p.one == a, p.other == b) for pair in pairs for a, b in (pair, pair[::-1])]
        connection.execute(delete(tables.links).where(or_(*either)))
    last = connection.execute(select(func.max(tables.claims.c.number))).scalar() or 0
    now = was | {id_: i for i, id_ in enumerate(sorted(store.posted), last + 1)}
    posted = sorted(store.posted.values(), key=lambda item: item.claim)
    _insert(seam, connection, tables.claims, (_claim_row(item, now[item.claim]) for item in posted))
    keyed_rows = sorted((key, now[item.claim]) for item in posted for key in keys(item))
    _insert(seam, connection, tables.keys, ({"key": key, "number": number} for key, number in keyed_rows))
    kept = {both: weight for both, weight in store.relinked.items() if weight is not None}
    rows = sorted((now[a], now[b], weight) for both, weight in kept.items() for a, b in (both, both[::-1]))
    _insert(seam, connection, tables.links, ({"one": a, "other": b, "weight": weight} for a, b, weight in rows))
    for documents in _parts(sorted(store.unsketched), PORTION):
        connection.execute(delete(tables.documents).where(tables.documents.c.document.in_(documents)))
    for id_, sketch in store.unsketched.items():
        b = tables.bands.c
        connection.execute(delete(tables.bands).where(b.band.in_(sketch.bands()), b.document == id_))
    _keep_sketches(seam, connection, store.sketched.values())


def _claim_row(item: Gist, number: int) -> dict[str, Any]:
    ranked = {f"rank{turn}": rank for turn, rank in enumerate(ranks(item))}
    return {"number": number, "claim": item.claim, **ranked, "gist": pack(item)}


def _keep_sketches(seam: Seam, connection: Connection, sketches: Iterable[Sketch]) -> None:
    held = list(sketches)
    about = ("document", "publisher", "origin", "published", "size")
    documents = ({**{name: getattr(one, name) for name in about}, "minhash": one.values} for one in held)
    _insert(seam, connection, tables.documents, documents)
    banded = sorted((band, one.document) for one in held for band in set(one.bands()))
    _insert(seam, connection, tables.bands, ({"band": band, "document": document} for band, document in banded))


def _insert(seam: Seam, connection: Connection, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    names = [column.name for column in table.columns]
    words = [at for at, column in enumerate(table.columns) if isinstance(column.type, schema.Words)]
    written = (stored([row[name] for name in names], words) for row in rows)
    while part := list(islice(written, CHUNK)):
        seam.insert(connection, table, part)


def _parts(values: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
