from __future__ import annotations

from datetime import date, timedelta

from tests.linking.made_up_news import DAY, claim, place
from tests.linking.test_linker import KIN
from tests.weighing.made_up_sentences import told

from reportedly.incident_model import Weighed
from reportedly.model import Claim, ClaimType, Status
from reportedly.weighing.sides import Sides
from reportedly.weighing.weigh import weigh


class War:
    """Rebels and government stand against each other; Daesh against both until 2018."""

    def opposed(self, one: str, other: str, on: date | None = None) -> bool:
        both = {one, other}
        if "islamic-state" in both and on is not None and on.year >= 2018:
            return False
        return both in (
            {"free-syrian-army", "state:SY"},
            {"free-syrian-army", "islamic-state"},
            {"islamic-state", "state:SY"},
        )

    def allied(self, one: str, other: str, on: date | None = None) -> bool:
        return False


def weighed(*claims: Claim, sides: Sides | None = None, as_of: date | None = None) -> Weighed:
    return weigh("i_1", claims, KIN, sides=sides, as_of=as_of)


def values(found: Weighed, slot: str) -> dict[str, tuple[str, ...]]:
    return {position.value: position.voices for one in found.disputes if one.slot == slot for position in one.positions}


def test_tolls_that_do_not_meet_are_a_dispute_and_a_span() -> None:
    found = weighed(claim("a", killed=11), claim("b", "River Post", killed=(160, 200)))
    assert values(found, "killed") == {"11": ("name:hill wire",), "160 to 200": ("name:river post",)}
    assert [(span.slot, span.low, span.high) for span in found.spans] == [("killed", 11, 200)]


def test_tolls_that_can_both_be_true_are_no_dispute() -> None:
    found = weighed(claim("a", killed=(17, None)), claim("b", "River Post", killed=31))
    assert found.disputes == ()
    assert [(span.low, span.high) for span in found.spans] == [(17, None)]


def test_a_voice_that_raises_its_toll_disputes_nobody() -> None:
    found = weighed(claim("a", killed=17), claim("b", killed=31, published=DAY + timedelta(days=3)))
    assert found.disputes == ()
    assert [position.value for position in found.spans[0].positions] == ["31"]


def test_a_part_of_the_dead_that_a_voice_counts_apart_is_no_toll_of_the_whole() -> None:
    whole = claim("a", killed=(17, None))
    part = claim("b", killed=5, inside=whole.document)
    found = weighed(whole, part, claim("c", "River Post", killed=(31, None)))
    assert found.disputes == ()
    assert [position.value for position in found.spans[0].positions] == ["17 or more", "31 or more"]


def test_as_of_a_day_the_first_toll_stands() -> None:
    found = weighed(
        claim("a", killed=17), claim("b", killed=31, published=DAY + timedelta(days=3)), as_of=DAY + timedelta(days=1)
    )
    assert [position.value for position in found.spans[0].positions] == ["17"]


def test_who_denies_his_own_part_disputes_the_actor() -> None:
    found = weighed(
        claim("a", actor="Russia"), claim("b", "River Post", actor="Russia", status=Status.DENIED, said_by="Russia")
    )
    assert values(found, "actor") == {"Russia": ("name:hill wire",), "not Russia": ("party:state:RU",)}
    assert values(found, "happened") == {}
    assert [voice.key for voice in found.denials] == ["party:state:RU"]


def test_who_denies_what_others_did_disputes_that_it_happened() -> None:
    taken = claim("a", kind=ClaimType.TERRITORY_GAIN, actor="rebels")
    denied = claim(
        "b", "River Post", kind=ClaimType.TERRITORY_GAIN, actor="rebels", status=Status.DENIED, said_by="army"
    )
    assert values(weighed(taken, denied), "happened") == {
        "it happened": ("name:hill wire",),
        "it did not happen": ("party:state:SY",),
    }


def test_an_army_and_its_state_are_no_rival_actors() -> None:
    assert weighed(claim("a", actor="air force"), claim("b", "River Post", actor="army")).disputes == ()


def test_two_parties_of_no_kinship_are_rival_actors() -> None:
    found = weighed(claim("a", actor="Russia"), claim("b", "River Post", actor="air force"))
    assert len(values(found, "actor")) == 2


