"""The wording of claims and documents, made small enough to keep and quick enough to compare.

A claim's evidence becomes two bit sets of fixed width: its content words, and its runs of three words (shingles). Shared
bits over the smaller set estimate how much of the shorter text stands in the longer (containment, Broder 1997); with some
25 words in 512 bits, texts without a common word share about one bit in twenty. A whole document becomes a MinHash of its
runs of four words, whose bands find near-copies without comparing all with all.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain
from threading import local
from zlib import crc32

import numpy as np
from datasketch import MinHash
from numpy.typing import NDArray

from reportedly.model import Document

BITS = 512
PERMUTATIONS, BAND_ROWS = 72, 2
UNDATED = 10**7  # stands for the day of a document without one
CHUNK = 1 << 14  # pairs looked at together
SHORTEST_DOCUMENT = 12  # shingles; a shorter text has no bands, for chance would find it everywhere
_WORD = re.compile(r"[^\W_]+")
# What ASCII text is cut at: the same words as by the pattern, several times as fast.
_BLANKED = bytes(i if i < 128 and chr(i).isalnum() else 32 for i in range(256))
_SHORTEST_WORD = 4
_FEWEST_SHINGLES, _FEWEST_WORDS = 5, 4  # of a text that has passages, and themes
# Odd multipliers: each puts 32-bit numbers in another order.
_ORDERS = np.array((0x9E3779B1, 0x85EBCA77, 0xC2B2AE3D), np.uint32)
_MASK = (1 << 64) - 1
_MIXING = np.array((0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9), np.uint64)

Bands = NDArray[np.int64]


def words_of(text: str) -> list[str]:
    """The words of the text, casefolded."""
    return _WORD.findall(text.casefold())


def _encoded(text: str) -> list[bytes]:
    """The same words as bytes."""
    if text.isascii():
        return text.casefold().encode().translate(_BLANKED).split()
    return [word.encode("utf-8", "surrogatepass") for word in words_of(text)]


def _runs(words: Sequence[bytes], length: int) -> set[int]:
    """The numbers of the runs of so many words."""
    return set(map(crc32, map(b" ".join, zip(*(words[i:] for i in range(length)), strict=False))))


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
    return wordings_of((text,))[0]


def wordings_of(texts: Sequence[str]) -> list[Wording]:
    """The wording of each of the texts; of many at once in a fraction of the time."""
    content: list[set[int]] = []
    shingles: list[set[int]] = []
    for text in texts:
        words = _encoded(text)
        long = words if text.isascii() else [word for word in words if _is_long(word)]
        content.append(set(map(crc32, [word for word in long if len(word) >= _SHORTEST_WORD])))
        shingles.append(_runs(words, 3))
    passages = (
        tuple(key("passage", i, least) for i, least in enumerate(found)) for found in _least(shingles, _FEWEST_SHINGLES)
    )
    return list(map(Wording, _bits(content), _bits(shingles), passages, _least(content, _FEWEST_WORDS)))


def content_bits(text: str) -> int:
    """The content words of the text, as ``Wording.words`` has them."""
    return wording_of(text).words


def _is_long(word: bytes) -> bool:
    """Whether the word is long in characters, of which one may be four bytes."""
    return len(word.decode("utf-8", "surrogatepass")) >= _SHORTEST_WORD


def _bits(sets: Sequence[set[int]]) -> Iterable[int]:
    """Each set of numbers as a set of ``BITS`` bits."""
    owners = np.repeat(np.arange(len(sets)), [len(numbers) for numbers in sets])
    bits = np.zeros((len(sets), BITS), bool)
    bits[owners, _together(sets) % BITS] = True
    return (int.from_bytes(row, "little") for row in np.packbits(bits, axis=1, bitorder="little"))


def _least(sets: Sequence[set[int]], fewest: int) -> list[tuple[int, ...]]:
    """The least number of each set in each of the orders; nothing of a set that has fewer than `fewest`."""
    told = [i for i, numbers in enumerate(sets) if len(numbers) >= fewest]
    found: list[tuple[int, ...]] = [()] * len(sets)
    if told:
        starts = np.cumsum([0, *(len(sets[i]) for i in told[:-1])])
        ordered = _together([sets[i] for i in told])[:, None] * _ORDERS
        for i, least in zip(told, np.minimum.reduceat(ordered, starts).tolist(), strict=True):
            found[i] = tuple(least)
    return found


def _together(sets: Sequence[set[int]]) -> NDArray[np.uint32]:
    return np.array(list(chain.from_iterable(sets)), np.uint32)


def shared(a: int, b: int) -> float:
    """The part of the smaller bit set that stands in the other, from 0 to 1; 0 where one is empty."""
    least = min(a.bit_count(), b.bit_count())
    return (a & b).bit_count() / least if least else 0.0


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a document's wording: `values` is its MinHash, `size` its number of shingles."""

    document: str
    publisher: str
    origin: str | None
    published: int | None
    size: int
    values: bytes

    @property
    def place(self) -> int:
        """Where the document stands among others under a band: by day, the undated last, and on one day by a number of its id."""
        day = self.published if self.published is not None else UNDATED
        return day << 32 | crc32(self.document.encode("utf-8", "surrogatepass"))

    def bands(self) -> tuple[int, ...]:
        """Keys under which documents that resemble each other meet (LSH: 36 bands of two rows, so that a third in common is found)."""
        return bands_of((self,))[0]


