"""Which ground a claim says was taken, left or held.

A sentence of war names more places than change hands: where troops came from, where they are going, the town whose airport
fell, the district in which they took two villages. Reading puts down all of them. A front moves where the words say so: at a
place that stands in the claim's own words, or that they mean by "the town", and that is neither where from nor where to. What
is taken in a place is not the place: "the airport of X" and "half of X" are grounds of their own, "positions in X" are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

from reportedly.gazetteer.folding import fold
from reportedly.lexicon.patterns import one_of
from reportedly.linking.gist import COARSE
from reportedly.model import HOLDING, Claim, ClaimType, PlaceMention, Quote
from reportedly.weighing.clauses import governs, names_again, taken_ground, telling
from reportedly.weighing.words import words

PROVINCE = 4  # precision of a place from which on it is a province or wider
COUNTRY = 6  # … and from which on nobody can be said to hold it
OBJECT = 5  # words between a word of taking and its object
BESIDE = 5  # words between "rebel-held" and the place that it speaks of
_WORD = re.compile(r"\w+")
_OF_IT = re.compile(r"\s*,?\s+(?:(?:a|an|the|one)\s+(?:[\w’'-]+\s+){1,4}?)?(?:which|that)\b", re.IGNORECASE)
_WHICH = re.compile(r"\b(?:which|that|whom)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|and|,\s*and|&|as\s+well\s+as)\s+(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Ground:
    """A place, or a part or site of one, by key and name; ``wide`` where it is a province or more."""

    key: str
    name: str
    country: str = ""
    wide: bool = False


def grounds(claim: Claim) -> Iterator[Ground]:
    """The grounds of a claim that a party took, left or holds ground; of any other claim every place that it names."""
    if claim.type not in HOLDING:
        yield from (found for place in claim.places if (found := _named(place)) is not None)
        return
    taking = claim.type is not ClaimType.CONTROL
    for place, part in _meant(claim):
        found = _named(place, part)
        if found is not None and not (found.wide and taking):  # what is taken in a province is not the province
            yield found


def _named(place: PlaceMention, part: str = "") -> Ground | None:
    """What the words name, or ``None`` where they name ground outside it ("near", "10 km from")."""
    name = place.name or place.quote.text
    key = place.place or f"={fold(name)}"
    if place.place is None and name.casefold() in words().settlements | words().sites | words().loose_ground:
        return None  # a noun that was taken for a name
    wide = (place.precision or 0) >= PROVINCE
    if place.distance_km is not None or (place.precision or 0) >= COUNTRY:
        return None
    relation = (place.relation or "").casefold()
    if relation and relation not in words().parts:
        return None
    relation = part or relation
    relation = words().part_names.get(relation, relation)
    if not relation:
        return Ground(key, name, place.country or "", wide)
    return Ground(f"{key}#{relation}", f"{relation} {name}", place.country or "", wide)


def _meant(claim: Claim) -> Iterator[tuple[PlaceMention, str]]:
    """The places that were taken, left or held, each with the part or site of it that is meant, or none for the whole."""
    told = [(quote, _nearest(place, quote, claim)) for place in claim.places if (quote := telling(claim, place.quote))]
    if told:
        yield from _of_sentence(claim, told)
    elif len(claim.places) == 1 and (claim.places[0].precision or 1) < COARSE:
        text = claim.evidence.text
        part = _by_noun(text, claim)
        if part is not None and _part(claim.document.text, *_at(claim.places[0]), claim, elsewhere=True) is not None:
            yield claim.places[0], part


def _nearest(place: PlaceMention, quote: Quote, claim: Claim) -> PlaceMention:
    """The place where these words name it nearest to the word of taking: a sentence may name it twice."""
    if place.quote.text not in quote.text or not quote.start <= claim.trigger.start < quote.end:
        return place
    at = [quote.start + found.start() for found in re.finditer(re.escape(place.quote.text), quote.text)]
    start = min(at, key=lambda one: abs(one - claim.trigger.start))
    return replace(place, quote=replace(place.quote, start=start, end=start + len(place.quote.text)))


def _by_noun(text: str, claim: Claim) -> str | None:
    """What is meant of a place told before, by "the town" or "the hill" in these words: "", a site of it, or ``None`` for nothing."""
    if claim.type is not ClaimType.CONTROL and (ground := taken_ground(claim)) is not None:
        return f"{ground} of" if ground in words().sites | words().lone_sites else None
    if (town := _patterns().the_town.search(text)) is not None:
        return _part(text, town.start(1), town.end(1), claim)
    if (site := _patterns().the_site.search(text)) is not None:
        return f"{site.group(1).casefold()} of"
    return "" if names_again(claim) else None


def _of_sentence(claim: Claim, told: Sequence[tuple[Quote, PlaceMention]]) -> Iterator[tuple[PlaceMention, str]]:
    """Those places of the claim's own words that are meant; of a list what is so of the first."""
    before: tuple[Quote, int, str | None] | None = None
    forms = _patterns()
    if "-" in claim.trigger.text:
        told = _beside(claim, told)
    elif ahead := [pair for pair in told if _is_object(claim, *pair)]:
        told = [pair for pair in told if pair in ahead or pair[1].quote.start > claim.trigger.start]
    for quote, place in sorted(told, key=lambda pair: (pair[0].start, pair[1].quote.start)):
        start, end = place.quote.start - quote.start, place.quote.end - quote.start
        if before is not None and before[0] is quote and _AND.fullmatch(quote.text[before[1] : start]):
            part = before[2]
        else:
            between = quote.text[end : max(end, claim.trigger.start - quote.start)]
            again = bool(between) and (names_again(claim) or _WHICH.search(between) is not None)
            meant = governs(claim, quote, start, end)
            part = _part(quote.text, start, end, claim, elsewhere=again) if meant else None
            if part is not None and before is not None and forms.own_time.match(quote.text, end):
                part = None  # "X on Monday and Y five days later": the claim's day is that of X
        before = quote, end, part
        if part is not None:
            yield _placed(claim, quote, place), part


