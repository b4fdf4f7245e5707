"""Which of the places of a claim only hold the others, by the encoder's word.

"Rebels in Gao said that mortars hit the Sossokoira quarter": nothing in the grammar puts the quarter in the town, the gazetteer may
have neither, and the weights find that both tell where it happened. The encoder is asked of each word whether it names the
spot or what holds it, and knows the two apart.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.gazetteer.place import great_circle_km
from reportedly.reading.place_holding import lies_in

if TYPE_CHECKING:
    from reportedly.reading.opinion import Asked
    from reportedly.reading.parts import Spot
    from reportedly.reading.place_holding import Where

# How likely a word names what holds the spot and how unlikely the spot itself, where another is so likely the spot. With half as
# strict ones as many claims of annotated reports get worse as better.
AROUND, NO_SPOT, SPOT = 0.6, 0.15, 0.7
APART = 0.08  # beside such a spot a place of another sentence that is less likely either is another event's
REACH_KM = 60.0  # how far from a town lie the places that reports put around it
_ROLES = ("place", "within", "scene")


def around_others(where: Where, asked: Asked | None, number: int) -> Where:
    """`where`, but what the encoder takes only for the surroundings of another place goes within; `number`: the claim's sentence.

    A place of another sentence that it takes for neither is left out, and so is one that lies too far off to be around
    any of the others. Where nobody knows where the spot lies, a town named before is still the best that is told of that.
    """
    places, within = where
    if asked is None or len(places) == 1 or not any(_likely(asked, spot, "place") >= SPOT for spot in places):
        return where
    outer = [
        spot for spot in places if _likely(asked, spot, "within") >= AROUND and _likely(asked, spot, "place") <= NO_SPOT
    ]
    strange = [spot for spot in places if spot.unit != number and all(_likely(asked, spot, r) < APART for r in _ROLES)]
    spots = [spot for spot in places if spot not in outer and spot not in strange]
    held = [spot for spot in outer if any(_may_hold(spot, inner) for inner in spots)]
    held += [spot for spot in strange if any(inner.resolved.place is None for inner in spots)]
    left = [spot for spot in places if spot in spots or (spot.unit == number and spot not in held)]
    return tuple(left), (*held, *within)


def _likely(asked: Asked, spot: Spot, role: str) -> float:
    told = spot.resolved.toponym
    return asked.part(role, spot.unit, told.start, told.end)


def _may_hold(outer: Spot, inner: Spot) -> bool:
    """Whether the inner place may lie in or by the outer one, as far as is known."""
    area, place = outer.resolved, inner.resolved
    if area.place is not None and area.place.feature == "A":
        return place.place is None or lies_in(place.place, area.place)
    if area.lat is None or area.lon is None or place.lat is None or place.lon is None:
        return True
    return great_circle_km(area.lat, area.lon, place.lat, place.lon) <= REACH_KM
