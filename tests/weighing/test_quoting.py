from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.linking.made_up_news import DAY, claim, mention
from tests.linking.test_linker import KIN

from reportedly.model import Claim
from reportedly.weighing.voices import carried, echoes, voices

LATER = DAY + timedelta(days=2)
BURNT = "The grain market of Halwa burnt down when two shells struck its northern gate before noon"


def keys(*claims: Claim) -> list[str]:
    return [voice.key for voice in voices(claims, KIN)]


def test_a_copy_quotes_the_speaker_whom_its_words_name_whoever_was_read_for_it() -> None:
    text = f"{BURNT}, Salim Haddad said."
    copy = claim("b", "River Post", text=text, said_by="Mirna Koval", published=LATER)
    assert keys(claim("a", text=text, said_by="Salim Haddad"), copy) == ["name:salim haddad"]


def test_two_who_word_a_thing_alike_are_two_voices_where_each_text_names_its_own() -> None:
    one = claim("a", text=f"{BURNT}, Salim Haddad said.", said_by="Salim Haddad")
    other = claim("b", "River Post", text=f"{BURNT}, Mirna Koval said.", said_by="Mirna Koval", published=LATER)
    assert len(keys(one, other)) == 2


def test_a_speaker_read_from_elsewhere_yields_to_the_one_whom_the_rest_of_a_copy_names() -> None:
    one = claim("a", text=BURNT, said_by="Salim Haddad")
    other = claim("b", "River Post", text=BURNT, said_by="Mirna Koval", published=LATER)
    whole = f"{BURNT}. Salim Haddad told this. Mirna Koval sells bread."
    assert len(keys(one, other)) == 2
    assert len(keys(one, replace(other, document=replace(other.document, text=whole)))) == 1


def test_a_claim_whose_words_name_a_speaker_whom_others_quote_quotes_him_too() -> None:
    quoted = claim("a", text="Salim Haddad said that the market burnt.", said_by="Salim Haddad")
    missed = claim("b", "River Post", text="A fire at the market, Salim Haddad told reporters, killed two.")
    elsewhere = replace(missed, id="c", said_by=(mention("Mirna Koval"),))
    assert keys(quoted, missed) == keys(quoted, elsewhere) == ["name:salim haddad"]
    assert [one.reason for one in echoes(carried([quoted, missed], KIN))] == ["same speaker"]


@pytest.mark.parametrize(
    "text",
    [
        "A mortar round killed Salim Haddad in the market.",
        "A nurse told Salim Haddad that the market burnt.",
        "Salim Haddadin saw the market burn.",
    ],
)
def test_who_is_struck_or_told_or_only_called_alike_is_no_speaker(text: str) -> None:
    quoted = claim("a", text="Salim Haddad said that the market burnt.", said_by="Salim Haddad")
    other = claim("b", "River Post", text=text, target="Salim Haddad" if "killed" in text else None)
    assert len(keys(quoted, other)) == 2


def test_a_party_that_fights_is_no_speaker_for_being_named() -> None:
    quoted = claim("a", text="The army said that it hit the market.", said_by="army", actor=None)
    other = claim("b", "River Post", text="Guns of the army hit the market.", actor=None)
    assert len(keys(quoted, other)) == 2
