"""Counts beside filters, bars of the histogram, circles of the map."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

import pytest
from fastapi import FastAPI
from google.protobuf import descriptor_pb2, descriptor_pool, message_factory
from starlette.testclient import TestClient
from tests.web.conftest import claims

from reportedly.incidents import accounts
from reportedly.ledger import Ledger
from reportedly.web.summary import mvt


def facets(client: TestClient, **filters: Any) -> dict[str, dict[str, int]]:
    found = client.get("/api/v1/facets", params=filters).json()["facets"]
    return {name: {value["value"]: value["count"] for value in facet["values"]} for name, facet in found.items()}


def test_each_value_is_counted_as_often_as_claims_have_it(client: TestClient) -> None:
    records: list[Any] = claims(client, limit=500)
    found = facets(client)
    assert found["type"] == Counter(record["type"] for record in records)
    assert found["status"] == Counter(record["status"] for record in records)
    assert found["publisher"] == Counter(record["document"]["publisher"] for record in records)
    assert found["country"] == Counter(p["country"] for r in records for p in r["places"] if p["country"])
    parties = Counter(key for r in records for key in {m["party"] or m["name"] for m in (*r["actor"], *r["target"])})
    assert found["party"] == parties
    assert found["precision"] == Counter("1" if r["places"][0]["lat"] is not None else "0" for r in records)


def test_a_facet_that_is_filtered_by_still_counts_what_else_could_be_chosen(client: TestClient) -> None:
    found = facets(client, type="shelling", publisher="Hill Wire")
    assert found["type"] == facets(client, publisher="Hill Wire")["type"]
    assert found["status"] == Counter(
        record["status"]
        for record in claims(client, type="shelling", publisher="Hill Wire")  # type: ignore[misc]
    )


def test_voices_are_those_that_the_incidents_have(client: TestClient, app: FastAPI) -> None:
    with Ledger(app.state.options.ledger, read_only=True) as ledger:
        want: Counter[str] = Counter()
        for one in accounts(ledger):
            count = len(one.weighed.voices) + len(one.weighed.denials)
            want[str(count) if count < 5 else "5+"] += len(one.claims)
    assert facets(client)["voices"] == want
    assert client.get("/api/v1/facets").json()["unweighed"] == 0


def test_values_can_be_looked_for_by_the_beginning_of_a_word(client: TestClient) -> None:
    assert set(facets(client, facet="party", starts="mil")["party"]) == {"Zul militia"}


@pytest.mark.parametrize("interval", ["day", "week", "month", "year"])
def test_bars_hold_every_claim_that_has_a_day(client: TestClient, interval: str) -> None:
    found = client.get("/api/v1/histogram", params={"interval": interval, "since": "2023-03-04"}).json()
    records: list[Any] = claims(client, limit=500)
    assert sum(one["count"] for one in found["bins"]) + found["undated"] == len(records)
    starts = [date.fromisoformat(one["start"]) for one in found["bins"]]
    assert starts == sorted(set(starts))
    if interval == "week":
        assert {start.weekday() for start in starts} == {0}
    if interval == "day":
        want = Counter(record["date"]["start"] for record in records)
        assert {one["start"]: one["count"] for one in found["bins"]} == want


def test_pages_in_every_order_hold_each_claim_once(client: TestClient) -> None:
    everything = sorted(str(record["id"]) for record in claims(client, limit=500))
    for sort in ("-read", "read", "-date", "date"):
        found: list[Any] = claims(client, limit=7, sort=sort)
        assert sorted(record["id"] for record in found) == everything
        days = [record["date"]["start"] for record in found]
        if "date" in sort:
            assert days == sorted(days, reverse=sort.startswith("-"))


def test_pages_of_incidents_in_every_order_hold_each_once(client: TestClient) -> None:
    for sort in ("-date", "date", "-claims", "-voices"):
        found: list[Any] = []
        cursor = None
        while cursor is not None or not found:
            asked = {"sort": sort, "limit": 2, **({"cursor": cursor} if cursor else {})}
            page = client.get("/api/v1/incidents", params=asked).json()
            found += page["items"]
            cursor = page["next"]
            if cursor is None:
                break
        assert len({one["id"] for one in found}) == len(found) == page["total"]
        if sort == "-claims":
            assert [one["claims"] for one in found] == sorted((one["claims"] for one in found), reverse=True)


def tiles(data: bytes) -> Any:
    """A vector tile as the format's own description has it, read by the library of protocol buffers."""
    file = descriptor_pb2.FileDescriptorProto(name="tile.proto", package="mvt", syntax="proto2")
    shapes: dict[str, list[tuple[str, int, int, int, str]]] = {
        # name, number, label (1 optional, 3 repeated), type (4 uint64, 8 bool, 9 string, 11 message, 13 uint32, 18 sint64)
        "Value": [("string_value", 1, 1, 9, ""), ("double_value", 3, 1, 1, ""), ("uint_value", 5, 1, 4, ""),
                  ("sint_value", 6, 1, 18, ""), ("bool_value", 7, 1, 8, "")],
        "Feature": [("tags", 2, 3, 13, ""), ("type", 3, 1, 13, ""), ("geometry", 4, 3, 13, "")],
        "Layer": [("version", 15, 1, 13, ""), ("name", 1, 1, 9, ""), ("features", 2, 3, 11, ".mvt.Feature"),
                  ("keys", 3, 3, 9, ""), ("values", 4, 3, 11, ".mvt.Value"), ("extent", 5, 1, 13, "")],
        "Tile": [("layers", 3, 3, 11, ".mvt.Layer")],
    }  # fmt: skip
    for name, fields in shapes.items():
        message = file.message_type.add(name=name)
        for field, number, label, kind, of in fields:
            made = message.field.add(name=field, number=number, label=label, type=kind)  # type: ignore[arg-type]
            if of:
                made.type_name = of
            if label == 3 and kind == 13:
                made.options.packed = True
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    read = message_factory.GetMessageClass(pool.FindMessageTypeByName("mvt.Tile"))()
    read.ParseFromString(data)
    return read


