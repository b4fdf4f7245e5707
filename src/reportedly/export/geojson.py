"""GeoJSON (RFC 7946): one feature a claim, its record as properties, WGS 84 with longitude first.

A claim of one located place is a point, of several a multi-point; one with none is a feature without geometry, so that
nothing is lost on the way to a map.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from reportedly.export.jsonl import on_one_line
from reportedly.export.record import claim_record
from reportedly.model import Claim

DECIMALS = 5  # about a metre; no gazetteer is more exact


def lines(claims: Iterable[Claim]) -> Iterator[str]:
    """A FeatureCollection, one feature a line, so that it can be written as it is made."""
    yield '{"type": "FeatureCollection", "features": ['
    before = "\n"
    for claim in claims:
        yield before + on_one_line(_feature(claim))
        before = ",\n"
    yield "\n]}\n"


def _feature(claim: Claim) -> dict[str, Any]:
    points = [
        [round(place.lon, DECIMALS), round(place.lat, DECIMALS)]
        for place in claim.places
        if place.lat is not None and place.lon is not None
    ]
    geometry: dict[str, Any] | None = None
    if len(points) == 1:
        geometry = {"type": "Point", "coordinates": points[0]}
    elif points:
        geometry = {"type": "MultiPoint", "coordinates": points}
    return {"type": "Feature", "id": claim.id, "geometry": geometry, "properties": claim_record(claim)}
