"""Invented reports, annotated like real ones, that come with the package: what real annotated reports are too few to show.

Two hundred reports tell of six wars in a few hundred verbs. The lessons tell of many more wars, by publishers of every side
and kind, in the words that such reports choose from. They teach the network and nothing else: how far it is to be trusted
is learned, and measured, on real reports alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.evaluating import gold
from reportedly.reading.pipeline import Reader
from reportedly.training.examples import Example, example

FOLDER = Path(__file__).parent / "data" / "lessons"


def load(folder: Path = FOLDER) -> Iterator[dict[str, Any]]:
    """The annotated reports, file by file; raises `GoldError` where a line is none."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from gold.lines(path)


def taught(reader: Reader) -> list[Example]:
    """What is to be learned of each of them."""
    return [example(raw, reader) for raw in load()]
