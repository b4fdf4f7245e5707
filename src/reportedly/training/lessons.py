"""Invented reports, annotated like real ones, that come with the package: what real annotated reports are too few to show.

Two hundred reports tell of six wars in a few hundred verbs. The lessons tell of many more wars, by publishers of every side
and kind, in the words that such reports choose from. They teach the network, and have half a say in some of the weights
(`fitting.BESIDE`): what tells an event and how sure that is are learned, and everything is measured, on real reports alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from reportedly.evaluating import gold

FOLDER = Path(__file__).parent / "data" / "lessons"


def load(folder: Path = FOLDER) -> Iterator[dict[str, Any]]:
    """The annotated reports, file by file; raises `GoldError` where a line is none."""
    for path in sorted(folder.glob("*.jsonl")):
        yield from gold.lines(path)
