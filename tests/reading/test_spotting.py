"""Words spotted in a parse by the parser's own numbers."""

from __future__ import annotations

from reportedly.reading.parse import parse_sentences
from reportedly.reading.spotting import labelled, spots


def test_a_word_is_spotted_by_its_lemma_its_form_and_in_capitals() -> None:
    (doc,) = parse_sentences(["Rebels killed six and KILL more; the Dead lay there."])
    assert [doc[at].text for at in spots(doc, frozenset({"kill", "dead"}))] == ["killed", "KILL", "Dead"]


def test_words_that_are_also_names_of_the_parser_are_spotted() -> None:
    (doc,) = parse_sentences(["The case of an agent left its mark."])
    assert [doc[at].text for at in spots(doc, frozenset({"case", "agent", "mark"}))] == ["case", "agent", "mark"]


def test_a_label_is_asked_together_with_a_part_of_speech() -> None:
    (doc,) = parse_sentences(["Omar saw that soldiers fled."])
    assert [doc[at].text for at in labelled(doc, frozenset({"nsubj"}), "PROPN")] == ["Omar"]
