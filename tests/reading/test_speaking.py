"""How deep an event stands in what is said."""

from __future__ import annotations

import pytest

from reportedly.model import Document
from reportedly.reading.parse import parse_sentences
from reportedly.reading.pipeline import Reader
from reportedly.reading.speaking import standing


@pytest.mark.parametrize(
    ("word", "wanted"),
    [("shelled", "main"), ("strikes", "phrase"), ("fallen", "relative"), ("ended", "adverbial")],
)
def test_what_is_told_stands_above_what_is_taken_as_known(word: str, wanted: str) -> None:
    text = "The army said rebels shelled Taiz in night strikes on a district that had fallen, after the truce ended."
    [doc] = parse_sentences([text])
    assert standing(next(token for token in doc if token.text == word)) == wanted


def test_who_denies_is_heard_where_the_denial_tells_of_the_event() -> None:
    text = "The Kasai Post says that Rwanda deployed troops to Goma last week. Rwanda denies it."
    claims = Reader.open().read(Document("d", text)).claims
    denied = [claim for claim in claims if claim.status == "denied"]
    assert [[speaker.quote.text for speaker in claim.said_by] for claim in denied] == [["Rwanda"]]


def test_who_is_named_in_what_another_denies_is_no_denier() -> None:
    text = (
        "Fighting went on near Goma on Sunday. "
        "The ministry rejected Rwandan statements that Congolese guns had shelled the town of Kibumba."
    )
    claims = Reader.open().read(Document("d", text)).claims
    denied = [claim for claim in claims if claim.status == "denied"]
    assert [[speaker.quote.text for speaker in claim.said_by] for claim in denied] == [["ministry"]]
