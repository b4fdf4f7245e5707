"""The senses of a document's place names: candidates, the evidence for each, and the choice.

All names of a document are looked at together, in two rounds: first each by its own fame, which shows the countries in play and
the places that hardly can be mistaken; then each again with that company. The work is linear in the number of names: candidates
are capped, and each is compared with a few anchors, not with all others.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from reportedly.gazetteer import distance_km, fold
from reportedly.lexicon.toponym_words import load

if TYPE_CHECKING:
    from reportedly.gazetteer import Gazetteer, Place
    from reportedly.reading.toponyms import Toponym

MOST_CANDIDATES = 20
MOST_ANCHORS = 8
_QUARTER_REACH_KM = 35.0
_SEAT, _DIVISION_KM = (
    5000,
    400.0,
)  # inhabitants of a town that a division is named after, and how far its middle may lie
_SURE = 0.85  # share of a name's own fame that makes its place an anchor for others

_IN_TOWN = frozenset(
    {"quarter", "building", "line", "district"}
)  # what lies in a town, if the words do not say otherwise
_NAMED_AFTER = frozenset({"facility", "building", "square", "line", "land"})

Key = tuple[str, str, str]


@dataclass(slots=True)
class Sense:
    """One name in one meaning. ``ranked`` are its candidates with their probability, best first; ``best`` the one chosen."""

    name: str
    text: str
    group: str
    container: str | None
    mentions: int = 0
    sentences: list[int] = field(default_factory=list)
    metonym: bool = True
    distance_km: float | None = None
    candidates: list[Place] = field(default_factory=list)
    prior: list[float] = field(default_factory=list)
    fuzzy: bool = False
    ranked: list[tuple[Place, float]] = field(default_factory=list)
    best: Place | None = None
    score: float = 0.0


class Senses:
    """All senses of one document, chosen."""

    def __init__(self, toponyms: Sequence[Sequence[Toponym]], gazetteer: Gazetteer, country: str | None) -> None:
        self.gazetteer, self.country, self.data = gazetteer, country, load()
        self.weights = self.data.weights
        self._containers = _containers(toponyms)
        self.senses: dict[Key, Sense] = {}
        for number, sentence in enumerate(toponyms):
            for toponym in sentence:
                self._add(toponym, number)
        self._hints = Counter(hint for sentence in toponyms for hint in {h for t in sentence for h in t.hints})
        self._in_sentence: dict[int, list[Sense]] = {}
        for sense in self.senses.values():
            sense.candidates = self._candidates(sense)
            sense.prior = [self._prior(place, sense, rank) for rank, place in enumerate(sense.candidates)]
            for number in sense.sentences:
                self._in_sentence.setdefault(number, []).append(sense)
        self._choose()

    def of(self, toponym: Toponym) -> Sense:
        """The sense of a toponym of this document."""
        return self.senses[self._key(toponym)]

    def score_of(self, place: Place) -> float:
        """How sure the document is of a place that was chosen."""
        return max((sense.score for sense in self.senses.values() if sense.best is place), default=0.0)

    def town_around(self, sense: Sense) -> tuple[Place, float] | None:
        """The town that an unlocated quarter, building or street is in, with how sure that is.

        The town that the words name; failing that, for what only towns have, the one town of the sentence, of those beside it, or
        of the document.
        """
        if sense.container is not None and sense.group in _IN_TOWN | {"", "facility"}:
            towns = [s for s in self.senses.values() if fold(s.name) == sense.container and _is_town(s.best)]
            return (towns[0].best, 0.8 * towns[0].score) if towns and towns[0].best is not None else None
        if sense.group not in _IN_TOWN:
            return None
        for reach in (0, 2, 1000):
            near = self._towns_within(sense, reach)
            if len(near) == 1:
                return near[0].best, 0.5 * near[0].score  # type: ignore[return-value]
            if near:
                return None
        return None

    def _towns_within(self, sense: Sense, reach: int) -> list[Sense]:
        """The senses of towns of some size named within so many sentences, metonyms left out."""
        at = sense.sentences[0]
        return [
            other
            for other in self.senses.values()
            if other is not sense
            and not other.metonym
            and _is_town(other.best)
            and other.best is not None
            and other.best.population >= self.weights.large_town
            and any(at - reach <= number <= at + (reach and 1) for number in other.sentences)
        ]

    def _key(self, toponym: Toponym) -> Key:
        group = self._group(toponym)
        name = fold(toponym.name)
        containers = self._containers.get((name, group), [])
        container = fold(toponym.container) if toponym.container else ""
        if len(containers) == 1:
            container = containers[0]
        return name, group, container

    def _group(self, toponym: Toponym) -> str:
        return _group(toponym)

    def _add(self, toponym: Toponym, number: int) -> None:
        key = self._key(toponym)
        sense = self.senses.get(key)
        if sense is None:
            sense = self.senses[key] = Sense(toponym.name, toponym.text, key[1], key[2] or None)
        sense.mentions += 1
        sense.metonym = sense.metonym and toponym.metonym
        if toponym.kind and not toponym.anchors and sense.distance_km is None:
            sense.distance_km = None
        if number not in sense.sentences:
            sense.sentences.append(number)

    def _candidates(self, sense: Sense) -> list[Place]:
        if sense.group == "border" and (iso := self.data.demonyms.get(sense.name.lower())):
            country = self.gazetteer.country(iso)
            return [country] if country else []
        for name in dict.fromkeys((sense.text, sense.name)):
            if found := self.gazetteer.candidates(name)[:MOST_CANDIDATES]:
                return found if sense.group == "province" else _towns_first(found)
        return self._eponyms(sense) if sense.group in _NAMED_AFTER else []

    def _eponyms(self, sense: Sense) -> list[Place]:
        """The towns that a base or a bridge may be named after: "Tabqa airbase" is by Tabqa.

        Any town will do that the document names; else one of some size, and never for what is named after saints and days.
        """
        words = sense.name.split()
        for length in range(len(words) - 1, 0, -1):
            name = " ".join(words[:length])
            named = any(key[0] == fold(name) and key[1] == "" for key in self.senses)
            if sense.group in {"line", "land", "square"} and not named:
                continue
            least = 0.0 if named else self.weights.eponym if sense.group == "facility" else self.weights.large_town
            found = [
                place for place in self.gazetteer.candidates(name) if place.feature == "P" and place.population >= least
            ]
            if found:
                return found[:MOST_CANDIDATES]
        return []

    def _prior(self, place: Place, sense: Sense, rank: int) -> float:
        """What speaks for a candidate whatever the document: fame, kind, spelling."""
        weights = self.weights
        total = weights.population * math.log10(place.population + 10)
        if place.code == "PCLI":
            total = weights.country_record + weights.population * 6
        elif place.code == "PPLC":
            total += weights.capital
        elif place.code == "ADM1":
            total = weights.first_order + weights.population * 5
        elif place.code.startswith("ADM"):
            total = weights.second_order + weights.population * 4
        elif place.id.startswith("area:"):
            total = weights.area + weights.population * 6
        total += weights.strict if fold(place.name) == fold(sense.name) else 0.0
        total -= weights.rank * min(rank, 5)
        return total + weights.kind * _fit(place, sense.group)

    def _choose(self) -> None:
        countries = self._tally(lambda sense: sense.prior)
        for _ in range(2):
            anchors = self._anchors(countries)
            totals = {id(sense): self._totals(sense, countries, anchors) for sense in self.senses.values()}
            countries = self._tally(lambda sense, totals=totals: totals[id(sense)])  # type: ignore[misc]
        for sense in self.senses.values():
            if not sense.candidates:
                self._find_similar(sense, countries)
        anchors = self._anchors(countries)
        # Containers first, so that what lies in them can be measured against the place chosen for them.
        held = {sense.container for sense in self.senses.values() if sense.container}
        for sense in sorted(self.senses.values(), key=lambda sense: fold(sense.name) not in held):
            self._decide(sense, self._totals(sense, countries, anchors))

    def _tally(self, totals: object) -> dict[str, float]:
        """Each country's weight in the document, the heaviest as 1."""
        tally: Counter[str] = Counter()
        for sense in self.senses.values():
            weight = min(sense.mentions, 3) * (0.5 if sense.metonym else 1.0)
            for place, share in zip(sense.candidates, _shares(totals(sense)), strict=True):  # type: ignore[operator]
                tally[place.country] += weight * share
        for country, count in self._hints.items():
            tally[country] += 0.5 * min(count, 6)
        if self.country:
            tally[self.country] += 3.0
        top = max(tally.values(), default=1.0)
        return {country: value / top for country, value in sorted(tally.items())}

    def _anchors(self, countries: dict[str, float]) -> list[tuple[Sense, Place]]:
        """Places that can hardly be mistaken, the most often named first."""
        found = []
        for sense in self.senses.values():
            if sense.metonym or not sense.candidates or sense.candidates[0].feature == "A":
                continue
            totals = [
                p + self.weights.country * countries.get(c.country, 0.0)
                for p, c in zip(sense.prior, sense.candidates, strict=True)
            ]
            shares = _shares(totals)
            top = max(range(len(shares)), key=lambda i: (shares[i], -i))
            near = sum(
                s
                for s, c in zip(shares, sense.candidates, strict=True)
                if distance_km(c, sense.candidates[top]) < self.weights.apart_km
            )
            if near >= _SURE and totals[top] >= self.weights.floor:
                found.append((sense, sense.candidates[top]))
        found.sort(key=lambda pair: (-pair[0].mentions, pair[0].sentences[0], pair[0].name))
        return found

    def _totals(self, sense: Sense, countries: dict[str, float], anchors: Sequence[tuple[Sense, Place]]) -> list[float]:
        weights = self.weights
        holder = self._named(sense.container) if sense.container else None
        beside = self._beside(sense, anchors)
        out = []
        for prior, place in zip(sense.prior, sense.candidates, strict=True):
            total = prior + weights.country * countries.get(place.country, 0.0)
            if self.country and place.country == self.country:
                total += weights.user_country
            if beside and place.feature != "A":
                nearest = min(distance_km(place, other) for other in beside)
                total += weights.beside * math.exp(-nearest / weights.beside_km)
                if sense.group == "quarter" and nearest > _QUARTER_REACH_KM:
                    total -= weights.container
            if holder is not None and holder is not sense:
                total += weights.container * _inside(place, holder)
            out.append(total)
        return out

    def _beside(self, sense: Sense, anchors: Sequence[tuple[Sense, Place]]) -> list[Place]:
        """The anchors nearest in the text: those of the same sentences, then the document's most named."""
        mine = set(sense.sentences)
        others = [
            (other, place) for other, place in anchors if other is not sense and fold(other.name) != fold(sense.name)
        ]
        same = [place for other, place in others if mine & set(other.sentences)]
        rest = [place for other, place in others if not mine & set(other.sentences)]
        return (same + rest)[:MOST_ANCHORS]

    def _find_similar(self, sense: Sense, countries: dict[str, float]) -> None:
        for country, share in sorted(countries.items(), key=lambda pair: (-pair[1], pair[0]))[:2]:
            if share < 0.3:
                break
            if found := self.gazetteer.similar(sense.name, country):
                sense.candidates = [place for place, _ in found]
                sense.prior = [self._prior(place, sense, 0) + self.weights.similar for place in sense.candidates]
                sense.fuzzy = True
                return

    def _decide(self, sense: Sense, totals: Sequence[float]) -> None:
        order = sorted(range(len(totals)), key=lambda i: (-totals[i], i))
        shares = _shares(totals)
        sense.ranked = [(sense.candidates[i], round(shares[i], 3)) for i in order]
        if not order or totals[order[0]] < self.weights.floor:
            return
        top = order[0]
        best = sense.candidates[top]
        for i in order[1:]:
            rival = sense.candidates[i]
            if totals[top] - totals[i] >= self.weights.margin:
                break
            if distance_km(best, rival) > self.weights.apart_km and rival.code != "ADM1" and best.code != "ADM1":
                return
        sense.best = best
        near = sum(shares[i] for i in order if distance_km(sense.candidates[i], best) <= self.weights.apart_km)
        sense.score = round(near / (1.0 + math.exp(self.weights.floor - totals[top])), 3)

    def _named(self, container: str) -> Sense | None:
        found = [sense for sense in self.senses.values() if fold(sense.name) == fold(container)]
        return max(found, key=lambda sense: (sense.group == "province", sense.mentions), default=None)


