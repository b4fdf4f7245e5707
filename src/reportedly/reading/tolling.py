"""Which event a toll is of.

Most tolls stand beside their event: "shelling killed nine". Some follow it in a sentence of their own that tells nothing else
("Seven others were wounded."), and then they are of an event told just before: the one that the encoder points from, or, where
the sentence names no other place, the latest act of violence. So are those of a telling that comes to no claim of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from typing import TYPE_CHECKING

from reportedly.lexicon.toll_words import load
from reportedly.model import ClaimType
from reportedly.reading.merge_profiles import VIOLENT
from reportedly.reading.opinion import Opinion
from reportedly.reading.opinion_signs import asked_of
from reportedly.reading.parts import Draft, Unit
from reportedly.reading.syntax import agents, done_to, is_passive, path_length, prepositions, subjects
from reportedly.reading.toll_people import Counter
from reportedly.reading.tolls import Toll

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

TOLD = 0.5  # how likely the encoder must hold a number to be an event's toll
HINTED = 0.1  # how likely, where the sentence tells of nothing else
BACK = 4  # sentences between an event and a toll of it
NEAR = 2  # sentences, where grammar and order alone must tell
_CAUSES = frozenset({"in", "by", "from", "during", "amid", "after", "when"})
_HARM = frozenset({"killed", "injured"})
_VERBS = frozenset({"VERB", "AUX"})
_CAPTURES = frozenset({ClaimType.ABDUCTION, ClaimType.DETENTION})


def tolls_after(found: Set[int], wanted: Set[int], units: Sequence[Unit]) -> set[int]:
    """Those of the `wanted` sentences that may tell a toll of an event in one of `found` right before them."""
    words = load()
    near = {at + n for at in found for n in range(1, NEAR + 1)} & wanted
    return {at for at in near - found if words.told_in(units[at].sentence.text)}


def assign_tolls(
    drafts: Sequence[Draft], tolls: Sequence[Toll], unit: int, opinion: Opinion | None = None
) -> list[Toll]:
    """Give each toll to a draft of its sentence; those that go to none come back.

    A toll is of the draft whose trigger its cue names as what did it ("killed by strikes"); else of the claim of deaths or of a
    capture that the cue itself tells; else of the draft that the encoder holds it to be of, else of the nearest act of violence.
    What is told as the toll of many acts beside an act's own ("bringing the toll to 49") is none of that act.
    """
    left: list[Toll] = []
    named = {toll: _caused(drafts, toll, {t.cue for t in tolls if t.kind == toll.kind}) for toll in tolls}
    for toll in tolls:
        counted = _counted(drafts, toll)
        owner = named[toll]
        if owner is None and toll.total and any(other.kind == toll.kind and not other.total for other in tolls):
            owner = _nearest_count(drafts, toll)
        elif owner is None:
            taken = [d for other, d in named.items() if d is not None and other.kind == toll.kind]
            free = [d for d in drafts if not any(d is other for other in taken)] or drafts
            owner = counted or _held(free, toll, unit, opinion) or _nearest(free, toll)
        if owner is None:
            left.append(toll)
            continue
        owner.tolls = (*owner.tolls, toll)
        if counted is not None and counted is not owner and toll.kind in _HARM:
            counted.later = (*counted.later, toll)
    for draft in drafts:
        if draft.candidate.type is ClaimType.ABDUCTION and not _has(draft, "captured"):
            draft.tolls = (*draft.tolls, *_abducted(draft.candidate.head))
    return left


def _abducted(verb: Token) -> Iterator[Toll]:
    """How many were taken, by the verb that tells of it: "dragged eleven fishermen from their homes"."""
    if verb.pos_ not in _VERBS:
        return
    taken = done_to(verb)
    people = Counter(verb.doc).count(taken, people_only=True) if taken else None
    if people is not None and people.numbers:
        start, end = min(people.start, verb.idx), max(people.end, verb.idx + len(verb))
        yield Toll("captured", people.min, people.max, start, end, verb.i, (people.start, people.end))


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
    _add_later(drafts, left, _least(units[unit], told_here), units, unit, opinion)
    for draft in reversed(here):
        _add_later(drafts, draft.tolls, TOLD, units, unit, opinion)


def give_back(kept: Sequence[Draft], dropped: Sequence[Draft], units: Sequence[Unit], opinion: Opinion | None) -> None:
    """Give the tolls of drafts that come to no claim to those that do, as if no event had been told beside them.

    "An air strike hit the market. Another 20 people were injured.": where the second sentence is no claim, the strike has 20
    injured. Both in the order of the text.
    """
    for draft in dropped:
        unit = draft.candidate.unit
        before = [other for other in kept if unit - BACK <= other.candidate.unit <= unit]
        told_here = any(other.candidate.unit == unit for other in before)
        _add_later(before, (*draft.tolls, *draft.later), _least(units[unit], told_here), units, unit, opinion)


def _least(unit: Unit, told_here: bool) -> float:
    """How likely a toll of the sentence must be one of an event before it: less where it tells of no event and no place."""
    return TOLD if told_here or any(not r.toponym.metonym for r in unit.toponyms) else HINTED


def _add_later(
    drafts: Sequence[Draft],
    tolls: Sequence[Toll],
    least: float,
    units: Sequence[Unit],
    unit: int,
    opinion: Opinion | None,
) -> None:
    """Give them to the drafts that they are of; the wounded go with the dead who are told beside them, and the other way round."""
    found: list[Draft] = []
    left: list[Toll] = []
    for toll in tolls:
        owner = _before(drafts, (toll, least), units, unit, opinion)
        if owner is None:
            left.append(toll)
        else:
            owner.later = (*owner.later, toll)
            found.append(owner)
    for toll in left:
        owner = next((draft for draft in found if not _has(draft, toll.kind)), None)
        if owner is not None and toll.kind in _HARM:
            owner.later = (*owner.later, toll)


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


def _caused(drafts: Sequence[Draft], toll: Toll, cues: Set[int]) -> Draft | None:
    """The act of violence that the sentence itself names as what did it.

    Where the cue tells a claim of its own ("strikes have killed 300 since May"), only what stands with "by", "in" and the like
    and the clause of its time are named; else also the subject, and what is said with a verb beside it that tells no such toll.
    """
    if len(drafts) < 2:
        return None
    cue = drafts[0].candidate.head.doc[toll.cue]
    verb = cue if cue.pos_ in _VERBS or cue.head.lemma_.lower() not in load().leaving | load().lives else cue.head
    sure = [*agents(cue), *(token for name, token in prepositions(cue) if name in _CAUSES)]
    sure += _when(cue, _CAUSES)
    own = any(d.candidate.type is ClaimType.CASUALTIES and d.candidate.head.i in {cue.i, verb.i} for d in drafts)
    likely = [] if own or toll.kind == "captured" else [*_did(cue, verb), *_beside(cue, cues)]
    for token in (*sure, *likely):
        for draft in drafts:
            if draft.candidate.head.i == token.i and draft.candidate.type in VIOLENT:
                return draft
    return None


def _when(cue: Token, words: Set[str]) -> Iterator[Token]:
    """What befell at the time, as one of the words says: "killed when shells fell", "died as they fled"."""
    for child in cue.children:
        if child.dep_ == "advcl" and any(word.lower_ in words for word in child.lefts):
            yield child


def _did(cue: Token, verb: Token) -> Iterator[Token]:
    """What the cue's own clause names: "killed when shells fell", "the shelling killed nine", "fire that killed nine"."""
    yield from _when(cue, _CAUSES | {"as"})
    own = any(child.dep_ == "nsubj" for child in verb.children) or verb.dep_ == "conj" or verb.tag_ == "VBG"
    if own and verb.pos_ in _VERBS and not is_passive(verb) and cue.dep_ not in {"nsubj", "acl"}:
        yield from (word for word in subjects(verb) if word.i < cue.i)


