"""Names on the map come from the gazetteer: the largest of each part of a tile."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient
from tests.web.test_counts import tiles

from reportedly.gazetteer import Gazetteer
from reportedly.web.labels import SQUARES, Labels


@pytest.fixture(scope="module")
def labels(home: Path) -> Labels:
    return Labels(home)


def test_a_tile_names_the_largest_place_and_no_more_than_can_be_read(labels: Labels) -> None:
    (layer,) = tiles(labels.tile(6, 39, 25)).layers  # northern Iraq
    named = {value.string_value for value in layer.values if value.string_value}
    assert layer.name == "places"
    assert {"Erbil", "Kirkuk"} <= named
    assert 10 < len(layer.features) <= SQUARES * SQUARES
    assert not {"Shanghai", "Aleppo"} & named


def test_the_sea_has_no_names(labels: Labels) -> None:
    assert labels.tile(6, 8, 40) == b""


def test_settlements_are_towns_and_each_is_given_once(home: Path) -> None:
    with Gazetteer.open(home) as gazetteer:
        found = gazetteer.settlements()
    assert len(set(found)) > 100_000
    assert [row[3] for row in found] == sorted((row[3] for row in found), reverse=True)
    names = {name for name, *_ in found}
    assert "Aleppo" in names
    assert "Syria" not in names


def test_a_tile_that_is_not_there_is_a_clear_fault(client: TestClient) -> None:
    answer = client.get("/api/v1/labels/1/2/0.mvt")
    assert answer.status_code == 404
    assert answer.json()["title"]
    assert client.get("/api/v1/labels/3/4/3.mvt").headers["content-type"].startswith("application/vnd.mapbox")
