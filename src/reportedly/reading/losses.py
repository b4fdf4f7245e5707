"""Losses besides people: "destroyed two tanks and a truck", "the loss of three drones"."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.toll_words import load
from reportedly.reading.spotting import spots
from reportedly.reading.syntax import expand, is_passive, objects, subjects
from reportedly.reading.toll_people import Counter

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token


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
    least that the words say; it is ``None`` where they tell no number.
    """
    words = load()
    found = spots(doc, words.loss_words)
    if not found:
        return []
    counter = Counter(doc)
    heads: dict[int, Token] = {}
    for at in found:
        for thing in [word for named in _things(doc[at], counter) for word in _listed(named, counter)]:
            if _is_thing(thing, counter):
                heads[thing.i] = thing
    return [loss for _, head in sorted(heads.items()) if (loss := _loss(head, counter)) is not None]


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
        inner = [o for child in token.children if child.lower_ == "of" for o in child.children if o.dep_ == "pobj"]
        return [word for o in inner for word in expand(o)]
    return []


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


def _loss(head: Token, counter: Counter) -> LossTold | None:
    """The noun with the words that say what it is, without article and number."""
    numbers = [counter.number_at(child) for child in head.lefts]
    told = next((number for number in numbers if number), None)
    if told is None and not counter.classes(head) & _LOST:
        return None
    words = [head]
    for token in reversed(head.doc[head.left_edge.i : head.i]):
        if counter.number_at(token) or token.pos_ in {"DET", "PUNCT", "ADP", "CCONJ", "VERB", "PART"}:
            break
        if token.dep_ not in {"compound", "amod", "nmod", "poss"}:
            break
        words.append(token)
    first = words[-1]
    start, end = first.idx, head.idx + len(head)
    count = told.min if told else 1 if head.tag_ in {"NN", "NNP"} and _led(head) else None
    return LossTold(counter.text[start:end], count, min(start, told.start) if told else start, end)


def _led(head: Token) -> bool:
    return any(child.lower_ in {"a", "an", "one", "another"} for child in head.lefts)
