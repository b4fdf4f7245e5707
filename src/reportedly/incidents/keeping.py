"""What linking changed, written into the ledger: first what is decided, as a batch of the chain; then what is derived.

Nothing is written over what another linked meanwhile. Were the program to stop between the two, what is derived would lie
behind what is decided, and the same claims would be linked again to the same end.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, and_, delete, func, or_, select

from reportedly.errors import LedgerError
from reportedly.incident_model import Incident, IncidentEvent, Takeover
from reportedly.incidents import tables
from reportedly.incidents.fetching import LedgerStore
from reportedly.incidents.tables import State
from reportedly.ledger import schema
from reportedly.ledger.seam import Seam
from reportedly.ledger.writing import Batch, batch
from reportedly.linking.blocking import keys, ranks
from reportedly.linking.gist import Gist
from reportedly.linking.packing import pack
from reportedly.linking.store import Pair, pair
from reportedly.linking.whole import Whole
from reportedly.linking.wording import SHORTEST_DOCUMENT, Sketch, Wordings

KIND = "link"
PORTION = 500  # ids in one statement
CHUNK = 20_000  # rows written together
PART = 59  # bits of a band within a part of all bands that is sorted at once
Stored = Mapping[str, Incident]
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of linking: the incidents that were looked at, `before` and `after`, and takeovers that came and went.

    `whole`: all takeovers there are stand in `taken`. Else those of the documents in `gone` are over, and those of the pairs in `parted`.
    """

    before: Stored
    after: Stored
    events: Sequence[IncidentEvent] = ()
    taken: Sequence[Takeover] = ()
    gone: frozenset[str] = field(default_factory=frozenset)
    parted: frozenset[Pair] = field(default_factory=frozenset)
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
    about = ((one, kept.get(one.id) or parents.get(one.id)) for one in fresh)
    _write(opened, "incidents", ({"id": one.id, "first": one.first, "parent": parent} for one, parent in about))
    _write(opened, "tombstones", (_stone(key, merged.get(key)) for key in before if key not in after))


def _stone(key: str, survivor: str | None) -> dict[str, Any]:
    reason = f"merged into {survivor}" if survivor else "none of its claims is current"
    return {"about": "incidents", "key": key, "reason": reason, "survivor": survivor}


def _keep_members(opened: Batch, outcome: Outcome) -> None:
    was = {claim: one.id for one in outcome.before.values() for claim in one.claims}
    now = {claim: one.id for one in outcome.after.values() for claim in one.claims}
    moved = {claim for claim, incident in was.items() if now.get(claim) != incident}
    opened.close("incident_members", _current(opened, schema.incident_members, "claim", moved))
    fresh = [claim for claim, incident in now.items() if was.get(claim) != incident]
    _write(opened, "incident_members", ({"claim": claim, "incident": now[claim]} for claim in fresh))


def _write(opened: Batch, table: str, rows: Iterable[dict[str, Any]]) -> None:
    """Writes rows a part at a time, so that not all of them are held."""
    stored = iter(rows)
    while part := list(islice(stored, CHUNK)):
        opened.write(table, part)
        opened.flush()


def _keep_takeovers(opened: Batch, outcome: Outcome) -> None:
    t = schema.takeovers
    now = dict.fromkeys(outcome.taken)
    asked = select(t).where(t.c.valid_to.is_(None))
    if outcome.whole:
        found = [dict(row) for row in opened.connection.execute(asked).mappings()]
    else:
        touched = (
            {one.document for one in now} | outcome.gone | {document for both in outcome.parted for document in both}
        )
        found = _current(opened, t, "document", touched)
        found += [row for row in _current(opened, t, "original", outcome.gone) if row["document"] not in touched]
    was = {Takeover(row["document"], row["original"], row["share"], row["named"]): row for row in found}
    over = [row for one, row in was.items() if _is_over(one, outcome) or (outcome.whole and one not in now)]
    opened.close("takeovers", over)
    opened.write(
        "takeovers",
        [
            {"document": one.document, "original": one.of, "share": one.share, "named": one.named}
            for one in now
            if one not in was or _is_over(one, outcome)
        ],
    )


def _is_over(takeover: Takeover, outcome: Outcome) -> bool:
    ends = takeover.document, takeover.of
    return not outcome.gone.isdisjoint(ends) or pair(*ends) in outcome.parted


