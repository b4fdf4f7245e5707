"""The data of speech, its faults, and its examples."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import speech_words
from reportedly.reading.parse import parse_sentences
from reportedly.reading.speech import find_speech

EXAMPLES = speech_words.load().examples


def altered(monkeypatch: pytest.MonkeyPatch, old: str, new: str) -> None:
    """Lets the checker read its file with `old` replaced by `new`."""

    def read(file: str) -> tuple[dict[str, object], list[str]]:
        text = files("reportedly.lexicon").joinpath("data", file).read_text("utf-8")
        assert old in text
        return tomllib.loads(text.replace(old, new, 1)), []

    monkeypatch.setattr(speech_words, "read_toml", read)


def test_the_file_of_speech_is_without_fault() -> None:
    assert speech_words.faults() == []


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("hedged = true\n", "hedgd = true\n", 'unknown key "hedgd". Did you mean "hedged"?'),
        ('content = ["of"]', 'content = ["off"]', "unknown content"),
        ('lemmas = ["blame"]', 'lemmas = ["accuse"]', '"accuse" stands twice'),
        ('lemmas = ["blame"]', "lemmas = []", "verb"),
        ("[noun]", "[nouns]", 'unknown table "nouns". Did you mean "noun"?'),
    ],
)
def test_a_fault_names_the_file_and_what_is_wrong(
    monkeypatch: pytest.MonkeyPatch, old: str, new: str, told: str
) -> None:
    altered(monkeypatch, old, new)
    found = speech_words.faults()
    assert any(told in fault for fault in found), found
    assert all(fault.startswith("lexicon/speech.toml") for fault in found)


def test_a_faulty_file_is_not_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    altered(monkeypatch, "[noun]", "[nouns]")
    with pytest.raises(LexiconError, match="nouns"):
        speech_words.load.__wrapped__()


@pytest.mark.parametrize("example", EXAMPLES, ids=[example.text for example in EXAMPLES])
def test_every_example_of_the_file_reads_as_it_says(example: speech_words.ExampleShape) -> None:
    [speeches] = find_speech(parse_sentences([example.text]))
    inside = [speech for speech in speeches if example.says and example.says in example.text[speech.start : speech.end]]
    if example.says is None:
        assert speeches == []
        return
    assert inside, speeches
    speech = inside[0]
    assert [speaker.text for speaker in speech.speakers] == example.speaker
    assert (speech.hedged, speech.denial) == (example.hedged, example.denial)
    if example.not_says:
        assert example.not_says not in example.text[speech.start : speech.end]
