"""A store for linking that fetches from a ledger what it is asked for, and remembers what became of it.

A day's documents touch few of a ledger's claims: those under the same keys, what these are linked to, and the incidents of
both. They are fetched by index, many in one question, and held in memory; what is not asked for is never read.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from sqlalchemy import Connection, select

from reportedly.incident_model import Incident
from reportedly.incidents import tables
from reportedly.ledger import incidents as rows
from reportedly.ledger import schema
from reportedly.linking.blocking import WINDOW
from reportedly.linking.gist import Gist
from reportedly.linking.packing import unpack
from reportedly.linking.store import Memory, Pair, pair
from reportedly.linking.wording import Sketch

PORTION = 500  # values in one question


class LedgerStore(Memory):
    """What `tables` hold, and the changes to it: `posted` and `dropped` gists, `relinked` pairs, documents come and gone.

    `before` are the incidents that were fetched, as the ledger has them; `numbers` those of the claims.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__()
        self._connection = connection
        self.before: dict[str, Incident] = {}
        self.numbers: dict[str, int] = {}
        self.posted: dict[str, Gist] = {}
        self.dropped: dict[str, Gist] = {}
        self.relinked: dict[Pair, float | None] = {}
        self.sketched: dict[str, Sketch] = {}
        self.unsketched: dict[str, tuple[int, Sketch]] = {}
        self._claims_seen: set[str] = set()
        self._keys_seen: set[int] = set()
        self._links_seen: set[str] = set()
        self._members_seen: set[str] = set()
        self._bands_since: dict[int, int] = {}
        self._sketches_seen: set[str] = set()

    def gists(self, claims: Iterable[str]) -> Mapping[str, Gist]:
        wanted = list(claims)
        c = tables.claims.c
        for row in self._new(
            wanted, self._claims_seen, lambda part: select(c.number, c.claim, c.gist).where(c.claim.in_(part))
        ):
            self.numbers[row.claim] = row.number
            self._gists[row.claim] = unpack(row.gist)
        return super().gists(wanted)

    def seek(self, keys: Collection[int]) -> None:
        c, k = tables.claims.c, tables.keys.c
        columns = (k.key, c.claim, c.rank0, c.rank1, c.rank2)

        def asked(part: Sequence[int]) -> Any:
            joined = select(*columns).join_from(tables.keys, tables.claims, k.number == c.number)
            return joined.where(k.key.in_(part)).order_by(k.key, c.claim)

        for key, held in groupby(self._new(keys, self._keys_seen, asked), lambda row: row[0]):
            self.fill(key, [((row[2], row[3], row[4]), row[1]) for row in held])

    def look(self, claims: Sequence[str]) -> None:
        self.gists(claims)
        a, b, p = tables.claims.alias("a").c, tables.claims.alias("b").c, tables.links.c

        def asked(part: Sequence[str]) -> Any:
            joined = tables.links.join(a.claim.table, a.number == p.one).join(b.claim.table, b.number == p.other)
            return select(a.claim, b.claim, p.weight).select_from(joined).where(a.claim.in_(part))

        for one, other, weight in self._new(claims, self._links_seen, asked):
            if pair(one, other) not in self.relinked:
                self._links.setdefault(one, {})[other] = weight
        self._fetch_members(claims)

    def _fetch_members(self, claims: Collection[str]) -> None:
        m = schema.incident_members.c
        found = self._new(
            claims, self._members_seen, lambda part: select(m.incident).where(m.claim.in_(part), m.valid_to.is_(None))
        )
        ids = {row.incident for row in found} - self.before.keys()
        if not ids:
            return
        for id_, incident in rows.incidents(self._connection, sorted(ids)).items():
            self.before[id_] = self._incidents[id_] = incident
            for claim in incident.claims:
                self._incident_of[claim] = id_
            self._members_seen.update(incident.claims)

    def post(self, posts: Sequence[tuple[Gist, Sequence[int]]]) -> set[int]:
        wanted = {key for _, under in posts for key in under}
        self.seek(wanted)
        self.gists({claim for key in wanted for claim in self.members(key)})
        filled = super().post(posts)
        self.posted |= {item.claim: item for item, _ in posts}
        self.gists({id_ for item, under in posts for key in under for id_ in self.beside(key, item, WINDOW)})
        return filled

    def unpost(self, gist: Gist, keys: Sequence[int]) -> set[int]:
        self.seek(keys)
        self.gists({claim for key in keys for claim in self.members(key)})
        if self.posted.pop(gist.claim, None) is None:
            self.dropped[gist.claim] = gist
        return super().unpost(gist, keys)

    def members(self, key: int) -> Sequence[str]:
        self._sought(key)
        return super().members(key)

    def is_full(self, key: int) -> bool:
        self._sought(key)
        return super().is_full(key)

    def everyone(self, key: int) -> Sequence[str]:
        self._sought(key)
        return super().everyone(key)

    def beside(self, key: int, gist: Gist, width: int) -> set[str]:
        self._sought(key)
        return super().beside(key, gist, width)

    def _sought(self, key: int) -> None:
        if key not in self._keys_seen:
            self.seek((key,))

    def links(self, claim: str) -> Mapping[str, float]:
        if claim not in self._links_seen:
            self.look((claim,))
        return super().links(claim)

    def link(self, a: str, b: str, weight: float) -> None:
        self.relinked[pair(a, b)] = weight
        super().link(a, b, weight)

    def unlink(self, a: str, b: str) -> None:
        self.relinked[pair(a, b)] = None
        super().unlink(a, b)

    def incident_of(self, claim: str) -> str | None:
        if claim not in self._members_seen:
            self._fetch_members((claim,))
        return super().incident_of(claim)

    def incident(self, incident: str) -> Incident | None:
        if incident not in self._incidents and incident not in self.before:
            return rows.incidents(self._connection, (incident,)).get(incident)
        return super().incident(incident)

    def seek_bands(self, bands: Collection[int], since: int) -> None:
        b, d = tables.bands.c, tables.documents.c
        beyond = sorted(band for band in bands if self._bands_since.get(band, since + 1) > since)
        asked = select(b.band, b.place, d.document).join_from(tables.bands, tables.documents, b.number == d.number)
        for start in range(0, len(beyond), PORTION):
            wanted = asked.where(b.band.in_(beyond[start : start + PORTION]), b.place >= since)
            for band, place, document in self._connection.execute(wanted):
                if place < self._bands_since.get(band, place + 1) and document not in self.unsketched:
                    self._bands.setdefault(band, []).append((place, document))
        for band in beyond:
            self._bands_since[band] = since
            self._bands.get(band, []).sort()

    def sketches(self, documents: Iterable[str]) -> Mapping[str, Sketch]:
        wanted = list(documents)
        d = tables.documents
        for row in self._new(wanted, self._sketches_seen, lambda part: select(d).where(d.c.document.in_(part))):
            if row.document not in self.unsketched:
                self._sketches.setdefault(row.document, _sketch(row))
        return super().sketches(wanted)

    def post_sketch(self, sketch: Sketch, bands: Sequence[int]) -> bool:
        if sketch.document not in self.unsketched and self._kept_sketch(sketch.document) is not None:
            return False
        self.sketched[sketch.document] = sketch
        return super().post_sketch(sketch, bands)

    def drop_sketch(self, document: str) -> None:
        kept = self._kept_sketch(document)
        if kept is not None:
            self.unsketched[document] = kept
        self.sketched.pop(document, None)
        super().drop_sketch(document)

    def _kept_sketch(self, document: str) -> tuple[int, Sketch] | None:
        """The sketch that is kept of a document, with its number."""
        d = tables.documents
        row = self._connection.execute(select(d).where(d.c.document == document)).first()
        return (row.number, _sketch(row)) if row is not None else None

    def _new(self, wanted: Collection[Any], seen: set[Any], asked: Callable[[Sequence[Any]], Any]) -> Iterator[Any]:
        """The rows of what was not asked for before."""
        if seen.issuperset(wanted):
            return
        unseen = [one for one in dict.fromkeys(wanted) if one not in seen]
        seen.update(unseen)
        for start in range(0, len(unseen), PORTION):
            yield from self._connection.execute(asked(unseen[start : start + PORTION])).all()


def _sketch(row: Any) -> Sketch:
    return Sketch(row.document, row.publisher, row.origin, row.published, row.size, row.minhash)
