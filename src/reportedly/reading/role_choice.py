"""Which of the phrases that may be meant fill a claim's roles.

A log-linear score says of each phrase how likely it is the actor, another how likely it is the target. What fills one role and
what fills the other is then chosen together: no words fill both, no name is on both sides, and a fight has two sides.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon import toponym_words
from reportedly.model import ClaimType
from reportedly.reading.classes import PEOPLE, SIDES
from reportedly.reading.linear import Scores
from reportedly.reading.parts import Phrase, Unit
from reportedly.reading.roles import Case
from reportedly.reading.syntax import together

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

SURE = 0.4  # a phrase at least so likely fills the role
BESIDE = 0.15  # one coordinated with such a phrase fills it too if at least so likely
LOOSE = 0.55  # one from round about the clause fills it beside others if at least so likely
BEST = 0.2  # the likeliest fills it alone where none is sure
MOST = 6  # phrases a role may have: lists longer than this are mostly wrong parses
TOLD = 0.1  # by so much likelier is the one whom grammar makes the actor, where none is sure
SIDE = 0.45  # whoever is at least so likely either side of a fight is the side that is not told
SUFFERS = 0.6  # how likely at least a side is the target of the loss that grammar makes its own
_STATES = frozenset({"state", "gov", "force"})  # kinds of party ids whose second part is the country

Scored = tuple[float, float, Case]  # how likely the phrase is the actor, and the target
Chosen = list[tuple[float, Phrase]]


class Filled(NamedTuple):
    """The phrases of two roles, in the order of the text, and how likely the actor's are right, on the mean; 0 without one."""

    actor: tuple[Phrase, ...]
    target: tuple[Phrase, ...]
    sure: float


def fill(cases: Sequence[Case], scores: Scores, units: Sequence[Unit], event: ClaimType | None = None) -> Filled:
    """The phrases that fill the two roles of an event of this type; no phrase fills both, no name is in both.

    Of a fight of which only one side is told in so many words, whoever is likeliest to be either side is the other.
    """
    judge = scores.both("actor", "target")
    scored = _exclusive([(*judge(case.signs), case) for case in cases], units)
    if event is not ClaimType.DETENTION:  # who gives himself up does something
        scored = _suffered(scored)
    scored = _own(scored)
    actor = _chosen([(p, case) for p, q, case in scored if p >= q])
    target = _chosen([(q, case) for p, q, case in scored if q > p])
    if event is ClaimType.ARMED_CLASH:
        actor, target = _both_sides(actor, target, scored, units)
    return Filled(_parts(_apart(actor, target), units), _parts(_apart(target, actor), units), _mean(actor))


def _suffered(scored: list[Scored]) -> list[Scored]:
    """Where grammar says whose loss it is ("the army lost 12 men", "its own losses"), he is the target, and nobody from round about.

    Who admits a loss did not cause it, whoever's it is; and to whom a town fell, or by whom it was hit, is not whom it was done to.
    """
    scored = [(0.0 if case.admits else p, 0.0 if _does(case) else q, case) for p, q, case in scored]
    if any(_gets(case) for _, _, case in scored):
        scored = [_got(p, q, case) for p, q, case in scored]
    hit = [case.phrase for _, _, case in scored if _suffers(case)]
    if not any(phrase.kind in SIDES for phrase in hit):
        return scored
    out: list[Scored] = []
    for p, q, case in scored:
        if case.phrase in hit:
            p, q = 0.0, max(q, SUFFERS if case.phrase.kind in SIDES else 0.0)
        elif case.is_loose:
            q = 0.0
        out.append((p, q, case))
    return out


def _own(scored: list[Scored]) -> list[Scored]:
    """The cases, but where the trigger has a subject of its own, surely or by a pronoun, nobody acts who does something else in a
    relative clause under it."""
    if not any(
        not case.other and (case.relation == "subject.pronoun" or (p >= SURE and case.relation == "subject"))
        for p, _, case in scored
    ):
        return scored
    return [(0.0 if case.other else p, q, case) for p, q, case in scored]


def _got(p: float, q: float, case: Case) -> Scored:
    """One case of a town that fell to somebody: he is the actor, and nobody from round about."""
    return (max(p, SUFFERS) if _gets(case) else 0.0 if case.is_loose else p), q, case


def _suffers(case: Case) -> bool:
    return case.expected == "target" and case.relation.removesuffix(".pronoun") in {"subject", "possessive"}


def _gets(case: Case) -> bool:
    return case.expected == "actor" and case.relation == "to" and case.phrase.kind in SIDES


def _does(case: Case) -> bool:
    return case.expected == "actor" and case.relation.removesuffix(".pronoun") in {"agent", "by", "to"}


def _mean(chosen: Chosen) -> float:
    return sum(p for p, _ in chosen) / len(chosen) if chosen else 0.0


def named(phrase: Phrase, units: Sequence[Unit]) -> str | None:
    """The party or the name that a phrase is known by, None where it only says what kind of people or thing it is.

    A state, its government and its forces are one: they are on one side.
    """
    known = units[phrase.unit].party_at.get(phrase.head.i)
    if known is not None:
        return side_of(known.party or known.name.lower())
    return phrase.head.lower_ if phrase.head.pos_ == "PROPN" else None


def side_of(party: str) -> str:
    """The country of a state, its government or its forces, else the party itself."""
    kind, *rest = party.split(":")
    return rest[0] if rest and kind in _STATES else party


