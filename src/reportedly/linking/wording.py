"""The wording of claims and documents, made small enough to keep and quick enough to compare.

A claim's evidence becomes two bit sets of fixed width: its content words, and its runs of three words (shingles). Shared
bits over the smaller set estimate how much of the shorter text stands in the longer (containment, Broder 1997); with some
25 words in 512 bits, texts without a common word share about one bit in twenty. A whole document becomes a MinHash of its
runs of four words, whose bands find near-copies without comparing all with all.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from zlib import crc32

import numpy as np
from datasketch import MinHash

from reportedly.model import Document

BITS = 512
PERMUTATIONS, BAND_ROWS = 72, 2
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


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of a text in small.

    `words` and `shingles` are bit sets: the content words (short words carry no content in the languages that we read), and
    the runs of three words. `passages` are keys under which copies of the text meet: its least shingle under each of three
    orders, so that two texts share one with the chance of their resemblance, three times over (MinHash, one row a band).
    `themes` are the least content words: texts that share many words share one of these. A short text has neither.
    """

    words: int
    shingles: int
    passages: tuple[int, ...]
    themes: tuple[int, ...]


def wording_of(text: str) -> Wording:
    """The wording of the text."""
    words = words_of(text)
    content = {_number(word) for word in words if len(word) >= _SHORTEST_WORD}
    shingles = {_number(" ".join(words[i : i + 3])) for i in range(len(words) - 2)}
    passages = tuple(key("passage", i, least) for i, least in enumerate(_least(shingles))) if len(shingles) >= 5 else ()
    return Wording(_bits(content), _bits(shingles), passages, _least(content) if len(content) >= 4 else ())


def _number(words: str) -> int:
    return crc32(words.encode("utf-8", "surrogatepass"))


def _bits(numbers: Iterable[int]) -> int:
    bits = 0
    for number in numbers:
        bits |= 1 << (number % BITS)
    return bits


def shared(a: int, b: int) -> float:
    """The part of the smaller bit set that stands in the other, from 0 to 1; 0 where one is empty."""
    least = min(a.bit_count(), b.bit_count())
    return (a & b).bit_count() / least if least else 0.0


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
        """Keys under which documents that resemble each other meet (LSH: 36 bands of two rows, so that a third in common is found)."""
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
