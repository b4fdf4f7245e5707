"""What linking keeps between one batch and the next, and an implementation in memory.

Linking asks for little: claims under a key, their gists, the links found, the incidents. Whoever keeps them (memory here, a
database elsewhere) gives them back in bulk. Nothing here decides anything.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Collection, Iterable, KeysView, Mapping, Sequence
from typing import Protocol

from reportedly.incident_model import Incident, IncidentEvent, Judgement
from reportedly.linking.blocking import FULL, ORDERS, ranks
from reportedly.linking.gist import Gist
from reportedly.linking.wording import Sketch

Pair = tuple[str, str]
Place = tuple[int, str]  # where a document stands under a band (``Sketch.place``), and its id


def pair(a: str, b: str) -> Pair:
    """The two ids in order, as every store keeps them."""
    return (a, b) if a < b else (b, a)


class Store(Protocol):
    """Where gists, keys, links, incidents and judgements lie."""

    def gists(self, claims: Iterable[str]) -> Mapping[str, Gist]:
        """The gists of those claims that are known."""

    def post(self, posts: Sequence[tuple[Gist, Sequence[int]]]) -> set[int]:
        """Keeps the gists under their keys; gives the keys that became fuller than ``FULL`` by it."""

    def unpost(self, gist: Gist, keys: Sequence[int]) -> set[int]:
        """Takes the gist from its keys and forgets it; gives the keys that are no longer fuller than ``FULL``."""

    def members(self, key: int) -> Sequence[str]:
        """All claims under a key that is not fuller than ``FULL``; of a fuller key, none."""

    def is_full(self, key: int) -> bool:
        """Whether the key holds more than ``FULL`` claims."""

    def everyone(self, key: int) -> Sequence[str]:
        """All claims under a key, however full."""

    def beside(self, key: int, gist: Gist, width: int) -> set[str]:
        """The neighbours of the gist under a full key, `width` to each side in each order; the gist need not be posted."""

    def look(self, claims: Sequence[str]) -> None:
        """Says that the links of these claims, and what they are linked to, will be asked for."""

    def seek(self, keys: Collection[int]) -> None:
        """Says that the claims under these keys will be asked for."""

    def links(self, claim: str) -> Mapping[str, float]:
        """The claims that this one is linked to, with the weight of each link."""

    def link(self, a: str, b: str, weight: float) -> None:
        """Keeps a link, in both directions."""

    def unlink(self, a: str, b: str) -> None:
        """Drops a link, in both directions, if there is one."""

    def incident_of(self, claim: str) -> str | None:
        """The id of the incident that the claim belongs to."""

    def incident(self, incident: str) -> Incident | None:
        """The incident of that id, if it is current."""

    def keep(self, put: Sequence[Incident], ended: Sequence[str], events: Sequence[IncidentEvent]) -> None:
        """Writes what changed, in one go."""

    def judged(self, claim: str) -> Mapping[str, bool]:
        """The claims that people have judged to be of the same happening as this one, or not to be."""

    def judge(self, judgement: Judgement) -> None:
        """Keeps a judgement; the latest on a pair counts."""

    def seek_bands(self, bands: Collection[int], since: int) -> None:
        """Says that the documents under these bands that stand at this place or later will be asked for."""

    def band(self, band: int) -> Sequence[Place]:
        """The documents under a band in order, as far back as they were sought."""

    def sketches(self, documents: Iterable[str]) -> Mapping[str, Sketch]:
        """The sketches of those documents that are known."""

    def post_sketch(self, sketch: Sketch, bands: Sequence[int]) -> bool:
        """Keeps a document's sketch under its bands; says whether it was not known."""

    def drop_sketch(self, document: str) -> None:
        """Forgets a document's sketch."""


class _Key:
    """A full key: its claims in each of the orders."""

    __slots__ = ("orders",)

    def __init__(self, entries: Iterable[tuple[tuple[int, ...], str]]) -> None:
        self.orders: list[list[tuple[int, str]]] = [[] for _ in range(ORDERS)]
        for rank, claim in entries:
            for i, order in enumerate(self.orders):
                order.append((rank[i], claim))
        for order in self.orders:
            order.sort()

    def __len__(self) -> int:
        return len(self.orders[0])

    def add(self, rank: tuple[int, ...], claim: str) -> None:
        for i, order in enumerate(self.orders):
            insort(order, (rank[i], claim))

    def remove(self, rank: tuple[int, ...], claim: str) -> None:
        for i, order in enumerate(self.orders):
            del order[bisect_left(order, (rank[i], claim))]

    def beside(self, rank: tuple[int, ...], claim: str, width: int) -> set[str]:
        found: set[str] = set()
        for i, order in enumerate(self.orders):
            at = bisect_left(order, (rank[i], claim))
            found.update(other for _, other in order[max(0, at - width) : at + width + 1])
        found.discard(claim)
        return found


