"""Files and folders → bytes, within limits, in an order that does not depend on the file system."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from reportedly.errors import DocumentError

TEXT = frozenset({".txt", ".md", ".text", ".markdown"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
LINES = frozenset({".jsonl", ".ndjson"})
ENDINGS = TEXT | PAGES | LINES
IN_FOLDERS = frozenset({".txt", ".md", ".html", ".htm", ".jsonl", ".ndjson"})
# In capitals whatever follows ("README.de.md"), in small letters alone: a report may begin with the word "license".
_ABOUT = re.compile(r"(?:README|LICEN[CS]E)[^/]*|(?i:readme|licen[cs]e)\.\w+")


def files_in(folder: Path) -> Iterator[Path]:
    """The documents below `folder`, sorted by name folder by folder; hidden ones and linked folders left out.

    So are files named README and LICENSE: they tell of the documents beside them and are none themselves.
    Only the names of the folders on the way are held. Raises `OSError` where the folder itself cannot be read; one
    below it that cannot be read is given like a document, so that whoever opens it learns why.
    """
    waiting = [_names(folder)]  # a stack, because folders can be nested deeper than functions
    while waiting:
        path = next(waiting[-1], None)
        if path is None:
            waiting.pop()
        elif _is_folder(path):
            if not path.is_symlink():
                try:
                    waiting.append(_names(path))
                except OSError:
                    yield path
        elif path.suffix.lower() in IN_FOLDERS and not _ABOUT.fullmatch(path.name) and not _is_special(path):
            yield path


def _names(folder: Path) -> Iterator[Path]:
    names = sorted(os.listdir(folder))  # noqa: PTH208 (a million names weigh less than a million paths)
    return (folder / name for name in names if not name.startswith("."))


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _is_special(path: Path) -> bool:
    """Whether a path is a pipe or a device, which could keep us waiting; a dead link is not, and is told of."""
    try:
        return path.exists() and not path.is_file()
    except OSError:
        return False


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
