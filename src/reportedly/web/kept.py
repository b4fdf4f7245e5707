"""A bounded store of what was asked for: what was not asked for longest is let go."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

T = TypeVar("T")


class Kept(Generic[T]):
    """Values by their keys, as many as together are no larger than `most`."""

    def __init__(self, most: int) -> None:
        self._most, self._size = most, 0
        self._held: OrderedDict[Hashable, tuple[T, int]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> T | None:
        """What is kept under a key."""
        with self._lock:
            found = self._held.get(key)
            if found is None:
                return None
            self._held.move_to_end(key)
            return found[0]

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What was made for the key before, or is made now; who else asks for it meanwhile makes it too."""
        with self._lock:
            if key in self._held:
                self._held.move_to_end(key)
                return self._held[key][0]
        made = make()
        self.put(key, made)
        return made

    def put(self, key: Hashable, value: T, size: int = 1) -> None:
        """Keeps a value of such a size, unless it alone is larger than all may be."""
        with self._lock:
            self._size -= self._held.pop(key, (value, 0))[1]
            if size > self._most:
                return
            self._held[key] = value, size
            self._size += size
            while self._size > self._most:
                self._size -= self._held.popitem(last=False)[1][1]
