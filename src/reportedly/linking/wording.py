"""The wording of claims and documents, made small enough to keep and quick enough to compare.

A claim's evidence becomes two bit sets of fixed width: its content words, and its runs of three words (shingles). Shared
bits over the smaller set estimate how much of the shorter text stands in the longer (containment, Broder 1997); with some
25 words in 512 bits, texts without a common word share about one bit in twenty. A whole document becomes a MinHash of its
runs of four words, whose bands find near-copies without comparing all with all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from zlib import crc32

import numpy as np
from datasketch import MinHash

from reportedly.model import Document

BITS = 512
PERMUTATIONS, BAND_ROWS = 72, 3
SHORTEST_DOCUMENT = 12  # shingles; a shorter text has no bands, for chance would find it everywhere
_WORD = re.compile(r"[^\W_]+")
_SHORTEST_WORD = 4
_ORDERS = (0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D)  # odd multipliers: each puts 32-bit numbers in another order


def words_of(text: str) -> list[str]:
    """The words of the text, casefolded."""
    return _WORD.findall(text.casefold())


def key(*parts: object) -> int:
    """A number of 63 bits that is the same for the same parts on every machine and in every run."""
    digest = blake2b("\x1f".join(map(str, parts)).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1


def content_bits(words: Iterable[str]) -> int:
    """The content words as a bit set. Short words carry no content in the languages that we read."""
    bits = 0
    for word in words:
        if len(word) >= _SHORTEST_WORD:
            bits |= 1 << (crc32(word.encode("utf-8", "surrogatepass")) % BITS)
    return bits


def shingle_bits(words: Sequence[str]) -> int:
    """The runs of three words as a bit set."""
    bits = 0
    for i in range(len(words) - 2):
        bits |= 1 << (crc32(" ".join(words[i : i + 3]).encode("utf-8", "surrogatepass")) % BITS)
    return bits


def shared(a: int, b: int) -> float:
    """The part of the smaller bit set that stands in the other, from 0 to 1; 0 where one is empty."""
    least = min(a.bit_count(), b.bit_count())
    return (a & b).bit_count() / least if least else 0.0


def passage_keys(words: Sequence[str]) -> tuple[int, ...]:
    """Keys under which copies of a passage meet: its least shingle under each of three orders.

    Two passages share such a key with the chance of their resemblance, for each of the three (MinHash, one row a band).
    """
    shingles = {crc32(" ".join(words[i : i + 3]).encode("utf-8", "surrogatepass")) for i in range(len(words) - 2)}
    return tuple(key("passage", i, least) for i, least in enumerate(_least(shingles))) if len(shingles) >= 5 else ()


def theme_keys(words: Iterable[str]) -> tuple[int, ...]:
    """The least content word under each of three orders: texts that share many words share one of these."""
    content = {crc32(word.encode("utf-8", "surrogatepass")) for word in words if len(word) >= _SHORTEST_WORD}
    return _least(content) if len(content) >= 4 else ()


def _least(values: Collection[int]) -> tuple[int, ...]:
    return tuple(min((value * factor) & 0xFFFFFFFF for value in values) for factor in _ORDERS)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a document's wording: `values` is its MinHash, `size` its number of shingles."""

    document: str
    publisher: str
    origin: str | None
    published: int | None
    size: int
    values: bytes

    def bands(self) -> tuple[int, ...]:
        """Keys under which documents that resemble each other meet (LSH: 24 bands of three rows)."""
        if self.size < SHORTEST_DOCUMENT:
            return ()
        step = len(self.values) // PERMUTATIONS * BAND_ROWS
        return tuple(
            key("band", i, self.values[i : i + step].hex()) for i in range(0, len(self.values) - step + 1, step)
        )


@cache
def _empty() -> MinHash:
    """A MinHash of nothing; copies share its permutations, which take a hundred times longer to draw than to use."""
    return MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=crc32, scheme="affine32")


def sketch(document: Document, publisher: str, origin: str | None) -> Sketch:
    """The document's wording in small. `publisher` and `origin` are the keys of the voices that they are."""
    words = words_of(document.text)
    shingles = {" ".join(words[i : i + 4]).encode("utf-8", "surrogatepass") for i in range(len(words) - 3)}
    minhash = _empty().copy()
    minhash.update_batch(sorted(shingles))
    values = np.asarray(minhash.hashvalues, dtype=np.uint32).tobytes()
    published = document.published.toordinal() if document.published else None
    return Sketch(document.id, publisher, origin, published, len(shingles), values)


def containment(a: Sketch, b: Sketch) -> float:
    """The part of `a`'s shingles that stands in `b`, estimated from both MinHashes: J(|a| + |b|) / ((1 + J)|a|)."""
    if not a.size or not b.size:
        return 0.0
    same = np.frombuffer(a.values, dtype=np.uint32) == np.frombuffer(b.values, dtype=np.uint32)
    jaccard = float(np.count_nonzero(same)) / PERMUTATIONS
    return min(1.0, jaccard * (a.size + b.size) / ((1 + jaccard) * a.size))
