"""Attacks that are told to have been halted: of "announced a halt to air strikes" the halt is the event, not the strikes.

Words such as "halt" and "suspend" tell a ceasefire only where what they are said of is an attack (the need `attack` of
triggers.toml). A halt that is only called for leaves the attacks as they are told: they go on.
"""

from __future__ import annotations

from collections.abc import Sequence

from reportedly.lexicon.triggers import Lexicon
from reportedly.model import ClaimType, Status
from reportedly.reading.parts import Candidate
from reportedly.reading.selecting import LIKELY
from reportedly.reading.status import status_of
from reportedly.reading.trigger_needs import attacks_under

NEED = "attack"

Scored = tuple[float, Candidate]


def without_halted(
    scored: Sequence[Scored], likely: list[Scored], lexicon: Lexicon, least: float = LIKELY
) -> tuple[list[Scored], list[str]]:
    """The likely candidates without the attacks that another word tells to have been halted, and the reasons.

    Where the halt itself was held too unlikely beside its attack, it takes the attack's place at the `least` that counts.
    """
    halts = [(p, c) for p, c in scored if c.type is ClaimType.CEASEFIRE and NEED in c.entry.needs]
    halted: set[int] = set()
    out = list(likely)
    for p, halt in halts:
        if status_of(halt.head)[0] is not Status.OCCURRED:
            continue
        attacks = {word.i for word in attacks_under(halt.head, lexicon)}
        if attacks & {c.head.i for _, c in likely}:
            halted |= attacks
            if all(c.head.i != halt.head.i for _, c in out):
                out.append((max(p, least), halt))
    if not halted:
        return likely, []
    reasons = [f"“{c.head.text}” ({c.type}): told to be halted" for _, c in likely if c.head.i in halted]
    return sorted((pair for pair in out if pair[1].head.i not in halted), key=lambda pair: pair[1].head.i), reasons