def _placed(claim: Claim, quote: Quote, place: PlaceMention) -> PlaceMention:
    """The place itself where only something else is told "near" it or "west of" it: "near X, which they took", "west of rebel-held X"."""
    if place.relation is None or quote.where != claim.trigger.where:
        return place
    start, first, last = (
        place.quote.start - quote.start,
        claim.trigger.start - quote.start,
        claim.trigger.end - quote.start,
    )
    if last <= start:
        beside = "-" in claim.trigger.text and place.relation.casefold() in quote.text[:first].casefold()
    else:
        beside = _OF_IT.match(quote.text[place.quote.end - quote.start : max(0, first)]) is not None
    return replace(place, relation=None, distance_km=None) if beside else place


def _is_object(claim: Claim, quote: Quote, place: PlaceMention) -> bool:
    """Whether the place stands right after the word of taking, which then speaks of no place before it."""
    first, start = claim.trigger.end - quote.start, place.quote.start - quote.start
    if quote.where != claim.trigger.where or not 0 <= first <= start:
        return False
    if claim.type is ClaimType.CONTROL and _part(quote.text, start, place.quote.end - quote.start, claim) is None:
        return False  # "X is their stronghold near Y"
    return len(_WORD.findall(quote.text[first:start])) <= OBJECT and governs(
        claim, quote, start, place.quote.end - quote.start
    )


def _beside(claim: Claim, told: Sequence[tuple[Quote, PlaceMention]]) -> Sequence[tuple[Quote, PlaceMention]]:
    """Of "rebel-held X and Y" the place nearest by and what is listed with it: the word says nothing of others in the sentence."""
    at = claim.trigger

    def gap(pair: tuple[Quote, PlaceMention]) -> int:
        place = pair[1].quote
        first, last = (at.end, place.start) if place.start >= at.end else (place.end, at.start)
        return len(_WORD.findall(pair[0].text[first - pair[0].start : last - pair[0].start]))

    near = min(told, key=gap)
    if gap(near) >= BESIDE:
        return []
    meant = [near]
    for quote, place in sorted(told, key=lambda pair: pair[1].quote.start):
        last = meant[-1][1].quote
        follows = quote is near[0] and at.end <= last.start and last.end <= place.quote.start
        if follows and _AND.fullmatch(quote.text[last.end - quote.start : place.quote.start - quote.start]):
            meant.append((quote, place))
    return meant


def _at(place: PlaceMention) -> tuple[int, int]:
    return place.quote.start, place.quote.end


