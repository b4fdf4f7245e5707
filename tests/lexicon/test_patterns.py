"""Texts that words are looked for in."""

from __future__ import annotations

from reportedly.lexicon.patterns import lowered


def test_small_letters_stand_where_the_large_ones_stood() -> None:
    assert lowered("Shells hit KARUM") == "shells hit karum"
    text = "In İdlib and KARUM"  # the small form of the dotted letter is two characters
    assert len(lowered(text)) == len(text)
    assert lowered(text).endswith("dlib and karum")
