"""Keys of voices as words for people."""

from __future__ import annotations

from reportedly.linking.kin import Kin
from reportedly.linking.speakers import UNKNOWN


def voice_name(key: str, kin: Kin) -> str:
    """A voice's name by its key alone; an unnamed speaker is told with whose report heard it."""
    base, _, words = key.partition("/")
    kind, _, rest = base.partition(":")
    name = kin.name(rest) if kind == "party" else UNKNOWN if kind == "document" else rest
    return f"{words} in {name}" if words else name
