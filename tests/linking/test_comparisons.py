from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from tests.linking.made_up_news import DAY, claim, days, mention, place, quote
from tests.linking.test_linker import CLAIMS, KIN

from reportedly.linking import comparisons as compare
from reportedly.linking.gist import Gist, gist
from reportedly.linking.weights import load
from reportedly.model import Claim, ClaimType, Status


def of(one: Claim) -> Gist:
    return gist(one, KIN)


@settings(max_examples=100, deadline=None)
@given(CLAIMS, CLAIMS)
def test_every_comparison_is_symmetric(a: Claim, b: Claim) -> None:
    one, other = of(a), of(b)
    for name, level in compare.COMPARISONS.items():
        assert level(one, other) == level(other, one), name
    assert load().score(one, other) == load().score(other, one)


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (DAY, DAY, "same"),
        (DAY, DAY + timedelta(days=1), "next"),
        (DAY, DAY + timedelta(days=3), "days"),
        (DAY, DAY + timedelta(days=9), "apart"),
        (days(date(2016, 9, 1), date(2016, 10, 18)), days(date(2016, 9, 1), date(2016, 10, 16)), "period"),
        (days(date(2016, 1, 1), date(2016, 12, 31)), DAY, "vague"),
        (days(date(2016, 10, 1), date(2016, 10, 31)), DAY, "month"),
        (None, DAY, "lately"),
        (None, None, "lately"),
        (None, DAY - timedelta(days=20), "undated"),
        (None, DAY + timedelta(days=3), "undated"),
        (None, DAY - timedelta(days=60), "long ago"),
        (None, days(DAY - timedelta(days=20), DAY), "undated"),
    ],
)
def test_days_are_held_against_their_spans(one: object, other: object, level: str) -> None:
    assert compare.date(of(claim("a", on=one)), of(claim("b", on=other))) == level  # type: ignore[arg-type]


def test_a_toll_of_a_month_is_no_toll_of_a_day_in_it() -> None:
    month = claim("a", kind=ClaimType.CASUALTIES, on=days(date(2016, 10, 1), date(2016, 10, 31)))
    assert compare.date(of(month), of(claim("b", kind=ClaimType.CASUALTIES))) == "vague"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("air force", "air force", "same"),
        ("air force", "army", "kin"),
        ("air force", "ministry", "kin"),
        ("air force", "rebels", "other"),
        ("air force", "militants", ""),
        ("militants", "militants", "word"),
        ("gunmen", "militants", "words"),
        ("Jund Province Shield", "air force", "other"),
        (None, "air force", ""),
    ],
)
def test_parties_are_compared_by_the_register(one: str | None, other: str, level: str) -> None:
    assert compare.actor(of(claim("a", actor=one)), of(claim("b", actor=other))) == level


@pytest.mark.parametrize(
    ("kind", "actor", "status", "level"),
    [
        (ClaimType.BOMBING, "Daesh", Status.OCCURRED, "other means"),
        (ClaimType.BOMBING, "Daesh", Status.DENIED, ""),
        (ClaimType.BOMBING, "army", Status.OCCURRED, ""),
        (ClaimType.BOMBING, None, Status.OCCURRED, ""),
        (ClaimType.AIR_STRIKE, "Daesh", Status.OCCURRED, ""),
        (ClaimType.CASUALTIES, "Daesh", Status.OCCURRED, ""),
    ],
)
def test_other_hands_by_other_means_did_another_act(
    kind: ClaimType, actor: str | None, status: Status, level: str
) -> None:
    strike, other = of(claim("a")), of(claim("b", kind=kind, actor=actor, status=status))
    assert compare.hands(strike, other) == level


def test_the_sides_of_a_clash_have_no_order() -> None:
    one = claim("a", kind=ClaimType.ARMED_CLASH, actor="army", target="rebels")
    other = claim("b", kind=ClaimType.ARMED_CLASH, actor="rebels", target="army")
    assert compare.actor(of(one), of(other)) == "same"


def test_who_takes_a_town_stands_against_who_leaves_it_as_target() -> None:
    taken = claim("a", kind=ClaimType.TERRITORY_GAIN, actor="rebels", target="Daesh")
    left = claim("b", kind=ClaimType.WITHDRAWAL, actor="Daesh")
    assert (compare.kind(of(taken), of(left)), compare.target(of(taken), of(left))) == ("mirror", "same")


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        (31, 31, "equal, ten or more"),
        (3, 3, "equal"),
        ((17, None), 31, "meet"),
        (14, 17, "close"),
        (11, 200, "differ"),
        (None, 4, ""),
    ],
)
def test_tolls_agree_where_both_can_be_true(one: int, other: int, level: str) -> None:
    assert compare.toll(of(claim("a", killed=one)), of(claim("b", killed=other))) == level


