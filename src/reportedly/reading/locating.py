"""Where it happened: which of the toponyms round about belong to a claim.

A sentence that shells one town may name three, and many name none, because the sentence before did. For each toponym of
this sentence, and of the sentences before it, the signs are collected (its place in the tree, the preposition before it,
how exact a place it is, whether a nearer event wants it) and a log-linear score decides. A place that holds another one
that was chosen goes to ``within``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from reportedly.reading.linear import Scores
from reportedly.reading.opinion import Asked
from reportedly.reading.opinion_signs import asked_of, best_first, place_opinion
from reportedly.reading.parts import Candidate, Context, Spot, Unit
from reportedly.reading.place_holding import parted
from reportedly.reading.places import Resolved
from reportedly.reading.syntax import path_length
from reportedly.reading.tokens import root
from reportedly.reading.toponyms import Toponym

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

CARRIED = 4  # sentences over which the places of a claim may carry over
BACK = 3  # sentences before this one whose places may still be meant
SURE = 0.4
BEST = 0.15
BESIDE = 0.12  # one listed with such a place is meant too if at least so likely
POINTED = 4  # toponyms at most that the encoder may point at
MANY = 5000  # people: so many die in a country, not in a town
NEAR = 12  # words around a trigger in which "the country" tells where

_PREPOSITIONS = frozenset(
    [
        "in",
        "at",
        "near",
        "of",
        "on",
        "from",
        "to",
        "into",
        "around",
        "outside",
        "over",
        "across",
        "towards",
        "toward",
        "through",
        "inside",
        "between",
    ]
)


class SpotCase(NamedTuple):
    """A toponym that may be the claim's place, with the signs."""

    spot: Spot
    signs: tuple[str, ...]
    bond: int | None = None  # the first word of the list that it stands in ("A, B and C")


def themes(units: Sequence[Unit]) -> tuple[Spot, ...]:
    """What the document is about, as places: the toponym named most often, and the country named or meant most often.

    Each as its first mention, so that it can be quoted; of equally frequent ones the first.
    """
    names: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    first: dict[str, Spot] = {}
    country_of: dict[str, Spot] = {}
    for number, unit in enumerate(units):
        for resolved in unit.toponyms:
            spot, place = Spot(number, resolved), resolved.place
            text = resolved.toponym.text
            if place is not None and place.code == "PCLI":
                country_of.setdefault(place.country, spot)
            elif not resolved.toponym.metonym:
                first.setdefault(text, spot)
                names[text] += 1
            if place is not None and place.country:
                countries[place.country] += 1
    out = [first[name] for name, _ in names.most_common(1)]
    out += [country_of[code] for code, _ in countries.most_common(1) if code in country_of]
    return tuple(out)


def spot_cases(candidate: Candidate, context: Context, heads: Sequence[Token]) -> list[SpotCase]:
    """Every toponym that may be meant; `heads`: the trigger words of the sentence, this candidate's among them."""
    units = context.units
    unit = units[candidate.unit]
    own = [resolved for resolved in unit.toponyms if not resolved.toponym.metonym]
    cases = [_here(candidate, unit, resolved, (n, len(own)), heads) for n, resolved in enumerate(own)]
    seen = {case.spot.resolved.toponym.text for case in cases}
    definite = _definite(candidate)
    for back in range(1, BACK + 1):
        at = candidate.unit - back
        if at < 0:
            break
        usable = [resolved for resolved in units[at].toponyms if not resolved.toponym.metonym]
        for n, resolved in enumerate(usable):
            if resolved.toponym.text not in seen:
                seen.add(resolved.toponym.text)
                signs = _back(candidate, (units, back, len(own)), resolved, (n, len(usable)), definite)
                cases.append(SpotCase(Spot(at, resolved), signs))
    last = context.before(candidate, CARRIED)
    carried = {spot.resolved.toponym.text for spot in last.places} if last else set()
    for spot in (*(last.places if last else ()), *context.themes):
        if spot.resolved.toponym.text not in seen:
            seen.add(spot.resolved.toponym.text)
            cases.append(SpotCase(spot, (f"far own={min(len(own), 2)}", f"far exact={_exact(spot.resolved)}")))
    asked = asked_of(candidate, context.opinion)
    if asked is not None:
        cases += _pointed(asked, units, seen)
    about = {spot.resolved.toponym.text for spot in context.themes}
    country = next((s.resolved.place.country for s in reversed(context.themes) if s.resolved.place), None)
    many = any((toll.min or 0) >= MANY for toll in unit.tolls)
    sets = (carried, about, country, _points_back(candidate), many)
    out = []
    for case in cases:
        spot, toponym = case.spot, case.spot.resolved.toponym
        where = "here" if spot.unit == candidate.unit else "elsewhere"
        opinion = place_opinion(asked, spot.unit, toponym.start, toponym.end, where)
        out.append(SpotCase(spot, (*case.signs, *_shared(candidate, case, sets, own), *opinion), case.bond))
    if asked is not None:
        ranks = best_first([case.signs for case in out], "place")
        out = [SpotCase(c.spot, (*c.signs, *rank), c.bond) for c, rank in zip(out, ranks, strict=True)]
    return out


