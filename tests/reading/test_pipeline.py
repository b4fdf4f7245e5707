"""From a whole report to its claims."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportedly.model import Claim, ClaimType, Document, Quote, Reading
from reportedly.reading.pipeline import Reader
from reportedly.sources import document_id

REPORT = """Army shells Ardal as truce talks stall

Government forces shelled the rebel-held town of Ardal on Tuesday, killing at least seven civilians,
the Karum Monitor said.

"They fired more than forty rockets," said Lina Saad, a doctor at the town's hospital.

The army denied shelling Ardal. It said militants had attacked a checkpoint near the village of Dera Zul.

The weather was mild for the season.
"""


@pytest.fixture(scope="module")
def reader(home: Path) -> Iterator[Reader]:
    opened = Reader.open(home=home)
    with opened.gazetteer:
        yield opened


def document(text: str, title: str | None = None) -> Document:
    return Document(id=document_id(text), text=text, title=title, published=date(2023, 3, 15))


def of_type(reading: Reading, kind: ClaimType) -> list[Claim]:
    return [claim for claim in reading.claims if claim.type is kind]


def quotes(claim: Claim) -> list[Quote]:
    mentions = (*claim.actor, *claim.target, *claim.said_by)
    places = (*claim.places, *claim.within)
    dated = (claim.date.quote,) if claim.date else ()
    named = (*(m.quote for m in mentions), *(p.quote for p in places))
    return [claim.evidence, claim.trigger, *claim.also, *claim.weapon, *dated, *named]


def test_a_strike_is_read_with_who_where_when_how_many_and_who_says_so(reader: Reader) -> None:
    claim = of_type(reader.read(document(REPORT)), ClaimType.SHELLING)[0]
    assert "Government forces" in [mention.quote.text for mention in claim.actor]
    assert [place.quote.text for place in claim.places] == ["Ardal"]
    assert claim.date is not None
    assert (claim.date.start, claim.date.end) == (date(2023, 3, 14), date(2023, 3, 14))
    assert (claim.killed.min, claim.killed.max) == (7, None)
    assert "Karum Monitor" in [speaker.quote.text for speaker in claim.said_by]


def test_every_quote_stands_where_it_says(reader: Reader) -> None:
    read = document(REPORT, title="Army shells Ardal as truce talks stall")
    claims = reader.read(read).claims
    assert claims
    for claim in claims:
        for quote in quotes(claim):
            text = read.text if quote.where == "text" else read.title or ""
            assert text[quote.start : quote.end] == quote.text


def test_the_trigger_stands_in_the_evidence(reader: Reader) -> None:
    for claim in reader.read(document(REPORT)).claims:
        assert claim.evidence.where == claim.trigger.where
        assert claim.evidence.start <= claim.trigger.start < claim.trigger.end <= claim.evidence.end


def test_reading_again_gives_the_same_claims_with_the_same_ids(reader: Reader) -> None:
    first, second = reader.read(document(REPORT)), reader.read(document(REPORT))
    assert first == second
    assert len({claim.id for claim in first.claims}) == len(first.claims)


def test_every_sentence_is_accounted_for(reader: Reader) -> None:
    reading = reader.read(document(REPORT))
    outcomes = {step.outcome for step in reading.steps}
    assert "claims" in outcomes
    weather = next(step for step in reading.steps if "weather" in step.sentence.text)
    assert not weather.claims


def test_a_title_that_the_text_repeats_is_not_read_twice(reader: Reader) -> None:
    reading = reader.read(document(REPORT, title="Army shells Ardal as truce talks stall"))
    assert all(step.sentence.where == "text" for step in reading.steps)


def test_a_title_of_its_own_is_read(reader: Reader) -> None:
    reading = reader.read(document("Nothing else is known.", title="Rebels seize the town of Ardal"))
    assert [claim.evidence.where for claim in reading.claims] == ["title"]


def test_an_empty_stretch_of_text_gives_no_claims(reader: Reader) -> None:
    assert reader.read(document("\n \n")).claims == ()


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=300))
def test_no_text_makes_reading_fail(reader: Reader, text: str) -> None:
    read = document("Rebels shelled Ardal. " + text)
    for claim in reader.read(read).claims:
        for quote in quotes(claim):
            assert read.text[quote.start : quote.end] == quote.text
