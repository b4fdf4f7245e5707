"""All pairs worth weighing among many claims at once, as arrays: what a linker finds claim by claim when they come one by one.

Keys are sorted, and claims under one key then stand side by side. The rules are those of ``Linker.candidates``: under a key
of up to ``FULL`` claims all pairs, under a fuller one neighbours in each order, of wide keys only pairs of which one is odd.
Pairs whose kinds or days leave no hope are dropped here, so that those few that are left can be weighed one by one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.linking.blocking import FULL, ORDERS, PLAIN, WINDOW, keys_of, ranks
from reportedly.linking.comparisons import PASSAGE_SHARE, PASSAGE_SHINGLES
from reportedly.linking.gist import LONG_SPAN, Gist
from reportedly.linking.kinds import kinds
from reportedly.linking.wording import BITS
from reportedly.model import ClaimType

Ints = NDArray[np.int64]
Rows = NDArray[np.int32]
CHUNK = 1 << 18  # pairs looked at together
PORTION = 2000  # claims whose keys are made together
MERGED = 1 << 22  # pairs, about, that are freed of repetitions together
_KINDS = {kind: i for i, kind in enumerate(ClaimType)}


class Table:
    """Claims as columns. `gists` must be in the order of the claims' ids, which decides between equal ranks."""

    def __init__(self, gists: Sequence[Gist], *, full: int = FULL, window: int = WINDOW) -> None:
        self.full, self.window = full, window
        many = len(gists)
        posted = [keys_of(gists[at : at + PORTION]) for at in range(0, many, PORTION)]
        self.keys = np.concatenate([keys for keys, _, _ in posted]) if posted else np.zeros(0, np.int64)
        order = np.argsort(self.keys, kind="stable")  # stable: claims under one key stay in the order of their ids
        self.keys = self.keys[order]
        self.sorts = np.concatenate([sorts for _, sorts, _ in posted])[order] if posted else np.zeros(0, np.uint8)
        offsets = [owners + np.int32(i * PORTION) for i, (_, _, owners) in enumerate(posted)]
        self.owners = np.concatenate(offsets)[order] if posted else np.zeros(0, np.int32)
        self.odd = np.fromiter((gist.odd for gist in gists), np.uint8, many)
        self.ranks = np.array([ranks(gist) for gist in gists], np.int64).reshape(many, ORDERS)
        self.kind = np.fromiter((_KINDS[gist.kind] for gist in gists), np.int8, many)
        # A claim without a day is near every day.
        self.first = np.fromiter((-(10**8) if gist.first is None else gist.first for gist in gists), np.int32, many)
        self.last = np.fromiter((10**8 if gist.last is None else gist.last for gist in gists), np.int32, many)
        days = ((gist.published or 0) if gist.first is None else gist.first for gist in gists)
        self.by_day = np.argsort(np.fromiter(days, np.int32, many), kind="stable").astype(np.int32)
        self.turn = np.empty(many, np.int32)
        self.turn[self.by_day] = np.arange(many, dtype=np.int32)
        self.words = _bits(gist.words for gist in gists)
        self.shingles = _bits(gist.shingles for gist in gists)
        self.naming = _bits(gist.naming for gist in gists)
        self.has_name = np.fromiter((gist.naming != 0 for gist in gists), bool, many)
        self.is_named = np.fromiter((gist.is_named for gist in gists), bool, many)
        self.related = np.zeros((len(_KINDS), len(_KINDS)), bool)
        for one, other in kinds().relation:
            self.related[_KINDS[one], _KINDS[other]] = True

    def passage(self, a: Rows, b: Rows) -> NDArray[np.bool_]:
        """Which of the pairs share a passage (``comparisons.is_passage``)."""
        both, least = common(self.shingles, a, b)
        return (least >= PASSAGE_SHINGLES) & (both > PASSAGE_SHARE * least)

    def names(self, a: Rows, b: Rows) -> NDArray[np.bool_]:
        """Of which pairs the words of the first name the place of the second but none of its own (``comparisons.naming``)."""
        found: NDArray[np.bool_] = ~self.is_named[a] & self.has_name[b]
        maybe = np.flatnonzero(found)
        for at in range(0, len(maybe), CHUNK):
            part = maybe[at : at + CHUNK]
            found[part] = ~np.any(self.naming[b[part]] & ~self.words[a[part]], axis=1)
        return found


