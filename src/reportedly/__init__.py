"""Reads war reporting and turns it into claims, each of which knows who made it.

>>> import reportedly
>>> reading = reportedly.read("Rebels shelled the village of Kafr Nabl on Monday, activists said.")
>>> [claim.type.value for claim in reading.claims]
['shelling']
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from os import PathLike, environ
from pathlib import Path
from typing import TYPE_CHECKING

from reportedly._version import __version__
from reportedly.errors import DocumentError, ReportedlyError
from reportedly.model import (
    Claim,
    ClaimType,
    Codes,
    Count,
    DateSpan,
    Document,
    Extractor,
    Loss,
    Mention,
    PlaceMention,
    Quote,
    Reading,
    Status,
    Step,
)

if TYPE_CHECKING:
    from reportedly.reading.pipeline import Reader
    from reportedly.sources import Given

__all__ = [
    "Claim",
    "ClaimType",
    "Codes",
    "Count",
    "DateSpan",
    "Document",
    "DocumentError",
    "Extractor",
    "Loss",
    "Mention",
    "PlaceMention",
    "Quote",
    "Reading",
    "ReportedlyError",
    "Status",
    "Step",
    "__version__",
    "read",
    "read_many",
]

LONGEST_NAME = 4096  # characters that a path may have; a longer string is a text


def read(what: str | PathLike[str] | Document, *, given: Given | None = None, country: str | None = None) -> Reading:
    """What is claimed in one document.

    `what` is a `Document`, a path, an address (http, https), or the text itself: a string is taken as a path where a file
    of that name exists, as an address where it begins like one, and as text otherwise. `given` states publisher, day and
    title (`reportedly.sources.Given`) and beats what is found; `country` (two letters of ISO 3166) makes its places
    likelier. Raises `DocumentError` where the document cannot be read, or where the path holds more than one.
    """
    return _reader(country).read(_document(what, given))


def read_many(documents: Iterable[Document], *, country: str | None = None) -> Iterator[Reading]:
    """The readings of documents, one by one, as they come; memory stays flat."""
    reader = _reader(country)
    for document in documents:
        yield reader.read(document)


@lru_cache(maxsize=4)
def _reader(country: str | None) -> Reader:
    from reportedly.reading.pipeline import Reader
    from reportedly.settings import Settings

    settings = Settings.from_environment(environ)
    return Reader.open(country=country or settings.country, home=settings.home)


def _document(what: str | PathLike[str] | Document, given: Given | None) -> Document:
    from reportedly.sources import Given, Skipped, documents, from_text

    given = given or Given()
    if isinstance(what, Document):
        return what
    if isinstance(what, str) and not _is_place(what):
        return from_text(what, given=given)
    found = list(documents([what if isinstance(what, str) else Path(what)], given=given))
    if len(found) != 1:
        raise DocumentError(f"{len(found)} documents, not one", where=str(what), mend="Use read_many for several")
    if isinstance(found[0], Skipped):
        raise DocumentError(found[0].fault, where=found[0].where, mend=found[0].mend)
    return found[0]


def _is_place(text: str) -> bool:
    """Whether the string is an address or names a file that exists."""
    if text.startswith(("http://", "https://")) and not any(ch.isspace() for ch in text):
        return True
    if len(text) > LONGEST_NAME or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).exists()
    except OSError:
        return False
