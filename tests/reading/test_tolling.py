"""Which event a toll is of."""

from __future__ import annotations

import pytest

import reportedly
from reportedly.model import Claim, Document
from reportedly.reading.pipeline import Reader
from reportedly.sources import document_id


def document(text: str) -> Document:
    return Document(id=document_id(text), text=text)


def claims_of(text: str, kind: str) -> list[Claim]:
    return [claim for claim in reportedly.read(text).claims if claim.type == kind]


@pytest.mark.parametrize(
    ("text", "kind", "killed", "injured"),
    [
        (
            "An air strike hit the market of Dessie on Tuesday, killing nine people. Seven others were wounded.",
            "air_strike",
            (9, 9),
            (7, 7),
        ),
        (
            "Junta artillery shelled the village of Tanai on Friday. Another 20 people were injured, residents said.",
            "shelling",
            (None, None),
            (20, 20),
        ),
        (
            "A roadside bomb exploded beside a convoy near Mopti on Monday. At least six soldiers were killed.",
            "bombing",
            (6, None),
            (None, None),
        ),
        (
            "Rebels fired rockets at the port of Hodeidah on Sunday. The governor said that no casualties were reported.",
            "shelling",
            (0, 0),
            (0, 0),
        ),
    ],
)
def test_a_toll_in_a_sentence_of_its_own_is_of_the_event_before_it(
    text: str, kind: str, killed: tuple[int | None, int | None], injured: tuple[int | None, int | None]
) -> None:
    claim = claims_of(text, kind)[0]
    assert (claim.killed.min, claim.killed.max) == killed
    assert (claim.injured.min, claim.injured.max) == injured


def test_a_toll_is_of_what_its_cue_names_as_the_cause() -> None:
    text = (
        "The air strikes near the oil fields of Marib killed three people on Saturday, while seven were killed by shelling "
        "of a petrol station in Taiz."
    )
    assert [claim.killed.min for claim in claims_of(text, "air_strike")] == [3]
    assert [claim.killed.min for claim in claims_of(text, "shelling")] == [7]


@pytest.mark.parametrize(
    ("text", "kind", "killed"),
    [
        ("A bomb in Goma killed 36 people, and the blast was followed by rocket fire that killed nine.", "shelling", 9),
        ("Air strikes on Taiz killed 17 people while artillery fire on Hodeidah killed another two.", "shelling", 2),
        (
            "Mortars injured a cook in Kutum, and three nurses were killed and nine hurt when jets bombed Nyala.",
            "air_strike",
            3,
        ),
    ],
)
def test_two_tolls_of_a_sentence_are_each_of_their_own_act(text: str, kind: str, killed: int) -> None:
    assert [claim.killed.min for claim in claims_of(text, kind)] == [killed]


def test_those_who_are_taken_are_captured_whatever_the_verb() -> None:
    text = "Houthi gunmen dragged eleven fishermen from their homes in al-Tuhayta on Thursday."
    assert [claim.captured.min for claim in claims_of(text, "abduction")] == [11]


def test_a_number_names_nobody() -> None:
    text = (
        "A car bomb killed 21 in Mosul on Monday.\n\nThe car bomb in Mosul killed 21 pilgrims on Monday, police said."
    )
    targets = {mention.quote.text for claim in claims_of(text, "bombing") for mention in claim.target}
    assert targets == {"21 pilgrims"} or targets == {"pilgrims"}


def test_without_the_encoder_a_toll_that_names_another_place_is_nobodys() -> None:
    bare = "Warplanes bombed the town of Kutum on Monday. Another twelve people were injured, he said."
    elsewhere = "Warplanes bombed the town of Kutum on Monday. Another twelve people were injured at a wedding in Nyala, he said."
    reader = Reader.open(tagger="lexicon")
    told = [[claim.injured.min for claim in reader.read(document(text)).claims] for text in (bare, elsewhere)]
    assert told[0][0] == 12
    assert told[1][0] is None


def test_an_exact_count_of_another_telling_takes_the_place_of_a_vague_one() -> None:
    text = (
        "A car bomb killed dozens of people at a market in Mosul on Monday.\n\n"
        "The car bomb at the market in Mosul killed 67 people on Monday, the interior ministry said."
    )
    assert [(claim.killed.min, claim.killed.max) for claim in claims_of(text, "bombing")] == [(67, 67)]


def test_a_lead_without_a_speaker_has_that_of_its_detail() -> None:
    text = (
        "A car bomb killed 14 people at a market in Mosul on Monday.\n\n"
        "The car bomb at the market in Mosul killed 14 people on Monday, the interior ministry said."
    )
    (claim,) = claims_of(text, "bombing")
    assert [mention.quote.text for mention in claim.said_by] == ["interior ministry"]


def test_a_surname_names_no_second_speaker() -> None:
    text = (
        "A car bomb killed 14 people at a market in Mosul on Monday, governor Omar Sattar said.\n\n"
        "The car bomb at the market in Mosul killed 14 people on Monday, Sattar told reporters."
    )
    (claim,) = claims_of(text, "bombing")
    assert [mention.quote.text for mention in claim.said_by] == ["Omar Sattar"]


def test_who_died_when_it_happened_is_its_toll() -> None:
    [claim] = claims_of("Eight soldiers died on Friday when fighters ambushed six lorries near Matupi.", "armed_clash")
    assert (claim.killed.min, claim.killed.max) == (8, 8)


def test_the_dead_of_a_longer_time_are_not_those_of_what_went_on() -> None:
    text = "Some 340 civilians have lost their lives in Taiz since April as rebels have shelled the town."
    assert all(claim.killed.min is None for claim in claims_of(text, "shelling"))
