"""What people say of claims in the browser stands in the ledger, and can be undone."""

from __future__ import annotations

import contextlib
import random
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from tests.web.conftest import Browse, claims, fill, say, token

from reportedly.errors import LedgerError
from reportedly.incidents import link
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.web.options import Options
from reportedly.web.reviewing import Said
from reportedly.web.reviewing import say as write
from reportedly.web.served import Served


def state(client: TestClient, key: str) -> tuple[str, str, Any]:
    told = client.get(f"/api/v1/claims/{key}").json()
    return told["review"], told["layer"], told["claim"]["killed"]


def test_a_correction_stands_at_once_and_is_undone_without_a_trace_in_the_claim(browse: Browse, tmp_path: Path) -> None:
    client = browse(reviewer="R. Reader")
    key: Any = claims(client)[0]["id"]
    before = state(client, key)
    done = say(client, kind="set", claim=key, slot="killed", value="70-90")
    assert state(client, key) == ("accepted", "corrected", {"min": 70, "max": 90})
    say(client, kind="undo", review=done["id"])
    assert state(client, key) == before
    with Ledger(tmp_path / "own.db", read_only=True) as ledger:
        said = [change.details for change in ledger.history(key) if change.what == "reviewed"]
        assert [(one["kind"], one["by"]) for one in said] == [("set", "R. Reader"), ("set", "R. Reader")]
        assert ledger.verify().whole


def test_verdicts_are_undone_one_by_one_and_only_by_who_gave_them(browse: Browse, tmp_path: Path) -> None:
    client = browse(reviewer="R. Reader")
    key: Any = claims(client)[0]["id"]
    first = say(client, kind="accept", claim=key)["id"]
    second = say(client, kind="reject", claim=key)["id"]
    served = Served(Options(str(tmp_path / "own.db")))
    with served.writing() as seam:
        with pytest.raises(LedgerError, match="somebody else"):
            write(seam, Said("undo", "S. Other", review=second))
        with pytest.raises(LedgerError, match="not the last word"):
            write(seam, Said("undo", "R. Reader", review=first))
    served.close()
    say(client, kind="undo", review=second)
    assert state(client, key)[0] == "accepted"
    headers = {"X-CSRF-Token": token(client)}
    again = client.post("/api/v1/reviews", json={"kind": "undo", "review": second}, headers=headers)
    assert again.status_code == 422


def test_with_the_rule_of_two_a_word_counts_once_another_has_said_it(browse: Browse, tmp_path: Path) -> None:
    client = browse()
    key: Any = claims(client)[0]["id"]
    served = Served(Options(str(tmp_path / "own.db")))
    with served.writing() as seam:
        said = Said("set", "R. Reader", claim=key, slot="killed", value="44")
        assert write(seam, said, two_person=True).state == "proposed"
        assert write(seam, said, two_person=True).state == "proposed"
        assert (
            write(seam, Said("set", "S. Other", claim=key, slot="killed", value="45"), two_person=True).state
            == "proposed"
        )
        assert served.ledger.claim(key)["killed"] != {"min": 44, "max": 44}
        assert (
            write(seam, Said("set", "S. Other", claim=key, slot="killed", value="44"), two_person=True).state == "done"
        )
        assert served.ledger.claim(key)["killed"] == {"min": 44, "max": 44}
        with pytest.raises(LedgerError):
            write(seam, Said("set", "S. Other", claim=key, slot="killed", value="many"), two_person=True)
    served.close()


def eventually(holds: Callable[[], bool], seconds: float = 60) -> bool:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if holds():
            return True
        time.sleep(0.2)
    return False


def test_two_incidents_are_merged_and_parted_again(browse: Browse) -> None:
    client = browse()

    def incidents() -> dict[str, int]:
        return {one["id"]: one["claims"] for one in client.get("/api/v1/incidents?limit=100").json()["items"]}

    before = incidents()
    one, two = sorted(before)[:2]
    done = say(client, kind="merge", incident=one, other=two)
    assert eventually(lambda: len({one, two} & incidents().keys()) == 1)
    gone = ({one, two} - incidents().keys()).pop()
    assert client.get(f"/api/v1/incidents/{gone}").status_code == 404
    say(client, kind="undo", review=done["id"])
    assert eventually(lambda: incidents() == before)


def test_a_claim_is_split_off(browse: Browse) -> None:
    client = browse()
    big = max(client.get("/api/v1/incidents?limit=100").json()["items"], key=lambda one: one["claims"])
    key = client.get(f"/api/v1/incidents/{big['id']}").json()["records"][-1]["id"]
    say(client, kind="split", incident=big["id"], claim=key)
    assert eventually(lambda: client.get(f"/api/v1/claims/{key}").json()["incident"] != big["id"])


