"""Vector tiles of points (Mapbox Vector Tile 2.1), written straight as protocol buffers.

The format's libraries take geometry of any kind, and geometry libraries with them; a tile of ours holds points and a few
properties.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Mapping

EXTENT = 4096
Property = str | int | bool | float


def tile(layer: str, points: Iterable[tuple[int, int, Mapping[str, Property]]]) -> bytes:
    """A tile of one layer: points in the tile's own units (0 to 4096, downwards), each with its properties."""
    keys: dict[str, int] = {}
    values: dict[tuple[type, Property], int] = {}
    features = b"".join(_bytes(2, _feature(x, y, told, keys, values)) for x, y, told in points)
    if not features:
        return b""
    body = _bytes(1, layer.encode()) + features
    body += b"".join(_bytes(3, key.encode()) for key in keys)
    body += b"".join(_bytes(4, _value(value)) for _, value in values)
    return _bytes(3, body + _number(5, EXTENT) + _number(15, 2))


def _feature(
    x: int, y: int, told: Mapping[str, Property], keys: dict[str, int], values: dict[tuple[type, Property], int]
) -> bytes:
    tags = bytearray()
    for key, value in told.items():
        tags += _varint(keys.setdefault(key, len(keys)))
        tags += _varint(values.setdefault((type(value), value), len(values)))
    geometry = _varint(9) + _varint(_zigzag(x)) + _varint(_zigzag(y))  # one MoveTo
    return _bytes(2, bytes(tags)) + _number(3, 1) + _bytes(4, geometry)


def _value(value: Property) -> bytes:
    if isinstance(value, bool):
        return _number(7, int(value))
    if isinstance(value, int):
        return _number(5, value) if value >= 0 else _number(6, _zigzag(value))
    if isinstance(value, float):
        return b"\x19" + struct.pack("<d", value)
    return _bytes(1, value.encode("utf-8", "replace"))


def _zigzag(value: int) -> int:
    return value * 2 if value >= 0 else -value * 2 - 1


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 127:
        out.append(value & 127 | 128)
        value >>= 7
    out.append(value)
    return bytes(out)


def _number(field: int, value: int) -> bytes:
    return _varint(field << 3) + _varint(value)


def _bytes(field: int, value: bytes) -> bytes:
    return _varint(field << 3 | 2) + _varint(len(value)) + value
