"""The encoder's opinion as signs for the log-linear scores; without an encoder there are none."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reportedly.reading.opinion import Asked, Opinion, steps
from reportedly.reading.parts import Candidate, Spot

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

LONGEST = 25  # characters; of a longer trigger ("took … back control of") only the head word is asked
SEEING = "sight"  # the frame of verbs of seeing: who sees a weapon does not fire it, so that they have one type
# Log-odds that count as steps: of a type's share of an event's chances, of events of it near by, of its part of the document.
SHARES = (-3, -2, -1, 0, 1, 2, 3)
NEAR = (-4, -2, 0, 2)
PARTS = (-4, -3, -2, -1, 0)
Key = tuple[int, int, int]


def key_of(told: Candidate) -> Key:
    """The trigger's words, as the opinion is asked about them."""
    if told.end - told.start > LONGEST:
        return told.unit, told.head.idx, told.head.idx + len(told.head)
    return told.unit, told.start, told.end


def asked_of(candidate: Candidate, opinion: Opinion | None) -> Asked | None:
    """What the encoder says of the parts in the candidate's event; None without an encoder, or where it has not read it."""
    return None if opinion is None else opinion.asked(*key_of(candidate))


def claim_opinion(told: Candidate, pos: str, opinion: Opinion | None) -> tuple[str, ...]:
    """That the trigger tells an event, and one of its type."""
    if opinion is None:
        return ()
    p, kinds = opinion.event(*key_of(told))
    # Of a verb of seeing the entry knows the type and the encoder only whether it is told as an event.
    kind = p if told.entry.frame == SEEING else kinds.get(told.type, 0.0)
    best = max(kinds.values(), default=0.0)
    return (
        *steps("tells", p),
        *steps("kind", kind),
        *steps(f"{pos} kind", kind),
        *steps(f"type={told.type} kind", kind)[5::2],
        f"likeliest={kind >= best > 0}",
        *_choice(told, kind, p),
        *_around(told, opinion),
    )


def rival_opinion(told: Candidate, others: Sequence[Token], opinion: Opinion | None) -> tuple[str, ...]:
    """That another trigger word of the sentence tells an event of the type."""
    if opinion is None:
        return ()
    kind = told.type.value
    best = max((opinion.event(told.unit, w.idx, w.idx + len(w))[1].get(kind, 0.0) for w in others), default=0.0)
    return (*steps("rival", best, NEAR), *steps(f"by={told.by} rival", best, NEAR))


def _choice(told: Candidate, kind: float, p: float) -> tuple[str, ...]:
    """How the type stands to the others: its share of the event's chances."""
    share = kind / p if p else 0.0
    return (
        *steps("share", share, SHARES),
        *steps(f"by={told.by} share", share, SHARES),
        *steps(f"type={told.type} share", share, SHARES),
    )


def _around(told: Candidate, opinion: Opinion) -> tuple[str, ...]:
    """Whether the sentences around and the whole document tell events of the type."""
    near, part = opinion.elsewhere(told.unit, told.type.value)
    return (
        *steps("near kind", near, NEAR),
        *steps(f"by={told.by} near kind", near, NEAR),
        *steps("part", part, PARTS),
        *steps(f"by={told.by} part", part, PARTS),
    )


def event_opinion(told: Candidate, bounds: tuple[float, ...], opinion: Opinion | None) -> tuple[str, ...]:
    """That the trigger tells an event of whatever type, and one of its type; `bounds`: the log-odds that count as steps."""
    if opinion is None:
        return ()
    p, kinds = opinion.event(*key_of(told))
    kind = kinds.get(told.type, 0.0)
    likeliest = kind >= max(kinds.values(), default=0.0) > 0
    return (*steps("event", p, bounds), *steps("kind", kind, bounds), f"likeliest={likeliest}")


def role_opinion(
    asked: Asked | None, unit: int, span: tuple[int, int], head: tuple[int, int], where: str
) -> tuple[str, ...]:
    """That a phrase (`span`, its head word at `head`) is the actor or the target; `where`: in the trigger's clause, near
    it, or elsewhere in the document."""
    if asked is None:
        return ()
    out: list[str] = []
    for role in ("actor", "target"):
        whole, core = asked.part(role, unit, *span), asked.part(role, unit, *head)
        out += steps(f"{role} whole", whole)
        out += steps(f"{role} core", core)
        out += steps(f"{where} {role} core", core)
    out += steps("place core", asked.part("place", unit, *head))[4::2]
    return tuple(out)


def place_opinion(asked: Asked | None, unit: int, start: int, end: int, where: str) -> tuple[str, ...]:
    """That a toponym is where it happened; `where`: here, or elsewhere in the document."""
    if asked is None:
        return ()
    place, within, scene = (asked.part(role, unit, start, end) for role in ("place", "within", "scene"))
    return (
        *steps("place", place),
        *steps(f"{where} place", place),
        *steps("within", within),
        *steps("either", max(place, within)),
        *steps("scene", scene),
        *steps(f"{where} scene", scene),
    )


def place_anywhere(asked: Asked | None, mentions: Sequence[Spot]) -> tuple[str, ...]:
    """That a place is where it happened, by the likeliest of its mentions."""
    if asked is None or len(mentions) < 2:
        return ()
    told = [(spot.unit, spot.resolved.toponym.start, spot.resolved.toponym.end) for spot in mentions]
    place, scene = (max(asked.part(role, *at) for at in told) for role in ("place", "scene"))
    return (*steps("anywhere place", place), *steps("anywhere scene", scene))


def part_opinion(asked: Asked | None, role: str, unit: int, start: int, end: int, where: str) -> tuple[str, ...]:
    """That words fill a role; `where`: here, or elsewhere in the document."""
    if asked is None:
        return ()
    p = asked.part(role, unit, start, end)
    return (*steps(role, p), *steps(f"{where} {role}", p))


def same_opinion(a: Candidate, b: Candidate, types: str, opinion: Opinion | None) -> tuple[str, ...]:
    """That two triggers tell one event."""
    if opinion is None:
        return ()
    p = opinion.same(key_of(a), key_of(b))
    return ("never together",) if p is None else (*steps("same", p), *steps(f"types={types} same", p))


def best_first(signs: Sequence[tuple[str, ...]], name: str) -> list[tuple[str, ...]]:
    """For each case of one choice a sign of how many others the encoder holds likelier, counted by `name`'s steps."""
    all_steps = _all_steps(name)
    reached = [len(all_steps.intersection(case)) for case in signs]
    out: list[tuple[str, ...]] = []
    for own in reached:
        rank = min(2, sum(other > own for other in reached))
        out.append((f"{name} rank={rank}", f"{name} rank={rank} reached={own >= 6}") if own else ())
    return out


@cache
def _all_steps(name: str) -> frozenset[str]:
    return frozenset(steps(name, 1.0))
