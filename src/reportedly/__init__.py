"""Reads war reporting and turns it into claims, each of which knows who made it.

>>> import reportedly
>>> text = "Rebels shelled the village of Kafr Nabl on Monday, the army said."
>>> reading = reportedly.read(text, publisher="Hill Wire", published="2016-10-19")
>>> claim = reading.claims[0]
>>> claim.type.value, claim.date.start.isoformat(), [speaker.name for speaker in claim.said_by]
('shelling', '2016-10-17', ['army'])
>>> text[claim.trigger.start : claim.trigger.end]
'shelled'
"""

from __future__ import annotations

import atexit
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import islice
from os import PathLike, environ
from pathlib import Path
from typing import TYPE_CHECKING, Any

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
from reportedly.settings import Settings
from reportedly.sources import Fetching, Given, Skipped, documents, from_text, given_date
from reportedly.sources.walking import ENDINGS

if TYPE_CHECKING:
    from reportedly.ledger import Ledger
    from reportedly.reading.pipeline import Opening, Reader, Tagger

__all__ = [
    "Claim",
    "ClaimType",
    "Codes",
    "Count",
    "DateSpan",
    "Document",
    "DocumentError",
    "Extractor",
    "Fetching",
    "Given",
    "Ledger",
    "Loss",
    "Mention",
    "PlaceMention",
    "Quote",
    "Reading",
    "ReportedlyError",
    "Skipped",
    "Status",
    "Step",
    "__version__",
    "documents",
    "from_text",
    "read",
    "read_many",
]

LONGEST_NAME = 4096  # characters that a path may have; a longer string is a text


def read(
    what: str | PathLike[str] | Document,
    *,
    publisher: str | None = None,
    published: date | str | None = None,
    title: str | None = None,
    country: str | None = None,
) -> Reading:
    """What is claimed in one document.

    `what` is a `Document`, a path, an address (http, https), or the text itself. A string is a path where it names a
    file or looks like one's name, an address where it begins like one, and a text otherwise. `publisher`, `published`
    (a day, or "2016-10-21") and `title` beat what the document says; they are not for a `Document`, which has its own.
    `country` (two letters of ISO 3166) makes its places likelier. Raises `DocumentError` where the document cannot be
    read, or where the path holds more than one.
    """
    day = given_date(published) if isinstance(published, str) else published
    return _reader(country).read(_document(what, Given(publisher=publisher, published=day, title=title)))


def read_many(
    many: Iterable[str | PathLike[str] | Document],
    *,
    country: str | None = None,
    given: Given = Given(),
    jobs: int = 1,
) -> Iterator[Reading]:
    """The readings of documents (or paths, addresses, texts, each of one document) one by one, in order, as they come.

    Memory stays flat; with the encoder two documents more are taken than given out. What cannot be read raises
    `DocumentError`, once the readings of those before it are given out. For folders and JSON Lines, and to go on after what
    cannot be read, take the documents of `documents`, which gives `Skipped` for such a thing.

    With more than one of `jobs` so many further processes read, each with a reader of its own: for many documents, and
    from a script that does its work under ``if __name__ == "__main__":``.
    """
    found = (_document(what, given) for what in many)
    if jobs == 1:
        for _, read_ in _reader(country).each(found):
            yield read_()
        return
    from reportedly.reading.workers import Workers

    with Workers(_opening(country), jobs) as workers:
        for _, read_ in workers.each(found):
            yield read_()


def __getattr__(name: str) -> Any:
    """`Ledger` is there, and its database library is imported when it is first asked for."""
    if name == "Ledger":
        from reportedly.ledger import Ledger

        return Ledger
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def _reader(country: str | None) -> Reader:
    return _open(_opening(country))


@cache
def _open(opening: Opening) -> Reader:
    """The reader is kept for the next call, until the program ends."""
    reader = opening.open()
    atexit.register(reader.gazetteer.close)
    return reader


def _opening(country: str | None) -> Opening:
    from reportedly.reading.pipeline import Opening

    settings = _settings()
    tagger: Tagger = "lexicon" if settings.tagger == "lexicon" else "encoder"
    return Opening(country or settings.country, settings.home, tagger, settings.model)


def _settings() -> Settings:
    return Settings.from_environment(environ)


def _document(what: str | PathLike[str] | Document, given: Given) -> Document:
    if isinstance(what, Document):
        if given != Given():
            raise TypeError("a Document has its own publisher, day and title; use dataclasses.replace to change them")
        return what
    if isinstance(what, str) and not _is_place(what):
        return from_text(what, given=given)
    settings = _settings()
    fetching = Fetching(max_bytes=settings.max_bytes, timeout_s=settings.timeout, max_redirects=settings.max_redirects)
    found = list(islice(documents([what if isinstance(what, str) else Path(what)], given=given, fetching=fetching), 2))
    if len(found) != 1:
        raise DocumentError(
            "holds more than one document", where=str(what), mend="Read them with read_many(documents(…))"
        )
    if isinstance(found[0], Skipped):
        raise DocumentError(found[0].fault, where=found[0].where, mend=found[0].mend)
    return found[0]


def _is_place(text: str) -> bool:
    """Whether the string is an address, names something that exists, or can only be meant for a file's name."""
    if not text.strip():
        return False
    if text.startswith(("http://", "https://")) and not any(ch.isspace() for ch in text):
        return True
    if len(text) > LONGEST_NAME or "\n" in text or "\0" in text:
        return False
    try:
        return Path(text).exists() or Path(text).suffix.lower() in ENDINGS
    except OSError:
        return False
