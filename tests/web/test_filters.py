"""The columns in memory answer every filter as the ledger itself does."""

from __future__ import annotations

import json
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.ledger.made_up import RULES, readings
from tests.web.conftest import claims, fill

from reportedly.incidents import link
from reportedly.ledger import Ledger
from reportedly.web.app import create_app
from reportedly.web.options import Options
from reportedly.web.served import State
from reportedly.web.summary.columns import Books, Mentions, Places, empty
from reportedly.web.summary.reading import forward


def rows(table: Mentions | Places, books: Books) -> list[str]:
    """The rows of a table in some order, with names in the stead of their codes."""
    if isinstance(table, Mentions):
        names = [books.names.values[code] for code in table.name.tolist()]
        return sorted(map(str, zip(table.claim.tolist(), table.role.tolist(), names, strict=True)))
    places = [books.places.values[code] for code in table.place.tolist()]
    return sorted(map(str, zip(table.claim.tolist(), table.within.tolist(), places, table.lat.tolist(), strict=True)))


FILTERS: tuple[dict[str, Any], ...] = (
    {},
    {"type": "shelling"},
    {"type": ["shelling", "air_strike"], "status": "denied"},
    {"actor": "ARDAL brigade"},
    {"target": "army"},
    {"party": "karum"},
    {"party": ["dera-front", "zul militia"]},
    {"speaker": "karum-monitor", "publisher": "hill wire"},
    {"place": "Tel Nur"},
    {"place": "made:ardal"},
    {"country": "UA"},
    {"since": "2023-03-05", "until": "2023-03-07"},
    {"text": "shelled"},
    {"text": '"near Dera Zul" killing'},
    {"min_confidence": 0.5},
    {"bbox": "37.0,36.0,37.2,36.3"},
    {"near": "36.2,37.16,40", "type": "shelling"},
    {"bbox": "170,-80,190,80"},
    {"review": "accepted"},
    {"review": "any"},
    {"publisher": "nobody"},
)


def asked(filters: dict[str, Any]) -> dict[str, Any]:
    """The filters as the ledger takes them."""
    return {
        name: tuple(float(part) for part in value.split(",")) if name in {"bbox", "near"} else value
        for name, value in filters.items()
    }


def test_every_filter_gives_what_the_ledger_gives(where: str) -> None:
    fill(where)
    with Ledger(where) as ledger:
        first, second, *_ = (record["id"] for record in ledger.claims())
        ledger.review(first, "accept", by="R. Reader")
        ledger.review(second, "reject", by="R. Reader")
        with TestClient(create_app(Options(where)), "http://127.0.0.1") as client:
            for filters in FILTERS:
                want = [record["id"] for record in ledger.claims(**asked(filters))]
                assert [record["id"] for record in claims(client, limit=500, **filters)] == want, filters
                assert client.get("/api/v1/facets", params=filters).json()["total"] == len(want), filters


def test_a_place_is_named_as_on_the_command_line(client: TestClient) -> None:
    facets = client.get("/api/v1/facets", params={"near": "Aleppo, 60 km"}).json()
    near = facets["near"]
    assert near["name"].startswith("Aleppo")
    assert near["name"].endswith("SY")
    point = client.get("/api/v1/facets", params={"near": f"{near['lat']},{near['lon']},60"}).json()
    assert 0 < point["total"] == facets["total"]
    assert (point["near"]["name"], client.get("/api/v1/facets").json()["near"]) == (None, None)
    file = client.get("/api/v1/download", params={"near": "Aleppo,60km", "format": "jsonl"}).text.splitlines()
    about = json.loads(file[0])["about"]
    assert (about["query"], len(file) - 1) == ({"near": ["Aleppo,60km"]}, facets["total"])
    assert about["near"].startswith(near["name"])
    assert client.get("/?near=Aleppo,60km").status_code == 200


def test_of_several_places_of_one_name_that_in_the_country_is_taken(client: TestClient) -> None:
    anywhere, there = (
        client.get("/api/v1/facets", params={"near": "Tripoli,5km", **country}).json()["near"]["name"]
        for country in ({}, {"country": "lb"})
    )
    assert there.endswith("LB")
    assert anywhere.endswith("LY")


@pytest.mark.parametrize(
    ("near", "fault"),
    [("Qqqqxzzy,5km", "no gazetteer knows"), ("95,200,5", "is no place"), ("Aleppo", "near"), ("5km", "near")],
)
def test_what_is_near_nothing_is_a_clear_fault(client: TestClient, near: str, fault: str) -> None:
    for path in ("/api/v1/facets", "/api/v1/download"):
        answer = client.get(path, params={"near": near})
        assert (answer.status_code, answer.headers["content-type"]) == (422, "application/problem+json")
        assert fault in answer.json()["detail"]
    assert client.get("/", params={"near": near}).status_code == 422


def test_the_state_of_an_earlier_day_can_be_asked_for(where: str) -> None:
    fill(where, 4)
    with Ledger(where) as ledger:
        then = ledger.runs()[0]["ended"]
        ledger.add(readings(3, start=50), reader=RULES)
        before = [record["id"] for record in ledger.claims(as_of=then)]
        with TestClient(create_app(Options(where)), "http://127.0.0.1") as client:
            assert [record["id"] for record in claims(client, as_of=then)] == before
            assert len(claims(client)) == len(before) + 9
            assert claims(client, as_of="2001-01-01") == []


@pytest.mark.parametrize("step", range(5))
def test_what_comes_in_later_is_taken_in_as_if_all_had_been_read_anew(where: str, step: int) -> None:
    fill(where, 6)
    app = create_app(Options(where))
    board = app.state.board
    with Ledger(where) as ledger:
        one, two, *_ = (record["id"] for record in ledger.claims())
        steps = (
            lambda: ledger.add(readings(3, start=40), reader=RULES),
            lambda: ledger.review(one, "set", slot="killed", value="70", by="R. Reader"),
            lambda: ledger.review(two, "reject", by="R. Reader"),
            lambda: ledger.remove(one, reason="twice", by="R. Reader"),
            lambda: (
                ledger.judge(one, two, "same", by="R. Reader"),
                link(ledger),
            ),
        )
        steps[step]()
    assert board.look()
    served = app.state.served
    with served.connected(whole=True) as (connection, _):
        anew = forward(connection, empty(State()), books := Books(), served.state(), lambda count: None)
    now = board.summary.raw
    for name in ("rowno", "id", "valid_from", "valid_to", "type", "review", "start", "confidence", "document"):
        assert str(getattr(now.claims, name).tolist()) == str(getattr(anew.claims, name).tolist()), name
    for table in ("mentions", "places"):
        assert rows(getattr(now, table), board.summary.books) == rows(getattr(anew, table), books), table
    assert [part.tolist() for part in now.takeovers] == [part.tolist() for part in anew.takeovers]
    assert [part.tolist() for part in now.members] == [part.tolist() for part in anew.members]
    assert now.documents[0].tolist() == anew.documents[0].tolist()
    served.close()
