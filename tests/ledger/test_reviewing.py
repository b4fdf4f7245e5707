from __future__ import annotations

from dataclasses import replace

import pytest
from tests.ledger.made_up import NEWER, RULES, reading, readings

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger
from reportedly.model import Count, Reading

READ = reading(2)
CLAIM = READ.claims[0]


@pytest.fixture(autouse=True)
def _filled(ledger: Ledger) -> None:
    ledger.add([READ, reading(9)], reader=RULES)


def test_a_correction_keeps_the_claim_as_read(ledger: Ledger) -> None:
    before = ledger.claim(CLAIM.id)
    ledger.review(CLAIM.id, "set", slot="killed", value="7-9", by="R. Reader", note="the second paragraph has it")
    assert ledger.claim(CLAIM.id) == {**before, "killed": {"min": 7, "max": 9}}
    read, reviewed, corrected = ledger.history(CLAIM.id)
    assert read.details["record"]["killed"] == before["killed"]
    assert (reviewed.details["by"], reviewed.details["note"]) == ("R. Reader", "the second paragraph has it")
    assert corrected.details["record"]["killed"] == {"min": 7, "max": 9}
    assert (read.what, reviewed.what, corrected.what) == ("read", "reviewed", "corrected")


def test_a_rejected_claim_is_left_out_unless_asked_for(ledger: Ledger) -> None:
    ledger.review(CLAIM.id, "reject", by="R. Reader")
    ledger.review(READ.claims[1].id, "accept", by="R. Reader")
    found = {
        kind: {record["id"] for record in ledger.claims(review=kind)}
        for kind in (None, "any", "rejected", "accepted", "open")
    }
    assert found["rejected"] == {CLAIM.id} == found["any"] - found[None]
    assert found["accepted"] == {READ.claims[1].id}
    assert len(found["open"]) == 4
    (worst,) = ledger.stats().rejected
    assert (worst.trigger, worst.rejected, worst.judged) == (CLAIM.trigger.text, 1, 1)


VALUES: dict[tuple[str, str], object] = {
    ("type", "air strike"): "air_strike",
    ("status", "planned"): "planned",
    ("hedged", "yes"): True,
    ("killed", "12+"): {"min": 12, "max": None},
    ("injured", "3"): {"min": 3, "max": 3},
    ("captured", "none"): {"min": None, "max": None},
    ("actor", "none"): [],
    ("weapon", "none"): [],
}


@pytest.mark.parametrize(("slot", "value"), VALUES)
def test_a_slot_is_set_as_it_is_written(ledger: Ledger, slot: str, value: str) -> None:
    ledger.review(CLAIM.id, "set", slot=slot, value=value, by="R. Reader")
    assert ledger.claim(CLAIM.id)[slot] == VALUES[slot, value]
    assert ledger.verify().whole


def test_a_new_type_brings_its_codes(ledger: Ledger) -> None:
    ledger.review(CLAIM.id, "set", slot="type", value="protest", by="R. Reader")
    assert ledger.claim(CLAIM.id)["codes"]["plover"] == "PROTEST"


def test_names_are_words_of_the_document(ledger: Ledger) -> None:
    text = READ.document.text
    ledger.review(CLAIM.id, "set", slot="actor", value="Zul militia; army=sy-army", by="R. Reader")
    first, second = ledger.claim(CLAIM.id)["actor"]
    assert text[first["start"] : first["end"]] == "Zul militia"
    assert (second["text"], second["party"]) == ("army", "sy-army")
    ledger.review(CLAIM.id, "set", slot="places", value="Karum Monitor@36.5,37.25", by="R. Reader")
    (place,) = ledger.claim(CLAIM.id)["places"]
    assert (place["lat"], place["lon"], text[place["start"] : place["end"]]) == (36.5, 37.25, "Karum Monitor")
    assert [record["id"] for record in ledger.claims(near=(36.5, 37.25, 1))] == [CLAIM.id]
    ledger.review(CLAIM.id, "set", slot="date", value="2023-03-01..2023-03-03", by="R. Reader")
    date = ledger.claim(CLAIM.id)["date"]
    assert (date["start"], date["end"], date["precision"]) == ("2023-03-01", "2023-03-03", 2)