def _beside(cue: Token, cues: Set[int]) -> Iterator[Token]:
    """What is said after the last of several verbs, for the first too: "three were killed and nine injured when shells fell"."""
    for child in cue.children:
        if child.dep_ == "conj" and child.i not in cues:
            yield from agents(child)
            yield from (token for name, token in prepositions(child) if name in _CAUSES)
            yield from _did(child, child)
            yield from _beside(child, cues)


def _nearest_count(drafts: Sequence[Draft], toll: Toll) -> Draft | None:
    """The claim of nothing but deaths that is told nearest to it."""
    counted = [draft for draft in drafts if draft.candidate.type is ClaimType.CASUALTIES]
    return min(counted, key=lambda d: abs(d.candidate.head.i - toll.cue), default=None)


def _counted(drafts: Sequence[Draft], toll: Toll) -> Draft | None:
    """The claim of nothing but deaths, the killing or the capture that the cue itself tells: it is one of the trigger's words."""
    kinds = _CAPTURES if toll.kind == "captured" else {ClaimType.CASUALTIES}
    for draft in drafts:
        told, cue = draft.candidate, draft.candidate.head.doc[toll.cue]
        if told.type in kinds and (told.head is cue or told.start <= cue.idx < told.end):
            return draft
    killings = (d for d in drafts if d.candidate.type is ClaimType.VIOLENCE_AGAINST_CIVILIANS)
    return next((d for d in killings if d.candidate.head.i == toll.cue and toll.kind in _HARM), None)


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