def test_a_name_that_no_register_holds_disputes_nobody() -> None:
    assert weighed(claim("a", actor="Jund Shield"), claim("b", "River Post", actor="air force")).disputes == ()


def test_both_sides_of_a_clash_are_no_rivals() -> None:
    sides = [
        claim(id_, f"Post {id_}", kind=ClaimType.ARMED_CLASH, actor=who)
        for id_, who in (("a", "army"), ("b", "rebels"))
    ]
    assert weighed(*sides).disputes == ()


def test_places_beyond_their_precision_are_a_dispute() -> None:
    assert len(values(weighed(claim("a"), claim("b", "River Post", at="Tell Mar")), "place")) == 2
    near = claim("b", "River Post", at=place("Qasr", precision=2))
    assert values(weighed(claim("a"), near), "place") == {}


def test_the_capital_that_stands_for_its_province_disputes_no_town_of_it() -> None:
    capital, town = place("Halwa", admin1="Halwa"), place("Tell Mar", admin1="Halwa")
    assert values(weighed(claim("a", at=capital), claim("b", "River Post", at=town)), "place") == {}


def test_days_that_do_not_meet_are_a_dispute_and_a_night_between_two_is_none() -> None:
    later = claim("b", "River Post", on=DAY + timedelta(days=3))
    assert len(values(weighed(claim("a"), later), "date")) == 2
    assert values(weighed(claim("a"), claim("b", "River Post", on=DAY + timedelta(days=1))), "date") == {}


def test_opposed_sides_that_agree_are_told() -> None:
    told = [claim("a", said_by="rebels"), claim("b", "River Post", said_by="army")]
    assert weighed(*told, sides=War()).agreed_by_opposed == (("party:free-syrian-army", "party:state:SY"),)
    assert weighed(*told).agreed_by_opposed == ()


def test_a_dispute_between_opposed_sides_says_so() -> None:
    told = [claim("a", killed=3, said_by="rebels"), claim("b", "River Post", killed=40, said_by="army")]
    assert [dispute.opposed for dispute in weighed(*told, sides=War()).disputes] == [True]


def test_sides_are_asked_for_the_day_of_the_incident() -> None:
    late = DAY.replace(year=2019)
    told = [claim("a", said_by="Daesh", on=late), claim("b", "River Post", said_by="army", on=late)]
    assert weighed(*told, sides=War()).agreed_by_opposed == ()


def test_a_party_on_both_sides_in_two_wars_is_never_opposed_to_itself() -> None:
    told = [
        claim("a", said_by="army"),
        claim("b", "River Post", said_by="ministry"),
        claim("c", "Coast News", said_by="rebels"),
    ]
    found = weighed(*told, sides=War())
    assert found.agreed_by_opposed == (("party:state:SY", "party:free-syrian-army"),)


def test_echoes_are_folded_before_anything_is_counted() -> None:
    told = [claim(id_, f"Post {id_}", killed=31, said_by="Salim Haddad") for id_ in "abcd"]
    found = weighed(*told)
    assert len(found.voices) == 1
    assert len(found.echoes) == 3


def test_a_denied_retreat_denies_no_fight() -> None:
    fought = claim("c1", kind=ClaimType.ARMED_CLASH, actor="rebels", target="army")
    stays = claim("c2", "River Post", kind=ClaimType.WITHDRAWAL, actor="army", status=Status.DENIED, said_by="ministry")
    assert [one.slot for one in weigh("i_made", (fought, stays), KIN).disputes] == []


def test_a_denial_is_held_against_those_who_tell_of_its_target() -> None:
    told = (
        claim("c1", said_by="Salim Haddad", target="civilians"),
        claim("c2", "River Post", said_by="Mirna Koval", target="rebels"),
        claim("c3", "Coast News", said_by="Oleh Bek", target="civilians", status=Status.DENIED),
    )
    (dispute,) = (one for one in weigh("i_made", told, KIN).disputes if one.slot == "happened")
    assert dispute.positions[0].claims == ("c1",)