def _current(opened: Batch, table: Any, column: str, values: Iterable[str]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in _parts(sorted(values), PORTION):
        asked = select(table).where(table.c[column].in_(part), table.c.valid_to.is_(None))
        found += [dict(row) for row in opened.connection.execute(asked).mappings()]
    return found


def keep_derived(seam: Seam, made: LedgerStore | Whole, state: State, known: State | None) -> None:
    """Writes what the next linking goes on from; leaves it where it is no longer as it was `known`."""
    with seam.engine.connect().execution_options(writing=True) as connection, connection.begin():
        seam.lock(connection)
        if tables.state_of(connection) != known:
            return
        if isinstance(made, LedgerStore):
            _keep_changes(seam, connection, made)
            connection.execute(delete(tables.state))
        else:
            tables.METADATA.drop_all(connection)
            tables.METADATA.create_all(connection)
            _keep_all(seam, connection, made)
        columns = ("version", "through", "claims", "reviews")
        seam.insert(connection, tables.state, [(1, *(getattr(state, name) for name in columns))])


def _keep_all(seam: Seam, connection: Connection, whole: Whole) -> None:
    """Writes each table in the order of its key, so that it grows at its end."""
    told = zip(whole.gists, whole.table.ranks.tolist(), strict=True)
    _insert(seam, connection, tables.claims, (_claim_row(i, *one) for i, one in enumerate(told, 1)))
    _insert(seam, connection, tables.keys, _columns(whole.table.keys, whole.table.owners + 1))
    one, other, weight = whole.linked.one, whole.linked.other, whole.linked.weight
    either = np.concatenate((one, other)) + 1, np.concatenate((other, one)) + 1
    order = np.lexsort(either[::-1])
    _insert(seam, connection, tables.links, _columns(either[0][order], either[1][order], np.tile(weight, 2)[order]))
    _keep_sketches(seam, connection, whole.sketches, 1)


def _columns(*columns: NDArray[Any]) -> Iterator[tuple[Any, ...]]:
    for at in range(0, len(columns[0]), CHUNK):
        yield from zip(*(column[at : at + CHUNK].tolist() for column in columns), strict=True)


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
    _insert(seam, connection, tables.claims, (_claim_row(now[item.claim], item, ranks(item)) for item in posted))
    keyed_rows = sorted((key, now[item.claim]) for item in posted for key in keys(item))
    _insert(seam, connection, tables.keys, keyed_rows)
    kept = {both: weight for both, weight in store.relinked.items() if weight is not None}
    _insert(
        seam,
        connection,
        tables.links,
        sorted((now[a], now[b], weight) for both, weight in kept.items() for a, b in (both, both[::-1])),
    )
    d, b = tables.documents.c, tables.bands.c
    for id_, (number, sketch) in store.unsketched.items():
        connection.execute(delete(tables.documents).where(d.document == id_))
        own = b.place == sketch.place, b.number == number
        connection.execute(delete(tables.bands).where(b.band.in_(sketch.bands()), *own))
    first = (connection.execute(select(func.max(d.number))).scalar() or 0) + 1
    _keep_sketches(seam, connection, list(store.sketched.values()), first)


def _claim_row(number: int, item: Gist, ranked: Sequence[int]) -> tuple[Any, ...]:
    return (number, item.claim, *ranked, schema.escaped(pack(item)))


def _keep_sketches(seam: Seam, connection: Connection, held: Sequence[Sketch], first: int) -> None:
    """Writes sketches, numbered from `first` on."""
    words = schema.escaped
    documents = (
        (i, one.document, words(one.publisher), words(one.origin), one.published, one.size, one.values)
        for i, one in enumerate(held, first)
    )
    _insert(seam, connection, tables.documents, documents)
    long = [(one.place, i, one) for i, one in enumerate(held, first) if one.size >= SHORTEST_DOCUMENT]
    long.sort(key=lambda told: told[:2])
    if long:
        _insert(seam, connection, tables.bands, _band_rows(long))


def _band_rows(long: Sequence[tuple[int, int, Sketch]]) -> Iterator[tuple[Any, ...]]:
    """The bands of sketches, which come in the order of their places, with their numbers; in the order of the bands, part by part."""
    places, numbers = (np.array([told[column] for told in long], np.int64) for column in (0, 1))
    bands = np.stack(list(Wordings([told[2] for told in long]).bands()), 1).ravel()
    part_of = (bands >> PART).astype(np.uint8)
    for part in range(1 << 63 - PART):
        own = np.flatnonzero(part_of == part)
        own = own[np.argsort(bands[own], kind="stable")]
        ordered, rows = bands[own], own // (len(bands) // len(long))
        once = np.r_[True, (ordered[1:] != ordered[:-1]) | (rows[1:] != rows[:-1])][: len(own)]
        yield from _columns(ordered[once], places[rows[once]], numbers[rows[once]])


def _insert(seam: Seam, connection: Connection, table: Any, rows: Iterable[tuple[Any, ...]]) -> None:
    stored = iter(rows)
    while part := list(islice(stored, CHUNK)):
        seam.insert(connection, table, part)


def _parts(values: Sequence[Value], size: int) -> Iterator[Sequence[Value]]:
    for start in range(0, len(values), size):
        yield values[start : start + size]
