"""Who repeats whom: texts taken over, passages copied, one speaker quoted by many.

Most of what many publishers print was written by one. A document that holds most of another's words was taken from it, or
both from a third; a document that names an original says so itself. MinHash bands find such pairs without comparing all
with all, and the share is estimated from both sketches. What was copied only in part shows in the evidence of its claims,
where voices are counted.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from reportedly.incident_model import Takeover
from reportedly.linking.kin import Kin
from reportedly.linking.speakers import origin_of, publisher_of
from reportedly.linking.store import Store
from reportedly.linking.wording import SHORTEST_DOCUMENT, Sketch, bands_of, containment, resembling, sketch
from reportedly.model import Document

TAKEN_OVER = 0.5  # the share of a document's shingles in another from which on it was taken over
CHUNK = 1 << 18  # pairs looked at together
NAMED = 0.25  # the same where the document names the other's publisher as its original

Ints = NDArray[np.int64]


def sketch_of(document: Document, kin: Kin) -> Sketch:
    """The document's wording in small, with whose it is."""
    origin = origin_of(document, kin)
    return sketch(document, publisher_of(document, kin).key, origin.key if origin else None)


def takeovers_of(documents: Iterable[Document], store: Store, kin: Kin) -> list[Takeover]:
    """The documents among these and the known ones of which one holds the other's text; keeps the sketches of the new.

    The later one took over, or the one that names the other's publisher as its original. Of one publisher's documents
    none takes over from another: that is a new version.
    """
    found: list[Takeover] = []
    sketches = [sketch_of(document, kin) for document in {document.id: document for document in documents}.values()]
    bands = [one.bands() for one in sketches]
    store.seek_bands({band for own in bands for band in own})
    for mine, own in zip(sketches, bands, strict=True):
        for other in store.sketches(own).values():
            if other.document != mine.document and other.publisher != mine.publisher:
                takeover = _takeover(mine, other)
                if takeover is not None:
                    found.append(takeover)
        store.post_sketch(mine, own)
    return sorted(found, key=lambda takeover: (takeover.document, takeover.of))


def takeovers_among(sketches: Sequence[Sketch]) -> list[Takeover]:
    """The same among all documents of an archive at once."""
    long = np.flatnonzero([one.size >= SHORTEST_DOCUMENT for one in sketches])
    if not len(long):
        return []
    publishers = _numbered(one.publisher for one in sketches)
    found: set[tuple[int, int]] = set()
    for a, b in _banded(bands_of([sketches[at] for at in long.tolist()]), long):
        apart = publishers[a] != publishers[b]
        pairs = np.unique(a[apart] * len(sketches) + b[apart])
        a, b = pairs // len(sketches), pairs % len(sketches)
        near = resembling(sketches, a, b, NAMED)
        found.update(zip(a[near].tolist(), b[near].tolist(), strict=True))
    taken = (_takeover(sketches[a], sketches[b]) for a, b in found)
    return sorted((one for one in taken if one is not None), key=lambda takeover: (takeover.document, takeover.of))


def _banded(bands: Ints, documents: Ints) -> Iterator[tuple[Ints, Ints]]:
    """Pairs of documents that share a band, with repetitions; of the bands each row is a document's."""
    owners = np.repeat(documents, bands.shape[1])
    order = np.argsort(bands, axis=None, kind="stable")
    ordered, owners = bands.ravel()[order], owners[order]
    starts = np.flatnonzero(np.r_[True, ordered[1:] != ordered[:-1]])
    sizes = np.diff(np.r_[starts, len(ordered)])
    for size in np.unique(sizes[sizes > 1]).tolist():
        one, other = np.triu_indices(size, 1)
        runs = starts[sizes == size]
        step = max(1, CHUNK // len(one))
        for at in range(0, len(runs), step):
            held = owners[runs[at : at + step, None] + np.arange(size)]
            yield held[:, one].ravel(), held[:, other].ravel()


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
    days = tuple(item.published if item.published is not None else 10**9 for item in (a, b))
    return (days[0], a.document) > (days[1], b.document)
