"""Whatever the user names → a stream of documents.

A reader names files, folders, addresses and standard input together, and one bad thing among them must cost nothing but
itself. So everything that fails for a known reason comes as `Skipped`, in its place, and the rest goes on.
"""

from __future__ import annotations

import io
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import DocumentError
from reportedly.model import Document
from reportedly.sources.decoding import decode
from reportedly.sources.given import Fetching, Given, Skipped
from reportedly.sources.identity import Facts
from reportedly.sources.jsonl import from_jsonl, is_object
from reportedly.sources.making import make
from reportedly.sources.original import Keep, Method, Original, drop
from reportedly.sources.pages import from_page, looks_like_page
from reportedly.sources.walking import IN_FOLDERS, LINES, PAGES, TEXT, files_in, read_limited, told

STDIN = "-"
_ADDRESS = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*)://")
_LIKE_LINES = "Put each document on one line of its own (JSON Lines)"

Found = Iterator[Document | Skipped]


def documents(
    paths: Iterable[str | Path],
    *,
    given: Given = Given(),
    fetching: Fetching = Fetching(),
    stdin: BinaryIO | None = None,
    keep: Keep = drop,
) -> Found:
    """The documents of files, folders, addresses and ``-`` (standard input), in the order named; what fails as
    `Skipped`.

    Folders are walked in sorted order. Standard input and files without a known ending are JSON Lines where the first
    line that is not blank is a JSON object, else a page or a text. A file of one document gives it its path, as it was
    named, for a ``ref``. Nothing is held but the document in hand. `keep` is called with each document and what it was
    made from, before the document is given.
    """
    for path in paths:
        name = str(path)
        try:
            yield from _one(path, name, _Way(given, fetching, keep), stdin)
        except DocumentError as error:
            yield Skipped(error.where or name, error.fault, error.mend)
        except OSError as error:
            fault = told(error)
            yield Skipped(name, fault.fault, fault.mend)


@dataclass(frozen=True, slots=True)
class _Way:
    """What the user states and allows, carried along."""

    given: Given
    fetching: Fetching
    keep: Keep

    def made(self, document: Document, original: Original) -> Document:
        """The document, once what it was made from has been handed over."""
        self.keep(document, original)
        return document


def _one(path: str | Path, name: str, way: _Way, stdin: BinaryIO | None) -> Found:
    if isinstance(path, str) and path == STDIN:
        yield from _stream(stdin or sys.stdin.buffer, STDIN, way)
    elif isinstance(path, str) and (address := _ADDRESS.match(path)):
        if address[1].lower() not in {"http", "https"}:
            raise DocumentError(f'"{address[1]}:" addresses are not fetched', mend="Give an http or https address")
        yield from _address(path, way)
    elif not name or "\0" in name:
        raise DocumentError("no such file or folder", mend="Check the path")
    elif Path(path).is_dir():
        yield from _folder(Path(path), way)
    else:
        yield from _file(Path(path), way)


def _folder(folder: Path, way: _Way) -> Found:
    empty = True
    for path in files_in(folder):
        empty = False
        yield from documents([path], given=way.given, fetching=way.fetching, keep=way.keep)
    if empty:
        endings = ", ".join(sorted(IN_FOLDERS))
        raise DocumentError("the folder holds no documents", mend=f"Documents in folders end in {endings}")


def _file(path: Path, way: _Way) -> Found:
    ending = path.suffix.lower()
    with path.open("rb") as stream:
        if ending in LINES:
            yield from _jsonl(stream, str(path), way)
        elif ending in PAGES | TEXT:
            data = read_limited(stream, way.fetching.max_bytes)
            make_it = _page if ending in PAGES else _text
            yield way.made(make_it(data, way, ref=str(path)), Original(data, "file", str(path)))
        else:
            yield from _stream(stream, str(path), way)


def _jsonl(stream: BinaryIO, name: str, way: _Way) -> Found:
    empty = True
    limit, how = way.fetching.max_bytes, _method(name)
    for found in from_jsonl(stream, name, given=way.given, max_bytes=limit, keep=way.keep, method=how):
        empty = False
        yield found
    if empty:
        raise DocumentError("the file is empty", mend="Give a file with a document a line")


def _stream(stream: BinaryIO, name: str, way: _Way) -> Found:
    """Bytes of unknown kind: JSON Lines where the first line that is not blank is an object, else a page or a text."""
    limit = way.fetching.max_bytes
    head = bytearray()
    while line := stream.readline(limit + 1 - len(head)):
        head += line
        if line.strip() or len(head) > limit:
            break
    first = bytes(head).lstrip().removeprefix(b"\xef\xbb\xbf")
    joined = io.BufferedReader(_Joined(bytes(head), stream))
    if first.startswith(b"{") and is_object(first):
        yield from _jsonl(joined, name, way)
        return
    data = read_limited(joined, limit)
    if first[:1] in {b"{", b"["} and Path(name).suffix.lower() == ".json":
        raise DocumentError("the file is JSON, but not JSON Lines", mend=_LIKE_LINES)
    ref = None if name == STDIN or _ADDRESS.match(name) else name
    document = _page(data, way, ref=ref) if looks_like_page(data) else _text(data, way, ref=ref)
    yield way.made(document, Original(data, _method(name), ref))


def _method(name: str) -> Method:
    return "input" if name == STDIN else "address" if _ADDRESS.match(name) else "file"


class _Joined(io.RawIOBase):
    """Bytes already read, and the stream that they were read from."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, into: bytearray | memoryview) -> int:  # type: ignore[override]
        if self._head:
            part, self._head = self._head[: len(into)], self._head[len(into) :]
        else:
            # One read at a time, so that documents come out of a pipe as they come in.
            part = getattr(self._rest, "read1", self._rest.read)(len(into)) or b""
        into[: len(part)] = part
        return len(part)


def _text(data: bytes, way: _Way, *, ref: str | None) -> Document:
    return make(decode(data), given=way.given, ref=ref)


def _page(
    data: bytes, way: _Way, *, ref: str | None = None, charset: str | None = None, url: str | None = None
) -> Document:
    text, stated = from_page(data, charset=charset, url=url)
    return make(text, stated, given=way.given, ref=ref)


def _address(url: str, way: _Way) -> Found:
    from reportedly.sources import fetching as net

    page = net.fetch(url, way.fetching)
    if page.type in net.LINE_TYPES or Path(page.url.split("?")[0]).suffix.lower() in LINES:
        yield from _jsonl(io.BytesIO(page.data), url, way)
    elif page.type in net.PAGE_TYPES or looks_like_page(page.data):
        yield way.made(_page(page.data, way, charset=page.charset, url=page.url), page.original())
    elif page.type == "application/json":
        yield from _stream(io.BytesIO(page.data), url, way)
    else:
        document = make(decode(page.data, declared=page.charset), Facts(url=page.url), given=way.given)
        yield way.made(document, page.original())
