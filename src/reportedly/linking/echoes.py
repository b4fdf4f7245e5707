"""Who repeats whom: texts taken over, passages copied, one speaker quoted by many.

Most of what many publishers print was written by one. A document that holds most of another's words was taken from it, or
both from a third; a document that names an original says so itself. MinHash bands find such pairs without comparing all
with all, and the share is estimated from both sketches. What was copied only in part shows in the evidence of its claims,
where voices are counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import groupby

import numpy as np
from numpy.typing import NDArray

from reportedly.incident_model import Takeover
from reportedly.linking.kin import Kin
from reportedly.linking.speakers import origin_of, publisher_of
from reportedly.linking.store import Pair, Place, Store, pair
from reportedly.linking.wording import SHORTEST_DOCUMENT, UNDATED, Sketch, Wordings, bands_of, containment, sketch
from reportedly.model import Document

TAKEN_OVER = 0.5  # the share of a document's shingles in another from which on it was taken over
NEIGHBOURS = 8  # documents on either side, in the order of days, with which one is compared under each band
# Days between publications beyond which no text is taken over: of a million texts, many are alike by chance. A text without a day is
# compared with its like alone.
SPAN = 45
NAMED = 0.25  # the same where the document names the other's publisher as its original

Ints = NDArray[np.int64]


def sketch_of(document: Document, kin: Kin) -> Sketch:
    """The document's wording in small, with whose it is."""
    origin = origin_of(document, kin)
    return sketch(document, publisher_of(document, kin).key, origin.key if origin else None)


def takeovers_of(documents: Iterable[Document], store: Store, kin: Kin) -> tuple[list[Takeover], list[Pair]]:
    """The documents among these and the known ones of which one holds the other's text; keeps the sketches of the new.

    The later one took over, or the one that names the other's publisher as its original. Of one publisher's documents
    none takes over from another: that is a new version. Also gives the pairs that, if they were takeovers, are no longer,
    because the new documents stand between them in a crowd.
    """
    sketches = [sketch_of(document, kin) for document in {document.id: document for document in documents}.values()]
    bands = dict(zip((one.document for one in sketches), bands_of(sketches), strict=True))
    _seek(sketches, bands, store)
    near: set[Pair] = set()
    moved: set[Pair] = set()
    for mine in sketches:
        if store.post_sketch(mine, bands[mine.document]):
            for held, at in _places(mine, bands[mine.document], store):
                near.update(_met((one, held[at]) for one in (*_before(held, at), *_after(held, at))))
                moved.update(_across(held, at))
    parted = {_pair(one) for one in _taken(moved, store)}
    parted -= {both for both in parted if _meet(store.sketches(both), store)}
    return [one for one in _taken(near, store) if _pair(one) not in parted], sorted(parted)


def takeovers_without(documents: Collection[str], store: Store) -> list[Takeover]:
    """Forgets the sketches of these documents; gives the takeovers between those that they stood between in a crowd."""
    sketches = list(store.sketches(documents).values())
    bands = dict(zip((one.document for one in sketches), bands_of(sketches), strict=True))
    _seek(sketches, bands, store)
    moved: set[Pair] = set()
    for mine in sketches:
        for held, at in _places(mine, bands[mine.document], store):
            moved.update(_across(held, at))
        store.drop_sketch(mine.document)
    return _taken((both for both in moved if both[0] not in bands and both[1] not in bands), store)


