"""The signs that two tellings of a document tell one event: types, parties, place, day, toll, wording and distance.

Each is a weak one; how much it counts was estimated on annotated reports (`linear`). Hundreds of pairs are compared in a
document, and most look alike: so what of a draft is compared is worked out once, and signs are remembered by what they tell.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from math import inf

from reportedly.gazetteer.place import great_circle_km
from reportedly.reading.merge_clauses import sides
from reportedly.reading.merge_profiles import LIKELY, Profile, profile
from reportedly.reading.opinion import Opinion
from reportedly.reading.opinion_signs import same_opinion
from reportedly.reading.parts import Draft, Unit
from reportedly.reading.wording import Wording

ALIKE = (0.1, 0.2, 0.3, 0.4, 0.5, 0.65, 0.8)  # parts of the lighter sentence that another shares
WEIGHTS = (2, 5, 10, 15, 25)  # of the words that two sentences share
WEEK = 7  # days
KM = (0.5, 5, 20, 60)


class Pairs:
    """Compares the drafts of one document."""

    def __init__(self, drafts: Sequence[Draft], units: Sequence[Unit], opinion: Opinion | None = None) -> None:
        self._units, self._opinion = units, opinion
        self._wording = Wording(units, (draft.candidate.unit for draft in drafts))
        self._profiles = {id(draft): profile(draft, units) for draft in drafts}

    def signs(self, first: Draft, second: Draft) -> tuple[str, ...]:
        """The signs that two drafts, `first` before `second`, tell the same event."""
        ca, cb = first.candidate, second.candidate
        a, b = self._profiles[id(first)], self._profiles[id(second)]
        types = "same" if a.kind == b.kind else "violent" if a.violent and b.violent else "other"
        gap = cb.unit - ca.unit
        titled = gap and self._units[ca.unit].sentence.where != self._units[cb.unit].sentence.where
        where = "title" if titled else "sentence" if gap == 0 else "next" if gap == 1 else "near" if gap <= 3 else "far"
        if where == "sentence":
            nearness = _grammar(first, second, types)
        elif gap:
            part, weight = self._wording.alike(ca.unit, cb.unit)
            nearness = _likeness(bisect_right(ALIKE, part), bisect_right(WEIGHTS, weight), types, where)
        else:
            nearness = ()
        actor, place = _agree(a.actor, b.actor), _agree(a.places, b.places)
        return (
            *_parts((a.kind, b.kind), types, where, (actor, _agree(a.target, b.target), place)),
            *_time(types, place, _days(a.days, b.days), (a.dated_here, b.dated_here)),
            *_harm(types, where, (_counts(a.killed, b.killed), _counts(a.injured, b.injured)), _far(a, b)),
            *_told(types, where, (a.word == b.word, b.definite, a.status == b.status), (a.pos, b.pos), b.another),
            *_likely(a.likely, b.likely, types, where),
            *nearness,
            *same_opinion(ca, cb, types, self._opinion),
        )


# Those below are asked for together, so that most pairs cost five looks.


@lru_cache(maxsize=16_384)
def _parts(kinds: tuple[str, str], types: str, where: str, agree: tuple[str, str, str]) -> tuple[str, ...]:
    """The types of the two, and how their actors, their targets and their places agree."""
    actor, target, place = agree
    return (
        *_agreement(kinds[0], types, where, actor, target),
        *_setting(types, place, actor),
        *_kinds(*kinds, actor, place),
    )


@lru_cache(maxsize=8192)
def _harm(types: str, where: str, counts: tuple[str, str], far: str) -> tuple[str, ...]:
    return (*_losses(types, where, *counts), *_distance(far, types, where))


@lru_cache(maxsize=8192)
def _told(
    types: str, where: str, same: tuple[bool, bool, bool], pos: tuple[str, str], another: str | None
) -> tuple[str, ...]:
    """With which words; `same`: whether with the same word, whether the second is definite, whether they have one status."""
    word, definite, status = same
    return (
        *_manner(types, where, word, definite),
        *_terms("-".join(pos), where, status),
        *_apart(another, where),
    )


@lru_cache(maxsize=4096)
def _agreement(kind: str, types: str, where: str, actor: str, target: str) -> tuple[str, ...]:
    return (
        f"types={types}",
        f"types={types} where={where}",
        f"type={kind} types={types}",
        f"where={where}",
        f"actor={actor}",
        f"target={target}",
    )


@lru_cache(maxsize=4096)
def _setting(types: str, place: str, actor: str) -> tuple[str, ...]:
    return (f"place={place} types={types}", f"place={place} actor={actor} types={types}")


@lru_cache(maxsize=4096)
def _time(types: str, place: str, day: str, here: tuple[bool, bool]) -> tuple[str, ...]:
    """How the days lie to each other; those told in the sentence itself say more than those that it takes over."""
    return (
        f"day={day}",
        f"day={day} types={types}",
        f"day={day} place={place}",
        f"day={day} here={here[0]:d}{here[1]:d}",
    )


@lru_cache(maxsize=4096)
def _losses(types: str, where: str, killed: str, injured: str) -> tuple[str, ...]:
    return (
        f"toll={killed}",
        f"toll={killed} types={types}",
        f"toll={killed} where={where}",
        f"injured={injured}",
    )


@lru_cache(maxsize=1024)
def _manner(types: str, where: str, word: bool, definite: bool) -> tuple[str, ...]:
    return (
        f"word={word} types={types}",
        f"word={word} where={where}",
        f"definite={definite} where={where}",
        f"definite={definite} word={word}",
    )


@lru_cache(maxsize=256)
def _terms(pos: str, where: str, status: bool) -> tuple[str, ...]:
    return (f"status={status}", f"pos={pos} where={where}")


@lru_cache(maxsize=8192)
def _kinds(a: str, b: str, actor: str, place: str) -> tuple[str, ...]:
    """What another actor or place means depends on the kind of event: a town has one holder, a battle two sides."""
    if a != b:
        return ("pair=" + "-".join(sorted((a, b))),)
    return (f"type={a} actor={actor}", f"type={a} place={place}")


@lru_cache(maxsize=4096)
def _likeness(alike: int, words: int, types: str, where: str) -> tuple[str, ...]:
    """That two sentences are worded alike; how many of the bounds are reached."""
    return (
        *(f"alike>={bound}" for bound in ALIKE[:alike]),
        *(f"types={types} alike>={bound}" for bound in ALIKE[:alike]),
        *(f"where={where} alike>={bound}" for bound in ALIKE[:alike:2]),
        *(f"alike words>={bound}" for bound in WEIGHTS[:words]),
    )


def _far(a: Profile, b: Profile) -> str:
    if not a.places.isdisjoint(b.within) or not b.places.isdisjoint(a.within):
        return "in"
    if not a.points or not b.points:
        return "open"
    if a.points == b.points:
        return "0"
    nearest = min(great_circle_km(*one, *other) for one in a.points for other in b.points)
    return str(bisect_right(KM, nearest))


@lru_cache(maxsize=256)
def _distance(far: str, types: str, where: str) -> tuple[str, ...]:
    return (f"km={far}", f"km={far} types={types}", f"km={far} where={where}")


@lru_cache(maxsize=512)
def _apart(another: str | None, where: str) -> tuple[str, ...]:
    """Whether what stands before the second trigger sets it apart as another event."""
    sign = f"another={another is not None} where={where}"
    return (sign,) if another is None else (sign, f"another={another} here={where == 'sentence'}")


@lru_cache(maxsize=2048)
def _likely(first: int, second: int, types: str, where: str) -> tuple[str, ...]:
    """How likely each is an event at all: a doubtful word beside a sure one more often tells of the same."""
    return (
        *(f"first likely>={bound}" for bound in LIKELY[:first]),
        *(f"second likely>={bound}" for bound in LIKELY[:second]),
        *(f"where={where} second likely>={bound}" for bound in LIKELY[1:second:2]),
        *(f"types={types} second likely>={bound}" for bound in LIKELY[1:second:2]),
    )


def _grammar(first: Draft, second: Draft, types: str) -> tuple[str, ...]:
    a, b = first.candidate.head, second.candidate.head
    if any(x.i == b.i for x in a.ancestors):
        bond = "under"
    elif any(x.i == a.i for x in b.ancestors):
        bond = "over"
    else:
        bond = "apart"
    near = abs(a.i - b.i)
    whose = sides(a, b)
    return (
        f"sides={whose} types={types}",
        f"sides={whose} bond={bond}",
        f"bond={bond} types={types}",
        f"near={min(near // 3, 5)} types={types}",
        f"dep={b.dep_} types={types}",
    )


def _agree(a: frozenset[str], b: frozenset[str]) -> str:
    if not a or not b:
        return "open" if not a and not b else "one"
    return "same" if a == b else "differ" if a.isdisjoint(b) else "overlap"


def _days(a: tuple[date, date] | None, b: tuple[date, date] | None) -> str:
    if a is None or b is None:
        return "open" if a is b else "one"
    if a == b:
        return "same"
    gap = max((b[0] - a[1]).days, (a[0] - b[1]).days)
    if gap > 0:
        return "next" if gap == 1 else "week" if gap <= WEEK else "apart"
    return "in" if (a[0] <= b[0]) == (a[1] >= b[1]) or a[0] == b[0] or a[1] == b[1] else "overlap"


def _counts(a: tuple[int | None, int | None] | None, b: tuple[int | None, int | None] | None) -> str:
    """Whether two counts are one ("12", "at least 12"), may be, or cannot."""
    if a is None or b is None:
        return "open" if a is b else "one"
    (least, most), (other_least, other_most) = _span(a), _span(b)
    if least == other_least:
        return "same" if most == other_most else "alike"
    return "meet" if least <= other_most and other_least <= most else "differ"


def _span(count: tuple[int | None, int | None]) -> tuple[float, float]:
    return count[0] or 0, inf if count[1] is None else count[1]