def _pointed(asked: Asked, units: Sequence[Unit], seen: set[str]) -> list[SpotCase]:
    """The toponyms that the encoder points at, wherever they stand; names in capitals that no rule took for one too."""
    out: list[SpotCase] = []
    for role in ("place", "within", "scene"):
        for run in asked.runs(role)[:POINTED]:
            unit = units[run.unit]
            covered = [r for r in unit.toponyms if r.toponym.start < run.end and run.start < r.toponym.end]
            text = unit.sentence.text[run.start : run.end]
            known = bool(covered)
            if not known and run.p >= SURE and text[:1].isupper() and not text.isupper():
                covered = [Resolved(Toponym(run.start, run.end, text, text))]
            for resolved in covered:
                if resolved.toponym.text not in seen:
                    seen.add(resolved.toponym.text)
                    out.append(SpotCase(Spot(run.unit, resolved), (f"pointed.{role} known={known}",)))
    return out


def _shared(
    candidate: Candidate,
    case: SpotCase,
    sets: tuple[set[str], set[str], str | None, str, bool],
    own: Sequence[Resolved],
) -> tuple[str, ...]:
    """Signs that every toponym has, near or far: whether the claim before has it, and whether the document is about it."""
    carried, about, country, points, many = sets
    event = str(candidate.type)
    text = case.spot.resolved.toponym.text
    where = "here" if case.spot.unit == candidate.unit else "elsewhere"
    exact = _exact(case.spot.resolved)
    place = case.spot.resolved.place
    home = "none" if place is None else str(place.country == country)
    written = "capitals" if text.isupper() and len(text) > 3 else "names"
    anchors = case.spot.resolved.toponym.anchors
    return (
        f"many={many} {where} exact={exact}",
        f"many={many} points={points} exact={exact}",
        f"home={home} {where}",
        f"home={home} {where} exact={exact}",
        f"home={home} type={event}",
        f"written={written} {where}",
        f"anchors={anchors} {where}",
        f"anchors={anchors} told={case.spot.resolved.toponym.relation is not None} {where}",
        f"carried={text in carried} {where}",
        f"carried={text in carried} {where} own={bool(own)}",
        f"theme={text in about} {where}",
        f"theme={text in about} {where} exact={exact}",
        f"theme={text in about} {where} type={event}",
        f"points={points} {where}",
        f"points={points} {where} exact={exact} carried={text in carried}",
        f"{where} exact={exact} type={event}",
    )


def _points_back(candidate: Candidate) -> str:
    """Whether a word beside the trigger points back to a place: "the town", "the area", "there", "the country"."""
    for link in candidate.links:
        kind = _POINTING.get(link.token.lemma_.lower())
        if kind and any(child.lower_ in {"the", "this", "that", "its"} for child in link.token.children):
            return kind
    doc, at = candidate.head.doc, candidate.head.i
    if doc.vocabulary.isdisjoint(_WHOLE):
        return "no"
    return "country" if any(token.lower_ in _WHOLE for token in doc[max(0, at - NEAR) : at + NEAR]) else "no"


_WHOLE = frozenset({"country", "countrys", "countrywide", "nation", "nationwide"})
_POINTING = dict.fromkeys(
    ("town", "city", "village", "area", "base", "district", "region", "province", "enclave", "camp"), "place"
) | {"country": "country"}