def features(data: bytes) -> list[tuple[tuple[int, int], dict[str, Any]]]:
    found = []
    for layer in tiles(data).layers:
        values = [getattr(value, value.ListFields()[0][0].name) for value in layer.values]
        for feature in layer.features:
            assert feature.geometry[0] == 9  # one MoveTo
            x, y = ((part >> 1) ^ -(part & 1) for part in feature.geometry[1:])
            told = {layer.keys[k]: values[v] for k, v in zip(feature.tags[::2], feature.tags[1::2], strict=True)}
            found.append(((x, y), told))
    return found


def test_the_circles_of_the_whole_world_hold_every_located_claim(client: TestClient) -> None:
    records: list[Any] = claims(client, limit=500, type="shelling")
    located = [record for record in records if record["places"][0]["lat"] is not None]
    found = features(client.get("/api/v1/tiles/0/0/0.mvt?type=shelling").content)
    assert sum(told["count"] for _, told in found) == len(located)
    assert {told["type"] for _, told in found} == {"shelling"}


def test_a_circle_lies_where_a_claim_says_and_tells_its_place(client: TestClient) -> None:
    found = features(client.get("/api/v1/tiles/12/2470/1605.mvt").content)  # Ardal, 36.20 N 37.16 E
    ((x, y), told) = next((at, told) for at, told in found if told.get("place") == "made:ardal")
    side = 2**12
    assert abs((2470 + x / 4096) / side * 360 - 180 - 37.16) < 1e-4
    assert (told["name"], told["points"], told["vague"]) == ("Ardal", 1, False)
    assert told["count"] == len([r for r in claims(client, limit=500) if r["places"][0]["place"] == "made:ardal"])  # type: ignore[index]
    assert 0 <= y < 4096


def test_a_tile_far_from_every_place_is_empty(client: TestClient) -> None:
    answer = client.get("/api/v1/tiles/10/5/5.mvt")
    assert (answer.status_code, answer.content) == (200, b"")
    assert client.get("/api/v1/tiles/2/4/0.mvt").status_code == 404


def test_every_kind_of_property_is_written_as_the_format_has_it() -> None:
    told = {"a": "ж" * 200, "b": 2**40, "c": -7, "d": True, "e": 0.5, "f": 1, "g": False}
    assert features(mvt.tile("claims", [(-60, 5000, told), (1, 1, {"f": 1})])) == [
        ((-60, 5000), told),
        ((1, 1), {"f": 1}),
    ]


def test_an_answer_is_not_given_again_while_nothing_changed(client: TestClient) -> None:
    for path in ("/api/v1/claims", "/api/v1/facets?type=shelling", "/api/v1/tiles/0/0/0.mvt", "/api/v1/incidents"):
        first = client.get(path)
        again = client.get(path, headers={"If-None-Match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = client.get(path + ("&" if "?" in path else "?") + "status=denied")
        assert other.headers["etag"] != first.headers["etag"]
