from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from tests.ledger.made_up import NEWER, RULES, document, reading, readings, sentence

from reportedly.export.record import claim_record
from reportedly.ledger import Adding, Ledger
from reportedly.reading.pipeline import Reader
from reportedly.sources.original import Original


def ids(ledger: Ledger, **filters: object) -> list[str]:
    return sorted(record["id"] for record in ledger.claims(**filters))


def test_a_claim_comes_back_as_the_record_that_was_read(ledger: Ledger) -> None:
    read = reading(3, confidence=0.5)
    ledger.add([read], reader=RULES)
    assert [dict(record) for record in ledger.claims()] == [claim_record(claim) for claim in read.claims]
    assert ledger.claim(read.claims[0].id) == claim_record(read.claims[0])


def test_the_same_documents_again_change_nothing(ledger: Ledger) -> None:
    first = ledger.add(readings(5), reader=RULES)
    head = ledger.head()
    again = ledger.add(readings(5), reader=RULES)
    assert (first.documents, first.claims, first.known) == (5, 15, 0)
    assert (again.documents, again.claims, again.known) == (0, 0, 5)
    assert ledger.head() == head


def test_a_newer_reader_replaces_claims_only_when_told_to(ledger: Ledger) -> None:
    old = reading(1)
    ledger.add([old], reader=RULES)
    changed = replace(old, claims=(replace(old.claims[0], hedged=not old.claims[0].hedged), *old.claims[1:2]))
    assert ledger.add([changed], reader=NEWER).outdated == 1
    assert ledger.claim(old.claims[0].id)["hedged"] == old.claims[0].hedged
    assert ledger.add([changed], reader=NEWER, reread=True).documents == 1
    assert ledger.claim(old.claims[0].id)["hedged"] != old.claims[0].hedged
    assert ids(ledger) == sorted(claim.id for claim in changed.claims)
    (stone,) = [change for change in ledger.history(old.claims[2].id) if change.what == "removed"]
    assert stone.details["reason"] == f"not read by {NEWER.id}"
    assert ledger.add([changed], reader=NEWER, reread=True).documents == 0


def test_a_text_that_changed_at_its_address_is_a_new_version(ledger: Ledger) -> None:
    url = "https://hill-wire.example/ardal"
    first = reading(0, of=document(0, url=url))
    second = reading(1, of=document(0, url=url, text=f"{sentence(1)} {sentence(2)} Corrected."))
    ledger.add([first], reader=RULES)
    added = ledger.add([second], reader=RULES)
    assert added.replaced == 1
    assert ids(ledger) == sorted(claim.id for claim in second.claims)
    assert [row["replaces"] for row in ledger.documents()] == [first.document.id]
    changes = ledger.history(first.claims[0].id)
    assert changes[-1].details["survivor"] == second.document.id
    # The old version is known: to be given both again, in whatever order, changes nothing.
    assert ledger.add([first, second], reader=RULES).documents == 0
    assert ids(ledger) == sorted(claim.id for claim in second.claims)


def test_a_version_that_is_fetched_anew_comes_back(ledger: Ledger) -> None:
    from datetime import UTC, datetime

    url = "https://hill-wire.example/ardal"
    first = reading(0, of=document(0, url=url))
    second = reading(1, of=document(0, url=url, text=sentence(1)))
    original = Original(b"bytes", "address", None, url, 200, {"etag": "x"}, datetime.now(UTC))
    with ledger.adder(RULES) as adder:
        for one in (first, second, first):
            assert adder.wants(one.document, original)
            adder.put(one, original)
    assert ids(ledger) == sorted(claim.id for claim in first.claims)
    assert ledger.verify().whole


def test_the_address_of_a_site_is_not_that_of_a_document(ledger: Ledger) -> None:
    many = [reading(number, of=document(number, url="https://hill-wire.example/")) for number in range(3)]
    assert ledger.add(many, reader=RULES).replaced == 0
    assert len(list(ledger.documents())) == 3


def test_documents_of_one_batch_may_replace_one_another(ledger: Ledger) -> None:
    url = "https://hill-wire.example/live?page=1"
    many = [reading(number, of=document(number, url=url)) for number in range(3)]
    with ledger.adder(RULES, Adding(group=10)) as adder:
        for one in (*many, many[2]):
            adder.put(one)
    assert [row["id"] for row in ledger.documents()] == [many[2].document.id]
    assert ledger.verify().whole


