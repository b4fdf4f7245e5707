"""Arrays in one file that is mapped into memory rather than read, so that it is there at once, and once for all processes.

Numpy's own files hold one array each, or cannot be mapped. This one holds a text in JSON that says what it is, and any
number of arrays of plain numbers; nothing in it is ever run.
"""

from __future__ import annotations

import json
import mmap
import os
import shutil
import struct
import sys
import tempfile
import zlib
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

MAGIC = b"reportedly columns 1\n"
PLAIN = frozenset({"bool", "int8", "uint8", "int32", "int64", "uint64", "float64"})
_LENGTH = struct.Struct("<QI")  # of the text, and its CRC-32
_ALIGNED = 64

_encode = json.JSONEncoder(separators=(",", ":")).encode

Arrays = dict[str, NDArray[Any]]
Record = dict[str, Any]


class DamagedError(ValueError):
    """A file is not what was written."""


def write(path: Path, told: Record, arrays: Mapping[str, NDArray[Any]]) -> None:
    """Writes a file that holds `told` and the arrays; it is there whole or not at all. Raises `OSError`."""
    plan, at = [], 0
    parts = [(name, np.ascontiguousarray(array)) for name, array in arrays.items()]
    for name, part in parts:
        assert part.dtype.name in PLAIN, name
        plan.append((name, part.dtype.name, part.shape, at, zlib.crc32(_bytes(part))))
        at += -(-part.nbytes // _ALIGNED) * _ALIGNED
    text = json.dumps({"told": told, "arrays": plan}).encode("ascii")
    head = MAGIC + _LENGTH.pack(len(text), zlib.crc32(text)) + text
    head += b"\0" * (-len(head) % _ALIGNED)
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=path.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(head)
            for _, part in parts:
                file.write(_bytes(part))
                file.write(b"\0" * (-part.nbytes % _ALIGNED))
        Path(name).replace(path)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def copy(path: Path, to: Path) -> None:
    """Has a file stand under another name, too: the same one where they lie on one disk. Raises `OSError`."""
    handle, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=to.parent)
    os.close(handle)
    fresh = Path(name)
    try:
        try:
            fresh.unlink()
            fresh.hardlink_to(path)
        except OSError:
            shutil.copyfile(path, fresh)
        fresh.replace(to)
    finally:
        fresh.unlink(missing_ok=True)


def read(path: Path, *, checked: bool = True) -> tuple[Record, Arrays]:
    """What a file holds; its arrays cannot be changed. `checked`: that every byte is as it was written, not the text alone.

    Raises `DamagedError` where it is not, and `OSError`.
    """
    with path.open("rb") as file:
        size = os.fstat(file.fileno()).st_size
        if size < len(MAGIC) + _LENGTH.size:
            raise DamagedError("too short")
        # Windows replaces no file that is mapped: there it is read.
        held: Any = file.read() if sys.platform == "win32" else mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    begin = len(MAGIC) + _LENGTH.size
    if held[: len(MAGIC)] != MAGIC:
        raise DamagedError("no file of columns")
    length, total = _LENGTH.unpack_from(held, len(MAGIC))
    text = held[begin : begin + length]
    if len(text) != length or zlib.crc32(text) != total:
        raise DamagedError("its text is not as it was written")
    head = json.loads(text)
    start = -(-(begin + length) // _ALIGNED) * _ALIGNED
    found: Arrays = {}
    for name, kind, shape, at, want in head["arrays"]:
        if kind not in PLAIN:
            raise DamagedError(f"{name} holds no plain numbers")
        dtype, count = np.dtype(kind), int(np.prod(shape))
        if start + at + count * dtype.itemsize > size:
            raise DamagedError(f"{name} is cut off")
        array = np.frombuffer(held, dtype, count, start + at) if count else np.empty(0, dtype)
        if checked and zlib.crc32(_bytes(array)) != want:
            raise DamagedError(f"{name} is not as it was written")
        found[name] = array.reshape(shape)
    return head["told"], found


def _bytes(array: NDArray[Any]) -> memoryview:
    return array.reshape(-1).view(np.uint8).data


def words(values: Sequence[Any]) -> Arrays:
    """Values of JSON as arrays: their text, and where each begins in it; lone surrogates pass."""
    texts = [_encode(value) for value in values]
    lengths = np.fromiter((len(text) + 1 for text in texts), np.int64, len(texts))
    text = np.frombuffer(",".join(texts).encode("ascii"), np.uint8)
    return {"text": text, "begins": np.cumsum(lengths) - lengths}


def meant(arrays: Mapping[str, NDArray[Any]], name: str, since: int = 0, until: int | None = None) -> list[Any]:
    """The values that became arrays under a name, from a number on, and up to another."""
    text, begins = arrays[f"{name}.text"], arrays[f"{name}.begins"]
    if since >= len(begins):
        return []
    end = len(text) if until is None or until >= len(begins) else int(begins[until]) - 1
    found: list[Any] = json.loads(b"[" + text[int(begins[since]) : end].tobytes() + b"]")
    return found