def _back(
    candidate: Candidate,
    around: tuple[Sequence[Unit], int, int],
    resolved: Resolved,
    order: tuple[int, int],
    definite: bool,
) -> tuple[str, ...]:
    units, back, own = around
    here, before = units[candidate.unit].sentence, units[candidate.unit - back].sentence
    same = before.paragraph == here.paragraph and before.where == here.where
    number, count = order
    return (
        f"back={back}",
        f"back={back} own={min(own, 2)}",
        f"back={back} paragraph={same}",
        f"back={back} exact={_exact(resolved)}",
        f"back order={min(number, 2)} of={min(count, 3)}",
        f"type={candidate.type} back own={bool(own)}",
        f"frame={candidate.entry.frame} back own={bool(own)}",
        f"back={back} definite={definite}",
    )


def _exact(resolved: Resolved) -> str:
    if resolved.precision is None:
        return "unlocated"
    return "point" if resolved.precision <= 2 else "division" if resolved.precision <= 4 else "wide"


def _definite(candidate: Candidate) -> bool:
    return any(child.lower_ in {"the", "this", "these"} for child in candidate.head.children)


def _here(
    candidate: Candidate, unit: Unit, resolved: Resolved, order: tuple[int, int], heads: Sequence[Token]
) -> SpotCase:
    token, over = anchors(unit, resolved)
    relation = next((link.relation for link in candidate.links if link.token.i in {token.i, over.i}), "none")
    steps = min(path_length(over, candidate.head), 8)
    nearest = min((path_length(over, head) for head in heads if head.i != candidate.head.i), default=99)
    rival = "nearer" if nearest < steps else "same" if nearest == steps else "farther"
    preposition = over.head.lower_ if over.head.lower_ in _PREPOSITIONS else over.dep_
    inside = any(a.i == candidate.head.i for a in over.ancestors)
    side = "after" if token.i > candidate.head.i else "before"
    exact, last = _exact(resolved), relation.rsplit(".", 1)[-1]
    number, count = order
    event = str(candidate.type)
    signs = (
        f"steps={steps}",
        f"steps={steps} rival={rival}",
        f"inside={inside} rival={rival}",
        f"relation={relation}",
        f"frame={candidate.entry.frame} relation={last}",
        f"type={event} relation={last}",
        f"preposition={preposition}",
        f"preposition={preposition} steps={steps}",
        f"exact={exact}",
        f"type={event} exact={exact}",
        f"side={side} rival={rival}",
        f"only={count == 1}",
        f"order={min(number, 3)} of={min(count, 4)}",
        f"kind={resolved.toponym.kind is not None}",
        f"told={resolved.toponym.relation is not None}",
        f"between={_between(token, candidate.head, heads)}",
        f"suffix={candidate.entry.suffix} steps={steps}",
    )
    return SpotCase(Spot(candidate.unit, resolved), signs, _head_of_list(token).i)


def _head_of_list(token: Token) -> Token:
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        token = token.head
    return token


def _between(token: Token, head: Token, heads: Sequence[Token]) -> int:
    low, high = sorted((token.i, head.i))
    return min(sum(low < other.i < high for other in heads), 2)


def anchors(unit: Unit, resolved: Resolved) -> tuple[Token, Token]:
    """The head word of a toponym, and the word that stands for it in the clause ("town" in "the town of X")."""
    assert unit.doc is not None
    token = root(unit.doc.covering(resolved.toponym.start, resolved.toponym.end))
    over = token
    while (
        over.dep_ in {"conj", "appos", "compound", "nmod"}
        and over.head.i != over.i
        and over.head.pos_ in {"NOUN", "PROPN"}
    ):
        over = over.head
    if over.dep_ == "pobj" and over.head.lower_ == "of" and over.head.head.pos_ == "NOUN":
        over = over.head.head
    return token, over


def choose(cases: Sequence[SpotCase], scores: Scores) -> tuple[tuple[Spot, ...], tuple[Spot, ...]]:
    """(places, within) of a claim, in the order of the text."""
    judge = scores["place"]
    scored = [(judge(case.signs), case) for case in cases]
    sure = [case for p, case in scored if p >= SURE]
    if not sure and scored:
        p, best = max(scored, key=lambda pair: pair[0])
        sure = [best] if p >= BEST else []
    taken = {case.bond for case in sure if case.bond is not None}
    sure += [case for p, case in scored if BESIDE <= p < SURE and case.bond in taken and case not in sure]
    spots = _once(sorted((case.spot for case in sure), key=lambda spot: (spot.unit, spot.resolved.toponym.start)))
    return parted(spots)


def _once(spots: Sequence[Spot]) -> list[Spot]:
    seen: set[str] = set()
    return [s for s in spots if not (s.resolved.toponym.text in seen or seen.add(s.resolved.toponym.text))]  # type: ignore[func-returns-value]
