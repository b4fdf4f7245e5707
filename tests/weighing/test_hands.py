from __future__ import annotations

from datetime import date

import pytest
from tests.linking.test_linker import KIN

from reportedly.incidents.sides import RegisterSides
from reportedly.linking.gist import Named, named
from reportedly.model import Mention, Quote
from reportedly.weighing.hands import Hands

HANDS = Hands(KIN, RegisterSides())


def party(words: str) -> Named:
    """A party of the register by its id, or a common noun."""
    known = KIN.register.get(words) is not None
    quote = Quote(words, 0, len(words))
    return named(Mention(quote, words, words if known else None), KIN)


@pytest.mark.parametrize(
    ("one", "other", "country", "on"),
    [
        ("government", "force:SY:army", "SY", date(2016, 10, 20)),
        ("force:SY:army", "state:SY", "SY", date(2016, 10, 20)),
        ("army", "police", "", date(2016, 10, 20)),
        ("militants", "islamic-state", "IQ", date(2014, 6, 10)),
        ("insurgents", "free-syrian-army", "SY", date(2016, 8, 6)),
        ("government", "desert-hawks", "SY", date(2016, 3, 27)),
        ("donetsk-peoples-republic", "state:RU", "UA", date(2022, 10, 2)),
        ("force:RU:military", "donetsk-peoples-republic", "UA", date(2022, 10, 2)),
        ("rapid-support-forces", "splm-n", "SD", date(2025, 4, 1)),
        ("afc-congo", "m23", "CD", date(2024, 5, 1)),
    ],
)
def test_a_state_and_its_army_a_coalition_and_its_member_a_sponsor_and_its_proxy_are_one_hand(
    one: str, other: str, country: str, on: date
) -> None:
    day = on.toordinal()
    assert HANDS.one(party(one), party(other), country, day)
    assert HANDS.one(party(other), party(one), country, day)


@pytest.mark.parametrize(
    ("one", "other", "country", "on"),
    [
        ("rebels", "army", "", date(2016, 10, 20)),
        ("militants", "force:IQ:army", "IQ", date(2016, 10, 20)),
        ("army", "force:TR:military", "SY", date(2016, 10, 20)),
        ("insurgents", "islamic-state", "SY", date(2016, 10, 20)),
        ("free-syrian-army", "islamic-state", "SY", date(2016, 10, 20)),
        ("rapid-support-forces", "force:SD:military", "SD", date(2023, 11, 4)),
        ("ansar-dine", "force:ML:military", "ML", date(2013, 1, 17)),
    ],
)
def test_opposed_parties_are_two_hands(one: str, other: str, country: str, on: date) -> None:
    assert not HANDS.one(party(one), party(other), country, on.toordinal())
    assert not HANDS.one(party(other), party(one), country, on.toordinal())


def test_allies_are_not_the_same_party() -> None:
    day = date(2016, 10, 20).toordinal()
    assert not HANDS.same(party("desert-hawks"), party("force:SY:army"), "SY", day)


def test_without_a_register_of_sides_only_kin_are_one_hand() -> None:
    hands, day = Hands(KIN), date(2022, 10, 2).toordinal()
    assert hands.one(party("force:SY:army"), party("state:SY"), "SY", day)
    assert not hands.one(party("donetsk-peoples-republic"), party("state:RU"), "UA", day)