class Wordings:
    """The wording of many documents as columns."""

    def __init__(self, sketches: Sequence[Sketch]) -> None:
        values = np.frombuffer(b"".join(one.values for one in sketches), np.uint32)
        self._values = values.reshape(len(sketches), PERMUTATIONS)
        self._sizes = np.fromiter((one.size for one in sketches), np.int32, len(sketches))

    def bands(self) -> Iterator[Bands]:
        """One band after the other, of all documents. They are no keys of those that are shorter than ``SHORTEST_DOCUMENT``."""
        for at in range(PERMUTATIONS // BAND_ROWS):
            mixed = np.full(len(self._values), (at + 1) * int(_MIXING[1]) & _MASK, np.uint64)
            for turn in range(BAND_ROWS):
                mixed = (mixed ^ self._values[:, at * BAND_ROWS + turn]) * _MIXING[0]
                mixed ^= mixed >> np.uint64(29)
            mixed *= _MIXING[1]
            yield ((mixed ^ mixed >> np.uint64(32)) >> np.uint64(1)).astype(np.int64)

    def resembling(self, a: NDArray[np.int64], b: NDArray[np.int64], least: float) -> NDArray[np.bool_]:
        """Of which pairs one may hold `least` of the other or more: ``containment`` of the shorter, of many pairs."""
        found = np.zeros(len(a), bool)
        for start in range(0, len(a), CHUNK):
            part = slice(start, start + CHUNK)
            i, j = a[part], b[part]
            jaccard = (self._values[i] == self._values[j]).mean(1)
            shorter = np.minimum(self._sizes[i], self._sizes[j])
            held = jaccard * (self._sizes[i] + self._sizes[j]) / ((1 + jaccard) * np.maximum(shorter, 1))
            found[part] = held >= least - 1e-9
        return found


def bands_of(sketches: Sequence[Sketch]) -> list[tuple[int, ...]]:
    """The bands of each of the sketches; of many at once in a fraction of the time."""
    told = zip(*(band.tolist() for band in Wordings(sketches).bands()), strict=True)
    return [own if one.size >= SHORTEST_DOCUMENT else () for one, own in zip(sketches, told, strict=True)]


_minhash = local()


def _hashed(numbers: Iterable[int]) -> bytes:
    """The MinHash of the numbers. One is made for each thread, for its permutations take a hundred times longer to draw than to use."""
    if not hasattr(_minhash, "own"):
        _minhash.own = MinHash(num_perm=PERMUTATIONS, seed=1, hashfunc=int, scheme="affine32")
    _minhash.own.clear()
    _minhash.own.update_batch(numbers)
    return np.asarray(_minhash.own.hashvalues, dtype=np.uint32).tobytes()


def sketch(document: Document, publisher: str, origin: str | None) -> Sketch:
    """The document's wording in small. `publisher` and `origin` are the keys of the voices that they are."""
    shingles = _runs(_encoded(document.text), 4)
    published = document.published.toordinal() if document.published else None
    return Sketch(document.id, publisher, origin, published, len(shingles), _hashed(shingles))


def containment(a: Sketch, b: Sketch) -> float:
    """The part of `a`'s shingles that stands in `b`, estimated from both MinHashes: J(|a| + |b|) / ((1 + J)|a|)."""
    if not a.size or not b.size:
        return 0.0
    same = np.frombuffer(a.values, dtype=np.uint32) == np.frombuffer(b.values, dtype=np.uint32)
    jaccard = float(np.count_nonzero(same)) / PERMUTATIONS
    return min(1.0, jaccard * (a.size + b.size) / ((1 + jaccard) * a.size))