def test_to_deny_that_civilians_were_hit_denies_no_hit_on_fighters() -> None:
    denied = claim("d", "River Post", said_by="Oleh Bek", target="civilians", status=Status.DENIED)
    for target, disputed in (
        ("fighters", False),
        ("rebels", False),
        ("villagers", True),
        ("market", True),
        (None, True),
    ):
        told = (claim("c", said_by="Salim Haddad", target=target), denied)
        assert [one.slot for one in weigh("i_made", told, KIN).disputes] == ["happened"] * disputed, target


def test_loose_acts_of_one_type_deny_each_other_only_in_like_words() -> None:
    opened = claim(
        "c1", kind=ClaimType.HUMANITARIAN, actor="governorate", text="the governorate opened two gates at noon"
    )
    nobody = claim(
        "c2",
        "River Post",
        kind=ClaimType.HUMANITARIAN,
        actor=None,
        status=Status.DENIED,
        text="not one wounded man was brought out",
    )
    same = claim(
        "c3",
        "River Post",
        kind=ClaimType.HUMANITARIAN,
        actor=None,
        status=Status.DENIED,
        text="no gates were opened by the governorate",
    )
    assert weigh("i_made", (opened, nobody), KIN).disputes == ()
    assert [one.slot for one in weigh("i_made", (opened, same), KIN).disputes] == ["happened"]


def test_who_mourns_his_own_kin_counts_no_toll_of_the_whole() -> None:
    told = (claim("c1", killed=800), claim("c2", "River Post", killed=2, target="two brothers", said_by="Halina Bek"))
    found = weigh("i_made", told, KIN)
    assert found.disputes == ()
    assert [(span.low, span.high) for span in found.spans] == [(800, 800)]


def test_who_denies_his_part_denies_nothing_that_is_told_of_another() -> None:
    bombed = claim("a", actor="army")
    denied = claim("b", "River Post", actor="Russia", status=Status.DENIED, said_by="Russia")
    assert weighed(bombed, denied).disputes == ()


def test_to_deny_what_somebody_did_denies_no_act_of_which_nobody_is_told_to_have_done_it() -> None:
    fell = claim("a", actor=None)
    denied = claim("b", "River Post", actor="rebels", status=Status.DENIED, said_by="Hill Command")
    assert weighed(fell, denied).disputes == ()


def test_what_is_denied_of_a_town_denies_nothing_of_its_province() -> None:
    province = place("North", precision=4)
    taken = claim("a", kind=ClaimType.TERRITORY_GAIN, at=province)
    denied = claim("b", "River Post", kind=ClaimType.TERRITORY_GAIN, status=Status.DENIED, said_by="Hill Command")
    assert weighed(taken, denied).disputes == ()
    assert len(weighed(claim("a", kind=ClaimType.TERRITORY_GAIN), denied).disputes) == 1


def test_a_spokesman_denies_the_part_of_those_for_whom_he_speaks() -> None:
    blamed = claim("a", actor="coalition")
    denied = claim("b", "River Post", actor="coalition", status=Status.DENIED, said_by="coalition spokesman")
    assert [one.slot for one in weighed(blamed, denied).disputes] == ["happened"]
    named = claim("a", actor="Russia")
    assert [one.slot for one in weighed(named, denied).disputes] == ["actor"]


def test_tolls_of_places_that_their_own_words_name_apart_are_no_dispute() -> None:
    here, there = claim("a", killed=11), claim("b", "River Post", at="Beit Sira", killed=40)
    assert values(weighed(here, there), "killed") == {}
    assert len(values(weighed(here, claim("b", "River Post", killed=40)), "killed")) == 2


def test_a_toll_that_the_reader_is_not_sure_of_disputes_none() -> None:
    sure, unsure = claim("a", killed=11, confidence=0.9), claim("b", "River Post", killed=40, confidence=0.5)
    assert weighed(sure, unsure).disputes == ()


def test_a_party_that_no_word_of_the_claim_names_as_actor_is_no_rival() -> None:
    raid = told(
        "The jets carried out raids on Halwa.",
        "raids",
        "Halwa",
        actor="rebels=rebels",
        kind=ClaimType.AIR_STRIKE,
        before="The rebels fell back.",
    )
    other = claim("b", "River Post", actor="Russia")
    assert weighed(raid, other).disputes == ()
    assert [one.slot for one in weighed(claim("a", actor="rebels"), other).disputes] == ["actor"]
