"""What the parser is given and what is read out of it."""

from __future__ import annotations

from reportedly.reading.parse import parse_sentences


def test_words_stand_where_the_text_has_them_and_brackets_are_spelt_as_it_spells_them() -> None:
    text = "Fighters of the Chin National Army -LRB- CNA -RRB- seized Rikhawdar on Monday ."
    (doc,) = parse_sentences([text])
    assert [text[word.idx : word.idx + len(word)] for word in doc] == [word.text for word in doc]
    assert {word.text: word.dep_ for word in doc}["-LRB-"] == "punct"
    assert next(word for word in doc if word.text == "CNA").dep_ == "appos"


def test_a_headline_is_parsed_as_it_is_told_and_quoted_as_it_is_spelt() -> None:
    text = "Houthis Deny It"
    (doc,) = parse_sentences([text], {0: "Houthis deny it"})
    assert doc.text == text
    assert [word.dep_ for word in doc] == ["nsubj", "ROOT", "dobj"]


def test_a_subject_is_no_cry() -> None:
    (doc,) = parse_sentences(["Houthis deny it"])
    assert (doc[0].pos_, doc[0].lemma_) == ("PROPN", "Houthis")
