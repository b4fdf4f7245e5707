"""Which tellings of a document tell one event."""

from __future__ import annotations

from dataclasses import replace

import pytest

import reportedly
from reportedly.lexicon.telling_words import load
from reportedly.model import Claim, ClaimType, Document, Status
from reportedly.reading.drafting import draft
from reportedly.reading.merge_clauses import apart, takes_another
from reportedly.reading.merge_signs import Pairs
from reportedly.reading.merging import SURE, Group, cluster
from reportedly.reading.parse import parse_sentences
from reportedly.reading.parts import Draft, Spot, Unit
from reportedly.reading.pipeline import Reader
from reportedly.reading.sentences import split
from reportedly.reading.triggers import find_candidates
from reportedly.reading.wording import Wording


def claims_of(text: str, kind: str) -> list[Claim]:
    return [claim for claim in reportedly.read(text).claims if claim.type == kind]


def groups_of(text: str) -> list[Group]:
    reader = Reader.open()
    units, _, opinion = reader.annotate(Document("d", text))
    drafts, _ = draft(units, reader.lexicon, reader.scores, opinion)
    return cluster(drafts, units, reader.scores, opinion)


def wording_of(text: str) -> Wording:
    sentences = split(text)
    docs = parse_sentences([sentence.text for sentence in sentences])
    units = [Unit(sentence, doc) for sentence, doc in zip(sentences, docs, strict=True)]
    return Wording(units, range(len(units)))


def test_a_lead_and_its_detail_are_one_claim() -> None:
    text = (
        "A car bomb killed 14 people at a market in Mosul on Monday, police said.\n\n"
        "The car bomb tore through stalls at the market in Mosul shortly before noon, killing 14 people."
    )
    (claim,) = claims_of(text, "bombing")
    assert claim.killed.min == claim.killed.max == 14
    assert len(claim.also) == 1


def test_who_denies_what_others_tell_makes_a_claim_of_his_own() -> None:
    text = (
        "Government forces shelled the town of Ardal on Tuesday, the Karum Monitor said.\n\n"
        "The army denied shelling the town of Ardal on Tuesday."
    )
    told, denied = claims_of(text, "shelling")
    assert (told.status, denied.status) == (Status.OCCURRED, Status.DENIED)
    assert [speaker.name for speaker in told.said_by] == ["Karum Monitor"]


def test_another_strike_elsewhere_is_another_claim() -> None:
    text = (
        "An air strike killed five civilians in Idlib on Tuesday.\n\n"
        "In a separate incident, another air strike killed two farmers near Raqqa on Wednesday."
    )
    assert [claim.killed.min for claim in claims_of(text, "air_strike")] == [5, 2]


def test_a_claim_has_the_type_that_its_tellings_hold_likeliest() -> None:
    text = (
        "Warplanes bombed the town of Bara on Friday, residents said. The air strikes on Bara killed nine people. "
        "The attack on Bara also destroyed a bakery."
    )
    kinds = [claim.type for claim in reportedly.read(text).claims if claim.killed.min == 9]
    assert kinds == ["air_strike"]


def test_a_claim_knows_how_near_the_nearest_other_comes() -> None:
    text = (
        "An air strike killed five civilians in Idlib on Tuesday. The air strike in Idlib killed five civilians on Tuesday. "
        "In March the foreign minister had visited Geneva."
    )
    strike, *others = groups_of(text)
    assert len(strike.tellings) == 2
    assert strike.together is not None
    assert strike.together >= SURE
    assert [(other.together, len(other.tellings)) for other in others] == [(None, 1)]
    assert 0.0 < strike.nearest == others[0].nearest < SURE


def test_a_claim_alone_in_its_document_has_nothing_near() -> None:
    (group,) = groups_of("An air strike killed five civilians in Idlib on Tuesday.")
    assert (group.together, group.nearest) == (None, 0.0)


def test_sentences_that_share_rare_words_are_more_alike() -> None:
    told = wording_of(
        "The rebels shelled the grain silos of Ardal. Government troops entered Karum. "
        "The rebels denied it. The shells set the silos of Ardal on fire. The rebels left the town."
    )
    assert told.alike(0, 3)[0] > told.alike(0, 2)[0] > told.alike(0, 1)[0] == 0.0
    assert told.alike(0, 3)[1] > told.alike(0, 2)[1]


def test_a_sentence_without_words_is_like_no_other() -> None:
    told = wording_of("It was them. It was them.")
    assert told.alike(0, 1) == (0.0, 0.0)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("In a separate raid", "separate"),
        ("Troops also", "also"),
        ("The brothers", None),
        ("In addition, jets", "in addition"),
    ],
)
def test_words_that_set_an_event_apart_are_whole_words(words: str, found: str | None) -> None:
    match = load().another.search(words)
    assert (match[0].lower() if match else None) == found


