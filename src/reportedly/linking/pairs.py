"""All pairs worth weighing among many claims at once, as arrays: what a linker finds claim by claim when they come one by one.

Keys are sorted, and claims under one key then stand side by side. The rules are those of ``Linker.candidates``: under a key
of up to ``FULL`` claims all pairs, under a fuller one neighbours in each order, of wide keys only pairs of which one is odd.
Pairs whose kinds or days leave no hope are dropped here, so that those few that are left can be weighed one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.linking.blocking import FULL, ORDERS, PLAIN, WINDOW, keys, ranks
from reportedly.linking.comparisons import PASSAGE_SHARE, PASSAGE_SHINGLES
from reportedly.linking.gist import LONG_SPAN, Gist
from reportedly.linking.kinds import kinds
from reportedly.linking.wording import BITS
from reportedly.model import ClaimType

Ints = NDArray[np.int64]
CHUNK = 1 << 20  # pairs looked at together
_KINDS = {kind: i for i, kind in enumerate(ClaimType)}
_BITS_SET = np.array([i.bit_count() for i in range(256)], dtype=np.uint8)


class Table:
    """Claims as columns. `gists` must be in the order of the claims' ids, which decides between equal ranks."""

    def __init__(self, gists: Sequence[Gist], *, full: int = FULL, window: int = WINDOW) -> None:
        self.full, self.window = full, window
        many = len(gists)
        posted: list[NDArray[np.int64]] = []
        owners: list[NDArray[np.int32]] = []
        sorts: list[NDArray[np.uint8]] = []
        for i, gist in enumerate(gists):
            under = keys(gist)
            posted.append(np.fromiter(under.keys(), np.int64, len(under)))
            sorts.append(np.fromiter(under.values(), np.uint8, len(under)))
            owners.append(np.full(len(under), i, np.int32))
        unsorted = np.concatenate(posted)
        order = np.argsort(unsorted, kind="stable")  # stable: claims under one key stay in the order of their ids
        self.keys = unsorted[order]
        self.sorts, self.owners = np.concatenate(sorts)[order], np.concatenate(owners)[order]
        self.odd = np.fromiter((gist.odd for gist in gists), np.uint8, many)
        self.ranks = np.array([ranks(gist) for gist in gists], np.int64).reshape(many, ORDERS)
        self.kind = np.fromiter((_KINDS[gist.kind] for gist in gists), np.int8, many)
        # A claim without a day is near every day.
        self.first = np.fromiter((-(10**8) if gist.first is None else gist.first for gist in gists), np.int32, many)
        self.last = np.fromiter((10**8 if gist.last is None else gist.last for gist in gists), np.int32, many)
        packed = b"".join(gist.shingles.to_bytes(BITS // 8, "little") for gist in gists)
        self.shingles = np.frombuffer(packed, np.uint8).reshape(many, BITS // 8)
        self.shingle_counts = np.fromiter((gist.shingles.bit_count() for gist in gists), np.int32, many)
        self.related = np.zeros((len(_KINDS), len(_KINDS)), bool)
        for one, other in kinds().relation:
            self.related[_KINDS[one], _KINDS[other]] = True


def pairs(table: Table) -> Iterator[tuple[int, int]]:
    """Each pair once, the lower row first, in the order of the rows."""
    many = len(table.odd)
    found = np.zeros(0, np.int64)
    waiting: list[Ints] = []
    for a, b in _blocked(table):
        kept = _hopeful(table, a, b)
        waiting.append(a[kept] * many + b[kept])
        if sum(map(len, waiting)) > 8 * CHUNK:
            found = np.unique(np.concatenate((found, *waiting)))
            waiting.clear()
    found = np.unique(np.concatenate((found, *waiting)))
    for start in range(0, len(found), CHUNK):
        rows = found[start : start + CHUNK]
        yield from zip((rows // many).tolist(), (rows % many).tolist(), strict=True)


def _blocked(table: Table) -> Iterator[tuple[Ints, Ints]]:
    """Pairs under each key, with repetitions, the lower row first."""
    starts = np.flatnonzero(np.r_[True, table.keys[1:] != table.keys[:-1]]) if len(table.keys) else np.zeros(0, int)
    sizes = np.diff(np.r_[starts, len(table.keys)])
    for size in np.unique(sizes[(sizes > 1) & (sizes <= table.full)]).tolist():
        one, other = np.triu_indices(size, 1)
        runs = starts[sizes == size]
        step = max(1, CHUNK // len(one))
        for at in range(0, len(runs), step):
            held = table.owners[runs[at : at + step, None] + np.arange(size)]
            sort = np.repeat(table.sorts[runs[at : at + step]], len(one))
            yield from _fitting(table, held[:, one].ravel(), held[:, other].ravel(), sort)
    crowded = sizes > table.full
    for start, size in zip(starts[crowded].tolist(), sizes[crowded].tolist(), strict=True):
        held = table.owners[start : start + size]
        for turn in range(ORDERS):
            beside = held[np.argsort(table.ranks[held, turn], kind="stable")]
            for step in range(1, table.window + 1):
                near, next_to = beside[:-step], beside[step:]
                low, high = np.minimum(near, next_to), np.maximum(near, next_to)
                yield from _fitting(table, low, high, table.sorts[start])


def _fitting(table: Table, a: Ints, b: Ints, sort: NDArray[np.uint8]) -> Iterable[tuple[Ints, Ints]]:
    """Without the pairs under a wide key of which neither is odd in its way."""
    kept = (sort == PLAIN) | ((table.odd[a] | table.odd[b]) & sort).astype(bool)
    yield a[kept].astype(np.int64), b[kept].astype(np.int64)


def _hopeful(table: Table, a: Ints, b: Ints) -> NDArray[np.bool_]:
    """Whether kinds are related, and days near or a passage shared: what ``comparisons.is_hopeless`` asks, of many pairs."""
    related = table.related[table.kind[a], table.kind[b]]
    gap = np.maximum(table.first[a] - table.last[b], table.first[b] - table.last[a])
    far = np.flatnonzero(related & (gap > LONG_SPAN))
    if len(far):
        related[far] = _passage(table, a[far], b[far])
    return related


def _passage(table: Table, a: Ints, b: Ints) -> NDArray[np.bool_]:
    own = table.shingle_counts
    found = np.zeros(len(a), bool)
    for start in range(0, len(a), CHUNK // 8):
        one, other = a[start : start + CHUNK // 8], b[start : start + CHUNK // 8]
        least = np.minimum(own[one], own[other])
        both = _BITS_SET[table.shingles[one] & table.shingles[other]].sum(1, dtype=np.int32)
        found[start : start + CHUNK // 8] = (least >= PASSAGE_SHINGLES) & (both > PASSAGE_SHARE * least)
    return found
