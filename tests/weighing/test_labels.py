from __future__ import annotations

from dataclasses import replace

from tests.linking.made_up_news import claim, mention
from tests.linking.test_linker import KIN

from reportedly.model import Claim, Document, Mention, Quote, Status
from reportedly.weighing.headlines import headlines
from reportedly.weighing.labels import label_counts, label_uses


def calling(
    id_: str, text: str, word: str, *, publisher: str = "Hill Wire", label: str | None = None, said_by: str = ""
) -> Claim:
    document = Document(f"d_{id_}", text, publisher=publisher)
    at = text.find(word)
    party = Mention(Quote(word, at, at + len(word)), "Free Syrian Army", "free-syrian-army", label)
    return replace(claim(id_, said_by=said_by or ()), document=document, actor=(party,))


def test_words_of_a_publisher_are_counted_with_their_share() -> None:
    uses = label_uses(
        [
            calling("a", "The terrorists fled.", "terrorists", label="terrorists"),
            calling("b", "The rebels fled.", "rebels"),
            calling("c", "More rebels came.", "rebels"),
            calling("d", "The Free Syrian Army fled.", "Free Syrian Army"),
        ]
    )
    found = {count.label: (count.own, count.quoted, round(count.share, 2)) for count in label_counts(uses)}
    assert found == {"terrorists": (1, 0, 0.33), "rebels": (2, 0, 0.67)}


def test_a_speakers_word_is_not_charged_to_the_publisher() -> None:
    (use,) = label_uses(
        [calling("a", "The terrorists fled, the army said.", "terrorists", label="terrorists", said_by="army")]
    )
    assert use.quoted
    assert label_counts([use])[0].share == 0.0


def test_a_word_in_quotation_marks_is_quoted() -> None:
    (use,) = label_uses([calling("a", "Damascus fought “terrorists” there.", "terrorists", label="terrorists")])
    assert use.quoted


def test_one_place_in_a_text_counts_once() -> None:
    first = calling("a", "The rebels fled.", "rebels")
    assert len(label_uses([first, replace(first, id="b")])) == 1


def headed(title: str, *claims: Claim) -> list[Claim]:
    document = Document("d_1", "Body.", title=title, publisher="Hill Wire")
    return [replace(one, document=document) for one in claims]


def in_title(one: Claim) -> Claim:
    return replace(one, evidence=replace(one.evidence, where="title"))


def test_a_headline_that_its_text_denies_is_found() -> None:
    told = headed("Town falls", in_title(claim("h", actor=None)), claim("t", status=Status.DENIED, said_by="army"))
    assert [(found.fault, found.body) for found in headlines(told, KIN)] == [("denied", ("t",))]


def test_a_headline_that_makes_a_word_a_fact_is_found() -> None:
    told = headed("Town falls", in_title(claim("h")), claim("t", said_by="army"))
    assert [found.fault for found in headlines(told, KIN)] == ["weakened"]


def test_a_headline_with_another_toll_is_found() -> None:
    told = headed("Raid kills 200", in_title(claim("h", killed=200)), claim("t", killed=11))
    (found,) = headlines(told, KIN)
    assert (found.fault, found.sentence) == (
        "another toll",
        "The text gives another number than the headline. 200 against 11.",
    )


def test_a_headline_of_which_the_text_says_nothing_is_found() -> None:
    assert [found.fault for found in headlines(headed("Raid", in_title(claim("h")), claim("t", at="Dara")), KIN)] == [
        "not held"
    ]


def test_a_headline_that_its_text_bears_out_is_none() -> None:
    assert headlines(headed("Raid", in_title(claim("h")), claim("t")), KIN) == ()


def test_a_claim_told_by_both_is_weakened_only_where_the_headline_hides_whose_word_it_is() -> None:
    told = replace(claim("t", said_by="Salim Haddad"), also=(replace(mention("Town falls").quote, where="title"),))
    assert [found.fault for found in headlines(headed("Town falls", told), KIN)] == ["weakened"]
    assert headlines(headed("Town falls, says Haddad", told), KIN) == ()
