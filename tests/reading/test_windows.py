from __future__ import annotations

from itertools import pairwise

import pytest
from tests.reading.small_tokenizer import small_tokenizer

from reportedly.errors import ModelError
from reportedly.reading.windows import CONTEXT, LONGEST, windows

SENTENCE = ("text", "Rebels shelled the town of Kara on Monday, the army said.")


def test_a_short_document_is_one_window_whose_pieces_quote_exactly() -> None:
    (window,) = windows([("title", "Town shelled"), SENTENCE], small_tokenizer())
    told = [
        SENTENCE[1][a:b].lower() for s, a, b in zip(window.sentence, window.start, window.end, strict=True) if s == 1
    ]
    assert told[:4] == ["rebels", "shell", "ed", "the"]
    assert [window.begins[at] for at, s in enumerate(window.sentence) if s == 1][:4] == [True, True, False, True]


def test_the_title_is_set_off_from_the_text() -> None:
    tokenizer = small_tokenizer()
    (window,) = windows([("title", "Town shelled"), SENTENCE], tokenizer)
    assert window.ids.count(tokenizer.token_to_id("[SEP]")) == 2


def test_every_sentence_is_the_own_of_exactly_one_window_and_none_is_too_long() -> None:
    made = windows([SENTENCE] * 200, small_tokenizer())
    own = [
        {window.sentence[at] for at in range(window.own, len(window.ids)) if window.sentence[at] >= 0}
        for window in made
    ]
    assert sorted(s for each in own for s in each) == list(range(200))
    assert all(len(window.ids) <= LONGEST for window in made)


def test_a_later_window_begins_with_the_end_of_the_one_before() -> None:
    made = windows([SENTENCE] * 200, small_tokenizer())
    for before, after in pairwise(made):
        context = [s for s in after.sentence[: after.own] if s >= 0]
        assert context
        assert context[-1] == before.sentence[-2]
        assert len(context) <= CONTEXT


def test_a_sentence_longer_than_a_window_is_cut_at_its_end() -> None:
    made = windows([("text", "town " * 3000), SENTENCE], small_tokenizer())
    assert max(len(window.ids) for window in made) <= LONGEST
    assert any(1 in window.sentence for window in made)


def test_no_sentences_give_no_windows() -> None:
    assert windows([], small_tokenizer()) == []


def test_a_tokeniser_without_the_marks_of_a_sentence_is_refused() -> None:
    from tokenizers import Tokenizer
    from tokenizers.models import WordPiece

    with pytest.raises(ModelError, match=r"knows no \[CLS\]"):
        windows([SENTENCE], Tokenizer(WordPiece({"[UNK]": 0}, unk_token="[UNK]")))
