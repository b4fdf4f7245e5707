"""What read a document, so exactly that another reading can be told from the same one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import TYPE_CHECKING

from reportedly._version import __version__
from reportedly.ledger.chain import canonical

if TYPE_CHECKING:
    from reportedly.reading.pipeline import Reader


@dataclass(frozen=True, slots=True)
class Stamp:
    """A reader: its name and version, the digests of its words and weights and of its gazetteers, and its settings."""

    name: str
    version: str
    lexicon: str | None = None
    gazetteer: str | None = None
    settings: Mapping[str, object] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """``r_`` and sixteen hexadecimal digits; the same for readers that read alike."""
        parts = [self.name, self.version, self.lexicon, self.gazetteer, dict(self.settings)]
        return "r_" + hashlib.sha256(canonical(parts).encode("ascii")).hexdigest()[:16]


def stamp(reader: Reader) -> Stamp:
    """The stamp of a reader."""
    settings = {"country": reader.country, "model": reader.encoder.digest if reader.encoder is not None else None}
    return Stamp(reader.tagger, __version__, words_digest(), reader.gazetteer.digest, settings)


@cache
def words_digest() -> str:
    """SHA-256 over all data of reading: triggers, parties, cues, weights, models."""
    total = hashlib.sha256()
    for room in ("lexicon", "reading"):
        for name, data in _data(files("reportedly") / room, room):
            total.update(f"{name}\0{hashlib.sha256(data).hexdigest()}\n".encode())
    return total.hexdigest()


def _data(folder: Traversable, path: str) -> Iterator[tuple[str, bytes]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            if entry.name != "__pycache__":
                yield from _data(entry, name)
        elif not entry.name.endswith((".py", ".pyc")):
            yield name, entry.read_bytes()