class Memory:
    """A store in memory, for tests, small archives and measurements."""

    def __init__(self) -> None:
        self._gists: dict[str, Gist] = {}
        self._keys: dict[int, list[str] | str | _Key] = {}
        self._links: dict[str, dict[str, float]] = {}
        self._incident_of: dict[str, str] = {}
        self._incidents: dict[str, Incident] = {}
        self._judgements: dict[Pair, Judgement] = {}
        self._judged: dict[str, dict[str, bool]] = {}
        self._sketches: dict[str, Sketch] = {}
        self._bands: dict[int, list[Place]] = {}
        self.events: list[IncidentEvent] = []

    def gists(self, claims: Iterable[str]) -> Mapping[str, Gist]:
        known = self._gists
        return {claim: known[claim] for claim in claims if claim in known}

    def post(self, posts: Sequence[tuple[Gist, Sequence[int]]]) -> set[int]:
        filled: set[int] = set()
        bulk: dict[int, list[tuple[tuple[int, ...], str]]] = {}
        for gist, under in posts:
            self._gists[gist.claim] = gist
            for key in under:
                held = self._keys.get(key)
                if held is None:
                    self._keys[key] = gist.claim
                elif isinstance(held, str):
                    self._keys[key] = [held, gist.claim]
                elif isinstance(held, list):
                    held.append(gist.claim)
                    if len(held) > FULL:
                        filled.add(key)
                else:
                    bulk.setdefault(key, []).append((ranks(gist), gist.claim))
        for key in filled:
            held = self._keys[key]
            assert isinstance(held, list)
            self._keys[key] = _Key((ranks(self._gists[claim]), claim) for claim in held)
        for key, entries in bulk.items():
            full = self._keys[key]
            assert isinstance(full, _Key)
            for i, order in enumerate(full.orders):
                order.extend((rank[i], claim) for rank, claim in entries)
                order.sort()
        return filled

    def unpost(self, gist: Gist, keys: Sequence[int]) -> set[int]:
        emptied: set[int] = set()
        for key in keys:
            held = self._keys.get(key)
            if held == gist.claim:
                del self._keys[key]
            elif isinstance(held, list):
                held.remove(gist.claim)
            elif isinstance(held, _Key):
                held.remove(ranks(gist), gist.claim)
                if len(held) <= FULL:
                    self._keys[key] = [claim for _, claim in held.orders[0]]
                    emptied.add(key)
        self._gists.pop(gist.claim, None)
        return emptied

    def members(self, key: int) -> Sequence[str]:
        held = self._keys.get(key)
        return () if held is None or isinstance(held, _Key) else (held,) if isinstance(held, str) else held

    def is_full(self, key: int) -> bool:
        return isinstance(self._keys.get(key), _Key)

    def everyone(self, key: int) -> Sequence[str]:
        held = self._keys.get(key)
        return [claim for _, claim in held.orders[0]] if isinstance(held, _Key) else self.members(key)

    def beside(self, key: int, gist: Gist, width: int) -> set[str]:
        held = self._keys.get(key)
        return held.beside(ranks(gist), gist.claim, width) if isinstance(held, _Key) else set()

    def fill(self, key: int, entries: Sequence[tuple[tuple[int, ...], str]]) -> None:
        """Puts claims with their ranks under a key that holds none."""
        claims = [claim for _, claim in entries]
        self._keys[key] = _Key(entries) if len(claims) > FULL else claims

    def look(self, claims: Sequence[str]) -> None:
        """Everything is at hand."""

    def seek(self, keys: Collection[int]) -> None:
        """Everything is at hand."""

    def links(self, claim: str) -> Mapping[str, float]:
        return self._links.get(claim, {})

    def link(self, a: str, b: str, weight: float) -> None:
        self._links.setdefault(a, {})[b] = weight
        self._links.setdefault(b, {})[a] = weight

    def unlink(self, a: str, b: str) -> None:
        for one, other in ((a, b), (b, a)):
            links = self._links.get(one)
            if links is not None and links.pop(other, None) is not None and not links:
                del self._links[one]

    def incident_of(self, claim: str) -> str | None:
        return self._incident_of.get(claim)

    def incident(self, incident: str) -> Incident | None:
        return self._incidents.get(incident)

    def incidents(self) -> Sequence[Incident]:
        """All current incidents, by id."""
        return [self._incidents[id_] for id_ in sorted(self._incidents)]

    def keep(self, put: Sequence[Incident], ended: Sequence[str], events: Sequence[IncidentEvent]) -> None:
        for incident in put:
            old = self._incidents.get(incident.id)
            for claim in old.claims if old else ():
                if self._incident_of.get(claim) == incident.id:
                    del self._incident_of[claim]
        for id_ in ended:
            for claim in self._incidents.pop(id_).claims:
                if self._incident_of.get(claim) == id_:
                    del self._incident_of[claim]
        for incident in put:
            self._incidents[incident.id] = incident
            for claim in incident.claims:
                self._incident_of[claim] = incident.id
        self.events.extend(events)

    def judged(self, claim: str) -> Mapping[str, bool]:
        return self._judged.get(claim, {})

    def judged_claims(self) -> KeysView[str]:
        """The claims that people have judged anything of."""
        return self._judged.keys()

    def judge(self, judgement: Judgement) -> None:
        both = pair(judgement.claim, judgement.other)
        last = self._judgements.get(both)
        if last is not None and last.at > judgement.at:
            return
        self._judgements[both] = judgement
        for one, other in (both, both[::-1]):
            words = self._judged.setdefault(one, {})
            words.pop(other, None)
            if judgement.same is not None:
                words[other] = judgement.same

    def seek_bands(self, bands: Collection[int], since: int) -> None:
        """Everything is at hand."""

    def band(self, band: int) -> Sequence[Place]:
        return self._bands.get(band, ())

    def sketches(self, documents: Iterable[str]) -> Mapping[str, Sketch]:
        known = self._sketches
        return {document: known[document] for document in documents if document in known}

    def post_sketch(self, sketch: Sketch, bands: Sequence[int]) -> bool:
        if sketch.document in self._sketches:
            return False
        self._sketches[sketch.document] = sketch
        for band in bands:
            insort(self._bands.setdefault(band, []), (sketch.place, sketch.document))
        return True

    def drop_sketch(self, document: str) -> None:
        sketch = self._sketches.pop(document, None)
        for band in sketch.bands() if sketch is not None else ():
            held = self._bands.get(band, [])
            held[:] = [one for one in held if one[1] != document]
