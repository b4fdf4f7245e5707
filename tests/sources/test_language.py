from __future__ import annotations

import pytest

from reportedly.errors import DocumentError
from reportedly.sources.language import english_or_none, language_of

ENGLISH = (
    "The army retook the hill town of Kasanga from rebels on Tuesday after two days of fighting, the governor said. "
    "Residents spoke of heavy shelling of the market and of several bodies in the streets, and aid workers asked both "
    "sides for a pause to bring out the wounded."
)
FRENCH = (
    "L'armée a repris mardi la ville de Kasanga aux rebelles après deux jours de combats, a déclaré le gouverneur. Les "
    "habitants ont parlé de bombardements intenses sur le marché et de plusieurs corps dans les rues, tandis que les "
    "secouristes demandaient aux deux camps une pause pour évacuer les blessés."
)


def test_english_is_known() -> None:
    assert english_or_none(ENGLISH) == "en"
    assert english_or_none(ENGLISH.upper()) == "en"


def test_french_is_refused_by_name() -> None:
    with pytest.raises(DocumentError, match=r"written in French \(fr\); reportedly reads English\. Translate it first"):
        english_or_none(FRENCH)


def test_a_short_text_is_read_and_its_language_left_open() -> None:
    assert english_or_none("Kasanga: 9 tués, 14 blessés.") is None
    assert language_of("") is None
    assert language_of("12:00 13:00 " * 100) is None


def test_a_foreign_quotation_at_the_beginning_does_not_decide() -> None:
    assert english_or_none(FRENCH[:200] + " " + ENGLISH * 30) == "en"


def test_what_is_stated_is_trusted() -> None:
    assert english_or_none(FRENCH, stated="en-GB") == "en"
    assert english_or_none(FRENCH, stated="ENG") == "en"
    with pytest.raises(DocumentError, match=r"another language \(qqq\)"):
        english_or_none(ENGLISH, stated="qqq")


def test_a_text_with_lone_surrogates_does_no_harm() -> None:
    assert language_of("\ud800" + ENGLISH) == "en"
