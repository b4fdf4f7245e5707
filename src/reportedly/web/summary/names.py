"""Names that occur a million times, each kept once; and ids as numbers."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from threading import RLock
from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from reportedly.ledger.facets import fold

T = TypeVar("T", bound=Hashable)
Stored = Callable[[int], list[T]]
Between = Callable[[int, int], list[str]]
SPREAD = np.uint64(0x9E3779B97F4A7C15)  # spreads numbers over 64 bits, so that their sums tell sets apart
_PLAIN = re.compile("[0-9a-f]*")
_ID = re.compile(r"[a-z]_([0-9a-f]{16})")


class Codes(Generic[T]):
    """Values numbered in the order in which they were met. It only grows, so that a number means the same for good.

    `words` are what a value is found by. `stored` gives the values from a number on that were met before; it is called
    when one is first needed.
    """

    def __init__(
        self, words: Callable[[T], Iterable[str | None]] = lambda value: (), stored: Stored[T] | None = None
    ) -> None:
        self._codes: dict[T, int] = {}
        self._words = words
        self._found: dict[str, list[int]] = {}
        self._values: list[T] = []
        self._stored, self._lock = stored, RLock()

    def __len__(self) -> int:
        return len(self.values)

    def grown(self, stored: Stored[T]) -> None:
        """Takes in that it grew elsewhere, and by which values."""
        with self._lock:
            self._stored = stored

    @property
    def values(self) -> list[T]:
        """The values by their numbers."""
        if self._stored is not None:
            with self._lock:
                if (stored := self._stored) is not None:
                    for value in stored(len(self._values)):
                        self._put(value)
                    self._stored = None
        return self._values

    def code(self, value: T) -> int:
        """The number of a value, given to it where it has none yet."""
        self.values  # noqa: B018  (fetches them)
        code = self._codes.get(value)
        return self._put(value) if code is None else code

    def _put(self, value: T) -> int:
        code = self._codes[value] = len(self._values)
        self._values.append(value)
        for word in set(self._words(value)) - {None}:
            assert word is not None
            self._found.setdefault(word, []).append(code)
        return code

    def find(self, wanted: Iterable[str]) -> list[int]:
        """The numbers of the values that are found by any of these words, or by any of them folded."""
        self.values  # noqa: B018  (fetches them)
        words = {one for value in wanted for one in (value, fold(value))}
        return sorted({code for word in words for code in self._found.get(word, ())})


class Keys:
    """Ids as 64-bit numbers: the sixteen digits that this program's ids are made of; of any other, a hash."""

    def __init__(self, prefix: str) -> None:
        self._prefix, self._start = prefix, f"{prefix}_"
        self._odd: dict[int, str] = {}  # the ids that are not of this program's making, by their numbers
        self._stored: tuple[NDArray[np.uint64], Between] = np.empty(0, np.uint64), lambda first, end: []

    def grown(self, numbers: NDArray[np.uint64], stored: Between) -> None:
        """Takes in which ids of other makes were met elsewhere: their numbers, sorted, and what gives those of these
        places."""
        self._stored = numbers, stored

    def odd(self) -> tuple[NDArray[np.uint64], list[str]]:
        """The numbers of the ids that are not of this program's making, sorted, and these ids."""
        numbers, stored = self._stored
        if not self._odd:
            return numbers, stored(0, len(numbers))
        found = dict(zip(numbers.tolist(), stored(0, len(numbers)), strict=True)) | self._odd
        order = sorted(found)
        return np.array(order, np.uint64), [found[number] for number in order]

    def key(self, id_: str) -> int:
        """The number of an id."""
        key = self.find(id_)
        if self.id(key) != id_:
            self._odd[key] = id_
        return key

    def keys(self, ids: Sequence[str]) -> NDArray[np.uint64]:
        """The numbers of many ids."""
        digits = "".join(id_[2:] for id_ in ids if len(id_) == 18 and id_.startswith(self._start))
        if len(digits) == 16 * len(ids) and _PLAIN.fullmatch(digits):
            return np.frombuffer(bytes.fromhex(digits), ">u8").astype(np.uint64)
        return np.array([self.key(id_) for id_ in ids], np.uint64)

    def find(self, id_: str) -> int:
        """The number that an id would have; nothing is remembered of it."""
        found = _ID.fullmatch(id_)
        if found and id_[0] == self._prefix:
            return int(found[1], 16)
        return int.from_bytes(hashlib.blake2b(id_.encode("utf-8", "surrogatepass"), digest_size=8).digest())

    def id(self, key: int) -> str:
        """The id of a number."""
        if (odd := self._odd.get(key)) is not None:
            return odd
        numbers, stored = self._stored
        at = int(np.searchsorted(numbers, np.uint64(key)))
        return stored(at, at + 1)[0] if at < len(numbers) and numbers[at] == key else f"{self._start}{key:016x}"

    def ids(self, keys: NDArray[np.uint64]) -> list[str]:
        """The ids of many numbers."""
        if self._odd or len(self._stored[0]):
            return [self.id(key) for key in keys.tolist()]
        return [f"{self._start}{key:016x}" for key in keys.tolist()]