def test_a_toll_that_rose_in_the_days_after_is_no_other_toll() -> None:
    first, later = of(claim("a", killed=22)), of(claim("b", killed=112, published=DAY + timedelta(days=3)))
    assert compare.toll(first, later) == "risen"
    assert (
        compare.toll(of(claim("a", killed=112)), of(claim("b", killed=22, published=DAY + timedelta(days=3))))
        == "differ"
    )
    assert compare.toll(first, of(claim("b", killed=112, published=DAY + timedelta(days=30)))) == "differ"


@pytest.mark.parametrize(
    ("one", "other", "level"),
    [
        ("barrel bombs", "a barrel bomb", "same"),
        ("rockets", "mortars", "other"),
        ("warplanes", "jets", ""),
        ("Russian jets", "aircraft", ""),
        ("Turkish howitzers", "Turkish jets", ""),
    ],
)
def test_weapons_share_a_word_or_not_and_one_aircraft_is_no_other_than_the_next(
    one: str, other: str, level: str
) -> None:
    a, b = (replace(claim(id_), weapon=(quote(name),)) for id_, name in (("a", one), ("b", other)))
    assert compare.weapon(of(a), of(b)) == level


def test_a_copied_sentence_is_a_passage_and_shared_words_are_not() -> None:
    text = "Four residential buildings near the grain market collapsed when heavy bombs struck them shortly before midnight"
    copied = claim("b", "River Post", text=text + ", rescuers said")
    told = claim(
        "c", "Coast News", text="Shortly before midnight bombs struck the market and buildings collapsed on residents"
    )
    one = of(claim("a", text=text))
    assert compare.wording(one, of(copied)) == "passage"
    assert compare.wording(one, of(told)) in ("many", "some")


def test_a_sentence_that_tells_two_acts_does_not_copy_itself() -> None:
    one = claim("a")
    assert compare.wording(of(one), of(replace(one, id="c_other", type=ClaimType.DIPLOMACY))) == ""


def test_a_copied_sentence_of_the_fight_and_its_killings_links_each_to_its_like_only() -> None:
    text = "Three hundred men of the tribe were put to death in one day when the militia stormed the river town, an elder told the wire."
    fight = claim("a", kind=ClaimType.ARMED_CLASH, text=text)
    killings = claim("b", "River Post", kind=ClaimType.VIOLENCE_AGAINST_CIVILIANS, text=text)
    same = claim("c", "River Post", kind=ClaimType.ARMED_CLASH, text=text)
    assert (compare.wording(of(fight), of(killings)), compare.wording(of(fight), of(same))) == ("", "passage")


def test_one_document_that_tells_twice_means_two_happenings() -> None:
    first = claim("a", said_by="Salim Haddad")
    assert compare.account(of(first), of(claim("b", inside=first.document, said_by="Salim Haddad"))) == "one voice"
    assert compare.account(of(first), of(claim("c", inside=first.document, said_by="Mirna Koval"))) == "one document"
    assert compare.account(of(first), of(claim("d", "River Post"))) == ""


def test_a_denial_is_of_what_it_denies() -> None:
    assert compare.status(of(claim("a")), of(claim("b", status=Status.DENIED))) == "denied"


def test_a_direction_makes_a_place_less_exact() -> None:
    assert of(claim("a", at=place("Halwa", relation="north of"))).spots[0].precision == 2


def test_a_capital_at_the_head_of_a_sentence_makes_no_name_of_a_common_noun() -> None:
    party = of(replace(claim("a"), actor=(mention("Soldiers"),))).actors[0]
    assert (party.generic, party.key) == (True, "=soldiers")


def test_a_claim_whose_words_name_the_place_of_another_but_not_its_own_may_tell_of_the_same() -> None:
    elsewhere = of(claim("c1", at="Dara", text="Planes struck the mill of Halwa at noon"))
    there = of(claim("c2", at="Halwa", text="The mill of Halwa was hit from the air"))
    other = of(claim("c3", at="Tell Mar", text="A raid on Tell Mar hit the mill"))
    named = of(claim("c4", at="Dara", text="Planes on their way to Halwa struck a mill in Dara"))
    assert compare.naming(elsewhere, there) == "other's"
    assert compare.naming(elsewhere, other) == compare.naming(named, there) == compare.UNKNOWN
    assert compare.naming(there, there) == compare.UNKNOWN
