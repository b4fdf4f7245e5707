"""Which sentences tell whose words others are."""

from __future__ import annotations

from reportedly.reading.speech_needs import needed


def test_the_ends_of_a_quotation_that_holds_the_sentence_are_needed() -> None:
    texts = ["“The jets came.", "They bombed the bakery.", "We fled,” the mayor said.", "It rained."]
    assert needed(texts, [1]) == {0, 2}
    assert needed(texts, [3]) == set()


def test_the_latest_sentence_in_which_somebody_named_speaks_is_needed_for_he_said() -> None:
    texts = [
        "Omar Sattar told reporters of it.",
        "It rained in Gao.",
        "He added it was late.",
        "Nine were killed, he said.",
    ]
    assert needed(texts, [3]) == {0}
    assert needed([*texts[:3], "Nine were killed."], [3]) == set()
