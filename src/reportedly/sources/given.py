"""What the user states about documents, what may be fetched, and how a document that cannot be read is told of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Given:
    """What the user states about all documents of one call. It beats what is found in them."""

    publisher: str | None = None
    published: date | None = None
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Skipped:
    """One thing that could not be read: where it lay, what was wrong, and what to do about it."""

    where: str
    fault: str
    mend: str | None = None


@dataclass(frozen=True, slots=True)
class Fetching:
    """Limits. ``max_bytes`` holds for one document, wherever it lies; ``timeout_s`` for one address with its redirects.

    ``private`` lets addresses lead to this machine and to its own network, which a list of links from elsewhere must
    not.
    """

    max_bytes: int = 20_000_000
    timeout_s: float = 20.0
    max_redirects: int = 5
    private: bool = False