def test_what_a_document_was_made_from_is_kept_or_only_its_digest(where: str) -> None:
    with Ledger(where) as ledger:
        for number, keep_raw in ((0, True), (1, False)):
            original = Original(b"<html>%d</html>" % number, "file", f"{number}.html")
            with ledger.adder(RULES, Adding(keep_raw=keep_raw, rights="CC BY 4.0")) as adder:
                adder.put(reading(number), original)
        kept, not_kept = document(0).id, document(1).id
        assert ledger.raw(kept) == b"<html>0</html>"
        assert ledger.raw(not_kept) is None
        record = ledger.document(not_kept)
        assert len(record["raw_sha256"]) == len(record["text_sha256"]) == 64
        assert (record["method"], record["path"], record["rights"]) == ("file", "1.html", "CC BY 4.0")
        assert record["text"] == document(1).text


def test_runs_tell_their_counts_warnings_and_failures(ledger: Ledger) -> None:
    with ledger.adder(RULES, Adding(settings={"paths": ["made/up"]})) as adder:
        adder.put(reading(0))
        adder.fail("bad.txt", "the document is empty", "Give a file with text in it")
    (run,) = ledger.runs()
    assert (run["documents"], run["claims"], run["failures"]) == (1, 3, 1)
    assert run["ended"] >= run["started"]
    assert json.loads(run["settings"]) == {"paths": ["made/up"]}
    (failure,) = ledger.failures(run["id"])
    assert (failure["place"], failure["fault"]) == ("bad.txt", "the document is empty")
    read = [change for change in ledger.history(document(0).id) if change.what == "read"]
    assert read[0].details["warnings"] == ["a warning"]


def test_text_with_nul_and_lone_surrogates_comes_back_letter_for_letter(ledger: Ledger) -> None:
    odd = "Rebels \0 shelled \ud800 Ardal \ue000."
    read = reading(0, of=document(0, text=odd))
    told = reading(1)
    claims = tuple(
        replace(
            claim,
            actor=tuple(replace(one, name=f"{name} {odd}") for one in claim.actor),
            evidence=replace(claim.evidence, text=odd),
        )
        for name, claim in zip(("one\x7f", "two’s", "three\U0001f4a5"), told.claims, strict=True)
    )
    ledger.add([read, replace(told, claims=claims)], reader=RULES)
    assert ledger.document(read.document.id)["text"] == odd
    assert [record["actor"][0]["name"] for record in ledger.claims()] == [claim.actor[0].name for claim in claims]
    assert len(list(ledger.claims(actor=claims[0].actor[0].name))) == 1
    assert ledger.verify().faults == ()
    assert ledger.reindex() == 3
    assert ledger.verify().faults == ()


def test_a_number_that_is_none_is_refused(ledger: Ledger) -> None:
    read = reading(0)
    claims = tuple(replace(claim, confidence=float("nan")) for claim in read.claims)
    with pytest.raises(ValueError, match="a number is not finite"):
        ledger.add([replace(read, claims=claims)], reader=RULES)
    assert list(ledger.claims()) == []


def test_two_ledgers_of_the_same_readings_hold_the_same(where: str, tmp_path: Path) -> None:
    with Ledger(where) as one, Ledger(tmp_path / "other.db") as other:
        one.add(readings(7), reader=RULES)
        with other.adder(RULES, Adding(group=4)) as adder:
            for read in readings(7):
                adder.put(read)
        assert sorted(map(str, one.claims())) == sorted(map(str, other.claims()))


@pytest.mark.parametrize("table", ["claim_names", "claim_places"])
def test_side_tables_name_every_slot(where: str, table: str) -> None:
    with Ledger(where) as ledger:
        ledger.add(readings(2), reader=RULES)
    engine = create_engine(where if "://" in where else f"sqlite:///{where}")
    with engine.connect() as connection:
        count = connection.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()
    engine.dispose()
    assert count == {"claim_names": 18, "claim_places": 6}[table]


def test_paths_documents_and_readings_are_taken_alike(ledger: Ledger, reader: Reader, tmp_path: Path) -> None:
    path = tmp_path / "ardal.txt"
    path.write_text("Rebels shelled the town of Ardal on Monday, killing nine people.")
    added = ledger.add([path, str(tmp_path / "none.txt"), document(3), reading(4)], reader=reader)
    assert (added.documents, added.failures) == (3, 1)
    (row,) = [row for row in ledger.documents() if row["path"] == str(path)]
    assert ledger.raw(row["id"]) == path.read_bytes()
    assert ledger.add(path, reader=reader).known == 1
    with pytest.raises(TypeError, match="a stamp cannot read"):
        ledger.add(path, reader=RULES)
