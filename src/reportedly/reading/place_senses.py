"""The senses of a document's place names, and the places that each could be.

A name has one sense in a document. But the province and the town of one name are two, and so are two villages that
the words put into different provinces.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from reportedly.gazetteer import distance_km, fold
from reportedly.lexicon.toponym_words import load
from reportedly.reading.place_points import bearing_of, is_near
from reportedly.reading.place_weighing import Bearing, Sense

if TYPE_CHECKING:
    from reportedly.gazetteer import Gazetteer, Place
    from reportedly.reading.toponyms import Toponym

MOST_CANDIDATES, MOST_AT_HOME = 20, 10
_SEAT = 5000  # inhabitants of a town that a division is named after
_NAMESAKE = 60.0  # of 100: how like the division's its name must be: San Antonio has "Texas" for an old name
_DIVISION_KM = 400.0  # how far from that town the division's middle may lie
_NAMED_AFTER = frozenset({"facility", "building", "square", "line", "land"})
_NO_OTHER_SENSE = frozenset({"settlement", "country", "countryside"})

Key = tuple[str, str, str]


class Inventory:
    """The senses of one document by name, kind and container; ``of`` finds a toponym's."""

    def __init__(self, toponyms: Sequence[Sequence[Toponym]], gazetteer: Gazetteer) -> None:
        self._gazetteer, self._data = gazetteer, load()
        self._named = self._countries_named(toponyms)
        self._containers = _containers(toponyms)
        self._senses: dict[Key, Sense] = {}
        for number, sentence in enumerate(toponyms):
            for toponym in sentence:
                self._add(toponym, number, sentence)
        for sense in self._senses.values():
            sense.candidates = self._candidates(sense)
            sense.borne = self._borne(sense)

    def of(self, toponym: Toponym) -> Sense:
        """The sense of a toponym of this document."""
        return self._senses[self._key(toponym)]

    def all(self) -> list[Sense]:
        """Every sense, in the order of first mention."""
        return list(self._senses.values())

    def _key(self, toponym: Toponym) -> Key:
        group, name = _group(toponym), fold(toponym.name)
        told = self._containers.get((name, group), [])
        if len(told) == 1:
            return name, group, told[0]
        return name, group, fold(toponym.container) if toponym.container else ""

    def _add(self, toponym: Toponym, number: int, sentence: Sequence[Toponym]) -> None:
        key = self._key(toponym)
        sense = self._senses.setdefault(key, Sense(toponym.name, toponym.text, key[1], key[2] or None))
        sense.kind = sense.kind or toponym.kind
        sense.mentions += 1
        sense.metonym = sense.metonym and toponym.metonym
        if number not in sense.sentences:
            sense.sentences.append(number)
        if toponym.container and sense.told == Bearing():
            sense.told = _told(toponym.container, sentence)

    def _candidates(self, sense: Sense) -> list[Place]:
        if sense.group == "border" and (iso := self._data.demonyms.get(sense.name.lower())):
            country = self._gazetteer.country(iso)
            return [country] if country else []
        for name in dict.fromkeys((sense.text, sense.name)):
            if found := self._capped(self._gazetteer.candidates(name)):
                return found if sense.group == "province" else _towns_first(found)
        found = self._eponyms(sense) if sense.group in _NAMED_AFTER else []
        sense.eponym = bool(found)
        return found

    def _borne(self, sense: Sense) -> frozenset[str]:
        if sense.eponym or sense.group == "border":
            return frozenset(place.id for place in sense.candidates)
        return frozenset(place.id for name in (sense.text, sense.name) for place in self._gazetteer.bearers(name))

    def _capped(self, found: list[Place]) -> list[Place]:
        """The first candidates, and of the others some in countries that the document names: every name of four letters
        is a village in Japan."""
        rest = found[MOST_CANDIDATES:]
        return found[:MOST_CANDIDATES] + [place for place in rest if place.country in self._named][:MOST_AT_HOME]

    def _countries_named(self, toponyms: Sequence[Sequence[Toponym]]) -> set[str]:
        found = {hint for sentence in toponyms for toponym in sentence for hint in toponym.hints}
        for name in {toponym.name for sentence in toponyms for toponym in sentence}:
            first = next(iter(self._gazetteer.bearers(name)), None)
            if first is not None and (
                first.code in {"PCLI", "ADM1"} or first.population >= self._data.weights.large_town
            ):
                found.add(first.country)
        return found

    def _eponyms(self, sense: Sense) -> list[Place]:
        """The towns that a base or a bridge may be named after: "Tabqa airbase" is by Tabqa.

        Any town will do that the document names; else one of some size, and never for a square or a street. A power
        plant or an oil field is by the town of its name only where that is no regional capital.
        """
        words, weights = sense.name.split(), self._data.weights
        most = weights.large_town if sense.kind in self._data.other.regional else math.inf
        for length in range(len(words) - 1, 0, -1):
            name = " ".join(words[:length])
            named = any(key[0] == fold(name) and key[1] == "" for key in self._senses)
            if sense.group in {"line", "land", "square"} and not named:
                continue
            least = 0.0 if named else weights.eponym if sense.group == "facility" else weights.large_town
            towns = [place for place in self._gazetteer.candidates(name) if place.feature == "P"]
            if found := [town for town in towns if least <= town.population <= most]:
                return found[:MOST_CANDIDATES]
        return []


def _told(container: str, sentence: Sequence[Toponym]) -> Bearing:
    """The distance and direction that the container carries: "X, 40 km north of Y"."""
    for other in sentence:
        if other.anchors and other.name == container and other.relation:
            return Bearing(other.distance_km, bearing_of(other.relation), is_near(other.relation))
    return Bearing()


def _towns_first(found: list[Place]) -> list[Place]:
    """The candidates without the divisions that are named after a town among them: "Idlib" is the town."""
    seats = [p for p in found if p.feature == "P" and (p.population >= _SEAT or p.code == "PPLC")]
    return [
        place
        for place in found
        if not place.code.startswith("ADM")
        or not any(
            seat.country == place.country
            and distance_km(seat, place) < _DIVISION_KM
            and fuzz.ratio(fold(seat.name), fold(place.name)) >= _NAMESAKE
            for seat in seats
        )
    ]


def _group(toponym: Toponym) -> str:
    """The group of the told kind as far as it parts meanings."""
    group = load().kinds.get(toponym.kind or "", "")
    return "" if group in _NO_OTHER_SENSE else group


def _containers(toponyms: Iterable[Sequence[Toponym]]) -> dict[tuple[str, str], list[str]]:
    """The containers that a name of a kind is given in the whole document, in order."""
    found: dict[tuple[str, str], list[str]] = {}
    for sentence in toponyms:
        for toponym in sentence:
            if toponym.container:
                known = found.setdefault((fold(toponym.name), _group(toponym)), [])
                if (name := fold(toponym.container)) not in known:
                    known.append(name)
    return found
