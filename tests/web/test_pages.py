"""Pages: there, linked, safe whatever a document holds."""

from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from starlette.testclient import TestClient
from tests.ledger.made_up import RULES, document, reading
from tests.web.conftest import Browse, claims, fill, until

from reportedly.incidents import link
from reportedly.ledger import Ledger
from reportedly.model import Mention, Quote

HOSTILE = "<script>alert(1)</script>\u202e\u2066 \"'><img src=x onerror=alert(2)> 😀 مدينة"


class Page(HTMLParser):
    """What a page holds: tags with their attributes, ids, links within the server."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    @property
    def ids(self) -> list[str]:
        return [told["id"] for _, told in self.tags if told.get("id")]  # type: ignore[misc]

    @property
    def links(self) -> set[str]:
        found = {told.get("href") or "" for tag, told in self.tags if tag == "a"}
        return {link.partition("#")[0] for link in found if link.startswith("/")}


def is_safe(text: str) -> bool:
    """Whether a page runs nothing of its own text: no inline script, style or handler."""
    for tag, told in Page(text).tags:
        if tag == "script" and "src" not in told:
            return False
        if tag == "style" or "style" in told or any(name.startswith("on") for name in told):
            return False
    return True


def test_every_page_that_a_page_links_to_is_there(client: TestClient) -> None:
    waiting, seen = ["/", "/overview", "/incidents", "/parties", "/places", "/review"], set[str]()
    kinds = set[str]()
    while waiting and len(seen) < 120:
        path = waiting.pop(0)
        kind = re.sub(r"[cdi]_[0-9a-f]+|\?.*", "", path)
        if path in seen or (kind in kinds and len(seen) > 60):
            continue
        seen.add(path)
        kinds.add(kind)
        answer = client.get(path)
        assert answer.status_code == 200, (path, answer.text[:300])
        if answer.headers["content-type"].startswith("text/html"):
            page = Page(answer.text)
            assert is_safe(answer.text), path
            assert len(page.ids) == len(set(page.ids)), (path, [i for i in page.ids if page.ids.count(i) > 1])
            assert "Data as of" in answer.text
            assert "Read by" in answer.text
            waiting += sorted(page.links)
    assert {"/incidents/", "/documents/", "/parties/army"} <= kinds


def test_every_answer_forbids_what_is_not_ours(client: TestClient) -> None:
    for path in ("/", "/api/v1/claims", "/nothing", "/static/app.css", "/api/v1/claims?limit=0"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of a document that holds whatever could harm a page, wherever it could stand."""
    path = str(tmp_path_factory.mktemp("hostile") / "ledger.db")
    plain = reading(1)
    words = plain.document.text
    text = f"{HOSTILE}\n\n{words}\n\n{'x' * 1_000_000}\n\n{HOSTILE * 20}"
    shift = len(HOSTILE) + 2
    made = replace(
        document(1, text=text),
        id="d_00000000deadbeef", title=HOSTILE, publisher=HOSTILE, author=HOSTILE, ref=HOSTILE,
        url="javascript:alert(3)", original_source=HOSTILE, language="en",
    )  # fmt: skip

    def moved(quote: Quote) -> Quote:
        return Quote(quote.text, quote.start + shift, quote.end + shift)

    def named(mention: Mention) -> Mention:
        return replace(mention, quote=moved(mention.quote), name=HOSTILE, party=None, label=HOSTILE)

    told = [
        replace(
            claim,
            document=made, evidence=moved(claim.evidence), trigger=moved(claim.trigger),
            actor=tuple(map(named, claim.actor)), target=tuple(map(named, claim.target)),
            said_by=tuple(map(named, claim.said_by)),
            places=tuple(replace(place, quote=moved(place.quote), name=HOSTILE, admin1=HOSTILE) for place in claim.places),
        )
        for claim in plain.claims
    ]  # fmt: skip
    with Ledger(path) as ledger:
        ledger.add([replace(plain, document=made, claims=tuple(told))], reader=RULES)
        link(ledger)
    return path


def test_what_stands_in_a_document_never_becomes_markup(hostile: str, browse: Browse) -> None:
    client = browse(hostile)
    paths = {"/", "/overview", "/incidents", "/parties", "/places", "/review", "/documents/d_00000000deadbeef"}
    for path in list(paths):
        paths |= Page(client.get(path).text).links
    assert any(path.startswith("/incidents/i_") for path in paths)
    for path in paths:
        answer = client.get(path)
        assert answer.status_code == 200, (path[:100], answer.text[:200])
        if "html" in answer.headers["content-type"]:
            assert is_safe(answer.text)
            strange = [told for tag, told in Page(answer.text).tags if tag in {"img", "script"}]
            assert all((told.get("src") or "").startswith("/static/") for told in strange)
            assert not re.search("[\u202a-\u202e\u2066-\u2069]", answer.text)
            assert "javascript:" not in {told.get("href", "")[:11] for _, told in Page(answer.text).tags}  # type: ignore[index]
    assert "⟨U+202E⟩" in client.get("/incidents").text


def test_a_document_shows_every_claim_in_its_own_words(client: TestClient) -> None:
    record: Any = claims(client, limit=500)[0]
    answer = client.get(f"/documents/{record['document']['id']}")
    page = Page(answer.text)
    own = claims(client, document=record["document"]["id"])
    for one in own:
        assert {one["id"], f"at-{one['id']}"} <= set(page.ids)
    marks = [told.get("class") for tag, told in page.tags if tag == "mark"]
    assert {"slot slot-trigger", "slot slot-actor", "slot slot-places", "slot slot-said_by"} <= set(marks)
    told = client.get(f"/api/v1/documents/{record['document']['id']}").json()
    for mark in told["marks"]:
        words = told["document"]["text"][mark["start"] : mark["end"]]
        of = next(one["claim"] for one in told["claims"] if one["claim"]["id"] == mark["claim"])
        assert words in str(of)


