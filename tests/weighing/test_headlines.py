from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.linking.made_up_news import DAY, claim, mention
from tests.linking.test_linker import KIN

from reportedly.model import Claim, ClaimType, Document, Status
from reportedly.weighing.headlines import headlines


def headed(title: str, *claims: Claim) -> list[Claim]:
    document = Document("d_1", "Body.", title=title, publisher="Hill Wire")
    return [replace(one, document=document) for one in claims]


def in_title(one: Claim) -> Claim:
    return replace(one, evidence=replace(one.evidence, where="title"))


def test_a_headline_that_its_text_denies_is_found() -> None:
    told = headed("Town falls", in_title(claim("h", actor=None)), claim("t", status=Status.DENIED, said_by="army"))
    assert [(found.fault, found.body) for found in headlines(told, KIN)] == [("denied", ("t",))]


def test_a_headline_that_makes_a_word_a_fact_is_found() -> None:
    told = headed("Town falls", in_title(claim("h")), claim("t", said_by="army"))
    assert [found.fault for found in headlines(told, KIN)] == ["weakened"]


def test_a_headline_with_another_toll_is_found() -> None:
    told = headed("Raid kills 200", in_title(claim("h", killed=200)), claim("t", killed=11))
    (found,) = headlines(told, KIN)
    assert (found.fault, found.sentence) == (
        "another toll",
        "The text gives another number than the headline. 200 against 11.",
    )


def test_a_headline_of_which_the_text_says_nothing_is_found() -> None:
    assert [found.fault for found in headlines(headed("Raid", in_title(claim("h")), claim("t", at="Dara")), KIN)] == [
        "not held"
    ]


def test_a_headline_whose_party_may_be_misread_is_not_said_to_be_unheld() -> None:
    assert headlines(headed("Raid", in_title(claim("h")), claim("t", actor="rebels")), KIN) == ()


def test_a_headline_that_says_whose_word_it_is_claims_no_fact() -> None:
    told = headed("Town has fallen, army says", in_title(claim("h")), claim("t", said_by="army"))
    assert headlines(told, KIN) == ()


def test_a_headline_is_not_held_against_what_witnesses_and_monitors_told() -> None:
    for speaker in ("medics in the city", "residents", "a rescue volunteer"):
        told = headed("Town falls", in_title(claim("h")), claim("t", said_by=speaker))
        assert headlines(told, KIN) == ()


def test_a_total_of_the_war_is_no_other_toll_of_the_raid() -> None:
    total = claim("t", kind=ClaimType.CASUALTIES, at=None, actor=None, killed=(400000, None))
    told = headed("Raid kills 61", in_title(claim("h", killed=61)), claim("b", killed=61), total)
    assert headlines(told, KIN) == ()


TRUCE, BREACH = "the truce took effect at noon", "gunmen breached it within the hour"


def truce(id_: str, text: str, **more: object) -> Claim:
    kept = claim(id_, kind=ClaimType.CEASEFIRE, text=text, **more)  # type: ignore[arg-type]
    return replace(kept, trigger=mention("truce").quote)


@pytest.mark.parametrize(
    ("title", "broken", "found"),
    [
        ("Calm Returns as Truce Holds", truce("b", BREACH), ["denied"]),
        ("Calm Returns as Truce Holds", truce("b", BREACH, at="Dara"), []),
        ("Calm Returns as Truce Holds", truce("b", BREACH, on=DAY - timedelta(days=30)), []),
        ("Calm Returns as Truce Holds", truce("b", "it was prolonged"), []),
        ("Truce Broken Hours After It Takes Hold", truce("b", BREACH), []),
        ("Truce Agreed", truce("b", BREACH), []),
        ("Calm Returns to Markets", truce("b", BREACH), []),
    ],
)
def test_a_truce_that_a_headline_has_kept_and_its_text_broken_is_found(
    title: str, broken: Claim, found: list[str]
) -> None:
    told = headed(title, truce("a", TRUCE), broken)
    assert [one.fault for one in headlines(told, KIN)] == found


def test_a_breach_that_was_read_as_one_claim_with_its_headline_is_found() -> None:
    both = replace(truce("a", BREACH), also=(replace(mention("Truce Holds").quote, where="title"),))
    (found,) = headlines(headed("Truce Holds", both), KIN)
    assert (found.fault, found.body) == ("denied", ("a",))


def test_a_headline_that_its_text_bears_out_is_none() -> None:
    assert headlines(headed("Raid", in_title(claim("h")), claim("t")), KIN) == ()


def test_a_claim_told_by_both_is_weakened_only_where_the_headline_hides_whose_word_it_is() -> None:
    told = replace(claim("t", said_by="Salim Haddad"), also=(replace(mention("Town falls").quote, where="title"),))
    assert [found.fault for found in headlines(headed("Town falls", told), KIN)] == ["weakened"]
    assert headlines(headed("Town falls, says Haddad", told), KIN) == ()


def test_what_a_fight_led_to_is_no_word_for_how_it_was_fought() -> None:
    fell = claim("f", kind=ClaimType.TERRITORY_GAIN)
    fought = claim("t", kind=ClaimType.ARMED_CLASH, said_by="rebels")
    head = in_title(claim("h", kind=ClaimType.ARMED_CLASH))
    (found,) = headlines(headed("Army storms town", head, fell, fought), KIN)
    assert (found.fault, found.body) == ("weakened", ("t",))
    assert headlines(headed("Army storms town", head, fell, replace(fought, said_by=())), KIN) == ()


def test_of_several_words_the_one_nearest_to_the_headline_is_shown() -> None:
    told = (claim("t", said_by="army"), claim("u", at=None, actor="rebels", said_by="army"))
    (found,) = headlines(headed("Town falls", in_title(claim("h")), *told), KIN)
    assert found.body == ("t",)