def distinct(values: NDArray[Any]) -> NDArray[Any]:
    """The different values, sorted. numpy's own looks each up in a table, which of a million takes many times as long."""
    values = np.sort(values)
    return values[np.append(True, values[1:] != values[:-1])] if len(values) else values


def in_order(values: NDArray[Any]) -> NDArray[Any]:
    """The different values in the order in which they come."""
    found, first = np.unique(values, return_index=True)
    return found[np.argsort(first)]


def positions(sorted_keys: NDArray[np.uint64], wanted: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Where each of the wanted stands among sorted keys; -1 where it does not."""
    if not len(sorted_keys):
        return np.full(len(wanted), -1, np.int64)
    at = np.searchsorted(sorted_keys, wanted)
    at[at == len(sorted_keys)] = 0
    return np.where(sorted_keys[at] == wanted, at, -1).astype(np.int64)


@dataclass(frozen=True, slots=True)
class Postings:
    """Where each number occurs in a column: those of number `n` are `at[starts[n] : starts[n + 1]]`, in order."""

    starts: NDArray[np.int32]
    at: NDArray[np.int32]

    @classmethod
    def of(cls, column: NDArray[Any], count: int) -> Postings:
        """The postings of a column of numbers below `count`."""
        return cls(starts_of(column, count), np.argsort(column, kind="stable").astype(np.int32))

    def gather(self, numbers: Any) -> NDArray[np.int32]:
        """Where any of these numbers occurs, one number after the other."""
        found: NDArray[np.int32] = self.at[ranges(self.starts, numbers)]
        return found


def starts_of(column: NDArray[Any], count: int) -> NDArray[np.int32]:
    """Where each number below `count` would begin if the column were sorted, and where the last ends."""
    starts = np.zeros(count + 1, np.int32)
    np.cumsum(np.bincount(column, minlength=count), out=starts[1:])
    return starts


def ranges(starts: NDArray[np.int32], numbers: Any) -> NDArray[np.int64]:
    """All of `starts[n]` to `starts[n + 1]` for each of the numbers, one after the other."""
    numbers = np.asarray(numbers, np.int64)
    return between(starts[numbers], starts[numbers + 1])


def between(first: NDArray[Any], end: NDArray[Any]) -> NDArray[np.int64]:
    """All from each `first` up to its `end`, one after the other."""
    length = end.astype(np.int64) - first
    ends = np.cumsum(length)
    if not len(ends):
        return np.empty(0, np.int64)
    found: NDArray[np.int64] = np.repeat(first - (ends - length), length) + np.arange(ends[-1])
    return found


def smallest(values: NDArray[Any], count: int) -> NDArray[Any]:
    """The so many smallest values, in order."""
    if len(values) > count:
        values = np.partition(values, count)[:count]
    return np.sort(values)


def first_of(values: NDArray[Any], count: int, *, down: bool) -> NDArray[np.int64]:
    """Where the first so many values stand, the smallest first or, `down`, the largest; of equal ones the earlier first.

    A page of a million takes no sorting of the million.
    """
    if down:
        values = -values
    at = np.arange(len(values))
    if len(values) > count:
        limit = np.partition(values, count - 1)[count - 1]
        before = np.flatnonzero(values < limit)
        at = np.append(before, np.flatnonzero(values == limit)[: count - len(before)])
    order = np.lexsort((at, values[at]))
    found: NDArray[np.int64] = at[order]
    return found
