"""Which toponym of a sentence lies in or by which other: "X in Y", "X, Y", "X, 40 km north of Y", "Y's X district".

The larger or better known one helps to find the other, and is then no place of the event itself.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from reportedly.lexicon.toponym_words import load
from reportedly.reading.place_evidence import Draft
from reportedly.reading.place_names import Word

_CLOSE = re.compile(r",?\s*(?:which (?:is|lies)|located|situated|just|some|about|lying)?\s*$")
_APPOSED = re.compile(r"\s*,\s*(?:an?|the)\s[\w\s-]{0,60}$|\s*\(?\s*$")
_SMALL = frozenset({"quarter", "district", "facility"})
_WIDE = frozenset({"province", "country", "countryside", "land"})
WIDE = 2.5  # how well known a country, a region or a large city is, as evidence


def link(drafts: Sequence[Draft], words: Sequence[Word], text: str) -> None:
    """Notes on each draft its container, and on each container that it only locates another."""
    for i, (first, second) in enumerate(zip(drafts, drafts[1:], strict=False)):
        after = drafts[i + 2] if i + 2 < len(drafts) else None
        if first.container is None and _locates(first, second, words, text):
            if text[words[first.tail - 1].end : words[second.span[0]].start].strip() == "," and _in_list(
                second, after, words, text
            ):
                continue
            first.container, second.anchors = second.name, True
            _share(drafts, first, second)
        elif second.container is None and _holds(first, second, words, text):
            second.container, first.anchors = first.name, True


def _in_list(second: Draft, after: Draft | None, words: Sequence[Word], text: str) -> bool:
    """Whether more of the same follow: "A, B and C"."""
    if after is None:
        return False
    between = text[words[second.tail - 1].end : words[after.span[0]].start].strip()
    return between in {"and", ", and", ","} and not (second.standing >= WIDE > after.standing)


def _locates(first: Draft, second: Draft, words: Sequence[Word], text: str) -> bool:
    """Whether `second` follows only to say where `first` lies."""
    begin = words[first.tail - 1].end
    between = (
        text[begin : words[second.edge].start]
        if second.edge < second.span[0]
        else text[begin : words[second.span[0]].start]
    )
    whole = text[begin : words[second.span[0]].start].strip().lower()
    if second.distance_km is not None or (second.relation and second.relation.endswith(" of")):
        return bool(_CLOSE.fullmatch(between.strip().lower()) or _APPOSED.fullmatch(between))
    if second.preposition in {"in", "of"} and _is_larger(first, second):
        return (
            between.strip().lower() in {"", ",", "here"}
            or bool(_APPOSED.fullmatch(between))
            or between.strip().lower() in _kind_words()
        )
    if whole in {",", "("} and second.preposition is None:
        return _is_larger(first, second) and not first.plural
    return False


def _holds(first: Draft, second: Draft, words: Sequence[Word], text: str) -> bool:
    """ "Aleppo's Zahra", "the Damascus suburb of Daraya": the holder stands first."""
    between = text[words[first.tail - 1].end : words[second.span[0]].start].strip().lower()
    if words[first.b - 1].possessive:
        return (
            between in {"'s", "’s", "'", "’", "´s", "`s"}
            or between.endswith((" of", " of the"))
            and second.kind is not None
            and len(between) < 40
        )
    return second.kind is not None and between.endswith(" of") and between.removesuffix(" of") in _kind_words()


def _share(drafts: Sequence[Draft], first: Draft, container: Draft) -> None:
    """ "A, B and C in Y province": all of a list lie in it."""
    at = next(i for i, draft in enumerate(drafts) if draft is first)
    for draft in reversed(drafts[:at]):
        if draft.container is not None or draft.preposition != first.preposition or draft.metonym or container.relation:
            return
        draft.container = container.name


def _is_larger(first: Draft, second: Draft) -> bool:
    """Whether `second` may hold `first`: it is called a province, or is better known by far, or `first` is called a quarter."""
    kinds = load().kinds
    inner, outer = kinds.get(first.kind or ""), kinds.get(second.kind or "")
    if first.metonym or (outer in _SMALL and inner not in _SMALL):
        return False
    if outer in _WIDE or inner in _SMALL:
        return True
    return second.standing > first.standing or second.standing >= WIDE > first.standing


def _kind_words() -> frozenset[str]:
    return frozenset(load().kinds)
