"""Work that makes many objects, without Python looking through all of them for garbage again and again."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def uncollected() -> Iterator[None]:
    """While it lasts, objects that hold each other are not looked for; what is no longer held at all goes as always.

    For work that is bounded, such as a document or a batch: the search goes through everything that was made lately, and
    at times through all that is loaded, and finds next to nothing before the work is done.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()
