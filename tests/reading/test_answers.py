"""Who is blamed for what was told before, and who denies it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from reportedly.model import Claim, ClaimType, Document, Status
from reportedly.reading.answers import answering
from reportedly.reading.pipeline import Reader

STRIKE = "An air strike hit a hospital in Hajjah on Monday, killing nine people, doctors said."


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    opened = Reader.open()
    with opened.gazetteer:
        yield opened


def read(reader: Reader, *sentences: str) -> dict[str, Claim]:
    """The claims by their triggers."""
    text = " ".join(sentences)
    return {claim.trigger.text: claim for claim in reader.read(Document("d", text, published=date(2023, 5, 10))).claims}


def said(claim: Claim) -> tuple[list[str], list[str]]:
    """Who did it, and by whose word, as the text has them."""
    return [actor.quote.text for actor in claim.actor], [speaker.quote.text for speaker in claim.said_by]


def test_who_is_blamed_did_it_by_the_word_of_who_blames(reader: Reader) -> None:
    claims = read(reader, STRIKE, "The Houthis blamed the Saudi-led coalition.")
    blame = claims.pop("blamed")
    (strike,) = claims.values()
    assert said(blame) == (["Saudi-led coalition"], ["Houthis"])
    assert (blame.type, blame.date, blame.places[0].quote) == (strike.type, strike.date, strike.places[0].quote)
    assert said(strike) == ([], ["doctors"])
    assert strike.confidence is not None
    assert blame.confidence is not None
    assert blame.confidence < strike.confidence


def test_a_denial_of_responsibility_is_the_act_denied_by_who_denies_it(reader: Reader) -> None:
    claims = read(reader, STRIKE, "The Houthis blamed the Saudi-led coalition.", "The coalition denied responsibility.")
    denial = claims["denied responsibility"]
    assert denial.status is Status.DENIED
    assert said(denial) == (["coalition"], ["coalition"])


def test_what_is_called_a_lie_is_denied_and_not_told_by_who_calls_it_so(reader: Reader) -> None:
    claims = read(
        reader, "The rebels claimed to have seized half of Tessalit, which the governor's office dismissed as a lie."
    )
    assert said(claims["seized"])[1] == ["rebels"]
    denial = claims["dismissed as a lie"]
    assert (denial.status, denial.type) == (Status.DENIED, claims["seized"].type)
    assert said(denial) == (["rebels"], ["governor's office"])


def test_nobody_answers_where_the_sentence_tells_the_event_itself(reader: Reader) -> None:
    claims = read(reader, STRIKE, "Residents blamed the Houthis for the shelling of a school in Bara on Sunday.")
    assert "blamed" not in claims
    actors, speakers = said(claims["shelling"])
    assert actors == ["Houthis"]
    assert speakers[0] == "Residents"


def test_the_accuser_has_no_part_in_the_act(reader: Reader) -> None:
    claims = read(reader, "Ukraine has accused Russian forces of strikes near a dam at Kakhovka.")
    assert said(claims["strikes"]) == (["Russian forces"], ["Ukraine"])


def test_that_no_group_has_owned_up_is_no_event(reader: Reader) -> None:
    claims = read(reader, STRIKE, "No group has claimed responsibility.")
    assert {claim.type for claim in claims.values()} == {ClaimType.AIR_STRIKE}
    assert len(claims) == 1


def test_the_event_that_a_sentence_is_about_is_answered_for_and_not_one_told_in_passing(reader: Reader) -> None:
    claims = read(
        reader,
        "Rescuers said on Tuesday that a jet had bombed the market in Nyala, near where rebels had shot down a drone.",
        "The union accused the army of being behind the attack.",
    )
    assert claims["accused"].type is ClaimType.AIR_STRIKE


def test_one_account_that_names_its_culprit_is_one_claim(reader: Reader) -> None:
    claims = read(reader, "Shells hit a depot in Belgorod overnight, the governor said, blaming Ukraine.")
    assert "blaming" not in claims
    assert said(claims["hit"]) == (["Ukraine"], ["governor"])


def test_only_sentences_soon_after_an_event_are_looked_at() -> None:
    texts = ["They blamed the army.", "A strike hit Bara.", "It rained.", "The army denied it.", "It denied it again."]
    assert answering(texts, {1}) == {3}


def test_whom_its_own_publisher_quotes_speaks_and_not_the_publisher(reader: Reader) -> None:
    text = "Jets bombed the market of Abs on Tuesday and killed nine people, a nurse told the Tihama Observer."
    document = Document("d", text, publisher="Tihama Observer", published=date(2023, 5, 10))
    assert [one.quote.text for claim in reader.read(document).claims for one in claim.said_by] == ["nurse"]
