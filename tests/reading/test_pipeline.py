"""From a whole report to its claims."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reading.test_subject import PEACE

from reportedly.model import Claim, ClaimType, Document, Quote, Reading, Status
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


def test_what_is_told_since_a_clause_runs_from_that_day_on(reader: Reader) -> None:
    text = "More than 4,000 people have been killed since the war broke out in March 2021."
    (toll,) = of_type(reader.read(document(text)), ClaimType.CASUALTIES)
    assert toll.date is not None
    assert (toll.date.start, toll.date.end) == (date(2021, 3, 1), date(2023, 3, 15))


def test_a_date_without_its_comma_is_no_part_of_who_was_hit(reader: Reader) -> None:
    text = "On 25 February 2023 Eight civilians were killed by rockets of the al-Noor Brigade in Karum."
    claim = reader.read(document(text)).claims[0]
    assert [mention.quote.text for mention in claim.target] == ["civilians"]
    assert [mention.quote.text for mention in claim.actor] == ["al-Noor Brigade"]


def test_a_pronoun_takes_up_who_was_named_a_paragraph_before(reader: Reader) -> None:
    text = "Wyre Hale of the agency, on the border, says conditions are dire.\n\nThousands of troops are encircling Ardal, he says."
    (siege,) = of_type(reader.read(document(text)), ClaimType.SIEGE)
    assert [speaker.quote.text for speaker in siege.said_by] == ["Wyre Hale"]


def test_the_words_of_one_phrase_are_one_party(reader: Reader) -> None:
    text = "Syrian government air strikes on Tuesday killed at least 39 people in the town of Ardal."
    (strike,) = of_type(reader.read(document(text)), ClaimType.AIR_STRIKE)
    assert [mention.quote.text for mention in strike.actor] == ["Syrian government"]


def test_a_weapon_that_is_seen_is_told_as_deployed_by_whom_it_was_seen_with(reader: Reader) -> None:
    text = "The D-30 howitzer was spotted with the Karsun Guard near Dera Zul on Monday."
    (claim,) = of_type(reader.read(document(text)), ClaimType.DEPLOYMENT)
    assert [mention.quote.text for mention in claim.actor] == ["Karsun Guard"]


@pytest.mark.parametrize("text", ["A camera was used by the guests.", "The system was seen as unfair by the army."])
def test_what_is_no_weapon_is_not_deployed_by_being_used(reader: Reader, text: str) -> None:
    assert of_type(reader.read(document(text)), ClaimType.DEPLOYMENT) == []


def test_a_list_that_is_parsed_as_one_phrase_is_two_parties(reader: Reader) -> None:
    text = "The army and security forces seized weapons from armed groups in Hama."
    claim = reader.read(document(text)).claims[0]
    assert [mention.quote.text for mention in claim.actor] == ["army", "security forces"]
    text = "The Sudanese and Chadian militaries shelled Ardal on Monday."
    claim = reader.read(document(text)).claims[0]
    assert [mention.quote.text for mention in claim.actor] == ["Sudanese", "Chadian militaries"]


def test_backed_fighters_are_called_by_who_backs_them(reader: Reader) -> None:
    text = "Saudi-backed militants shelled the town of Ardal on Monday."
    (claim,) = of_type(reader.read(document(text)), ClaimType.SHELLING)
    (actor,) = claim.actor
    assert (actor.quote.text, actor.name, actor.backed_by) == ("militants", "Saudi-backed militants", ("Saudi",))


def test_a_telling_that_says_which_people_were_hit_is_heard_before_one_that_counts_them(reader: Reader) -> None:
    text = "Jets bombed Ardal on Monday, killing 39 people.\n\nThe air strike on Ardal on Monday killed civilians, medics said."
    (strike,) = of_type(reader.read(document(text)), ClaimType.AIR_STRIKE)
    assert [mention.quote.text for mention in strike.target] == ["civilians"]


def test_people_and_buildings_hit_may_be_told_apart(reader: Reader) -> None:
    text = "Jets bombed a hospital in Ardal on Monday.\n\nThe air strike on Ardal on Monday killed nine civilians, medics said."
    (strike,) = of_type(reader.read(document(text)), ClaimType.AIR_STRIKE)
    assert sorted(mention.quote.text for mention in strike.target) == ["civilians", "hospital"]


def test_a_known_party_is_quoted_whole_though_its_name_is_parsed_in_parts(reader: Reader) -> None:
    found = reader.read(
        document("The Free Syrian Army captured Dabiq.", title="Free Syrian Army Drives Daesh Out of Dabiq")
    )
    assert {mention.party for claim in found.claims for mention in claim.actor} == {"free-syrian-army"}


def test_a_place_that_no_gazetteer_holds_is_captured_and_not_detained(reader: Reader) -> None:
    text = "The Command denied on Monday that Bakhdalun had been captured. The rebels had announced it a day before."
    claims = of_type(reader.read(document(text)), ClaimType.TERRITORY_GAIN)
    (denied,) = [claim for claim in claims if claim.status is Status.DENIED]
    assert ([place.quote.text for place in denied.places], denied.target) == (["Bakhdalun"], ())


def test_a_document_without_war_is_let_go_and_says_why(reader: Reader) -> None:
    reading = reader.read(document("\n\n".join(PEACE * 2)))
    assert reading.claims == ()
    assert {step.outcome for step in reading.steps} <= {"dropped", "no trigger"}
    assert any("about war" in reason for step in reading.steps for reason in step.reasons)
