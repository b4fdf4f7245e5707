"""The words of answering: without fault, and each example of theirs is read as it says."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import answer_words
from reportedly.lexicon.answer_words import ExampleShape
from reportedly.reading.answer_forms import find_answers
from reportedly.reading.parse import parse_sentences


def altered(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Lets the checker read its file with `old` replaced by `new`."""

    def read(file: str) -> tuple[dict[str, object], list[str]]:
        text = files("reportedly.lexicon").joinpath("data", file).read_text("utf-8")
        assert old in text
        return tomllib.loads(text.replace(old, new, 1)), []

    monkeypatch.setattr(answer_words, "read_toml", read)


def test_the_file_of_answers_is_without_fault() -> None:
    assert answer_words.faults() == []


def test_a_word_in_capitals_and_a_verb_of_both_kinds_are_faults(monkeypatch: pytest.MonkeyPatch) -> None:
    altered(monkeypatch, 'verbs = ["accuse", "blame"]', 'verbs = ["accuse", "Blame", "deny"]')
    assert answer_words.faults() == [
        'lexicon/answers.toml: "Blame" is not one word in small letters',
        'lexicon/answers.toml: "deny" accuses and denies',
    ]
    with pytest.raises(LexiconError):
        answer_words.load.__wrapped__()


@pytest.mark.parametrize("example", answer_words.examples(), ids=lambda one: one.text)
def test_each_example_is_read_as_it_says(example: ExampleShape) -> None:
    (doc,) = parse_sentences([example.text])
    found = find_answers(doc)
    assert [one.verb.text for one in found] == ([example.answer] if example.answer else [])
    for one in found:
        assert [token.text for token in one.who] == example.who
        assert [token.text for token in one.accused] == example.accused
        assert one.own is example.own
