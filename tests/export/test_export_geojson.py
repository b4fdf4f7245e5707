"""GeoJSON by the structure that RFC 7946 lays down."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

from hypothesis import given
from tests.export.made_up_claims import CLAIM, claims, place

from reportedly.export import WRITERS
from reportedly.export.record import claim_record
from reportedly.model import Claim


def collection(*made: Claim) -> dict[str, Any]:
    read = json.loads("".join(WRITERS["geojson"](made)))
    assert isinstance(read, dict)
    return read


def check_position(position: object) -> None:
    assert isinstance(position, list)
    assert len(position) == 2
    lon, lat = position
    assert -180 <= lon <= 180
    assert -90 <= lat <= 90


def check_feature(feature: dict[str, Any]) -> None:
    assert set(feature) == {"type", "id", "geometry", "properties"}
    assert feature["type"] == "Feature"
    assert isinstance(feature["id"], str)
    assert isinstance(feature["properties"], dict)
    geometry = feature["geometry"]
    if geometry is None:
        return
    assert set(geometry) == {"type", "coordinates"}
    assert geometry["type"] in {"Point", "MultiPoint"}
    positions = [geometry["coordinates"]] if geometry["type"] == "Point" else geometry["coordinates"]
    for position in positions:
        check_position(position)


@given(claims)
def test_the_collection_is_valid(claim: Claim) -> None:
    read = collection(claim, claim)
    assert set(read) == {"type", "features"}
    assert read["type"] == "FeatureCollection"
    assert len(read["features"]) == 2
    for feature in read["features"]:
        check_feature(feature)


def test_no_claim_gives_an_empty_collection() -> None:
    assert collection() == {"type": "FeatureCollection", "features": []}


def test_longitude_comes_first_and_the_record_is_the_properties() -> None:
    (feature,) = collection(CLAIM)["features"]
    assert feature["geometry"] == {"type": "Point", "coordinates": [37.5, 36.12346]}
    assert feature["properties"] == claim_record(CLAIM)


def test_several_located_places_are_a_multi_point_and_none_is_no_geometry() -> None:
    two = replace(CLAIM, places=(place("Ardal", 1.0, 2.0), place("Dera Zul", 3.0, 4.0)))
    none = replace(CLAIM, places=(place("Ardal", None, None),))
    several, nowhere = collection(two, none)["features"]
    assert several["geometry"] == {"type": "MultiPoint", "coordinates": [[2.0, 1.0], [4.0, 3.0]]}
    assert nowhere["geometry"] is None


def test_each_feature_stands_on_a_line_of_its_own() -> None:
    assert len("".join(WRITERS["geojson"]([CLAIM, CLAIM])).splitlines()) == 4
