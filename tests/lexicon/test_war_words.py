"""What words have to do with war."""

from __future__ import annotations

from reportedly.lexicon import triggers, war_words


def test_a_form_stands_for_its_entry_its_class_and_the_type_that_it_names() -> None:
    signs = war_words.signs()
    assert set(signs["howitzers"]) >= {"word=howitzer", "class=artillery"}
    assert set(signs["shelled"]) >= {"word=shell", "type=shelling"}


def test_a_verb_that_is_light_names_no_event_by_itself() -> None:
    for form in ("is", "takes", "has"):
        assert not [sign for sign in war_words.signs()[form] if not sign.startswith("word=")]


def test_every_word_of_every_trigger_has_a_sign() -> None:
    signs = war_words.signs()
    for trigger in triggers.load().triggers:
        for word in trigger.words:
            assert f"word={word}" in signs[word]
