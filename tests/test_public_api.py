from __future__ import annotations

import doctest
import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path

import pytest

import reportedly
from reportedly import Claim, Document, DocumentError, Quote, Reading, Skipped
from reportedly.export.jsonl import lines

TEXT = "Rebels shelled the town of Ardal on Monday, killing nine people."


def quotes(value: object) -> Iterator[Quote]:
    """Every quote anywhere in a claim."""
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from quotes(item)
    elif is_dataclass(value) and not isinstance(value, Document):
        for field in fields(value):
            yield from quotes(getattr(value, field.name))


@pytest.fixture(scope="module")
def readings(examples: Path) -> list[Reading]:
    found = list(reportedly.documents([examples]))
    assert not [item for item in found if isinstance(item, Skipped)]
    return list(reportedly.read_many(item for item in found if isinstance(item, Document)))


def test_the_example_in_the_package_runs_as_it_is_printed() -> None:
    tried = doctest.testmod(reportedly)
    assert tried.failed == 0
    assert tried.attempted >= 5


def test_every_name_that_is_offered_is_there() -> None:
    assert [name for name in reportedly.__all__ if not hasattr(reportedly, name)] == []


def test_a_text_a_path_and_a_document_give_the_same_claims(tmp_path: Path) -> None:
    path = tmp_path / "ardal.txt"
    path.write_text(TEXT)
    document = reportedly.from_text(TEXT)
    ids = [[claim.id for claim in reportedly.read(what).claims] for what in (TEXT, str(path), path, document)]
    assert ids[0]
    assert ids == [ids[0]] * 4


def test_what_the_caller_states_beats_what_the_text_says() -> None:
    text = f"Hill Wire, 2 May 2023\n\n{TEXT}"
    reading = reportedly.read(text, publisher="Bayan Hill", published="2023-05-03", title="Ardal under fire")
    document = reading.document
    assert (document.publisher, document.published, document.title) == (
        "Bayan Hill",
        date(2023, 5, 3),
        "Ardal under fire",
    )
    assert reportedly.read(TEXT, published=date(2023, 5, 3)).document.published == date(2023, 5, 3)


def test_a_document_has_its_own_publisher() -> None:
    with pytest.raises(TypeError, match="has its own"):
        reportedly.read(reportedly.from_text(TEXT), publisher="Hill Wire")


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        ("no-such-report.txt", "no such file or folder"),
        ("my report of monday.html", "no such file or folder"),
        ("", "the document is empty"),
        (" \n", "the document is empty"),
        ("http://127.0.0.1:9/ardal", "is on this machine"),
        (Path("/no/such/place"), "no such file or folder"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_says_so(what: str | Path, fault: str) -> None:
    with pytest.raises(DocumentError, match=fault):
        reportedly.read(what)


def test_several_documents_are_not_one(tmp_path: Path) -> None:
    path = tmp_path / "two.jsonl"
    path.write_text(2 * (json.dumps({"text": TEXT}) + "\n"))
    with pytest.raises(DocumentError, match="holds more than one document"):
        reportedly.read(path)


def test_many_are_read_as_they_come() -> None:
    asked = 0

    def texts() -> Iterator[str]:
        nonlocal asked
        for _ in range(6):
            asked += 1
            yield TEXT

    stream = reportedly.read_many(texts())
    next(stream)
    assert asked <= 3, "two more at most are taken before they are wanted"
    assert len(list(stream)) == 5


def test_a_country_that_is_named_makes_its_places_likelier() -> None:
    text = "Soldiers shelled Tripoli on Monday, killing nine people."
    found = {
        country: [place.country for claim in reportedly.read(text, country=country).claims for place in claim.places]
        for country in ("LB", "LY")
    }
    assert found == {"LB": ["LB"], "LY": ["LY"]}


def test_every_sample_report_gives_claims_whose_words_are_quoted_exactly(readings: list[Reading]) -> None:
    claims: list[Claim] = [claim for reading in readings for claim in reading.claims]
    assert len(readings) > 16
    assert all(reading.claims for reading in readings)
    for claim in claims:
        spoken = {"text": claim.document.text, "title": claim.document.title or ""}
        for quote in quotes(claim):
            assert quote.text == spoken[quote.where][quote.start : quote.end] != ""
        assert claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end


def test_a_sentence_is_accounted_for_once(readings: list[Reading]) -> None:
    for reading in readings:
        spans = [(step.sentence.where, step.sentence.start) for step in reading.steps]
        assert len(set(spans)) == len(spans) > 0


def test_ids_are_unique_and_reading_again_gives_the_same_bytes(readings: list[Reading]) -> None:
    ids = [claim.id for reading in readings for claim in reading.claims]
    assert len(set(ids)) == len(ids)
    again = list(reportedly.read_many(reading.document for reading in readings[:6]))
    for first, second in zip(readings, again, strict=False):
        assert list(lines(first.claims)) == list(lines(second.claims))
