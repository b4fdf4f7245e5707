"""The choice among the candidates of all names of a document together.

In two rounds: first each name by its own fame, which shows the countries in play and the places that can hardly be
mistaken (the anchors); then each again in that company. The work is linear in the number of names: candidates are
capped, and each is compared with a few anchors, not with all others.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from reportedly.gazetteer import distance_km, fold
from reportedly.lexicon.toponym_words import load
from reportedly.reading.place_points import moved
from reportedly.reading.place_senses import Inventory
from reportedly.reading.place_weighing import Sense, inside, prior, shares

if TYPE_CHECKING:
    from reportedly.gazetteer import Gazetteer, Place
    from reportedly.reading.toponyms import Toponym

Totals = Callable[[Sense], Sequence[float]]

MOST_ANCHORS = 8
_SURE = 0.85  # share of a name's fame that makes its place an anchor for others
_QUARTER_REACH_KM = 35.0
_IN_PLAY = 0.3  # share of the leading country that lets a country's villages be matched fuzzily
_ELSEWHERE = 0.3  # what other names must say for a country that a name itself speaks for
_USER, _HINT, _METONYM, _MOST_MENTIONS, _MOST_HINTS = 3.0, 0.5, 0.5, 3, 6  # what counts for a country, and how often
_NEAR_KM = 25.0
_NO_SPOT = frozenset({"province", "countryside", "country", "water", "land", "line", "border"})
_IN_TOWN = frozenset({"quarter", "building", "square", "line", "district"})
_NEAR_SENTENCES = (0, 2, 1000)


class Choice:
    """A document's senses with the place chosen for each, or none."""

    def __init__(self, toponyms: Sequence[Sequence[Toponym]], gazetteer: Gazetteer, country: str | None) -> None:
        self._gazetteer, self._country, self._weights = gazetteer, country, load().weights
        self._inventory = Inventory(toponyms, gazetteer)
        self._senses = self._inventory.all()
        self._hints = Counter(hint for sentence in toponyms for hint in {h for t in sentence for h in t.hints})
        for sense in self._senses:
            found = sense.candidates
            sense.consider(found, [prior(place, sense, rank, self._weights) for rank, place in enumerate(found)])
        self._by_name: dict[str, list[Sense]] = {}
        for sense in self._senses:
            self._by_name.setdefault(sense.key, []).append(sense)
        self._provinces_of: defaultdict[int, set[tuple[str, str]]] = defaultdict(set)
        for sense in self._senses:
            if sense.group == "province" and (area := next((p for p in sense.candidates if p.code == "ADM1"), None)):
                for number in sense.sentences:
                    self._provinces_of[number].add((area.country, fold(area.name)))
        self._choose()

    def of(self, toponym: Toponym) -> Sense:
        """The sense of a toponym of this document."""
        return self._inventory.of(toponym)

    def town_around(self, sense: Sense) -> tuple[Place, float] | None:
        """The town that an unlocated quarter, building or street is in, and how sure that is.

        The town that the words name; failing that, the one larger town of the sentence, of those beside it, or of the
        document. Of anything that is told to lie "30 km south of" a town, or near it, the spot so far off from there.
        """
        if (beside := self._offset(sense)) is not None:
            return beside
        if sense.container is not None:
            if sense.told.distance_km is not None or sense.group not in _IN_TOWN | {"", "facility"}:
                return None
            if load().kinds.get(sense.kind or "") == "settlement":
                return None  # a village "in Homs" is in the province
            holders = self._by_name.get(sense.container, [])
            return next(((h.best, 0.8 * h.score) for h in holders if h.best and h.best.feature == "P"), None)
        if sense.group not in _IN_TOWN:
            return None
        for reach in _NEAR_SENTENCES[:2] if sense.group == "building" else _NEAR_SENTENCES:
            towns = self._towns_near(sense, reach)
            if towns:
                return towns[0] if len(towns) == 1 else None
        return None

    def _offset(self, sense: Sense) -> tuple[Place, float] | None:
        """The spot at the told distance and direction from the town of the container, or that town where no more than "near" is told."""
        told = sense.told
        holders = self._by_name.get(sense.container or "", [])
        town = next(((h.best, h.score) for h in holders if h.best and h.best.feature == "P"), None)
        if town is None or sense.group in _NO_SPOT:
            return None
        place, score = town
        if told.distance_km is not None and told.degrees is not None:
            lat, lon = moved(place.lat, place.lon, told.degrees, told.distance_km)
            return replace(place, lat=lat, lon=lon), 0.8 * score
        near = told.near if told.distance_km is None else told.distance_km <= _NEAR_KM
        return (place, 0.8 * score) if near else None

    def _towns_near(self, sense: Sense, reach: int) -> list[tuple[Place, float]]:
        """Towns of some size named within so many sentences before it (or in the next), metonyms left out."""
        at = sense.sentences[0]
        last = at + (1 if reach else 0)
        return [
            (other.best, 0.5 * other.score)
            for other in self._senses
            if other is not sense and not other.metonym and other.best is not None and other.best.feature == "P"
            if other.best.population >= self._weights.large_town
            if any(at - reach <= number <= last for number in other.sentences)
        ]

    def _choose(self) -> None:
        countries = self._tally(lambda sense: sense.prior)
        for _ in range(2):
            anchors = self._anchors(countries)
            totals = {id(sense): self._totals(sense, countries, anchors) for sense in self._senses}
            countries = self._tally(lambda sense, totals=totals: totals[id(sense)])  # type: ignore[misc]
        for sense in self._senses:
            _drop_unlike(sense, countries)
            if self._is_strange(sense, countries):
                self._find_similar(sense, countries)
        anchors = self._anchors(countries)
        # Containers first, so that what lies in them is measured against the place chosen for them.
        holders = {sense.container for sense in self._senses if sense.container}
        for sense in sorted(self._senses, key=lambda sense: sense.key not in holders):
            self._decide(sense, self._totals(sense, countries, anchors))

    def _is_strange(self, sense: Sense, countries: Mapping[str, float]) -> bool:
        """Whether all that bear the name are of no note and in no country in play, so that it may be misspelt."""
        return not sense.eponym and all(
            place.feature == "P"
            and place.population < self._weights.large_town
            and countries.get(place.country, 0.0) < _IN_PLAY
            for place in sense.candidates
        )

    def _tally(self, totals: Totals) -> dict[str, float]:
        """Each country's weight in the document, the heaviest as 1."""
        tally: defaultdict[str, float] = defaultdict(float)
        for sense in self._senses:
            for country, vote in _votes(sense, totals(sense)).items():
                tally[country] += vote
        for country, count in self._hints.items():
            tally[country] += _HINT * min(count, _MOST_HINTS)
        if self._country:
            tally[self._country] += _USER
        self._top = top = max(tally.values(), default=1.0)
        return {country: value / top for country, value in sorted(tally.items())}

    def _anchors(self, countries: Mapping[str, float]) -> list[tuple[Sense, Place]]:
        """Places that can hardly be mistaken, the most often named first."""
        found = []
        for sense in self._senses:
            if sense.metonym or not sense.candidates or sense.candidates[0].feature == "A":
                continue
            pairs = zip(sense.prior, sense.candidates, strict=True)
            totals = [total + self._weights.country * countries.get(place.country, 0.0) for total, place in pairs]
            top = max(range(len(totals)), key=lambda i: (totals[i], -i))
            if totals[top] >= self._weights.floor and self._share_near(sense, top, shares(totals)) >= _SURE:
                found.append((sense, sense.candidates[top]))
        found.sort(key=lambda pair: (-pair[0].mentions, pair[0].sentences[0], pair[0].name))
        return found

    def _share_near(self, sense: Sense, top: int, parts: Sequence[float]) -> float:
        """The share of the candidate and of all that stand for nearly the same spot."""
        here = sense.candidates[top]
        near = (distance_km(place, here) <= self._weights.apart_km for place in sense.candidates)
        return sum(part for part, is_near in zip(parts, near, strict=True) if is_near)

    def _totals(
        self, sense: Sense, countries: Mapping[str, float], anchors: Sequence[tuple[Sense, Place]]
    ) -> list[float]:
        weights = self._weights
        holder = self._holder(sense)
        beside = self._beside(sense, anchors)
        out = []
        provinces = self._provinces(sense)
        away = sense.away(beside) if beside else [0.0] * len(sense.candidates)
        own = sense.votes = _votes(sense, sense.prior) if sense.votes is None else sense.votes
        for total, place, nearest in zip(sense.prior, sense.candidates, away, strict=True):
            share = countries.get(place.country, 0.0)
            others = share - own.get(place.country, 0.0) / self._top
            # A name must not speak for itself where other names speak for another country, least of all one spelt otherwise.
            heard = share == 1.0 or (
                others > _ELSEWHERE
                and (place.population >= weights.large_town or fold(place.name) == sense.key)  # well known
            )
            total += weights.country * (share if heard else max(others, 0.0))
            if self._country and place.country == self._country:
                total += weights.user_country
            if beside and place.feature != "A":
                total += weights.beside * math.exp(-nearest / weights.beside_km)
                if sense.group == "quarter" and nearest > _QUARTER_REACH_KM:
                    total -= weights.container
            if provinces and place.admin1 and (place.country, fold(place.admin1)) in provinces and place.feature != "A":
                total += weights.province
            if holder is not None:
                total += weights.container * inside(place, sense, holder)
            out.append(total)
        return out

    def _provinces(self, sense: Sense) -> set[tuple[str, str]]:
        """The provinces that the sentences of the sense name, by country and folded name."""
        return set().union(*(self._provinces_of.get(number, ()) for number in sense.sentences))

    def _holder(self, sense: Sense) -> Place | None:
        """The place of the sense's container, chosen or likeliest; the province rather than the town of that name."""
        found = [other for other in self._by_name.get(sense.container or "", []) if other is not sense]
        if not found:
            return None
        outer = max(found, key=lambda other: (other.group == "province", other.mentions))
        return outer.best or (outer.candidates[0] if outer.candidates else None)

    def _beside(self, sense: Sense, anchors: Sequence[tuple[Sense, Place]]) -> list[Place]:
        """The anchors nearest in the text: those of the same sentences, then the document's most named."""
        mine = set(sense.sentences)
        same: list[Place] = []
        rest: list[Place] = []
        for other, place in anchors:
            if other.key != sense.key:
                (rest if mine.isdisjoint(other.sentences) else same).append(place)
        return (same + rest)[:MOST_ANCHORS]

    def _find_similar(self, sense: Sense, countries: Mapping[str, float]) -> None:
        for country, share in sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))[:2]:
            found = self._gazetteer.similar(sense.name, country) if share >= _IN_PLAY and country else []
            if found:
                weights = self._weights
                similar = [place for place, _ in found]
                told = [prior(place, sense, 0, weights) + weights.similar for place in similar]
                sense.consider([*sense.candidates, *similar], [*sense.prior, *told])
                return

    def _decide(self, sense: Sense, totals: Sequence[float]) -> None:
        """The best candidate, unless it is weak or a rival nearly as good lies far from it."""
        order = sorted(range(len(totals)), key=lambda i: (-totals[i], i))
        parts, weights = shares(totals), self._weights
        sense.ranked = [(sense.candidates[i], round(parts[i], 3)) for i in order]
        if not order or totals[order[0]] < weights.floor:
            return
        top = order[0]
        best = sense.candidates[top]
        rivals = [sense.candidates[i] for i in order[1:] if totals[top] - totals[i] < weights.margin]
        if any(
            distance_km(best, rival) > weights.apart_km and "ADM1" not in {best.code, rival.code} for rival in rivals
        ):
            return
        sense.best = best
        near = self._share_near(sense, top, parts)
        sense.score = round(near / (1.0 + math.exp(weights.floor - totals[top])), 3)


def _votes(sense: Sense, totals: Sequence[float]) -> dict[str, float]:
    """How much the sense speaks for each country; one with ten villages of the name is no likelier than one with a city."""
    weight = min(sense.mentions, _MOST_MENTIONS) * (_METONYM if sense.metonym else 1.0)
    best: dict[str, float] = {}
    for place, share in zip(sense.candidates, shares(totals), strict=True):
        if place.id in sense.borne:
            best[place.country] = max(weight * share, best.get(place.country, 0.0))
    return best


def _drop_unlike(sense: Sense, countries: Mapping[str, float]) -> None:
    """Take out the candidates that only sound like the name and lie in no country in play."""
    kept = [
        at
        for at, place in enumerate(sense.candidates)
        if place.id in sense.borne or countries.get(place.country, 0.0) >= _IN_PLAY
    ]
    if len(kept) < len(sense.candidates):
        sense.consider([sense.candidates[at] for at in kept], [sense.prior[at] for at in kept])
