import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportedly.lexicon import inflection
from reportedly.lexicon.inflection import forms, spellings


def test_the_file_has_no_faults():
    assert inflection.faults() == []


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("shell", {"shell", "shells", "shelled", "shelling"}),
        ("seize", {"seize", "seizes", "seized", "seizing"}),
        ("flee", {"flee", "flees", "fled", "fleeing"}),
        ("bury", {"bury", "buries", "buried", "burying"}),
        ("die", {"die", "dies", "died", "dying"}),
        ("gun", {"gun", "guns", "gunned", "gunning"}),
        ("expel", {"expel", "expels", "expelled", "expelling"}),
        ("ambush", {"ambush", "ambushes", "ambushed", "ambushing"}),
        ("deploy", {"deploy", "deploys", "deployed", "deploying"}),
        ("retreat", {"retreat", "retreats", "retreated", "retreating"}),
        ("retake", {"retake", "retakes", "retook", "retaken", "retaking"}),
        ("kidnap", {"kidnap", "kidnaps", "kidnapped", "kidnaped", "kidnapping", "kidnaping"}),
        ("hit", {"hit", "hits", "hitting"}),
    ],
)
def test_verbs(lemma, expected):
    assert forms(lemma, "verb") == expected


@pytest.mark.parametrize(
    ("lemma", "expected"),
    [
        ("clash", {"clash", "clashes"}),
        ("casualty", {"casualty", "casualties"}),
        ("siege", {"siege", "sieges"}),
        ("shelling", {"shelling"}),
        ("ceasefire", {"ceasefire", "ceasefires", "cease-fire", "cease-fires"}),
        ("mobilisation", {"mobilisation", "mobilisations", "mobilization", "mobilizations"}),
    ],
)
def test_nouns(lemma, expected):
    assert forms(lemma, "noun") == expected


def test_british_and_american_spellings_stand_for_each_other():
    assert spellings("neutralise") == spellings("neutralize") == {"neutralise", "neutralize"}
    assert "neighbor" in spellings("neighbour")


def test_a_word_that_only_looks_like_a_suffix_keeps_its_spelling():
    assert spellings("promise") == {"promise"}
    assert spellings("seize") == {"seize"}


def test_adjectives_do_not_change():
    assert forms("besieged", "adjective") == {"besieged"}


WORDS = st.from_regex(r"[a-z]{2,12}", fullmatch=True)


@given(WORDS, st.sampled_from(["verb", "noun", "adjective"]))
def test_a_word_is_among_its_own_forms_and_all_are_in_lower_case(word, pos):
    found = forms(word, pos)
    assert word in found
    assert all(form == form.lower() and form for form in found)


@given(WORDS)
def test_spelling_is_mutual(word):
    assert all(word in spellings(other) for other in spellings(word))
