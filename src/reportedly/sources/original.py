"""What a document was made from: its bytes, and how they were had.

Who publishes a figure taken from a report may be asked years later what the report said that day. The text alone does
not answer: it is our extract. The bytes as they came, when, from which address and with which answer of the server, do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from reportedly.model import Document

Method = Literal["file", "address", "input", "feed"]
# Headers that say what was sent, when it was last changed, and by whom it was served or kept in between.
KEPT_HEADERS = frozenset(
    {"content-type", "content-language", "date", "last-modified", "etag", "server", "age", "via", "link"}
)
LONGEST_HEADER = 500  # characters


@dataclass(frozen=True, slots=True)
class Original:
    """The bytes of one document. Of JSON Lines, those of its line.

    ``retrieved`` is UTC, and only there where the bytes came over the network; so are ``status``, ``headers`` and
    ``url``, the address at which redirections ended. ``path`` is the file's name as the user gave it.
    """

    data: bytes
    method: Method
    path: str | None = None
    url: str | None = None
    status: int | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    retrieved: datetime | None = None


Keep = Callable[[Document, Original], None]


def kept_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Those headers of an answer that matter later, in small letters and of bounded length."""
    found = {name.lower(): value[:LONGEST_HEADER] for name, value in headers.items()}
    return {name: found[name] for name in sorted(KEPT_HEADERS & found.keys())}


def drop(document: Document, original: Original) -> None:
    """What is done with originals that nobody asked for."""
