from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.made_up_news import DAY, claim, mention
from tests.linking.test_linker import CLAIMS, KIN

from reportedly.incident_model import Takeover, Voice
from reportedly.model import Claim
from reportedly.weighing.voices import carried, echoes, voices

PASSAGE = (
    "Four residential buildings near the grain market collapsed when heavy bombs struck them shortly before midnight"
)


def keys(*claims: Claim, takeovers: tuple[Takeover, ...] = ()) -> list[str]:
    return [voice.key for voice in voices(claims, KIN, takeovers)]


def test_a_publisher_in_its_own_words_is_a_voice() -> None:
    assert keys(claim("a", "Hill Wire"), claim("b", "River Post")) == ["name:hill wire", "name:river post"]


def test_a_speaker_quoted_by_three_publishers_is_one_voice() -> None:
    found = voices([claim(id_, f"Post {id_}", said_by="Salim Haddad") for id_ in "abc"], KIN)
    assert [(voice.name, len(voice.claims), len(voice.publishers)) for voice in found] == [("Salim Haddad", 3, 3)]


def test_organs_of_one_state_are_one_voice() -> None:
    assert keys(claim("a", said_by="army"), claim("b", "River Post", said_by="ministry")) == ["party:state:SY"]


def test_unnamed_speakers_are_a_voice_for_each_publisher_that_heard_them() -> None:
    heard = [
        claim("a", said_by="residents"),
        claim("b", "River Post", said_by="residents"),
        claim("c", said_by="residents"),
    ]
    assert keys(*heard) == ["name:hill wire/residents", "name:river post/residents"]


def test_a_relay_is_no_voice_beside_the_one_it_quotes() -> None:
    assert keys(claim("a", said_by=("Salim Haddad", "army"))) == ["name:salim haddad", "party:state:SY"]
    relayed = replace(claim("b"), said_by=(mention("Salim Haddad"), replace(mention("Amaq"), party="amaq")))
    assert keys(relayed) == ["name:salim haddad"]


def test_a_copied_passage_is_the_voice_of_the_first_that_printed_it() -> None:
    copy = claim("b", "River Post", text=PASSAGE + " again", published=DAY + timedelta(days=2))
    assert keys(claim("a", text=PASSAGE), copy) == ["name:hill wire"]


def test_a_passage_copied_with_its_unnamed_speakers_is_one_voice() -> None:
    copy = claim("b", "River Post", text=PASSAGE, said_by="residents", published=DAY + timedelta(days=2))
    assert keys(claim("a", text=PASSAGE, said_by="residents"), copy) == ["name:hill wire/residents"]


def test_like_words_from_two_named_speakers_are_two_voices() -> None:
    other = claim("b", "River Post", text=PASSAGE, said_by="Mirna Koval", published=DAY + timedelta(days=2))
    assert len(keys(claim("a", text=PASSAGE, said_by="Salim Haddad"), other)) == 2


def test_a_document_that_names_its_original_speaks_with_its_voice() -> None:
    assert keys(claim("a", "River Post", original="Hill Wire"), claim("b", "Hill Wire")) == ["name:hill wire"]


def test_additions_of_a_taker_over_with_speakers_of_their_own_are_voices() -> None:
    assert keys(claim("a", "River Post", original="Hill Wire", said_by="Mirna Koval"), claim("b")) == [
        "name:mirna koval",
        "name:hill wire",
    ]


def test_claims_of_a_document_taken_over_whole_are_the_originals() -> None:
    first, second = claim("a"), claim("b", "River Post", published=DAY + timedelta(days=2))
    taken = Takeover(second.document.id, first.document.id, 0.9)
    assert keys(first, second) == ["name:hill wire", "name:river post"]
    assert keys(first, second, takeovers=(taken,)) == ["name:hill wire"]


def test_documents_without_a_publisher_are_voices_of_their_own() -> None:
    assert len(keys(*(claim(id_, "") for id_ in "ab"))) == 2


def test_every_echo_says_how_it_is_known() -> None:
    told = [
        claim("a", text=PASSAGE),
        claim("b", "River Post", text=PASSAGE, published=DAY + timedelta(days=2)),
        claim("c", "Coast News", original="Hill Wire", published=DAY + timedelta(days=3)),
        claim("d", "Hill Wire", published=DAY + timedelta(days=4)),
        claim("e", said_by="army", published=DAY + timedelta(days=5)),
        claim("f", said_by="ministry", published=DAY + timedelta(days=6)),
    ]
    found = {echo.claim: (echo.of, echo.reason) for echo in echoes(carried(told, KIN))}
    assert found == {
        "b": ("a", "same passage"),
        "c": ("a", "named as original"),
        "d": ("a", "same publisher"),
        "f": ("e", "same speaker"),
    }


def _counted(found: tuple[Voice, ...]) -> int:
    return len(found)


@settings(max_examples=60, deadline=None)
@given(st.lists(CLAIMS, min_size=1, max_size=10, unique_by=lambda one: one.id), st.integers(0, 9), st.integers(1, 9))
def test_an_echo_never_raises_the_number_of_voices(many: list[Claim], which: int, later: int) -> None:
    of = many[which % len(many)]
    named = claim(
        "echo 1",
        "Echo Daily",
        text="other words",
        original=of.document.publisher,
        published=DAY + timedelta(days=9 + later),
    )
    words = " ".join((of.evidence.text, PASSAGE))
    first = claim("first", "First Post", text=words, published=DAY - timedelta(days=1))
    copied = claim("echo 2", "Echo Daily", text=words + " again", published=DAY + timedelta(days=9 + later))
    before = _counted(voices([*many, first], KIN))
    assert _counted(voices([*many, first, named], KIN)) <= before
    assert _counted(voices([*many, first, copied], KIN)) <= before
    assert _counted(voices([*many, first, named, copied], KIN)) <= before
