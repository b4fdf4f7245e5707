"""Incidents of more claims than are weighed while somebody waits, or shown on one page."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from starlette.testclient import TestClient
from tests.ledger.made_up import RULES, document, reading
from tests.web.conftest import BASE, until

from reportedly.incidents import link
from reportedly.ledger import Ledger
from reportedly.model import Claim, Mention, Reading
from reportedly.web.app import create_app
from reportedly.web.options import Options

PAPERS = 130
Ask = Callable[..., Any]


def told_by(number: int) -> Reading:
    """One report, as a paper of its own prints it, with a witness of its own."""
    read = reading(1, of=document(1, publisher=f"Paper {number:03}"))
    return replace(read, claims=tuple(_heard(claim, number) for claim in read.claims))


def _heard(claim: Claim, number: int) -> Claim:
    (said,) = claim.said_by
    return replace(claim, said_by=(Mention(said.quote, f"Witness {number}", None),))


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger of three happenings that everybody tells of."""
    path = tmp_path_factory.mktemp("large") / "made.db"
    with Ledger(path) as ledger:
        ledger.add((told_by(number) for number in range(PAPERS)), reader=RULES)
        link(ledger)
    return path


@pytest.fixture
def served(crowded: Path, tmp_path: Path) -> FastAPI:
    """An application over a copy of it that weighs nothing until it is entered."""
    shutil.copy(crowded, tmp_path / "own.db")
    return create_app(Options(str(tmp_path / "own.db"), home=tmp_path / "home"))


@pytest.fixture
def client(served: FastAPI) -> Iterator[TestClient]:
    with TestClient(served, BASE) as opened:
        assert served.state.board.weighed.wait(60)
        yield opened


def largest(client: TestClient) -> dict[str, Any]:
    found: dict[str, Any] = client.get("/api/v1/incidents?sort=-claims&limit=1").json()["items"][0]
    return found


def test_one_that_is_not_weighed_yet_is_told_by_its_first_claims(served: FastAPI) -> None:
    waiting = TestClient(served, BASE)
    one = largest(waiting)
    assert (one["claims"], one["documents"], one["voices"], one["denials"]) == (PAPERS, PAPERS, None, None)
    assert "voices not counted yet" in waiting.get("/incidents?sort=-claims").text
    told = waiting.get(f"/api/v1/incidents/{one['id']}").json()
    assert (told["weighed"], told["waiting"], told["claims"], told["voices"]) == (60, True, PAPERS, 60)
    assert "60 of its 130 claims" in waiting.get(f"/incidents/{one['id']}").text
    with TestClient(served, BASE) as client:
        until(lambda: largest(client)["voices"] == PAPERS)
        told = client.get(f"/api/v1/incidents/{one['id']}").json()
        assert (told["weighed"], told["waiting"], told["voices"]) == (PAPERS, False, PAPERS)
        assert "told from" not in client.get(f"/incidents/{one['id']}").text


def test_lists_and_first_parts_tell_the_same_before_weighing_and_after(served: FastAPI) -> None:
    def shown(client: TestClient) -> tuple[list[dict[str, Any]], list[str]]:
        listed = client.get("/api/v1/incidents?sort=-claims").json()["items"]
        first = client.get(f"/api/v1/incidents/{listed[0]['id']}?limit=50").json()["records"]
        weighed = {"voices", "denials", "spans", "disputes", "opposed_agree"}
        told = [{name: value for name, value in one.items() if name not in weighed} for one in listed]
        return told, [claim["id"] for claim in first]

    before = shown(TestClient(served, BASE))
    assert all(one["claims"] == PAPERS and one["places"] for one in before[0])
    with TestClient(served, BASE) as client:
        assert served.state.board.weighed.wait(60)
        assert shown(client) == before


