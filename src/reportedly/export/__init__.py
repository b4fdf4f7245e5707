"""One writer a format. Each turns claims into lines of text, as they come, and writes nothing itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportedly.export import csv, geojson, jsonl
from reportedly.model import Claim

WRITERS: dict[str, Callable[[Iterable[Claim]], Iterator[str]]] = {
    "jsonl": jsonl.lines,
    "csv": csv.lines,
    "geojson": geojson.lines,
}
