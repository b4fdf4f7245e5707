"""Who stands against whom, as far as anybody told us.

Sides change: allies of one year fight each other in the next, and a party may be on both sides in two wars. So nobody has a
side of its own; two parties are opposed, on a day. Where the register knows nothing of it, nobody is opposed to anybody.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import combinations
from typing import Protocol

from reportedly.incident_model import Voice
from reportedly.linking.kin import Kin


class Sides(Protocol):
    """What weighing asks of the register of conflicts."""

    def opposed(self, one: str, other: str, on: date | None = None) -> bool:
        """Whether the two parties stood against each other on that day, in any conflict; without a day, ever."""

    def allied(self, one: str, other: str, on: date | None = None) -> bool:
        """Whether one fought beside the other on that day, belonged to it or stood behind it; without a day, ever."""


class NoSides:
    """Nobody is known to be opposed to anybody, or allied."""

    def opposed(self, one: str, other: str, on: date | None = None) -> bool:
        return False

    def allied(self, one: str, other: str, on: date | None = None) -> bool:
        return False


def opposed_voices(voices: Iterable[Voice], sides: Sides, kin: Kin, on: date | None) -> tuple[tuple[str, str], ...]:
    """The pairs of voices that speak for parties opposed on that day, by key.

    A voice speaks for its party and for all above it; a party that is opposed to its own ally in another war is judged
    pair by pair, so that it never counts as opposed to itself.
    """
    speaking: dict[str, list[Voice]] = {}
    for voice in voices:
        if voice.party is not None:
            speaking.setdefault(voice.party, []).append(voice)
    # Many voices speak for few parties.
    against = [(p, q) for p, q in combinations(speaking, 2) if _opposed(p, q, sides, kin, on)]
    return tuple((a.key, b.key) for p, q in against for a in speaking[p] for b in speaking[q])


def _opposed(one: str, other: str, sides: Sides, kin: Kin, on: date | None) -> bool:
    lines = kin.line(one), kin.line(other)
    if not set(lines[0]).isdisjoint(lines[1]):
        return False
    return any(sides.opposed(a, b, on) for a in lines[0] for b in lines[1])
