from __future__ import annotations

import random

import pytest
from tests.ledger.made_up import RULES, reading, readings

from reportedly.errors import LedgerError
from reportedly.incident_model import Incident
from reportedly.incidents import Linked, link, tables
from reportedly.incidents.keeping import Outcome, keep_decided
from reportedly.ledger import Ledger
from reportedly.ledger import incidents as rows
from reportedly.linking.kin import RegisterKin
from reportedly.linking.store import Memory
from reportedly.linking.whole import Whole


def stored(ledger: Ledger, as_of: str | None = None) -> dict[str, Incident]:
    with ledger.looking(as_of=as_of) as (connection, number):
        return rows.incidents(connection, number=number)


def together(ledger: Ledger) -> set[frozenset[str]]:
    return {frozenset(one.claims) for one in stored(ledger).values()}


def shared(ledger: Ledger) -> Incident:
    """An incident that several claims tell of."""
    return next(one for one in stored(ledger).values() if len(one.claims) > 1)


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """Six reports of three claims each, of which neighbours share sentences."""
    ledger.add(readings(6), reader=RULES)
    return ledger


def test_every_claim_belongs_to_one_incident(filled: Ledger) -> None:
    done = link(filled)
    members = [claim for one in stored(filled).values() for claim in one.claims]
    assert sorted(members) == sorted(record["id"] for record in filled.claims())
    assert len(members) == len(set(members)) == done.claims
    assert len(stored(filled)) == done.incidents == done.made < done.claims
    assert filled.verify().whole


def test_linking_again_writes_nothing(filled: Ledger) -> None:
    first = link(filled)
    head = filled.head()
    assert link(filled) == Linked(first.claims, first.incidents, 0, 0, 0)
    assert filled.head() == head


def test_incidents_keep_their_ids_as_documents_come(filled: Ledger) -> None:
    link(filled)
    before = stored(filled)
    filled.add(readings(6, start=6), reader=RULES)
    link(filled)
    after = stored(filled)
    assert before.keys() <= after.keys()
    assert all(set(one.claims) <= set(after[key].claims) for key, one in before.items())
    assert filled.verify().whole


def test_the_groups_are_those_of_linking_all_at_once(filled: Ledger, tmp_path: object) -> None:
    link(filled)
    filled.add(readings(3, start=6), reader=RULES)
    link(filled)
    with Ledger(f"{tmp_path}/other.db") as other:
        other.add(readings(9), reader=RULES)
        link(other)
        assert together(other) == together(filled)


def test_a_rejected_claim_leaves_its_incident(filled: Ledger) -> None:
    link(filled)
    incident = shared(filled)
    filled.review(incident.claims[-1], "reject", by="R. Reader")
    link(filled)
    assert incident.claims[-1] not in {claim for group in together(filled) for claim in group}
    assert stored(filled)[incident.id].claims == incident.claims[:-1]


def test_an_incident_whose_claims_are_all_gone_ends_and_says_so(filled: Ledger) -> None:
    link(filled)
    incident = shared(filled)
    for claim in incident.claims:
        filled.review(claim, "reject", by="R. Reader")
    assert link(filled).ended == 1
    assert incident.id not in stored(filled)
    with filled.looking() as (connection, _):
        assert "none of its claims is current" in str(rows.missing_incident(connection, incident.id))
    assert filled.verify().whole


def test_a_judgement_parts_what_linking_joined_until_it_is_taken_back(filled: Ledger) -> None:
    link(filled)
    before = together(filled)
    one, two = shared(filled).claims[:2]
    filled.judge(one, two, "different", by="R. Reader", note="two raids")
    link(filled)
    assert not any({one, two} <= group for group in together(filled))
    filled.judge(two, one, "none", by="R. Reader")
    link(filled)
    assert together(filled) == before
    assert filled.verify().whole


