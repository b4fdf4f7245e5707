"""A whole archive linked at once: what a linker finds claim by claim, many times as fast.

Claims become gists as they come, so that of a million no more is held than what is compared. Then all pairs under a common key
are weighed together, as columns of numbers, and what hangs together by links is clustered. The outcome is that of adding the
claims one by one, in any order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, islice, pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from reportedly.incident_model import Changes
from reportedly.linking.blocking import FULL, WINDOW
from reportedly.linking.clusters import SURE, clusters
from reportedly.linking.echoes import sketch_of, takeovers_among
from reportedly.linking.gist import Gist, gists_of, vagueness
from reportedly.linking.kin import Kin
from reportedly.linking.pairs import Ints, Table, pairs
from reportedly.linking.settling import settle
from reportedly.linking.store import Memory
from reportedly.linking.sums import Floats, Sums
from reportedly.linking.weights import Weights, load
from reportedly.linking.wording import Sketch
from reportedly.model import Claim, Document

Rows = NDArray[np.int32]
PORTION = 1000  # claims whose gists are made together, and groups whose pairs are weighed together
LARGE = 24  # claims that hang together, up to which all their pairs are weighed


@dataclass(frozen=True, slots=True)
class Pairs:
    """Weighed pairs of rows as columns, the lower row first."""

    one: Rows
    other: Rows
    weight: Floats

    def which(self, chosen: NDArray[Any]) -> Pairs:
        """Those that are chosen, by a mask or by their order."""
        return Pairs(self.one[chosen], self.other[chosen], self.weight[chosen])

    def and_also(self, more: Pairs) -> Pairs:
        """These and those."""
        one, other = np.concatenate((self.one, more.one)), np.concatenate((self.other, more.other))
        return Pairs(one, other, np.concatenate((self.weight, more.weight)))

    def rows(self, part: slice) -> Iterator[tuple[float, int, int]]:
        """A part of them, as links are clustered."""
        return zip(self.weight[part].tolist(), self.one[part].tolist(), self.other[part].tolist(), strict=True)


class Whole:
    """All claims of an archive. Give it the claims and the documents, then ``link`` them once.

    `store` holds the incidents that are known, for their ids, and what people judged. After linking, `gists` are in the order of
    the claims' ids, `table` has their keys, and `linked` are the links between them.
    """

    def __init__(self, store: Memory, kin: Kin, weights: Weights | None = None) -> None:
        self.store, self.kin, self.weights = store, kin, weights or load()
        self.gists: list[Gist] = []
        self.sketches: list[Sketch] = []
        self.linked = _paired(())

    def claims(self, claims: Iterable[Claim]) -> None:
        """Takes up what is compared of these claims, each of which comes once."""
        coming = iter(claims)
        while part := list(islice(coming, PORTION)):
            self.gists += gists_of(part, self.kin)

    def documents(self, documents: Iterable[Document]) -> None:
        """Takes up the wording of these documents, each of which comes once."""
        self.sketches += (sketch_of(document, self.kin) for document in documents)

    def link(self) -> Changes:
        """What linking makes of all that came."""
        self.gists.sort(key=lambda gist: gist.claim)
        self.store.post([(gist, ()) for gist in self.gists])
        self.table = Table(self.gists, full=FULL, window=WINDOW)
        takeovers = takeovers_among(self.sketches)
        groups = [[self.gists[row].claim for row in group] for group in self._groups()]
        put, ended, events = settle(groups, (), self.store)
        self.store.keep(put, ended, events)
        return Changes(tuple(put), tuple(ended), tuple(events), tuple(takeovers))

    def _groups(self) -> Iterator[list[int]]:
        """The rows of the table, in groups of one happening each."""
        sums = Sums(self.gists, self.table, self.weights.scorer)
        linked = self._linked(sums)
        same, apart = self._judged()
        judged = {*zip(same.one.tolist(), same.other.tolist(), strict=True), *((a, b) for a in apart for b in apart[a])}
        if judged:
            said = (both in judged for both in zip(linked.one.tolist(), linked.other.tolist(), strict=True))
            linked = linked.which(~np.fromiter(said, bool, len(linked.one)))
        self.linked = linked.and_also(same)
        label = _components(len(self.gists), self.linked)
        links, starts = _by_label(label, self.linked)
        components = _parted(label, self.table.turn)
        while part := list(islice(components, PORTION)):
            for component, known in zip(part, _known(part, sums), strict=True):
                at = slice(*starts[component[0] : component[0] + 2].tolist())
                yield from clusters(
                    component, links.rows(at), sums.one, apart, known, vague=lambda row: vagueness(self.gists[row])
                )

    def _linked(self, sums: Sums) -> Pairs:
        """The pairs that the weights link."""
        found = [_paired(())]
        for a, b in pairs(self.table):
            weight = sums.of(a, b)
            for_it = weight > 0.0
            found.append(Pairs(a[for_it], b[for_it], weight[for_it]))
        one, other = np.concatenate([part.one for part in found]), np.concatenate([part.other for part in found])
        return Pairs(one, other, np.concatenate([part.weight for part in found]))

    def _judged(self) -> tuple[Pairs, dict[int, list[int]]]:
        """What people judged to be of one happening, as links, and what they judged not to be, by row and either way."""
        claims = self.store.judged_claims()
        row_of = {gist.claim: row for row, gist in enumerate(self.gists)} if claims else {}
        same: list[tuple[int, int, float]] = []
        apart: dict[int, list[int]] = {}
        for claim in sorted(claims & row_of.keys()):
            for other, word in self.store.judged(claim).items():
                if other in row_of and word and claim < other:
                    same.append((row_of[claim], row_of[other], SURE))
                elif other in row_of and not word:
                    apart.setdefault(row_of[claim], []).append(row_of[other])
        return _paired(same), apart


def _paired(told: Sequence[tuple[int, int, float]]) -> Pairs:
    one, other, weight = zip(*told, strict=True) if told else ((), (), ())
    return Pairs(np.array(one, np.int32), np.array(other, np.int32), np.array(weight, np.float64))


def _components(many: int, links: Pairs) -> Ints:
    """By row, the lowest row that it hangs together with."""
    parent = list(range(many))
    for a, b in zip(links.one.tolist(), links.other.tolist(), strict=True):
        while parent[a] != a:
            parent[a] = a = parent[parent[a]]
        while parent[b] != b:
            parent[b] = b = parent[parent[b]]
        if a < b:
            parent[b] = a
        else:
            parent[a] = b
    label = np.array(parent, np.int64)
    while np.any((above := label[label]) != label):
        label = above
    return label


def _parted(label: Ints, turn: Rows) -> Iterator[list[int]]:
    """The rows of each component, the lowest first; components of earlier days first."""
    order = np.lexsort((np.arange(len(label)), label, turn[label]))
    starts = np.flatnonzero(np.r_[True, label[order][1:] != label[order][:-1]][: len(label)])
    for start, end in pairwise([*starts.tolist(), len(label)]):
        yield order[start:end].tolist()


def _known(components: Sequence[list[int]], sums: Sums) -> Iterator[dict[tuple[int, int], float]]:
    """The weights of all pairs within each of the components, but for large ones: there a few claims stand for all."""
    pairs = [list(combinations(one, 2)) if 2 < len(one) <= LARGE else [] for one in components]
    told = np.array([both for own in pairs for both in own], np.int32).reshape(-1, 2)
    weights = iter(sums.of(told[:, 0], told[:, 1]).tolist())
    return (dict(zip(own, weights, strict=False)) for own in pairs)


def _by_label(label: Ints, links: Pairs) -> tuple[Pairs, Ints]:
    """The links sorted by the label of their ends, and where those of each label begin; those of the next end them."""
    own = label[links.one]
    order = np.argsort(own, kind="stable")
    return links.which(order), np.searchsorted(own[order], np.arange(len(label) + 1))