def _bits(sets: Iterable[int]) -> NDArray[np.uint64]:
    packed = b"".join(bits.to_bytes(BITS // 8, "little") for bits in sets)
    return np.frombuffer(packed, np.uint64).reshape(-1, BITS // 64)


def common(bits: NDArray[np.uint64], a: Rows, b: Rows) -> tuple[Ints, Ints]:
    """Of each pair of bit sets, how many bits they share and how many the smaller one has."""
    both, least = np.zeros(len(a), np.int64), np.zeros(len(a), np.int64)
    for start in range(0, len(a), CHUNK // 8):
        part = slice(start, start + CHUNK // 8)
        one, other = bits[a[part]], bits[b[part]]
        both[part] = np.bitwise_count(one & other).sum(1, dtype=np.int64)
        sizes = (np.bitwise_count(side).sum(1, dtype=np.int64) for side in (one, other))
        least[part] = np.minimum(*sizes)
    return both, least


def pairs(table: Table) -> Iterator[tuple[Rows, Rows]]:
    """Each pair once, the lower row first, those of earlier days before those of later ones.

    Keys are walked in the order of their earliest claims, so that a pair is done with once the walk has passed the earlier of its
    two claims: memory stays bounded, however many pairs there are.
    """
    many = len(table.turn)
    waiting = np.zeros(0, np.int64)
    for passed, blocks in _walk(table):
        told = [waiting]
        for a, b in blocks:
            kept = _hopeful(table, a, b)
            one, other = table.turn[a[kept]].astype(np.int64), table.turn[b[kept]].astype(np.int64)
            told.append(np.minimum(one, other) * many + np.maximum(one, other))
        waiting = np.unique(np.concatenate(told))
        done, waiting = np.split(waiting, [np.searchsorted(waiting, passed * many)])
        for start in range(0, len(done), CHUNK):
            here, there = (table.by_day[turns] for turns in np.divmod(done[start : start + CHUNK], many))
            yield np.minimum(here, there), np.maximum(here, there)


def _walk(table: Table) -> Iterator[tuple[int, Iterator[tuple[Rows, Rows]]]]:
    """Blocks of pairs of so many keys, with repetitions, and the turn before which no claim stands under a later key."""
    starts = np.flatnonzero(np.r_[True, table.keys[1:] != table.keys[:-1]]) if len(table.keys) else np.zeros(0, int)
    sizes = np.diff(np.r_[starts, len(table.keys)])
    if not len(starts):
        return
    first = np.minimum.reduceat(table.turn[table.owners], starts)
    shared = np.flatnonzero(sizes > 1)
    shared = shared[np.argsort(first[shared], kind="stable")]
    starts, sizes, first = starts[shared], sizes[shared].astype(np.int64), first[shared]
    made = np.cumsum(np.where(sizes > table.full, sizes * ORDERS * table.window, sizes * (sizes - 1) // 2))
    ends = [*np.flatnonzero(np.diff(made // MERGED)) + 1, len(starts)]
    for at, end in zip([0, *ends], ends, strict=False):
        passed = int(first[end]) if end < len(first) else len(table.turn)
        yield passed, _blocked(table, starts[at:end], sizes[at:end])


def _blocked(table: Table, starts: Ints, sizes: Ints) -> Iterator[tuple[Rows, Rows]]:
    """Pairs under each of the keys."""
    for size in np.unique(sizes[sizes <= table.full]).tolist():
        one, other = np.triu_indices(size, 1)
        runs = starts[sizes == size]
        step = max(1, CHUNK // len(one))
        for at in range(0, len(runs), step):
            held = table.owners[runs[at : at + step, None] + np.arange(size)]
            sort = np.repeat(table.sorts[runs[at : at + step]], len(one))
            yield _fitting(table, held[:, one].ravel(), held[:, other].ravel(), sort)
    crowded = sizes > table.full
    for start, size in zip(starts[crowded].tolist(), sizes[crowded].tolist(), strict=True):
        held = table.owners[start : start + size]
        for turn in range(ORDERS):
            beside = held[np.argsort(table.ranks[held, turn], kind="stable")]
            for step in range(1, table.window + 1):
                yield _fitting(table, beside[:-step], beside[step:], table.sorts[start])


def _fitting(table: Table, a: Rows, b: Rows, sort: NDArray[np.uint8]) -> tuple[Rows, Rows]:
    """Without the pairs under a wide key of which neither is odd in its way."""
    kept = (sort == PLAIN) | ((table.odd[a] | table.odd[b]) & sort).astype(bool)
    return a[kept], b[kept]


def _hopeful(table: Table, a: Rows, b: Rows) -> NDArray[np.bool_]:
    """Whether kinds are related, and days near or a passage shared: what ``comparisons.is_hopeless`` asks, of many pairs."""
    related = table.related[table.kind[a], table.kind[b]]
    gap = np.maximum(table.first[a] - table.last[b], table.first[b] - table.last[a])
    far = np.flatnonzero(related & (gap > LONG_SPAN))
    if len(far):
        related[far] = table.passage(a[far], b[far])
    return related
