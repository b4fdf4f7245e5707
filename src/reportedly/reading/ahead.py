"""Many documents on two cores: while one is read, the next ones are put to the encoder.

The network runs outside of Python's lock, and so do its tokeniser and most of NumPy. So one more thread is enough to have the
encoder's opinion of the next documents ready when they are wanted; what it says is the same.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

AHEAD = 2  # documents that are made ready before they are wanted


def ahead(items: Iterable[A], prepare: Callable[[A], B]) -> Iterator[tuple[A, Callable[[], B]]]:
    """Each item with a function that gives what was prepared for it, or raises what went wrong with it alone.

    Items are taken `AHEAD` ahead of what is handed out. Where taking one fails, those taken before are handed out first.
    """
    with ThreadPoolExecutor(1, thread_name_prefix="ahead") as pool:
        for item, ready in in_order(items, lambda item: pool.submit(prepare, item), AHEAD):
            yield item, ready.result


def in_order(items: Iterable[A], submit: Callable[[A], Future[B]], depth: int) -> Iterator[tuple[A, Future[B]]]:
    """Each item with what was submitted for it, in order, `depth` of them taken ahead of what is handed out."""
    waiting: deque[tuple[A, Future[B]]] = deque()
    fault: Exception | None = None
    coming = iter(items)
    while True:
        try:
            item = next(coming)
        except StopIteration:
            break
        except Exception as error:
            fault = error
            break
        waiting.append((item, submit(item)))
        if len(waiting) > depth:
            yield waiting.popleft()
    while waiting:
        yield waiting.popleft()
    if fault is not None:
        raise fault
