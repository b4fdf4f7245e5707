from __future__ import annotations

from importlib.resources import files

import pytest

from reportedly.errors import LexiconError
from reportedly.weighing.words import parse, words

TEXT = files("reportedly.weighing").joinpath("data", "words.toml").read_text("utf-8")


def test_the_packages_words_are_without_fault() -> None:
    assert "eastern" in words().parts
    assert words().keeping.isdisjoint(words().breaking)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('"alleged"', '"Alleged"', "must be lower case"),
        ('"alleged"', '"says"', "stand there once"),
        ('"calm"', '"broke"', "cannot both keep and break"),
        ("parts =", "part =", "parts"),
        ("sites = [", 'sites = ["hill", ', "both a site and loose ground"),
        ('"middle of" = "centre of"', '"middle of" = "core of"', '"core of" is no part'),
        ("parts =", "parts", "words.toml"),
    ],
)
def test_a_fault_of_the_words_names_the_file_and_the_word(old: str, new: str, fault: str) -> None:
    with pytest.raises(LexiconError, match=fault):
        parse(TEXT.replace(old, new, 1), "weighing/words.toml")