@pytest.mark.parametrize(
    ("slot", "value", "fault"),
    [
        ("kiled", "7", "Did you mean killed?"),
        ("killed", "many", "Write 7, 7-9, 7+"),
        ("killed", "9-7", "is no count"),
        ("type", "shel1ing", "Did you mean shelling?"),
        ("status", "true", "It is one of"),
        ("hedged", "perhaps", "Write true or false"),
        ("date", "Monday", "Write 2016-10-19"),
        ("date", "2023-03-03..2023-03-01", "is neither a day nor a span"),
        ("actor", "the Moon Army", "does not stand in the document"),
        ("places", "army@95,0", "is no point on Earth"),
    ],
)
def test_a_value_that_cannot_be_is_refused(ledger: Ledger, slot: str, value: str, fault: str) -> None:
    head = ledger.head()
    with pytest.raises(LedgerError) as caught:
        ledger.review(CLAIM.id, "set", slot=slot, value=value, by="R. Reader")
    assert fault in str(caught.value)
    assert ledger.head() == head


def test_a_review_of_an_unknown_claim_or_by_nobody_is_refused(ledger: Ledger) -> None:
    with pytest.raises(LedgerError, match="c_none: no such claim in the ledger"):
        ledger.review("c_none", "accept", by="R. Reader")
    with pytest.raises(LedgerError, match="who reviews is not named"):
        ledger.review(CLAIM.id, "accept", by=" ")
    with pytest.raises(LedgerError, match="nothing in the note"):
        ledger.review(CLAIM.id, "note", by="R. Reader")
    with pytest.raises(LedgerError, match="names no slot"):
        ledger.review(CLAIM.id, "set", by="R. Reader")


def test_a_newer_reader_does_not_undo_what_a_person_said(ledger: Ledger) -> None:
    kept, accepted, rejected = READ.claims
    ledger.review(kept.id, "set", slot="killed", value="99", by="R. Reader")
    ledger.review(accepted.id, "accept", by="R. Reader")
    ledger.review(rejected.id, "reject", by="R. Reader")
    newer = (replace(kept, hedged=not kept.hedged), replace(rejected, confidence=0.9))
    ledger.add([Reading(READ.document, newer)], reader=NEWER, reread=True)
    record = ledger.claim(kept.id)
    assert (record["killed"]["min"], record["hedged"]) == (99, not kept.hedged)
    assert ledger.claim(accepted.id)["id"] == accepted.id, "an accepted claim is not lost though it is no longer read"
    assert [record["id"] for record in ledger.claims(review="rejected")] == [rejected.id]
    as_read = [change for change in ledger.history(kept.id) if change.what in {"read", "verdict"}]
    assert as_read[-1].details["record"]["killed"] == {"min": kept.killed.min, "max": kept.killed.max}
    assert ledger.verify().whole


def test_a_verdict_lapses_where_the_claim_is_read_otherwise(ledger: Ledger) -> None:
    ledger.review(CLAIM.id, "reject", by="R. Reader")
    ledger.add([Reading(READ.document, (replace(CLAIM, killed=Count(1, 1)),))], reader=NEWER, reread=True)
    assert {record["id"] for record in ledger.claims(review="open")} >= {CLAIM.id}


def test_what_is_taken_out_leaves_a_tombstone(ledger: Ledger) -> None:
    ledger.remove(CLAIM.id, reason="read twice", by="R. Reader", survivor=READ.claims[1].id)
    stone = ledger.history(CLAIM.id)[-1]
    assert (stone.what, stone.details["reason"], stone.details["survivor"]) == (
        "removed",
        "read twice",
        READ.claims[1].id,
    )
    with pytest.raises(LedgerError, match="is no longer current: read twice"):
        ledger.claim(CLAIM.id)
    ledger.remove(READ.document.id, reason="withdrawn by its publisher", by="R. Reader")
    assert {record["document"]["id"] for record in ledger.claims()} == {reading(9).document.id}
    assert ledger.add([READ], reader=RULES).known == 1, "what a person took out does not come back by itself"
    assert ledger.verify().whole
    with pytest.raises(LedgerError, match="no such document"):
        ledger.remove("d_none", reason="x", by="R. Reader")
    with pytest.raises(LedgerError, match="the survivor is not in the ledger"):
        ledger.remove(reading(9).claims[0].id, reason="x", by="R. Reader", survivor="c_none")


def test_stats_count_what_is_current(ledger: Ledger) -> None:
    ledger.add(readings(4), reader=RULES)
    counted = ledger.stats()
    assert (counted.documents, counted.claims) == (5, 15)
    assert sum(count for _, count in counted.types) == sum(count for _, count in counted.publishers) == 15
    assert dict(counted.months).keys() == {"2023-03"}
    assert dict(counted.unplaced_names) == {"Tel Nur": counted.unplaced}
