from __future__ import annotations

from dataclasses import replace

from tests.linking.made_up_news import claim

from reportedly.model import Claim, Document, Mention, Quote
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