def test_its_parts_hold_each_claim_once_in_the_order_in_which_they_were_told(client: TestClient) -> None:
    one, cursor = largest(client), None
    records, joined, echoes = list[dict[str, Any]](), set[str](), set[str]()
    while True:
        more = {"cursor": cursor} if cursor else {}
        part = client.get(f"/api/v1/incidents/{one['id']}", params={"limit": 40, **more}).json()
        here = [record["id"] for record in part["records"]]
        assert {join["claim"] for join in part["joins"]} <= set(here)
        assert {change["other"] for change in part["history"] if change["what"] == "joined"} == set(here)
        records += part["records"]
        joined |= {join["claim"] for join in part["joins"]}
        echoes |= {echo["claim"] for echo in part["echoes"]}
        cursor = part["next"]
        if cursor is None:
            break
    ids = [record["id"] for record in records]
    assert len(ids) == len(set(ids)) == PAPERS
    assert len(joined) == PAPERS - 1
    dates = [(record["document"]["published"], record["document"]["id"]) for record in records]
    assert dates == sorted(dates)


def test_its_page_shows_some_claims_and_voices_and_leads_to_the_rest(client: TestClient) -> None:
    one = largest(client)
    first = client.get(f"/incidents/{one['id']}").text
    assert first.count('class="claim evidence"') == 50
    assert "claims 1 to 50 of 130" in first
    assert "voices 1 to 12 of 130" in first
    assert f'href="/incidents/{one["id"]}?skip=50#claims">80 more' in first
    last = client.get(f"/incidents/{one['id']}?skip=100&voices=120").text
    assert last.count('class="claim evidence"') == 30
    assert "voices 121 to 130 of 130" in last
    assert "Those before" in last
    assert client.get(f"/incidents/{one['id']}?skip=9000").status_code == 200


def test_a_claim_is_shown_in_the_part_in_which_it_stands(client: TestClient) -> None:
    one = largest(client)
    last = client.get(f"/api/v1/incidents/{one['id']}", params={"limit": 500}).json()["records"][-1]["id"]
    assert f'id="{last}"' not in client.get(f"/incidents/{one['id']}").text
    page = client.get(f"/claims/{last}")
    assert f'id="{last}"' in page.text
    assert "claims 101 to 130 of 130" in page.text
    assert client.get(f"/incidents/{one['id']}?claim=c_none").status_code == 200


def test_lists_of_what_it_holds_are_cut_and_say_so(client: TestClient) -> None:
    told = client.get(f"/api/v1/incidents/{largest(client)['id']}").json()
    assert len(told["told_by"]["voices"]) == 100
    assert told["told_by"]["more_voices"] == PAPERS - 100
    assert all(len(row["cells"]) == len(row["more"]) == 100 for row in told["values"])


def test_an_earlier_state_is_told_whole_where_nothing_changed_and_else_by_the_first_claims(
    served: FastAPI, client: TestClient
) -> None:
    one = largest(client)
    with Ledger(served.state.options.ledger) as ledger:
        ledger.add([told_by(PAPERS)], reader=RULES)  # not linked yet
    served.state.board.look()
    at = client.get("/api/v1/facets").json()["ledger"]["at"]
    assert client.get(f"/api/v1/incidents/{one['id']}", params={"as_of": at}).json()["weighed"] == PAPERS
    with Ledger(served.state.options.ledger) as ledger:
        link(ledger)
    served.state.board.look()
    then = client.get(f"/api/v1/incidents/{one['id']}", params={"as_of": at}).json()
    assert (then["weighed"], then["claims"], then["waiting"]) == (60, PAPERS, False)
    listed = client.get("/api/v1/incidents", params={"as_of": at, "sort": "-claims", "limit": 1}).json()["items"][0]
    assert (listed["claims"], listed["voices"]) == (PAPERS, None)
    until(lambda: client.get(f"/api/v1/incidents/{one['id']}").json()["weighed"] == PAPERS + 1)


def test_what_was_laid_out_is_kept_and_made_again_where_it_is_lost(served: FastAPI, client: TestClient) -> None:
    one = largest(client)
    (folder,) = (served.state.options.home / "cache" / "columns").glob("*.incidents")
    files = sorted(folder.iterdir())
    assert len(files) == client.get("/api/v1/incidents").json()["total"]
    files[0].write_bytes(files[0].read_bytes()[:-9])
    for file in files[1:]:
        file.unlink()
    until(lambda: client.get(f"/api/v1/incidents/{one['id']}").json()["weighed"] == PAPERS)
    for other in client.get("/api/v1/incidents").json()["items"]:
        until(lambda id_=other["id"]: not client.get(f"/api/v1/incidents/{id_}").json()["waiting"])
    assert sorted(folder.iterdir()) == files
