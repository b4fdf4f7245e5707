"""A parsed sentence as plain objects."""

from __future__ import annotations

import gc

import pytest

from reportedly.reading import parse
from reportedly.reading.parse import parse_sentences
from reportedly.reading.tokens import Doc, Token, root

TEXT = "On Monday, rebels from Marib shelled the old port near Hodeidah."


def parsed(text: str = TEXT) -> Doc:
    (doc,) = parse_sentences([text])
    return doc


def words(tokens: list[object]) -> list[str]:
    return [str(token.text) for token in tokens]  # type: ignore[attr-defined]


def test_words_hang_together_as_the_parser_says() -> None:
    doc = parsed()
    verb = next(token for token in doc if token.dep_ == "ROOT")
    assert (verb.text, verb.head, list(verb.ancestors)) == ("shelled", verb, [])
    assert words([*verb.lefts]) == ["On", ",", "rebels"]
    assert words([*verb.rights]) == ["port", "."]
    assert list(verb.children) == verb.lefts + verb.rights
    port = next(token for token in doc if token.text == "port")
    assert words([*port.subtree]) == ["the", "old", "port", "near", "Hodeidah"]
    assert (port.left_edge.text, port.right_edge.text) == ("the", "Hodeidah")
    assert words([*doc[-2].ancestors]) == ["near", "port", "shelled"]


def test_offsets_are_those_of_the_text() -> None:
    doc = parsed("The  army\nleft .")
    assert [doc.text[token.idx : token.idx + len(token)] for token in doc] == [token.text for token in doc]
    assert "".join(token.text + token.whitespace_ for token in doc) == doc.text


@pytest.mark.parametrize(
    ("start", "end", "found"),
    [
        (0, 9, ["On", "Monday"]),
        (3, 4, ["Monday"]),
        (2, 4, ["Monday"]),  # a blank at the start belongs to nobody
        (0, 3, ["On"]),
        (len(TEXT) - 1, len(TEXT), ["."]),
        (2, 3, []),
        (0, 0, []),
        (3, len(TEXT) + 1, []),
    ],
)
def test_words_are_found_by_their_characters(start: int, end: int, found: list[str]) -> None:
    assert words([*parsed().covering(start, end)]) == found


def test_of_words_that_stand_together_the_highest_is_their_root_and_never_a_comma() -> None:
    doc = parsed()
    assert root(doc.covering(0, 10)).text == "On"
    assert root(doc.covering(3, 10)).text == "Monday"
    assert root(doc).text == "shelled"


def test_no_word_stands_before_the_first() -> None:
    with pytest.raises(IndexError):
        parsed()[0].nbor(-1)


@pytest.mark.parametrize(
    "text",
    [
        "Let 's go, said the men who let others go.",
        "There were clashes in Taiz, and there is no truce.",
        "They got ta leave and got the others out.",
        "Y' all left.",
        "GONNA FIGHT, they are gon na fight.",
        TEXT,
    ],
)
def test_a_word_that_is_remembered_is_what_the_model_says_of_it_there(text: str) -> None:
    parse_sentences(["Men let him go on there.", "He got all of us.", "It was 's.", text])
    nlp, forms = parse._model()
    (whole,) = nlp.pipe([text])
    for token, form in zip(parsed(text), forms._asked(whole), strict=True):
        assert (token.text, token.lemma_, token.pos_, token.tag_) == (form.text, form.lemma_, form.pos_, form.tag_)


def test_a_sentence_that_is_let_go_leaves_no_garbage_behind() -> None:
    gc.collect()
    gc.disable()
    try:
        before = words_alive()
        doc = parsed()
        made = words_alive() - before
        doc.let_go()
        assert made == len(TEXT.split()) + 2  # and the comma and the full stop
        assert words_alive() == before
    finally:
        gc.enable()


def words_alive() -> int:
    return sum(isinstance(each, Token) for each in gc.get_objects())