def test_a_judgement_joins_and_the_merged_incident_names_its_survivor(filled: Ledger) -> None:
    link(filled)
    first, second = sorted(stored(filled).values(), key=lambda one: one.id)[:2]
    filled.judge(first.claims[0], second.claims[0], "same", by="R. Reader")
    link(filled)
    (gone,) = {first.id, second.id} - stored(filled).keys()
    (left,) = {first.id, second.id} & stored(filled).keys()
    with filled.looking() as (connection, _):
        assert f"merged into {left}" in str(rows.missing_incident(connection, gone))


def test_incidents_are_known_as_they_were(filled: Ledger) -> None:
    added = filled.history(reading(0).claims[0].id)[0].at
    link(filled)
    before, head = stored(filled), filled.head()
    assert head is not None
    filled.add(readings(6, start=6), reader=RULES)
    link(filled)
    assert stored(filled) != before
    with filled.looking() as (connection, _):
        assert rows.incidents(connection, number=head[0]) == before
    assert stored(filled, added) == {}


@pytest.mark.parametrize("seed", range(3))
def test_linking_what_is_new_is_linking_everything(filled: Ledger, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    monkeypatch.setattr("reportedly.linking.store.FULL", 3)
    monkeypatch.setattr("reportedly.linking.whole.FULL", 3)
    for module in ("whole", "linker"):
        monkeypatch.setattr(f"reportedly.linking.{module}.WINDOW", 1)
    monkeypatch.setattr("reportedly.linking.echoes.NEIGHBOURS", 1)
    rng = random.Random(seed)
    waiting = rng.sample(range(6, 30), 24)
    filled.add([reading(waiting.pop()) for _ in range(6)], reader=RULES)
    link(filled)
    monkeypatch.setattr("reportedly.incidents.linked._link_whole", None)
    for _ in range(4):
        filled.add([reading(waiting.pop()) for _ in range(3)], reader=RULES)
        ids = sorted(record["id"] for record in filled.claims())
        filled.judge(*rng.sample(ids, 2), rng.choice(("same", "different")), by="R. Reader")
        filled.review(rng.choice(ids), "reject", by="R. Reader")
        filled.review(rng.choice(ids), "set", slot="killed", value="90", by="R. Reader")
        filled.remove(rng.choice([one["id"] for one in filled.documents()]), reason="withdrawn", by="R. Reader")
        link(filled)
        with filled.looking() as (connection, _):
            whole = Whole(Memory(), RegisterKin())
            for word in rows.judgements(connection):
                whole.store.judge(word)
            whole.claims(rows.bare_claims(connection))
            whole.documents(rows.claimed_documents(connection))
            found = whole.link()
            assert together(filled) == {frozenset(one.claims) for one in whole.store.incidents()}
            assert set(rows.takeovers(connection)) == set(found.takeovers)
    assert filled.verify().whole


def test_a_ledger_linked_by_other_weights_is_linked_as_a_whole(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    first = link(filled)
    head = filled.head()
    monkeypatch.setattr("reportedly.incidents.linked.version", lambda: "another")
    assert link(filled) == Linked(first.claims, first.incidents, 0, 0, 0)
    assert filled.head() == head
    with filled.looking() as (connection, _):
        state = tables.state_of(connection)
    assert state is not None
    assert state.version == "another"


@pytest.mark.parametrize(
    ("one", "two", "word", "by", "fault"),
    [
        (0, 1, "maybe", "R. Reader", "is no judgement"),
        (0, 1, "same", " ", "who judges is not named"),
        (0, 0, "same", "R. Reader", "is one claim"),
        (0, None, "same", "R. Reader", "no such claim in the ledger"),
    ],
)
def test_a_judgement_that_says_nothing_is_refused(
    filled: Ledger, one: int, two: int | None, word: str, by: str, fault: str
) -> None:
    ids = [record["id"] for record in filled.claims()]
    head = filled.head()
    with pytest.raises(LedgerError, match=fault):
        filled.judge(ids[one], "c_none" if two is None else ids[two], word, by=by)
    assert filled.head() == head


def test_linking_that_another_overtook_writes_nothing(filled: Ledger) -> None:
    link(filled)
    head = filled.head()
    with pytest.raises(LedgerError, match="was linked by another meanwhile"):
        keep_decided(filled.seam, Outcome({}, {}), through=0)
    assert filled.head() == head
