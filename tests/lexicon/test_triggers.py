import pytest

from reportedly.errors import LexiconError
from reportedly.lexicon import triggers
from reportedly.lexicon.triggers import Frame, load, read_frames, read_nouns, read_triggers
from reportedly.model import ClaimType

FRAMES = {"strike": Frame("strike", "actor", "target", "actor", {})}
SHELL = {"type": "shelling", "lemmas": ["shell"], "pos": "verb", "frame": "strike"}


def faults_of(*entries):
    return read_triggers({"trigger": list(entries)}, FRAMES)[1]


def test_the_files_have_no_faults():
    assert triggers.faults() == []


def test_there_are_words_enough_for_every_type():
    lexicon = load()
    assert len(lexicon.triggers) >= 420
    assert {trigger.type for trigger in lexicon.triggers} == set(ClaimType)


def test_every_trigger_has_a_name_of_its_own():
    names = [trigger.id for trigger in load().triggers]
    assert len(names) == len(set(names))
    assert {"shell.verb", "take_control.verb", "held.adjective"} <= set(names)


def test_every_trigger_is_found_by_its_head():
    lexicon = load()
    for trigger in lexicon.triggers:
        assert trigger in lexicon.by_head[trigger.head, trigger.pos]


def test_the_head_of_a_verb_phrase_is_first_and_that_of_a_noun_phrase_last():
    lexicon = load()
    assert any(trigger.words == ("take", "control") for trigger in lexicon.by_head["take", "verb"])
    assert any(trigger.words == ("car", "bomb") for trigger in lexicon.by_head["bomb", "noun"])


def test_long_phrases_are_tried_before_short_ones_and_what_needs_more_before_what_needs_less():
    for candidates in load().by_head.values():
        ranks = [(-len(trigger.words), -len(trigger.needs)) for trigger in candidates]
        assert ranks == sorted(ranks)


@pytest.mark.parametrize("word", ["shelled", "captured", "neutralized", "neutralised", "ceasefires", "held", "struck"])
def test_a_form_leads_to_its_head(word):
    lexicon = load()
    assert lexicon.heads[word]
    assert all(head in lexicon.by_head for head in lexicon.heads[word])


def test_every_frame_is_used_by_some_trigger():
    lexicon = load()
    assert set(lexicon.frames) - {trigger.frame for trigger in lexicon.triggers} <= {"happen"}


def test_nouns_are_in_the_classes_that_rules_ask_for():
    classes = load().noun_classes
    assert "armed" in classes["militant"]
    assert "civilian" in classes["journalist"]
    assert "place" in classes["village"]
    assert "aircraft" in classes["warplane"]
    assert "agent" in classes["chlorine"]
    assert classes["neighbourhood"] == classes["neighborhood"]


def test_the_lexicon_is_read_once():
    assert load() is load()
    assert len(load().digest) == 16


def test_an_unknown_type_is_told_with_the_nearest_one():
    assert faults_of(SHELL | {"type": "sheling"}) == [
        'lexicon/triggers.toml: trigger 1 "shell": unknown type "sheling". Did you mean "shelling"?'
    ]


def test_a_misspelt_key_is_a_fault():
    assert faults_of(SHELL | {"by_mean": True}) == [
        'lexicon/triggers.toml: trigger 1 "shell": unknown key "by_mean". Did you mean "by_means"?'
    ]


def test_an_unknown_need_and_frame_are_faults():
    assert faults_of(SHELL | {"needs": ["plaice"]}, SHELL | {"frame": "stroke"}) == [
        'lexicon/triggers.toml: trigger 1 "shell": unknown needs "plaice". Did you mean "place"?',
        'lexicon/triggers.toml: trigger 2 "shell": unknown frame "stroke". Did you mean "strike"?',
    ]


def test_the_same_word_with_the_same_needs_is_a_fault_and_with_other_needs_is_not():
    assert faults_of(SHELL, SHELL) == [
        'lexicon/triggers.toml: trigger 2 "shell": "shell" stands with the same needs in trigger 1'
    ]
    assert faults_of(SHELL, SHELL | {"needs": ["armed"]}) == []


def test_a_word_in_upper_case_is_a_fault():
    assert faults_of(SHELL | {"lemmas": ["Shell"]}) == [
        'lexicon/triggers.toml: trigger 1 "Shell": "Shell" must be in lower case with single blanks'
    ]


def test_a_suffix_must_be_an_adjective():
    assert faults_of(SHELL | {"suffix": True}) == ['lexicon/triggers.toml: trigger 1 "shell": suffix is for adjectives']


def test_an_entry_without_lemmas_is_named_by_its_number():
    assert faults_of({"type": "shelling"})[0] == 'lexicon/triggers.toml: trigger 1 without lemmas: "lemmas" is missing'


def test_an_unknown_table_is_a_fault():
    assert read_triggers({"triger": []}, FRAMES)[1] == [
        'lexicon/triggers.toml: unknown table "triger". Did you mean "trigger"?'
    ]


def test_an_unknown_role_in_a_frame_is_a_fault():
    _, found = read_frames({"frame": {"strike": {"subject": "acter"}}})
    assert found == ['lexicon/frames.toml: frame "strike": unknown subject "acter". Did you mean "actor"?']


def test_an_unknown_class_of_nouns_and_a_doubled_noun_are_faults():
    _, found = read_nouns({"noun": {"armd": {"lemmas": ["rebel", "rebel"]}}})
    assert found == [
        'lexicon/nouns.toml: noun "armd": unknown class "armd". Did you mean "armed"?',
        'lexicon/nouns.toml: noun "armd": "rebel" stands twice',
    ]


def test_all_faults_come_in_one_error():
    error = LexiconError(faults_of(SHELL | {"type": "sheling"}, SHELL | {"pos": "vreb"}))
    assert len(error.faults) == 2
    assert "reportedly lexicon check" in str(error)