@pytest.mark.parametrize("seed", range(2))
def test_what_people_join_and_part_is_linked_as_if_all_were_linked_anew(where: str, seed: int) -> None:
    fill(where, 8)
    rng = random.Random(seed)
    made: list[str] = []
    served = Served(Options(where))
    with Ledger(where) as ledger, served.writing() as seam:
        for _ in range(8):
            found = sorted(incidents_of(ledger).items())
            several = [one for one in found if len(one[1]) > 1]
            kind = rng.choice(("merge", "split", "undo") if made and several else ("merge",))
            if kind == "merge":
                (one, _), (two, _) = rng.sample(found, 2)
                made.append(write(seam, Said("merge", "R. Reader", incident=one, other=two)).id)
            elif kind == "split":
                one, claims = rng.choice(several)
                made.append(write(seam, Said("split", "R. Reader", incident=one, claim=rng.choice(claims))).id)
            else:
                with contextlib.suppress(LedgerError):  # something else may have been said since
                    write(seam, Said("undo", "R. Reader", review=made.pop(rng.randrange(len(made)))))
            link(ledger)
            after, head = incidents_of(ledger), ledger.head()
            done = link(ledger, anew=True)
            assert (done.made, done.changed, done.ended) == (0, 0, 0)
            assert (incidents_of(ledger), ledger.head()) == (after, head)
        assert ledger.verify().whole
    served.close()


def test_a_merge_lifts_what_was_said_against_it_and_its_undoing_says_so_again(where: str) -> None:
    fill(where, 8)
    served = Served(Options(where))
    with Ledger(where) as ledger, served.writing() as seam:
        before = incidents_of(ledger)
        one, claims = max(before.items(), key=lambda item: len(item[1]))
        write(seam, Said("split", "R. Reader", incident=one, claim=claims[-1]))
        link(ledger)
        apart = incidents_of(ledger)
        other = next(key for key, held in apart.items() if claims[-1] in held)
        assert other != one
        done = write(seam, Said("merge", "R. Reader", incident=one, other=other))
        link(ledger)
        assert sorted(map(sorted, incidents_of(ledger).values())) == sorted(map(sorted, before.values()))
        write(seam, Said("undo", "R. Reader", review=done.id))
        link(ledger)
        assert sorted(map(sorted, incidents_of(ledger).values())) == sorted(map(sorted, apart.values()))
        with pytest.raises(LedgerError, match="not the last word"):
            write(seam, Said("undo", "R. Reader", review=done.id))
    served.close()


def test_what_almost_stands_with_an_incident_is_merged_by_one_press(browse: Browse) -> None:
    client = browse()
    keys = [one["id"] for one in client.get("/api/v1/incidents?limit=100").json()["items"]]
    pages = (client.get(f"/incidents/{key}").text for key in keys)
    page = next(text for text in pages if 'id="almost"' in text)
    form = dict(
        re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', page.split('class="together"')[1].split("</form>")[0])
    )
    assert form["kind"] == "merge"
    sent = client.post("/review", data=form, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/review?claim={form['claim']}")
    assert "judged the same" in client.get(f"/incidents/{form['incident']}").text


def incidents_of(ledger: Ledger) -> dict[str, tuple[str, ...]]:
    """The claims of each incident."""
    with ledger.looking() as (connection, _):
        return {key: one.claims for key, one in rows.incidents(connection).items()}


def test_a_form_without_any_script_does_the_same(browse: Browse) -> None:
    client = browse()
    key: Any = claims(client)[0]["id"]
    form = {"csrf": token(client), "kind": "set", "claim": key, "slot": "killed", "value": "many"}
    fault = client.post("/review", data=form)
    assert fault.status_code == 422
    assert 'role="alert"' in fault.text
    assert 'value="many"' in fault.text
    sent = client.post("/review", data=form | {"value": "3", "back": f"/review?claim={key}"}, follow_redirects=False)
    assert (sent.status_code, sent.headers["location"]) == (303, f"/review?claim={key}")
    assert state(client, key)[2] == {"min": 3, "max": 3}
    outside = client.post(
        "/review", data=form | {"value": "4", "back": "https://elsewhere.example/"}, follow_redirects=False
    )
    assert outside.headers["location"] == "/review"


def test_the_queue_begins_with_what_is_unsure_and_much_rests_on(browse: Browse) -> None:
    client = browse()
    page = client.get("/review").text
    key = page.split('<article class="claim evidence" id="shown" data-claim="')[1][:18]
    first = client.get(f"/api/v1/claims/{key}").json()
    assert first["claim"]["confidence"] == min(one["confidence"] for one in claims(client, limit=500))  # type: ignore[type-var]
    say(client, kind="accept", claim=key)
    assert f'id="shown" data-claim="{key}"' not in client.get("/review").text


def test_a_request_from_another_site_changes_nothing(browse: Browse) -> None:
    client = browse()
    key: Any = claims(client)[0]["id"]
    good = {"X-CSRF-Token": token(client)}
    for headers in (
        {},
        {"X-CSRF-Token": "0" * 64},
        good | {"Origin": "https://evil.example"},
        good | {"Sec-Fetch-Site": "cross-site"},
    ):
        answer = client.post("/api/v1/reviews", json={"kind": "reject", "claim": key}, headers=headers)
        assert answer.status_code == 403
        assert answer.headers["content-type"] == "application/problem+json"
    assert state(client, key)[0] == "open"
