"""Files and folders → bytes, within limits, in an order that does not depend on the file system."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import DocumentError

TEXT = frozenset({".txt", ".md", ".text", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
IN_FOLDERS = frozenset({".txt", ".md", ".html", ".htm", ".jsonl", ".ndjson"})


def files_in(folder: Path) -> Iterator[Path]:
    """The documents below `folder`, sorted by name folder by folder; hidden ones and folders behind links left out.

    Only one folder's names are held at a time. Raises `OSError` where the folder itself cannot be read.
    """
    # noqa below: a million names weigh less than a million paths.
    for name in sorted(os.listdir(folder)):  # noqa: PTH208
        path = folder / name
        if name.startswith("."):
            continue
        if path.is_dir():
            if not path.is_symlink():
                yield from files_in(path)
        elif path.suffix.lower() in IN_FOLDERS:
            yield path


def read_limited(stream: BinaryIO, max_bytes: int) -> bytes:
    """All bytes of a stream; raises `DocumentError` where there are more than the limit, without reading them all."""
    data = bytearray()
    while part := stream.read(min(1 << 20, max_bytes + 1 - len(data))):
        data += part
        if len(data) > max_bytes:
            mend = "Split it into documents, one a file or one a line of JSON Lines, or raise the limit"
            raise DocumentError(f"the document is larger than {size(max_bytes)}", mend=mend)
    return bytes(data)


def size(count: int) -> str:
    """A number of bytes as people write it: "20 MB"."""
    for unit, name in ((1_000_000, "MB"), (1_000, "kB")):
        if count >= unit:
            return f"{count / unit:g} {name}"
    return f"{count} bytes"


def told(error: OSError) -> DocumentError:
    """What an error of the operating system means to the user."""
    if isinstance(error, FileNotFoundError):
        return DocumentError("no such file or folder", mend="Check the path")
    if isinstance(error, PermissionError):
        return DocumentError("permission to read it is denied", mend="Change its permissions, or run as its owner")
    return DocumentError(f"cannot be read: {error.strerror or type(error).__name__}", mend="Check the path")