def _seek(sketches: Iterable[Sketch], bands: Mapping[str, Sequence[int]], store: Store) -> None:
    """Tells the store what will be asked for, the oldest first."""
    by_span = groupby(sorted(sketches, key=_day), key=lambda one: _day(one) // SPAN)
    for span, held in by_span:
        store.seek_bands({band for one in held for band in bands[one.document]}, (span - 1) * SPAN << 32)


def _places(mine: Sketch, bands: Iterable[int], store: Store) -> Iterator[tuple[Sequence[Place], int]]:
    """What stands under each of the bands, in order, and where this document stands in it."""
    for band in bands:
        held = store.band(band)
        yield held, bisect_left(held, (mine.place, mine.document))


def _before(held: Sequence[Place], at: int) -> Sequence[Place]:
    return held[max(0, at - NEIGHBOURS) : at]


def _after(held: Sequence[Place], at: int) -> Sequence[Place]:
    return held[at + 1 : at + 1 + NEIGHBOURS]


def _across(held: Sequence[Place], at: int) -> Iterator[Pair]:
    """The pairs that would stand beside each other, were it not for what stands there."""
    first = max(0, at - NEIGHBOURS)
    return _met(zip(held[first:at], held[first + NEIGHBOURS + 1 :], strict=False))


def _met(both: Iterable[tuple[Place, Place]]) -> Iterator[Pair]:
    """Those of the pairs that were published within days of each other."""
    return (pair(one[1], other[1]) for one, other in both if abs((one[0] >> 32) - (other[0] >> 32)) <= SPAN)


def _meet(both: Mapping[str, Sketch], store: Store) -> bool:
    """Whether the two stand beside each other under any band."""
    one, other = both.values()
    shared = set(one.bands()) & set(other.bands())
    store.seek_bands(shared, min(one.place, other.place))
    beside = ((held, at) for held, at in _places(one, shared, store))
    return any(other.document in {id_ for _, id_ in (*_before(held, at), *_after(held, at))} for held, at in beside)


def _taken(pairs: Iterable[Pair], store: Store) -> list[Takeover]:
    """The takeovers among these pairs, in order."""
    wanted = sorted(set(pairs))
    known = store.sketches(dict.fromkeys(id_ for both in wanted for id_ in both))
    found = (_takeover(known[a], known[b]) for a, b in wanted if known[a].publisher != known[b].publisher)
    return sorted((one for one in found if one is not None), key=_both)


def _pair(takeover: Takeover) -> Pair:
    return pair(takeover.document, takeover.of)


def takeovers_among(sketches: Sequence[Sketch]) -> list[Takeover]:
    """The same among all documents of an archive at once."""
    long = (one for one in sketches if one.size >= SHORTEST_DOCUMENT)
    by_day = sorted(long, key=lambda one: (one.place, one.document))
    if not by_day:
        return []
    days = np.array([_day(one) for one in by_day], np.int32)
    publishers = _numbered(one.publisher for one in by_day)
    wordings = Wordings(by_day)
    found: set[tuple[int, int]] = set()
    for a, b in _beside(wordings):
        met = (publishers[a] != publishers[b]) & (days[b] - days[a] <= SPAN)
        a, b = a[met], b[met]
        near = wordings.resembling(a, b, NAMED)
        found.update(zip(a[near].tolist(), b[near].tolist(), strict=True))
    taken = (_takeover(by_day[a], by_day[b]) for a, b in found)
    return sorted((one for one in taken if one is not None), key=_both)


def _beside(wordings: Wordings) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of documents that stand beside each other under a band, with repetitions, the earlier first."""
    for band in wordings.bands():
        order = np.argsort(band, kind="stable")  # stable: documents under one band stay in the order of their days
        ordered = band[order]
        at = np.arange(len(order))
        for step in range(1, NEIGHBOURS + 1):
            at = at[at < len(order) - step]
            at = at[ordered[at] == ordered[at + step]]
            yield order[at], order[at + step]


def _numbered(names: Iterable[str]) -> Ints:
    numbers: dict[str, int] = {}
    return np.array([numbers.setdefault(name, len(numbers)) for name in names], np.int64)


def _takeover(a: Sketch, b: Sketch) -> Takeover | None:
    later, earlier = (a, b) if _order(a, b) else (b, a)
    named = later.origin is not None and later.origin == earlier.publisher
    share = containment(later, earlier)
    return (
        Takeover(later.document, earlier.document, round(share, 3), named)
        if share >= (NAMED if named else TAKEN_OVER)
        else None
    )


def _order(a: Sketch, b: Sketch) -> bool:
    """Whether `a` took over from `b` rather than `b` from `a`."""
    if (a.origin == b.publisher) != (b.origin == a.publisher):
        return a.origin == b.publisher
    return (_day(a), a.document) > (_day(b), b.document)


def _day(sketch: Sketch) -> int:
    return sketch.published if sketch.published is not None else UNDATED


def _both(takeover: Takeover) -> Pair:
    return takeover.document, takeover.of
