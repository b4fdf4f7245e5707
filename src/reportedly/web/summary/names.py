"""Names that occur a million times, each kept once; and ids as numbers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from reportedly.ledger.facets import fold

T = TypeVar("T", bound=Hashable)
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # spreads numbers over 64 bits, so that their sums tell sets apart
_ID = re.compile(r"[a-z]_([0-9a-f]{16})")


class Codes(Generic[T]):
    """Values numbered in the order in which they were met. It only grows, so that a number means the same for good.

    `words` are what a value is found by.
    """

    def __init__(self, words: Callable[[T], Iterable[str | None]] = lambda value: ()) -> None:
        self._codes: dict[T, int] = {}
        self._words = words
        self._found: dict[str, list[int]] = {}
        self.values: list[T] = []

    def __len__(self) -> int:
        return len(self.values)

    def code(self, value: T) -> int:
        """The number of a value, given to it where it has none yet."""
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = len(self.values)
            self.values.append(value)
            for word in set(self._words(value)) - {None}:
                assert word is not None
                self._found.setdefault(word, []).append(code)
        return code

    def find(self, wanted: Iterable[str]) -> list[int]:
        """The numbers of the values that are found by any of these words, or by any of them folded."""
        words = {one for value in wanted for one in (value, fold(value))}
        return sorted({code for word in words for code in self._found.get(word, ())})

    def known(self, value: T) -> int | None:
        """The number of a value that was met."""
        return self._codes.get(value)


class Keys:
    """Ids as 64-bit numbers: the sixteen digits that this program's ids are made of; of any other, a hash."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._odd: dict[int, str] = {}

    def key(self, id_: str) -> int:
        """The number of an id."""
        found = _ID.fullmatch(id_)
        if found and id_[0] == self._prefix:
            return int(found[1], 16)
        key = int.from_bytes(hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest())
        self._odd[key] = id_
        return key

    def find(self, id_: str) -> int:
        """The number that an id would have; nothing is remembered of it."""
        found = _ID.fullmatch(id_)
        if found and id_[0] == self._prefix:
            return int(found[1], 16)
        return int.from_bytes(hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest())

    def id(self, key: int) -> str:
        """The id of a number."""
        return self._odd.get(key) or f"{self._prefix}_{key:016x}"


def positions(sorted_keys: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Where each of the wanted stands among sorted keys; -1 where it does not."""
    if not len(sorted_keys):
        return np.full(len(wanted), -1, np.int64)
    at = np.searchsorted(sorted_keys, wanted)
    at[at == len(sorted_keys)] = 0
    return np.where(sorted_keys[at] == wanted, at, -1).astype(np.int64)
