from pathlib import Path

import pytest

from reportedly.lexicon import codebook, inflection, triggers
from reportedly.lexicon.codebook_page import render
from reportedly.model import ClaimType, Status

PAGE = Path(__file__).parents[2] / "docs" / "codebook.md"
EXAMPLES = [example for entry in codebook.load().types.values() for example in entry.examples]


def test_every_type_and_status_has_an_entry():
    book = codebook.load()
    assert list(book.types) == list(ClaimType)
    assert [term.name for term in book.statuses] == [status.value for status in Status]


def test_the_file_has_no_faults():
    assert codebook.faults() == []


def test_the_page_is_printed_from_the_data():
    assert PAGE.read_text("utf-8") == render(), "write it again: see the head of docs/codebook.md"


def test_every_example_is_printed_on_the_page():
    page = PAGE.read_text("utf-8")
    assert [example.text for example in EXAMPLES if f"> {example.text}\n" not in page] == []


def test_no_sentence_is_an_example_twice():
    texts = [example.text for example in EXAMPLES]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: f"{example.type}: {example.trigger}")
def test_the_lexicon_has_a_word_for_each_example(example):
    lexicon = triggers.load()
    heads = {head for word in example.trigger.lower().split() for head in lexicon.heads.get(word, ())}
    heads |= {head for part in example.trigger.lower().split("-") for head in lexicon.heads.get(part, ())}
    found = [entry for head in heads for entry in lexicon.by_head[head]]
    means = {ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.BOMBING, ClaimType.CHEMICAL_ATTACK}
    assert any(
        entry.type is example.type
        or example.type in entry.by_object.values()
        or (entry.by_means and example.type in means)
        for entry in found
    )


def test_an_example_that_misquotes_its_sentence_is_a_fault():
    raw = {
        "type": {
            "shelling": {
                "name": "Shelling",
                "definition": "x",
                "codes": {},
                "example": [{"text": "Gunners shelled the port.", "trigger": "shelled", "places": ["Berbera"]}] * 3,
            }
        }
    }
    _, found = codebook.read_codebook(raw)
    assert 'lexicon/codebook.toml: type "shelling": "Berbera" does not stand in "Gunners shelled the port."' in found


def test_a_type_with_two_examples_is_refused():
    example = {"text": "Gunners shelled the port.", "trigger": "shelled"}
    raw = {"type": {"shelling": {"name": "Shelling", "definition": "x", "codes": {}, "example": [example] * 2}}}
    _, found = codebook.read_codebook(raw)
    assert any('type "shelling": example:' in fault for fault in found)


def test_a_missing_type_and_a_misspelt_one_are_both_told():
    _, found = codebook.read_codebook({"type": {"sheling": {}}})
    assert 'lexicon/codebook.toml: type "shelling" is missing' in found
    assert 'lexicon/codebook.toml: type "sheling": unknown type "sheling". Did you mean "shelling"?' in found


def test_a_misspelt_key_deep_in_an_entry_is_told_with_the_right_one():
    raw = {"type": {"shelling": {"name": "x", "definition": "x", "codes": {"ploover": "x"}, "example": []}}}
    _, found = codebook.read_codebook(raw)
    assert 'lexicon/codebook.toml: type "shelling": unknown key "ploover". Did you mean "plover"?' in found


def test_words_of_a_type_are_forms_that_the_gate_knows():
    lexicon = triggers.load()
    for entry in lexicon.triggers:
        assert inflection.forms(entry.head, entry.pos) <= lexicon.heads.keys()
