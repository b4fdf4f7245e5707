"""Which toponym of a sentence lies in or by which other: "X in Y", "X, Y", "X, 40 km north of Y", "Y's X district".

The larger or better known one helps to find the other, and is then no place of the event itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from reportedly.lexicon.toponym_words import load
from reportedly.reading.place_drafts import Draft
from reportedly.reading.place_names import Word

WIDE = 2.5  # how well known a country, a region or a large city is, as evidence
_CLOSE = re.compile(r",?\s*(?:which (?:is|lies)|located|situated|lying|just|some|about)?")
_APPOSED = re.compile(r",\s*(?:an?|the)\s[\w\s-]{0,60}|\(?")
_OWNERS = frozenset({"'s", "’s", "´s", "`s", "'", "’"})
_BY = frozenset({"close to", "near", "outside"})
_INNER = frozenset({"quarter", "district", "facility", "building", "square"})
_OUTER = frozenset({"province", "country", "countryside", "land"})
_LONGEST_APPOSITION = 40


def link(drafts: Sequence[Draft], words: Sequence[Word], text: str) -> None:
    """Notes on each draft its container, and on each container that it only locates another."""
    for i, (first, second) in enumerate(pairwise(drafts)):
        after = drafts[i + 2] if i + 2 < len(drafts) else None
        if first.container is None and _locates(first, second, words, text):
            if _between(first, second, words, text) == "," and _is_in_list(second, after, words, text):
                continue
            first.container, second.anchors = second.name, True
            _share(drafts[:i], first, second)
        elif second.container is None and _holds(first, second, words, text):
            second.container, first.anchors = first.name, True


def is_measured(first: Draft, second: Draft, words: Sequence[Word], text: str) -> bool:
    """Whether right after `first` is told how far or in which direction from `second` it lies, which is told of places alone."""
    told = second.distance_km is not None or (second.relation or "").endswith(" of")
    return told and bool(_CLOSE.fullmatch(_up_to(first, second, words, text))) and second.edge >= first.tail


def _up_to(first: Draft, second: Draft, words: Sequence[Word], text: str) -> str:
    """What stands between the two without the words that belong to them."""
    begin = words[first.tail - 1].end
    edge = words[min(second.edge, second.span[0])].start
    return text[begin : max(begin, edge)].strip().lower()


def _locates(first: Draft, second: Draft, words: Sequence[Word], text: str) -> bool:
    """Whether `second` follows only to say where `first` lies."""
    between = _up_to(first, second, words, text)
    if second.distance_km is not None or (second.relation and second.relation.endswith(" of")):
        return bool(_CLOSE.fullmatch(between) or _APPOSED.fullmatch(between))
    if second.relation in _BY and second.edge < second.a and between in {"", ",", "just"}:
        return not first.metonym and not first.relation
    if _own_preposition(second, words) in {"in", "of"} and (
        _is_larger(first, second) or _is_town_in(first, second, between)
    ):
        return between in {"", ",", "here"} or between in load().kinds or bool(_APPOSED.fullmatch(between))
    whole = _between(first, second, words, text)
    return whole in {",", "("} and second.preposition is None and _is_larger(first, second) and not first.plural


def _holds(first: Draft, second: Draft, words: Sequence[Word], text: str) -> bool:
    """ "Aleppo's Zahra", "the Damascus suburb of Daraya": the holder stands first."""
    between = _between(first, second, words, text)
    if not words[first.b - 1].possessive:
        return second.kind is not None and between.endswith(" of") and between.removesuffix(" of") in load().kinds
    if between in _OWNERS:
        return True
    return second.kind is not None and between.endswith((" of", " of the")) and len(between) < _LONGEST_APPOSITION


def _is_in_list(second: Draft, after: Draft | None, words: Sequence[Word], text: str) -> bool:
    """Whether more of the same follow: "A, B and C"."""
    if after is None or second.standing >= WIDE > after.standing:
        return False
    return _between(second, after, words, text) in {"and", ", and", ","}


def _share(before: Sequence[Draft], first: Draft, container: Draft) -> None:
    """ "A, B and C in Y province": all of a list lie in it."""
    for draft in reversed(before):
        if draft.container is not None or draft.preposition != first.preposition or draft.metonym or container.relation:
            return
        draft.container = container.name


def _is_larger(first: Draft, second: Draft) -> bool:
    """Whether `second` may hold `first`: it is called a province, or is far better known, or `first` is called a
    quarter.
    """
    kinds = load().kinds
    inner, outer = kinds.get(first.kind or ""), kinds.get(second.kind or "")
    if first.metonym or (outer in _INNER and inner not in _INNER):
        return False
    return outer in _OUTER or inner in _INNER or second.standing > first.standing


def _own_preposition(draft: Draft, words: Sequence[Word]) -> str | None:
    """The preposition that stands before the name itself: "in A B and C", its commas lost, does not put A in B."""
    return draft.preposition if any(word.lower == draft.preposition for word in words[draft.edge : draft.a]) else None


def _is_town_in(first: Draft, second: Draft, between: str) -> bool:
    """ "The town of X in Y", however well known X is: what a town is in holds it."""
    kinds = load().kinds
    called = kinds.get(first.kind or "") == "settlement" and kinds.get(second.kind or "") not in _INNER
    return called and second.preposition == "in" and not between and second.standing >= WIDE


def _between(first: Draft, second: Draft, words: Sequence[Word], text: str) -> str:
    return text[words[first.tail - 1].end : words[second.span[0]].start].strip().lower()
