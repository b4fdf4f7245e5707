from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from reportedly.printable import printable


def test_bidirectional_marks_and_controls_become_visible() -> None:
    assert printable("a\u202eb\x1b[2Jc\x07\ud800") == "a⟨U+202E⟩b⟨U+001B⟩[2Jc⟨U+0007⟩⟨U+D800⟩"


def test_lines_tabs_and_words_of_any_script_stay() -> None:
    text = "Halab\tحلب\nМариуполь می\u200cروم"
    assert printable(text) == text


@given(st.text(st.characters()))
def test_what_is_shown_can_be_encoded_and_shown_again_unchanged(text: str) -> None:
    shown = printable(text)
    shown.encode("utf-8")
    assert printable(shown) == shown
    assert not any(unicodedata.category(c) == "Cc" and c not in "\n\t" for c in shown)
