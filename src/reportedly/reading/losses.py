"""Losses besides people: "destroyed two tanks and a truck", "the loss of three drones"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.toll_words import load
from reportedly.reading.counting import is_vague
from reportedly.reading.quantities import Number
from reportedly.reading.spotting import spots
from reportedly.reading.syntax import expand, is_passive, objects, prepositions, subjects
from reportedly.reading.toll_people import Counter

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token


_OUTSIDE = frozenset({"DET", "PUNCT", "ADP", "CCONJ", "VERB", "PART"})
_LOST = frozenset({"materiel", "facility", "aircraft", "artillery", "explosive", "small_arms"})


@dataclass(frozen=True, slots=True)
class LossTold:
    """Something said to be lost, with how many of it where that is told; offsets are those of its words."""

    what: str
    count: int | None
    start: int
    end: int


def find_losses(doc: Doc) -> list[LossTold]:
    """The things that the sentence says were destroyed, downed, damaged or lost, in the order of the text.

    People are no losses in this sense, and neither are places as a whole, ground or control. What has no number must
    be a known word for a building, a vehicle, a weapon or the like ("lost legitimacy" is no loss). ``count`` is the
    least that the words say; it is ``None`` where they tell no number, or one as vague as "several".
    """
    words = load()
    found = spots(doc, words.loss_words)
    if not found:
        return []
    counter = Counter(doc)
    heads: dict[int, tuple[Token, Number | None]] = {}
    for at in found:
        for thing in [word for named in _things(doc[at], counter) for word in _listed(named, counter)]:
            head, number = _counted(thing, counter)
            if _is_thing(head, counter):
                heads[head.i] = head, number
    return [loss for _, told in sorted(heads.items()) if (loss := _loss(*told, counter)) is not None]


def _things(token: Token, counter: Counter) -> list[Token]:
    """What a verb of destruction befalls, or what stands after "of" beside a noun of loss."""
    particles = counter.words.loss_verbs.get(token.lemma_.lower())
    if particles is not None and token.pos_ in {"VERB", "AUX"}:
        here = {child.lower_ for child in token.children if child.dep_ in {"prt", "advmod"}}
        if "" not in particles and not particles & here:
            return []
        if token.dep_ == "amod":
            return expand(token.head)
        return subjects(token) if is_passive(token) else objects(token)
    if token.pos_ == "NOUN" and token.lemma_.lower() in counter.words.loss_nouns:
        return [word for name, word in prepositions(token) if name == "of"]
    if token.pos_ == "NOUN" and token.lemma_.lower() in counter.words.damage_nouns:
        verb = token.head
        caused = verb.lemma_.lower() in counter.words.causing
        return [word for noun in (token, verb) for name, word in prepositions(noun) if name == "to"] if caused else []
    return []


def _counted(token: Token, counter: Counter) -> tuple[Token, Number | None]:
    """The thing itself with its number where that is a noun before it: "dozens of trucks", "two of their tanks"."""
    number = counter.number_at(token)
    if number or token.lemma_.lower() in counter.words.partitive:
        inner = next((word for name, word in prepositions(token) if name == "of"), None)
        if inner is not None:
            return inner, number
    return token, None


def _listed(head: Token, counter: Counter) -> list[Token]:
    """`head` and what the parse takes for its apposition where a number says that it is the next of a list."""
    listed = [c for c in head.children if c.dep_ == "appos" and any(counter.number_at(t) for t in c.lefts)]
    return [head, *(word for child in listed for word in expand(child))]


def _is_thing(token: Token, counter: Counter) -> bool:
    """Whether a word names a thing that can be lost: a common noun, or the name of a make of weapon or vehicle."""
    if token.lemma_.lower() in counter.words.not_things:
        return False
    if token.pos_ == "NOUN":
        return not counter.is_person(token) or token.lemma_.lower() in {"warplane", "unit"}
    return (
        token.pos_ in {"PROPN", "NUM", "ADJ"}
        and counter.number_at(token) is None
        and any(counter.number_at(child) for child in token.lefts)
    )


def _loss(head: Token, number: Number | None, counter: Counter) -> LossTold | None:
    """The noun with the words that say what it is, without article, number and whose it is."""
    numbers = [number, *(counter.number_at(child) for child in head.lefts)]
    told = next((one for one in numbers if one), None)
    if told is None and not counter.classes(head) & _LOST:
        return None
    words = [head]
    for token in reversed(head.doc[head.left_edge.i : head.i]):
        if token.text == "-" and not token.nbor(-1).whitespace_ and not token.whitespace_:
            continue  # "pick-ups"
        if counter.number_at(token) or token.pos_ in _OUTSIDE or token.tag_ == "PRP$":
            break
        if token.dep_ not in {"compound", "amod", "nmod", "poss"}:
            break
        words.append(token)
    first = words[-1]
    start, end = first.idx, head.idx + len(head)
    one = head.tag_ in {"NN", "NNP"} and head.lemma_.lower() not in counter.words.mass and _led(head)
    least = told.min if told and not is_vague(told) else None
    count = least if told else 1 if one else None
    return LossTold(counter.text[start:end], count, min(start, told.start) if told else start, end)


def _led(head: Token) -> bool:
    return any(
        child.dep_ in {"det", "poss"} for child in head.lefts if child.lower_ not in {"no", "any", "some", "all"}
    )
