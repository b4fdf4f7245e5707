"""Which candidates are claims: is it told as an event, and as which type?

A trigger word is not yet an event. Whether it is shows in what stands with it: a party that does it, a place, a toll, a
time, the grammar of its clause. A log-linear score over these signs decides; of several types of one word the likeliest
is kept.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from reportedly.lexicon.triggers import Lexicon
from reportedly.model import ClaimType, Status
from reportedly.reading.classes import BUILT, PEOPLE, SIDES, class_of
from reportedly.reading.dating import tense
from reportedly.reading.opinion import Opinion
from reportedly.reading.opinion_signs import claim_opinion, rival_opinion
from reportedly.reading.parts import Candidate, Draft, Unit
from reportedly.reading.roles import expected_role
from reportedly.reading.status import status_of
from reportedly.reading.syntax import governor, is_passive, is_verb

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

LIKELY = 0.26  # how likely a telling must be; what becomes of it is judged again by how sure its claim is
SURE = 0.75  # how often wordings that leave no doubt are right
ALONE = 0.4  # where no encoder has a say, and no claim is judged again
NEAR = (1, 3, 7)  # words
SUFFERERS = PEOPLE | BUILT


def claim_signs(
    candidate: Candidate,
    units: Sequence[Unit],
    heads: Sequence[Token],
    lexicon: Lexicon,
    opinion: Opinion | None = None,
) -> tuple[str, ...]:
    """The signs that the candidate is a claim of its type; `heads`: the trigger words of its sentence."""
    unit, entry, head = units[candidate.unit], candidate.entry, candidate.head
    frame = lexicon.frames[entry.frame]
    kinds = [
        (expected_role(frame, link.relation), class_of(link.token, unit, lexicon.noun_classes))
        for link in candidate.links
    ]
    doer = any(role == "actor" and kind in SIDES for role, kind in kinds)
    sufferer = any(role == "target" and kind in SUFFERERS for role, kind in kinds)
    to_place = any(kind == "place" for _, kind in kinds)
    kind, told = str(candidate.type), tense(head)  # a member of an enumeration takes three times as long to be written
    position = "title" if unit.sentence.where == "title" else str(min(candidate.unit, 12) // 3)
    toponym = any(not r.toponym.metonym for r in unit.toponyms)
    out = [
        f"entry={entry.id}",
        f"entry={entry.id} type={kind}",
        *_beside(kind, entry.frame, (doer, sufferer), (to_place, toponym, bool(unit.tolls), bool(unit.dates))),
        *_form(kind, (candidate.by, entry.pos), (head.dep_, head.tag_, told), is_verb(head) and is_passive(head)),
        *_around(position, min(len(heads), 6), min(len(unit.parties), 3), bool(unit.speech)),
        *_listed(candidate.by, entry.plain, len(entry.words) > 1),
        *(f"type={kind} noun={name}" for name in sorted(_nouns(candidate, lexicon))),
        *_grammar(candidate, heads),
        *claim_opinion(candidate, entry.pos, opinion),
        *_rivals(candidate, heads, opinion),
    ]
    return tuple(out)


# Few things hold of most triggers, so that signs are remembered by what they tell.


@lru_cache(maxsize=4096)
def _beside(kind: str, frame: str, parties: tuple[bool, bool], has: tuple[bool, bool, bool, bool]) -> tuple[str, ...]:
    (doer, sufferer), (place, toponym, toll, dated) = parties, has
    return (
        f"type={kind}",
        f"frame={frame} doer={doer} sufferer={sufferer}",
        f"type={kind} doer={doer}",
        f"type={kind} sufferer={sufferer}",
        f"type={kind} place={place}",
        f"type={kind} toponym={toponym}",
        f"type={kind} toll={toll}",
        f"type={kind} date={dated}",
    )


@lru_cache(maxsize=8192)
def _form(kind: str, found: tuple[str, str], grammar: tuple[str, str, str], passive: bool) -> tuple[str, ...]:
    (by, pos), (dep, tag, told) = found, grammar
    return (
        f"type={kind} by={by}",
        f"by={by} pos={pos}",
        f"dep={dep} pos={pos}",
        f"type={kind} dep={dep}",
        f"tense={told}",
        f"type={kind} tense={told}",
        f"tag={tag}",
        f"passive={passive}",
    )


@lru_cache(maxsize=2048)
def _around(position: str, heads: int, parties: int, speech: bool) -> tuple[str, ...]:
    return (f"position={position}", f"triggers={heads}", f"parties={parties}", f"speech={speech}")


@lru_cache(maxsize=64)
def _listed(by: str, plain: bool, phrase: bool) -> tuple[str, ...]:
    return (f"by={by} plain={plain}", f"by={by} phrase={phrase}")


def _nouns(candidate: Candidate, lexicon: Lexicon) -> set[str]:
    """The classes of the words that depend on the trigger: what the act is done with, to whom, to what."""
    nouns = lexicon.noun_classes
    return {name for link in candidate.links for name in nouns.get(link.token.lemma_.lower(), ())}


def _rivals(candidate: Candidate, heads: Sequence[Token], opinion: Opinion | None) -> tuple[str, ...]:
    """How near the next trigger word of the sentence stands, and whether another is held to tell an event of this type:
    of "an attack that killed ten" one word tells it."""
    others = [head for head in heads if head.i != candidate.head.i]
    nearest = min((abs(head.i - candidate.head.i) for head in others), default=99)
    return (f"nearest={bisect_right(NEAR, nearest)}", *rival_opinion(candidate, others, opinion))


def _grammar(candidate: Candidate, heads: Sequence[Token]) -> list[str]:
    head, entry = candidate.head, candidate.entry
    over = {other.i for other in heads if other.i != head.i}
    out = [f"under trigger={head.head.i in over} pos={entry.pos}"]
    out.append(f"over trigger={any(child.i in over for child in head.children)} pos={entry.pos}")
    children = {child.lower_ for child in head.children}
    if entry.pos == "noun":
        article = next((word for word in ("the", "a", "an", "this", "these", "no", "any") if word in children), "none")
        out += [f"article={article}", f"type={candidate.type} article={article}"]
        if found := governor(head):
            verb, place = found
            out += [f"governed={place}", f"governor trigger={verb.i in over} {place}"]
        else:
            out.append(f"governed=no dep={head.head.dep_}")
    else:
        out += [word for word in ("if", "not", "n't", "never", "to", "may", "could", "should") if word in children]
    return out


def is_sure(candidate: Candidate) -> bool:
    """Whether the wording leaves no doubt that the event is told, and told as done."""
    return candidate.entry.sure and status_of(candidate.head)[0] is Status.OCCURRED


def likeliest(scored: Sequence[tuple[float, Candidate]], least: float = LIKELY) -> list[tuple[float, Candidate]]:
    """Of the candidates of one word the likeliest, where it is `least` likely; in the order of the text."""
    best: dict[tuple[int, int], tuple[float, Candidate]] = {}
    for weighed, candidate in scored:
        p = max(weighed, SURE) if is_sure(candidate) else weighed
        key = (candidate.unit, candidate.head.i)
        if key not in best or p > best[key][0]:
            best[key] = (p, candidate)
    return [pair for pair in best.values() if pair[0] >= least]


def likeliest_type(group: Sequence[Draft]) -> ClaimType:
    """The type that the tellings taken together hold likeliest, one sure telling weighing more than two doubtful ones; the first
    told of those that are equally so.

    What is only threatened with is told by the threat: "threatened to attack the capital". A wording that leaves no doubt has
    the say.
    """
    sure = next((draft.candidate.type for draft in group if is_sure(draft.candidate)), None)
    if sure is not None:
        return sure
    threats = {(d.candidate.unit, d.candidate.head.i) for d in group if d.candidate.type is ClaimType.THREAT}
    if any(d.candidate.head.dep_ == "xcomp" and (d.candidate.unit, d.candidate.head.head.i) in threats for d in group):
        return ClaimType.THREAT
    sums: dict[ClaimType, float] = {}
    for draft in group:
        sums[draft.candidate.type] = sums.get(draft.candidate.type, 0.0) + draft.score**2
    return max(sums, key=sums.__getitem__)