def test_clauses_with_subjects_of_their_own_set_two_acts_apart() -> None:
    reader = Reader.open(tagger="lexicon")

    def sides(text: str) -> set[str]:
        units, _, _ = reader.annotate(Document("d", text), whole=True)
        drafts, _ = draft(units, reader.lexicon, reader.scores)
        signs = Pairs(drafts, units).signs(drafts[0], drafts[-1])
        return {sign.split()[0] for sign in signs if sign.startswith("sides=")}

    assert sides("The army shelled the town of Kutum while rebels bombed the port of Hodeidah.") == {"sides=differ"}
    assert sides("The army shelled the town of Kutum and it bombed the port of Hodeidah.") == {"sides=open"}
    assert sides("The army shelled the town of Kutum and bombed the port of Hodeidah.") == {"sides=one"}


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("The army shelled Kutum while rebels bombed Hodeidah.", True),
        ("The army shelled Kutum and rebels bombed Hodeidah.", False),
        ("The army shelled Kutum while nine farmers were bombed.", False),
    ],
)
def test_acts_that_while_joins_are_those_of_two_sides(text: str, wanted: bool) -> None:
    reader = Reader.open(tagger="lexicon")
    units, _, _ = reader.annotate(Document("d", text), whole=True)
    heads: dict[str, Draft | None] = {"shelled": None, "bombed": None}
    for candidate in find_candidates(0, units[0], reader.lexicon)[0]:
        if candidate.head.text in heads and heads[candidate.head.text] is None:
            heads[candidate.head.text] = Draft(candidate, 0.9)
    first, second = heads["shelled"], heads["bombed"]
    assert first is not None
    assert second is not None
    assert apart(first, second) is wanted


@pytest.mark.parametrize(
    ("text", "first", "second", "wanted"),
    [
        (
            "Tunis threatened to act after the bombing of a hotel.",
            ("threat", "threatened"),
            ("bombing", "bombing"),
            True,
        ),
        ("Villagers fled Kutum after rebels shelled it.", ("displacement", "fled"), ("shelling", "shelled"), True),
        ("Troops withdrew from Kidal following clashes.", ("withdrawal", "withdrew"), ("armed_clash", "clashes"), True),
        (
            "Nine farmers were killed after rebels shelled Kutum.",
            ("casualties", "killed"),
            ("shelling", "shelled"),
            False,
        ),
        ("Troops withdrew from Kidal during clashes.", ("withdrawal", "withdrew"), ("armed_clash", "clashes"), False),
    ],
)
def test_what_came_after_another_event_is_none_of_its_tellings_but_its_harm_is(
    text: str, first: tuple[str, str], second: tuple[str, str], wanted: bool
) -> None:
    reader = Reader.open(tagger="lexicon")
    units, _, _ = reader.annotate(Document("d", text), whole=True)
    candidates = find_candidates(0, units[0], reader.lexicon)[0]
    one, other = (
        next(Draft(found, 0.9) for found in candidates if (found.type, found.head.text) == told)
        for told in (first, second)
    )
    assert apart(one, other) is wanted


@pytest.mark.parametrize(
    ("text", "words", "wanted"),
    [
        ("The army cleared Kutum and has since captured Gereida.", ("cleared", "captured"), True),
        ("Rebels seized the town of Kutum on Monday and retook Nyala.", ("seized", "retook"), True),
        ("Rebels who captured Kutum in May retook Nyala.", ("captured", "retook"), True),
        ("Rebels captured Kutum and seized the whole of Kutum.", ("captured", "seized"), False),
        ("Rebels who had seized ground since May captured Kutum.", ("seized", "captured"), False),
        ("Rebels captured Kutum, and so seized a road.", ("captured", "seized"), False),
    ],
)
def test_two_words_of_taking_with_a_town_each_tell_two_captures(
    text: str, words: tuple[str, str], wanted: bool
) -> None:
    reader = Reader.open(tagger="lexicon")
    units, _, _ = reader.annotate(Document("d", text), whole=True)
    spots = tuple(Spot(0, resolved) for resolved in units[0].toponyms)
    found = {candidate.head.text: candidate for candidate in find_candidates(0, units[0], reader.lexicon)[0]}
    gains = [replace(found[word], type=ClaimType.TERRITORY_GAIN) for word in words]
    first, second = (Draft(gain, 0.9, places=spots) for gain in gains)
    assert takes_another(first, second) is wanted
    assert not takes_another(first, Draft(gains[1], 0.3, places=spots))