def _exclusive(scored: Sequence[Scored], units: Sequence[Unit]) -> list[Scored]:
    """A name that surely fills one role, and likelier than the other anywhere, fills the other nowhere but in the clause itself:
    police who shoot at police are told so there."""
    names = [named(case.phrase, units) for _, _, case in scored]
    best: dict[str, tuple[float, float]] = {}
    for name, (p, q, _) in zip(names, scored, strict=True):
        if name is not None:
            acts, suffers = best.get(name, (0.0, 0.0))
            best[name] = (max(acts, p), max(suffers, q))
    out: list[Scored] = []
    for name, (p, q, case) in zip(names, scored, strict=True):
        acts, suffers = best[name] if name is not None else (0.0, 0.0)
        elsewhere = q > p if acts > suffers else p > q
        if case.is_loose and elsewhere and max(acts, suffers) >= SURE:
            p = q = 0.0
        out.append((p, q, case))
    return out


def _both_sides(
    actor: Chosen, target: Chosen, scored: Sequence[Scored], units: Sequence[Unit]
) -> tuple[Chosen, Chosen]:
    """The two sides of a fight; of a side that nobody stands on, whoever is likeliest to be on either and not on the other."""
    ours, theirs = _people(actor, units), _people(target, units)
    if bool(ours) == bool(theirs):
        return actor, target
    told = ours or theirs
    names = {name for _, phrase in told for name in _called(phrase, units)}
    others = [
        (p + q, case.phrase)
        for p, q, case in scored
        if case.phrase.kind in SIDES
        and not _called(case.phrase, units) & names
        and not any(_overlap(case.phrase, phrase) for _, phrase in told)
    ]
    p, other = max(others, key=lambda pair: pair[0], default=(0.0, None))
    if other is None or p < SIDE:
        return actor, target
    side = [(min(p, 1.0), other)]
    return (actor, side) if ours else (side, target)


def _called(phrase: Phrase, units: Sequence[Unit]) -> set[str]:
    """What a phrase is called: its words, and the name that it is known by, or else its head alone."""
    words = units[phrase.unit].sentence.text[phrase.start : phrase.end].lower()
    return {words, named(phrase, units) or phrase.head.lemma_.lower()}


def _people(chosen: Chosen, units: Sequence[Unit]) -> Chosen:
    return [
        (p, phrase) for p, phrase in chosen if phrase.kind in PEOPLE or phrase.head.i in units[phrase.unit].party_at
    ]


def _parts(phrases: Sequence[Phrase], units: Sequence[Unit]) -> tuple[Phrase, ...]:
    return tuple(part for phrase in phrases for part in parted(phrase, units[phrase.unit]))


def parted(phrase: Phrase, unit: Unit) -> list[Phrase]:
    """The phrase, or each of those that it lists: parsers take "army and security forces" for one."""
    assert unit.doc is not None
    words = unit.doc.covering(phrase.start, phrase.end)
    out: list[Phrase] = []
    first = words[0] if words else phrase.head
    for word in words:
        named = unit.party_at.get(word.i)
        joins = word.lower_ in {"and", "or", ",", "&"} and first.i < word.i < phrase.head.i
        if joins and _is_whole(word.nbor(-1)) and (named is None or unit.party_at.get(word.i + 1) is not named):
            before = word.nbor(-1)
            out.append(phrase._replace(start=first.idx, end=before.idx + len(before), head=before))
            first = word.nbor(1)
    if not out:
        return [phrase]
    return [*out, phrase._replace(start=first.idx)]


def _is_whole(token: Token) -> bool:
    """Whether a part of a list may end with the word: with a noun, or with whose it is ("Syrian and Russian troops")."""
    return token.pos_ in {"NOUN", "PROPN"} or token.lower_ in toponym_words.load().demonyms


def _chosen(scored: Sequence[tuple[float, Case]]) -> Chosen:
    """The likely ones, and where there are none the likeliest. Those from round about the clause must be likelier; those
    of other sentences fill a role that this one leaves empty."""
    chosen = [(p, case) for p, case in scored if p >= (LOOSE if case.is_loose else SURE)]
    chosen = [(p, case) for p, case in chosen if not case.is_elsewhere] or chosen
    if chosen:
        heads = {(case.phrase.unit, token.i) for _, case in chosen for token in together(case.phrase.head)}
        chosen += [
            (p, case)
            for p, case in scored
            if BESIDE <= p < (LOOSE if case.is_loose else SURE) and (case.phrase.unit, case.phrase.head.i) in heads
        ]
    elif scored:
        p, best = max(scored, key=lambda pair: pair[0] + (TOLD if _is_told(pair[1]) else 0.0))
        chosen = [(p, best)] if p >= BEST else []
    out: list[tuple[float, Phrase]] = []
    for p, case in sorted(chosen, key=lambda pair: -pair[0]):
        if len(out) < MOST and not any(_overlap(case.phrase, other) for _, other in out):
            out.append((p, case.phrase))
    return out


def _is_told(case: Case) -> bool:
    """Whether grammar makes it the one who acts, by name or by a pronoun: the subject, by whom it was done, whose act it is."""
    return case.expected == "actor" and not case.is_loose and case.phrase.kind in SIDES


def _apart(own: Sequence[tuple[float, Phrase]], others: Sequence[tuple[float, Phrase]]) -> tuple[Phrase, ...]:
    """The phrases, in the order of the text, without those whose words are likelier in the other role."""
    kept = [phrase for p, phrase in own if not any(q > p and _overlap(phrase, other) for q, other in others)]
    return tuple(sorted(kept, key=lambda phrase: (phrase.unit, phrase.start)))


def _overlap(one: Phrase, other: Phrase) -> bool:
    """Whether two phrases share words: "a convoy of buses" and "buses" are one answer."""
    return one.unit == other.unit and one.start < other.end and other.start < one.end