def _is_town(place: Place | None) -> bool:
    return place is not None and place.feature == "P"


def _towns_first(found: list[Place]) -> list[Place]:
    """The candidates without the divisions that are named after a town among them: "Idlib" is the town."""
    seats = [
        place
        for place in found
        if place.feature == "P" and (place.population >= _SEAT or place.code.startswith("PPL") and place.code != "PPL")
    ]
    return [
        place
        for place in found
        if not place.code.startswith("ADM")
        or not any(seat.country == place.country and distance_km(seat, place) < _DIVISION_KM for seat in seats)
    ]


def _group(toponym: Toponym) -> str:
    """The group of the told kind as far as it parts meanings: the province and the town of one name are two senses."""
    group = load().kinds.get(toponym.kind or "", "")
    return "" if group in {"settlement", "country", "countryside"} else group


def _containers(toponyms: Iterable[Sequence[Toponym]]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for sentence in toponyms:
        for toponym in sentence:
            if toponym.container:
                known = found.setdefault((fold(toponym.name), _group(toponym)), [])
                if (name := fold(toponym.container)) not in known:
                    known.append(name)
    return found


def _fit(place: Place, group: str) -> float:
    """1 where the record is what the words call it, -1 where it is another thing, 0 where nothing is told."""
    if group == "province":
        return {"ADM1": 2.0, "ADM2": 0.5, "RGN": 1.0}.get(place.code, -1.0)
    if group == "district":
        return 1.0 if place.code in {"ADM2", "ADM3"} else 0.0
    if group == "facility":
        return 1.0 if place.feature == "S" else -0.5
    if group in {"water", "land", "line"}:
        return 1.0 if place.feature in {"H", "T", "L", "R", "V"} else -1.0
    if group in {"quarter", "building", "square"}:
        return -3.0 if place.feature == "A" else 0.5 if place.code == "PPLX" else 0.0
    return -0.2 if group else 0.0


def _inside(place: Place, holder: Sense) -> float:
    """1 where the candidate lies in the place named as its container, or by it where that is a town; else -1."""
    outer = holder.best or (holder.candidates[0] if holder.candidates else None)
    if outer is None:
        return 0.0
    if outer.code == "PCLI":
        return 1.0 if place.country == outer.country else -1.0
    if place.country != outer.country and outer.country:
        return -1.0
    away = distance_km(place, outer)
    if outer.code == "ADM1":
        same = place.admin1 is not None and fold(place.admin1) == fold(outer.name)
        return 1.0 if same else (0.3 if away < 80 else -1.0)
    reach = 120.0 if outer.feature != "P" else 60.0
    return 1.0 if away < reach else -1.0


def _shares(totals: Sequence[float]) -> list[float]:
    """The totals, as log odds, made into shares that add up to 1."""
    if not totals:
        return []
    top = max(totals)
    powers = [math.exp(total - top) for total in totals]
    return [power / sum(powers) for power in powers]
