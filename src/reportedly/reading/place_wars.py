"""Whether a telling is of a whole war, which is fought in a country, and not of the town that the report is about.

A report on one town looks back: "More than 9,000 people have died since the uprising began", "the conflict that has driven
a million from their homes", "clashes across the country". Nothing there names a place, and the nearest, the town of the
sentence before, is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.toponym_words import load
from reportedly.model import ClaimType
from reportedly.reading.parts import Candidate, Context, Spot, Unit
from reportedly.reading.place_signs import anchors
from reportedly.reading.syntax import SUBJECTS, path_length

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

SUM = 1000  # people: so many are killed or arrested in a war, and seldom in one fight
NEAR = 5  # steps in the tree from the trigger within which "the country" tells where
_AT = frozenset({"there", "where"})
_DURING = frozenset({"during", "in", "throughout"})
_COUNTED = frozenset({ClaimType.CASUALTIES, ClaimType.DETENTION})

Where = tuple[tuple[Spot, ...], tuple[Spot, ...]]  # (places, within)


def of_the_war(candidate: Candidate, context: Context, chosen: Where) -> Where:
    """`chosen`, or the country where the candidate tells of the whole war in it and no place in its sentence is its own."""
    unit, told = context.units[candidate.unit], (*chosen[0], *chosen[1])
    if any(_is_country(spot) for spot in chosen[0]):
        return chosen
    if (country := _spread_over(candidate, unit)) is not None:
        here = (spot for spot in chosen[0] if spot.unit == candidate.unit and _is_own(candidate.head, unit, spot))
        return (country, *here), tuple(spot for spot in chosen[1] if not _is_country(spot))
    if not (_tells_of_all(candidate.head) or _is_sum(candidate, context)):
        return chosen
    if any(_is_own(candidate.head, unit, spot) for spot in told if spot.unit == candidate.unit):
        return chosen
    country = _country(candidate.unit, context)
    return ((country,), ()) if country is not None else chosen


def _is_country(spot: Spot) -> bool:
    return spot.resolved.place is not None and spot.resolved.place.code == "PCLI"


def _tells_of_all(head: Token) -> bool:
    """Whether the words of the clause speak of the war as one thing, of its beginning, or of the whole country."""
    if any(child.lower_ in _AT for child in _clause(head).children):
        return False
    return _is_begun(head) or any(_is_war(noun) for noun in _told_by(head)) or _is_nationwide(head)


def _is_war(token: Token) -> bool:
    return token.tag_ != "NNS" and token.lemma_.lower() in load().pointing.wars


def _is_begun(head: Token) -> bool:
    """ "The uprising began", "since the war broke out": the war's beginning, or what is counted from there."""
    for noun in (head, *head.children):
        verb = noun.head
        if _is_war(noun) and noun.dep_ == "nsubj" and verb.lemma_ in load().pointing.begin and head in (noun, verb):
            return True
    return any(_is_since(child) for over in (head, *head.ancestors) for child in over.children if child is not head)


def _is_since(clause: Token) -> bool:
    """Whether it is a clause, or a phrase, with "since" about the beginning of a war."""
    words = load().pointing
    if clause.lower_ == "since":
        return any(_is_war(word) for word in clause.subtree)
    if clause.lemma_ not in words.begin or not any(child.lower_ == "since" for child in clause.children):
        return False
    subjects = [child for child in clause.children if child.dep_ in SUBJECTS]
    return any(_is_war(child) or child.lemma_.lower() in words.begun for child in subjects)


def _told_by(head: Token) -> Iterator[Token]:
    """The nouns that the clause tells of: its subject, what it stands in a relative clause to, and what it happened in."""
    verb = _clause(head)
    if verb.dep_ in {"relcl", "acl"}:
        yield verb.head
    yield from (child for child in verb.children if child.dep_ == "nsubj")
    for noun in head.doc:
        if noun.dep_ == "pobj" and noun.head.lower_ in _DURING and _is_war(noun) and _clause(noun) is verb:
            yield noun


def _clause(token: Token) -> Token:
    """The verb of the clause that the word stands in."""
    while token.pos_ not in {"VERB", "AUX"} and token.head is not token:
        token = token.head
    return token


def _is_nationwide(head: Token) -> bool:
    whole, spread = load().pointing.whole, load().pointing.spread
    if head.doc.vocabulary.isdisjoint(whole):
        return False
    clause = _clause(head)
    near = (t for t in head.doc if t.lower_ in whole and path_length(t, head) <= NEAR and _clause(t) is clause)
    return any(t.dep_ in {"amod", "advmod"} or (t.dep_ == "pobj" and t.head.lower_ in spread) for t in near)


def _is_sum(candidate: Candidate, context: Context) -> bool:
    """Whether so many are counted as a whole war takes."""
    if candidate.type not in _COUNTED:
        return False
    tolls = context.units[candidate.unit].tolls
    return any((toll.min or 0) >= SUM and toll.cue == candidate.head.i for toll in tolls)


def _is_own(head: Token, unit: Unit, spot: Spot) -> bool:
    """Whether a place of the sentence is told in the clause of the trigger, or under it."""
    _, over = anchors(unit, spot.resolved)
    return _clause(over) is _clause(head) or any(word is head for word in over.ancestors)


def _spread_over(candidate: Candidate, unit: Unit) -> Spot | None:
    """The country all over which it happened: "died in unrest across Mali, half of them in Gao"."""
    for resolved in unit.toponyms:
        spot = Spot(candidate.unit, resolved)
        if not _is_country(spot):
            continue
        _, over = anchors(unit, resolved)
        if over.head.lower_ in load().pointing.throughout and _clause(over) is _clause(candidate.head):
            return spot
    return None


def _country(number: int, context: Context) -> Spot | None:
    """The country of the war, where this sentence names it plainly, or else where the document first does."""
    named = context.grounds
    here = [spot for spot in named if spot.unit == number]
    return next(iter((*here, *named)), None)


def ground(units: Sequence[Unit]) -> tuple[Spot, ...]:
    """Where the document names the country in which most of the places lie that it names within countries.

    Those come first that name it as a place and as a whole: "Mali" before "northern Mali" and "Mali's army".
    """
    spots = [Spot(n, r) for n, unit in enumerate(units) for r in unit.toponyms if r.place and r.place.country]
    lie = Counter(
        spot.resolved.place.country
        for spot in spots
        if spot.resolved.place is not None and not _is_country(spot) and not spot.resolved.toponym.metonym
    )
    if not lie:
        return ()
    code = lie.most_common(1)[0][0]
    named = [spot for spot in spots if _is_country(spot) and spot.resolved.place.country == code]  # type: ignore[union-attr]
    return tuple(sorted(named, key=lambda s: (s.resolved.toponym.metonym, s.resolved.toponym.relation is not None)))
