"""Which place of the gazetteer each toponym of a document stands for, and the point where the words put the event.

There are six Saqbas and forty Khans. What tells them apart is the company: the countries that the document names, the
province that the words name, the places beside them; then size. Each candidate's evidence is added up in log odds
(the weights and their notes stand in the lexicon's ``toponyms.toml``). A wrong place is worse than none: where the
best candidate is weak, or another place as likely lies far off, the toponym stays named and unlocated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.reading.place_choice import Choice
from reportedly.reading.place_points import NEAR, point_of

if TYPE_CHECKING:
    from reportedly.gazetteer import Gazetteer, Place
    from reportedly.reading.toponyms import Toponym

RUNNERS_UP = 3
EPONYM = 0.6  # times the town's own score: how often a base or a bridge is by the town of its name


@dataclass(frozen=True, slots=True)
class Resolved:
    """A toponym with its place, or without where none is sure enough.

    ``lat`` and ``lon`` are where the words put the event: the place's point, moved where a direction and a distance
    are told. A quarter, a building or a base that the gazetteer lacks has no place, but the point of the town that it
    is said to be in or is named after (precision 2). ``score``: how sure, from 0 to 1; ``runners_up`` are the next
    candidates with theirs.
    """

    toponym: Toponym
    place: Place | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    score: float = 0.0
    runners_up: tuple[tuple[Place, float], ...] = ()

    def itself(self) -> Resolved:
        """The place that only locates another here, as it is meant elsewhere: Kirkuk, of "Dibis, north-west of Kirkuk"."""
        if not self.toponym.anchors or self.toponym.relation is None:
            return self
        toponym = replace(self.toponym, relation=None, distance_km=None)
        if self.place is None:
            return replace(self, toponym=toponym)
        lat, lon, precision = point_of(self.place, toponym)
        return replace(self, toponym=toponym, lat=lat, lon=lon, precision=precision)


def resolve(
    toponyms: Sequence[Sequence[Toponym]], gazetteer: Gazetteer, *, country: str | None = None
) -> list[list[Resolved]]:
    """The toponyms of one document, sentence by sentence, each with its place.

    A name has one sense in a document, unless the words put it into different larger places. A name that a town
    shares with its province means the town, unless a province is spoken of. Names that no gazetteer spells so are
    matched fuzzily only within the countries in play. `country` (ISO2): where the user says that the documents are
    from.
    """
    choice = Choice(toponyms, gazetteer, country.upper() if country else None)
    return [[_resolved(toponym, choice) for toponym in sentence] for sentence in toponyms]


def _resolved(toponym: Toponym, choice: Choice) -> Resolved:
    sense = choice.of(toponym)
    best = sense.best
    runners_up = tuple(pair for pair in sense.ranked if pair[0] is not best)[:RUNNERS_UP]
    if best is not None:
        lat, lon, precision = point_of(best, toponym)
        if sense.eponym:
            return Resolved(toponym, None, lat, lon, max(NEAR, precision), round(EPONYM * sense.score, 3), runners_up)
        return Resolved(toponym, best, lat, lon, precision, sense.score, runners_up)
    if around := choice.town_around(sense):
        town, score = around
        return Resolved(toponym, None, town.lat, town.lon, NEAR, round(score, 3), runners_up)
    return Resolved(toponym, runners_up=runners_up)