def _part(text: str, start: int, end: int, claim: Claim, *, elsewhere: bool = False) -> str | None:
    """What of the place at these words is meant: "" for the whole, a part or site of it, ``None`` for nothing of it.

    `elsewhere`: the words are no words of the claim, so that "troops from X" are not about to leave X.
    """
    forms = _patterns()
    before, after = text[max(0, start - 80) : start], text[end:]
    control = claim.type is ClaimType.CONTROL
    if control and claim.trigger.text in after and forms.told_of.match(after[: after.index(claim.trigger.text) + 1]):
        return ""  # "X, a stronghold of": what stands before X says nothing of it
    if forms.adjective.match(after):
        return None  # "the Halwa town of X"
    if site := forms.site_after.match(after):
        return None if site.group(1).casefold() in words().loose_ground else f"{site.group(1).casefold()} of"
    if forms.share.search(before):
        return None
    if (site := forms.site_before.search(before)) and not _names(site, before):
        noun = site.group(1).casefold()
        return None if noun in words().loose_ground else f"{noun} of"
    if claim.type is ClaimType.CONTROL and not elsewhere:
        return None if _follows(claim, before) else ""
    away = forms.left if claim.type is ClaimType.WITHDRAWAL else forms.taken
    found = (forms.elsewhere if elsewhere else away).search(before)
    return None if found and claim.trigger.text not in found.group() else ""  # but "managed to take X"


def _names(site: re.Match[str], before: str) -> bool:
    """Whether the noun only says what the place is: "the district of X", not "a district of X" or "the Y district of X"."""
    noun, of = site.group(1).casefold(), site.group(2).casefold()
    if of != "of" or noun not in words().named_grounds:
        return False
    last = before[: site.start()].replace("-", " ").split()[-1:]  # of "ISIS-held" it is "held"
    word = last[0] if last else ""
    if noun.endswith("s") and word.casefold() not in words().one_of_many:
        return True  # "the Shia towns of X and Y": of several no name stands before
    return word.casefold() not in words().one_of_many and (not word[:1].isupper() or word.casefold() == "the")


def _follows(claim: Claim, before: str) -> bool:
    """Whether the preposition comes right after the word of control: "the ground that they hold in X"."""
    _, trigger, between = before.rpartition(claim.trigger.text)
    return bool(trigger) and _patterns().taken.match(between.lstrip()) is not None


@dataclass(frozen=True, slots=True)
class _Patterns:
    """Words before and after a place: sites of it, where from and where to, and "the town" for a place told before."""

    site_before: re.Pattern[str]
    site_after: re.Pattern[str]
    adjective: re.Pattern[str]
    share: re.Pattern[str]
    told_of: re.Pattern[str]
    taken: re.Pattern[str]
    left: re.Pattern[str]
    elsewhere: re.Pattern[str]
    the_town: re.Pattern[str]
    the_site: re.Pattern[str]
    own_time: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    known = words()
    towns, sites = one_of(known.settlements), one_of(known.sites | known.loose_ground | known.named_grounds)
    parts = one_of(word.removesuffix(" of") for word in known.parts if word.endswith(" of"))
    name = rf"(?:the\s+)?(?:(?:[\w’'-]+\s+){{0,3}}?(?:{towns})\s+(?:of\s+)?|[\w’'-]+\s+)?$"
    wide = rf"(?:[\w’'-]+\s+){{0,4}}?(?:(?:{towns})\s+(?:of\s+)?)?$"
    alone = r"(?!\s+(?:of|called|named)\b)"

    def compiled(text: str) -> re.Pattern[str]:
        return re.compile(text, re.IGNORECASE)

    return _Patterns(
        site_before=compiled(rf"\b({sites}|{parts})\s+(of|in|at|near|inside|outside|around|beside|on)\s+{wide}"),
        site_after=compiled(rf"(?:['’]s?)?\s+(?:(?:{one_of(known.site_kinds)})\s+)?({sites})\b"),
        adjective=compiled(rf"(?:['’]s?)?\s+(?:\w+\s+)?(?:{one_of(known.settlements | known.named_grounds)})\s+of\b"),
        share=compiled(rf"(?:%|\b(?:per\s*cent|thirds?|a\s+quarter|much|some))\s+of\s+{name}"),
        told_of=compiled(
            r"\s*,?\s+(?:which|that|where|a|an|the|one|now|still|also|currently)\s+(?:[\w’'-]+\s+){0,7}?[\w’'-]+$"
        ),
        taken=compiled(rf"\b(?:{one_of(known.off_taking)})\s+{name}"),
        left=compiled(rf"\b(?:{one_of(known.off_leaving)})\s+{name}"),
        elsewhere=compiled(rf"\b(?:{one_of(known.off_moving)})\s+{name}"),
        the_town=compiled(rf"\b(?:the|this|that)\s+(?:\w+\s+){{0,2}}?({towns})\b{alone}"),
        the_site=compiled(
            rf"\b(?:the|this|that)\s+(?:\w+\s+){{0,2}}?({one_of(known.sites | known.lone_sites)})\b{alone}"
        ),
        own_time=compiled(rf"\s+(?:[\w-]+\s+){{0,3}}?(?:{one_of(known.relative_times)})\b"),
    )
