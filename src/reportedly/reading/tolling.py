"""Which event a toll is of.

Most tolls stand beside their event: "shelling killed nine". Some follow it in a sentence of their own that tells nothing else
("Seven others were wounded."), and then they are of an event told just before: the one that the encoder points from, or, where
the sentence names no other place, the latest act of violence. So are those of a telling that comes to no claim of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from reportedly.lexicon.toll_words import load
from reportedly.model import ClaimType
from reportedly.reading.merge_profiles import VIOLENT
from reportedly.reading.opinion import Opinion
from reportedly.reading.opinion_signs import asked_of
from reportedly.reading.parts import Draft, Unit
from reportedly.reading.syntax import agents, path_length, prepositions
from reportedly.reading.tolls import Toll

TOLD = 0.5  # how likely the encoder must hold a number to be an event's toll
HINTED = 0.1  # how likely, where the sentence tells of nothing else
BACK = 4  # sentences between an event and a toll of it
NEAR = 2  # sentences, where grammar and order alone must tell
_CAUSES = frozenset({"in", "by", "from", "during", "amid", "after", "when"})


def tolls_after(found: Set[int], wanted: Set[int], units: Sequence[Unit]) -> set[int]:
    """Those of the `wanted` sentences that may tell a toll of an event in one of `found` right before them."""
    words = load()
    near = {at + n for at in found for n in range(1, NEAR + 1)} & wanted
    return {at for at in near - found if words.told_in(units[at].sentence.text)}


def assign_tolls(
    drafts: Sequence[Draft], tolls: Sequence[Toll], unit: int, opinion: Opinion | None = None
) -> list[Toll]:
    """Give each toll to a draft of its sentence; those that go to none come back.

    A toll is of the draft whose trigger its cue names as what did it ("killed by strikes"); else of the one that the encoder
    holds it to be of; else of the one whose trigger is its cue, else of the nearest act of violence.
    """
    left: list[Toll] = []
    for toll in tolls:
        owner = _caused(drafts, toll) or _held(drafts, toll, unit, opinion) or _nearest(drafts, toll)
        if owner is None:
            left.append(toll)
        else:
            owner.tolls = (*owner.tolls, toll)
    return left


def nobody_hurt(drafts: list[Draft], first: int) -> list[Toll]:
    """Take out those from the `first` on that only tell that nobody was hurt in an act told soon before; their tolls come back."""
    left: list[Toll] = []
    for draft in drafts[first:]:
        unit = draft.candidate.unit
        after = any(one.candidate.type in VIOLENT and one.candidate.unit < unit for one in _since(drafts, unit - NEAR))
        if (
            after
            and draft.candidate.type is ClaimType.CASUALTIES
            and draft.tolls
            and all(t.max == 0 for t in draft.tolls)
        ):
            drafts.remove(draft)
            left += draft.tolls
    return left


def assign_later(
    drafts: Sequence[Draft], left: Sequence[Toll], units: Sequence[Unit], unit: int, opinion: Opinion | None
) -> None:
    """Give tolls that stand beside no event to one of `drafts` that has no toll of the kind yet, up to this sentence.

    What only counts the dead ("At least nine were killed.") may tell the toll of an event before it too, where the encoder
    holds it to.
    """
    here = [draft for draft in _since(drafts, unit) if draft.tolls and draft.candidate.type is ClaimType.CASUALTIES]
    if not left and not here:
        return
    told_here = bool(drafts) and drafts[-1].candidate.unit == unit
    bare = not told_here and not any(not r.toponym.metonym for r in units[unit].toponyms)
    for toll, least in (*((t, HINTED if bare else TOLD) for t in left), *((t, TOLD) for d in here for t in d.tolls)):
        _add_later(drafts, (toll, least), units, unit, opinion)


def give_back(kept: Sequence[Draft], dropped: Sequence[Draft], units: Sequence[Unit], opinion: Opinion | None) -> None:
    """Give the tolls of drafts that come to no claim to those that do, as if no event had been told beside them.

    "An air strike hit the market. Another 20 people were injured.": where the second sentence is no claim, the strike has 20
    injured. Both in the order of the text.
    """
    for draft in dropped:
        unit = draft.candidate.unit
        before = [other for other in kept if unit - BACK <= other.candidate.unit <= unit]
        told_here = any(other.candidate.unit == unit for other in before)
        bare = not told_here and not any(not r.toponym.metonym for r in units[unit].toponyms)
        for toll in (*draft.tolls, *draft.later):
            _add_later(before, (toll, HINTED if bare else TOLD), units, unit, opinion)


def _add_later(
    drafts: Sequence[Draft], told: tuple[Toll, float], units: Sequence[Unit], unit: int, opinion: Opinion | None
) -> None:
    owner = _before(drafts, told, units, unit, opinion)
    if owner is not None:
        owner.later = (*owner.later, told[0])


def _before(
    drafts: Sequence[Draft], told: tuple[Toll, float], units: Sequence[Unit], unit: int, opinion: Opinion | None
) -> Draft | None:
    toll, bound = told
    start, end = toll.who or (toll.start, toll.end)
    where = units[unit].sentence.where
    best: tuple[float, int, Draft] | None = None
    for n, draft in enumerate(_since(drafts, unit - BACK)):
        candidate = draft.candidate
        if units[candidate.unit].sentence.where != where or _has(draft, toll.kind):
            continue
        asked = asked_of(candidate, opinion)
        violent = candidate.type in VIOLENT or toll.kind == "captured"
        near = violent and unit - candidate.unit <= NEAR
        if asked is None:
            p, least = float(near and bound < TOLD and unit - candidate.unit == 1), TOLD
        else:
            p, least = asked.part(toll.kind, unit, start, end), bound if near else TOLD
        if toll.max == 0 and near and bound < TOLD:
            p = 1.0
        if p >= least and (best is None or (p, -n) > best[:2]):
            best = p, -n, draft
    return best[2] if best else None


def _since(drafts: Sequence[Draft], unit: int) -> Iterator[Draft]:
    """The drafts of that sentence and later ones, the latest first."""
    for draft in reversed(drafts):
        if draft.candidate.unit < unit:
            return
        yield draft


def _has(draft: Draft, kind: str) -> bool:
    return any(toll.kind == kind for toll in (*draft.tolls, *draft.later))


def _caused(drafts: Sequence[Draft], toll: Toll) -> Draft | None:
    if len(drafts) < 2:
        return None
    cue = drafts[0].candidate.head.doc[toll.cue]
    named = {token.i for token in agents(cue)} | {token.i for name, token in prepositions(cue) if name in _CAUSES}
    return next(
        (draft for draft in drafts if draft.candidate.head.i in named and draft.candidate.type in VIOLENT), None
    )


def _held(drafts: Sequence[Draft], toll: Toll, unit: int, opinion: Opinion | None) -> Draft | None:
    start, end = toll.who or (toll.start, toll.end)
    held = [(asked.part(toll.kind, unit, start, end), d) for d in drafts if (asked := asked_of(d.candidate, opinion))]
    best = max(held, key=lambda pair: pair[0], default=None)
    return best[1] if best is not None and best[0] >= TOLD else None


def _nearest(drafts: Sequence[Draft], toll: Toll) -> Draft | None:
    near = [d for d in drafts if d.candidate.type in VIOLENT or d.candidate.head.i == toll.cue]
    if toll.kind == "captured":
        near = list(drafts)
    if not near:
        return None
    cue = near[0].candidate.head.doc[toll.cue]
    return min(near, key=lambda d: (path_length(d.candidate.head, cue), abs(d.candidate.head.i - toll.cue)))