def test_an_incident_sets_values_against_voices_and_tells_why(client: TestClient) -> None:
    one = max(
        client.get("/api/v1/incidents", params={"sort": "-claims"}).json()["items"], key=lambda item: item["claims"]
    )
    told = client.get(f"/api/v1/incidents/{one['id']}").json()
    assert len(told["records"]) == one["claims"]
    everyone = [*told["told_by"]["voices"], *told["told_by"]["denials"]]
    assert all(len(row["cells"]) == len(everyone) for row in told["values"])
    said = {
        cell["value"] for row in told["values"] if row["slot"] == "killed" for cells in row["cells"] for cell in cells
    }
    numbers = {str(record["killed"]["min"]) for record in told["records"]}
    assert said == numbers
    assert {join["claim"] for join in told["joins"]} < {record["id"] for record in told["records"]}
    assert {change["what"] for change in told["history"]} >= {"made", "joined"}
    page = client.get(f"/incidents/{one['id']}").text
    assert f"{one['documents']} reports" in page
    assert all(f'id="{record["id"]}"' in page for record in told["records"])


def test_a_party_tells_its_own_word_from_that_of_others(client: TestClient) -> None:
    told = client.get("/api/v1/parties/army").json()["told"]
    records: list[Any] = claims(client, limit=500)
    acting = [r for r in records if any(m["name"] == "army" for m in r["actor"])]
    assert sum(row["own_as_actor"] + row["others_as_actor"] for row in told) == len(acting)
    assert sum(row["own_as_actor"] for row in told) == 0
    own = client.get("/api/v1/parties/karum-monitor").json()
    assert own["activity"] == []


def test_a_place_tells_its_holders_by_voice_and_what_lies_near(client: TestClient) -> None:
    told = client.get("/api/v1/places/Dera%20Zul").json()
    assert (told["country"], told["lat"], told["lon"]) == ("SY", 36.35, 37.5)
    assert [near["name"] for near in told["nearby"]] == ["Ardal"]
    assert told["claims"] == len(claims(client, place="Dera Zul", limit=500))
    assert client.get("/api/v1/places/Nowhere").status_code == 404


def test_holdings_on_a_day_are_those_of_the_timelines(client: TestClient) -> None:
    found = client.get("/api/v1/holdings").json()
    assert found["waiting"] == 0
    for feature in found["features"]:
        place = client.get(f"/api/v1/places/{feature['properties']['place']}").json()
        held = {one["party_name"] for one in place["holders"]["together"]}
        assert feature["properties"]["party_name"] in held
    by = client.get("/api/v1/holdings", params={"by": found["voices"][0]["key"]}).json() if found["voices"] else found
    assert by["features"] is not None


def test_allies_that_hold_a_place_together_are_told(browse: Browse, tmp_path: Path) -> None:
    where = str(tmp_path / "allies.db")
    fill(where, 12)
    client = browse(where)
    until(lambda: not client.get("/api/v1/holdings").json()["waiting"])
    board = client.app.state.board  # type: ignore[attr-defined]
    key, held = next(
        (key, held) for key, held in board.territory.held.items() if held.together and held.lat is not None
    )
    together = tuple(replace(one, also=("Hill Guard", "<b>River Guard</b>")) for one in held.together)
    board.territory.held = {key: replace(held, together=together)}
    page = client.get(f"/places/{quote(key, safe='')}").text
    assert "with <bdi>Hill Guard</bdi>, <bdi>&lt;b&gt;River Guard&lt;/b&gt;</bdi>" in page
    told = client.get(f"/api/v1/places/{quote(key, safe='')}").json()["holders"]["together"][0]
    assert told["also"] == ["Hill Guard", "<b>River Guard</b>"]
    day = (together[-1].last_said or together[-1].since.latest).isoformat()  # type: ignore[union-attr]
    features = client.get("/api/v1/holdings", params={"on": day}).json()["features"]
    assert features
    assert all(one["properties"]["also"] == ["Hill Guard", "<b>River Guard</b>"] for one in features)


def test_an_address_holds_the_whole_state_of_a_list(client: TestClient) -> None:
    page = client.get("/incidents?type=shelling&sort=-claims").text
    assert 'href="/incidents?type=shelling&amp;sort=date"' in page


def test_a_document_of_the_ledger_is_downloaded_with_its_query(client: TestClient, tmp_path: Path) -> None:
    for kind in ("csv", "jsonl", "geojson"):
        text = client.get("/api/v1/download", params={"format": kind, "type": "shelling"}).text
        assert "shelling" in text[:300]
        assert "licence" in text[:900]
        ids = set(re.findall(r"c_[0-9a-f]{16}", text))
        assert ids == {str(one["id"]) for one in claims(client, type="shelling", limit=500)}


def test_the_overview_tells_what_came_in_since_a_day(browse: Browse, tmp_path: Path) -> None:
    where = str(tmp_path / "new.db")
    fill(where, 6)
    page = browse(where).get("/overview?since=2001-01-01").text
    found = re.findall(r"<dt>([^<]+)</dt><dd>([^<]+)</dd>", page)
    assert dict(found)["documents came in"] == "6"
    assert dict(found)["claims were read or corrected"] == "18"
