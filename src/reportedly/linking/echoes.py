"""Who repeats whom: texts taken over, passages copied, one speaker quoted by many.

Most of what many publishers print was written by one. A document that holds most of another's words was taken from it, or
both from a third; a document that names an original says so itself. MinHash bands find such pairs without comparing all
with all, and the share is estimated from both sketches. What was copied only in part shows in the evidence of its claims,
where voices are counted.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

import numpy as np

from reportedly.incident_model import Takeover
from reportedly.linking.kin import Kin
from reportedly.linking.speakers import origin_of, publisher_of
from reportedly.linking.store import Store
from reportedly.linking.wording import Sketch, containment, sketch
from reportedly.model import Document

TAKEN_OVER = 0.5  # the share of a document's shingles in another from which on it was taken over
NAMED = 0.25  # the same where the document names the other's publisher as its original


def takeovers_of(documents: Iterable[Document], store: Store, kin: Kin) -> list[Takeover]:
    """The documents among these and the known ones of which one holds the other's text; keeps the sketches of the new.

    The later one took over, or the one that names the other's publisher as its original. Of one publisher's documents
    none takes over from another: that is a new version.
    """
    found: list[Takeover] = []
    for document in {document.id: document for document in documents}.values():
        origin = origin_of(document, kin)
        mine = sketch(document, publisher_of(document, kin).key, origin.key if origin else None)
        bands = mine.bands()
        for other in store.sketches(bands).values():
            if other.document != mine.document and other.publisher != mine.publisher:
                takeover = _takeover(mine, other)
                if takeover is not None:
                    found.append(takeover)
        store.post_sketch(mine, bands)
    return sorted(found, key=lambda takeover: (takeover.document, takeover.of))


def takeovers_among(documents: Iterable[Document], store: Store, kin: Kin) -> list[Takeover]:
    """The same of many documents at once, for a store that knows none yet; their sketches are kept without bands."""
    sketches: list[Sketch] = []
    for document in {document.id: document for document in documents}.values():
        origin = origin_of(document, kin)
        sketches.append(sketch(document, publisher_of(document, kin).key, origin.key if origin else None))
        store.post_sketch(sketches[-1], ())
    banded = [one.bands() for one in sketches]
    bands = np.fromiter((band for own in banded for band in own), np.int64)
    owners = np.repeat(np.arange(len(sketches)), [len(own) for own in banded])
    order = np.argsort(bands, kind="stable")
    bands, owners = bands[order], owners[order]
    pairs: set[tuple[int, int]] = set()
    starts = np.flatnonzero(np.r_[True, bands[1:] != bands[:-1]]) if len(bands) else np.zeros(0, int)
    sizes = np.diff(np.r_[starts, len(bands)])
    for start, size in zip(starts[sizes > 1].tolist(), sizes[sizes > 1].tolist(), strict=True):
        pairs.update(combinations(owners[start : start + size].tolist(), 2))
    found = (_takeover(sketches[a], sketches[b]) for a, b in pairs if sketches[a].publisher != sketches[b].publisher)
    return sorted((one for one in found if one is not None), key=lambda takeover: (takeover.document, takeover.of))


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
