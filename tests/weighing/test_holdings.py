from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.linking.made_up_news import DAY, claim, days, mention, place, quote
from tests.linking.test_linker import KIN
from tests.weighing.made_up_sentences import told as sentence

from reportedly.incident_model import Holding, Moment
from reportedly.incidents.sides import RegisterSides
from reportedly.model import Claim, ClaimType, Mention, PlaceMention, Status
from reportedly.weighing.handovers import changes
from reportedly.weighing.holdings import holders_on, holdings

GAIN, LEFT, HELD = ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL, ClaimType.CONTROL
LATER = DAY + timedelta(days=5)


def told(id_: str, kind: ClaimType, actor: str, on: date = DAY, publisher: str = "Hill Wire", **more: object) -> Claim:
    return claim(id_, publisher, kind=kind, actor=actor, on=on, **more)  # type: ignore[arg-type]


def together(*claims: Claim) -> list[tuple[str | None, date | None, date | None]]:
    found = holdings(claims, KIN).together
    return [(one.party, one.since.latest, one.until.latest if one.until else None) for one in found]


def test_a_gain_begins_a_holding_and_ends_the_one_before() -> None:
    assert together(told("a", GAIN, "rebels"), told("b", GAIN, "army", LATER)) == [
        ("free-syrian-army", DAY, LATER),
        ("force:SY:army", LATER, None),
    ]


def test_a_withdrawal_ends_a_holding_and_leaves_nobody() -> None:
    assert together(told("a", GAIN, "rebels"), told("b", LEFT, "rebels", LATER)) == [("free-syrian-army", DAY, LATER)]


def test_control_says_since_when_at_the_latest() -> None:
    found = holdings([told("a", HELD, "army")], KIN).together[0]
    assert (found.since, found.until) == (Moment(None, DAY), None)


def test_a_handover_that_nobody_told_lies_between_two_words() -> None:
    late = DAY + timedelta(days=90)
    first, second = holdings([told("a", HELD, "rebels"), told("b", HELD, "army", late)], KIN).together
    assert first.until == second.since == Moment(DAY, late)


def test_a_denied_capture_leaves_the_holder() -> None:
    held = told("a", HELD, "rebels", DAY - timedelta(days=40))
    denied = told("b", GAIN, "army", status=Status.DENIED, publisher="River Post")
    assert together(held, denied) == [("free-syrian-army", DAY - timedelta(days=40), None)]


def test_a_capture_that_another_voice_denies_is_a_dispute() -> None:
    found = holdings(
        [told("a", GAIN, "army"), told("b", GAIN, "army", status=Status.DENIED, publisher="River Post")], KIN
    )
    ((where, dispute),) = found.disputes
    assert (where, dispute.slot, [position.voices for position in dispute.positions]) == (
        "test:Halwa", "holder", [("name:hill wire",), ("name:river post",)],
    )  # fmt: skip


def test_another_holder_soon_after_with_no_handover_told_is_a_dispute() -> None:
    found = holdings([told("a", GAIN, "army"), told("b", HELD, "rebels", DAY + timedelta(days=1), "River Post")], KIN)
    assert [position.value for position in found.disputes[0][1].positions] == [
        KIN.name("force:SY:army"),
        KIN.name("free-syrian-army"),
    ]


def test_one_voice_contradicts_nobody_but_corrects_itself() -> None:
    assert holdings([told("a", GAIN, "army"), told("b", HELD, "rebels", DAY + timedelta(days=1))], KIN).disputes == ()


def test_a_town_taken_and_retaken_on_one_day_changes_hands_twice() -> None:
    before = told("a", GAIN, "rebels", DAY - timedelta(days=1))
    lead = told("b", GAIN, "rebels")
    inside = lead.document
    between = told("c", GAIN, "army", inside=inside)
    assert [party for party, _, _ in together(before, lead, between)] == [
        "free-syrian-army",
        "force:SY:army",
        "free-syrian-army",
    ]


def test_rival_captures_of_one_day_are_a_dispute() -> None:
    found = holdings([told("a", GAIN, "army"), told("b", GAIN, "rebels", publisher="River Post")], KIN)
    assert len(found.disputes) == 1


def test_a_part_of_a_city_is_a_place_of_its_own_and_ground_near_it_is_none() -> None:
    east = told("a", HELD, "rebels", at=place("Halwa", relation="eastern"))
    west = told("b", HELD, "army", at=place("Halwa", relation="western"))
    near = told("c", GAIN, "Daesh", at=place("Halwa", relation="north of"))
    found = holdings([east, west, near], KIN)
    assert {one.place for one in found.together} == {"test:Halwa#eastern", "test:Halwa#western"}
    assert found.disputes == ()


def test_fighting_contests_a_holding_without_ending_it() -> None:
    found = holdings([told("a", GAIN, "army"), told("b", ClaimType.ARMED_CLASH, "rebels", LATER)], KIN).together
    assert [(one.party, one.contested) for one in found] == [("force:SY:army", (LATER,))]


def test_a_village_inherits_the_holder_of_its_province_and_says_so() -> None:
    province = PlaceMention(quote("North"), "province:north", "North", "SY", precision=4)
    found = holdings([told("a", HELD, "army")], KIN).together
    assert holders_on(found, "province:north", DAY) == ()
    held = holdings([told("a", HELD, "army", at=province)], KIN).together
    (inherited,) = holders_on(held, "test:Tell Mar", DAY, within=("province:north",))
    assert (inherited.party, inherited.inherited_from) == ("force:SY:army", "province:north")


def test_a_part_of_a_city_inherits_the_holder_of_the_city_and_the_city_none_of_its_parts() -> None:
    held = holdings([told("a", HELD, "army")], KIN).together
    (inherited,) = holders_on(held, "test:Halwa#eastern", DAY)
    assert (inherited.party, inherited.inherited_from) == ("force:SY:army", "test:Halwa")
    part = holdings([told("a", HELD, "army", at=place("Halwa", relation="eastern"))], KIN).together
    assert holders_on(part, "test:Halwa", DAY) == ()


def hands(*claims: Claim, since: date | None = None) -> list[tuple[str | None, str | None, date | None]]:
    return [(one.before, one.after, one.when.latest) for one in changes(holdings(claims, KIN).together, since)]


def test_changes_of_hands_tell_from_whom_to_whom() -> None:
    army, rebels = KIN.name("force:SY:army"), KIN.name("free-syrian-army")
    told_of = [
        told("a", HELD, "army"),
        told("b", GAIN, "rebels", LATER),
        told("c", LEFT, "rebels", LATER + timedelta(9)),
    ]
    found = [(army, rebels, LATER), (rebels, None, LATER + timedelta(9))]
    assert hands(*told_of) == found
    assert hands(*told_of, since=LATER + timedelta(1)) == found[1:]


def test_from_whom_a_town_was_taken_held_it_before() -> None:
    sentence_told = sentence(
        "The army captured Halwa from Daesh.", "captured", "Halwa", actor="army=army", target="Daesh=Daesh"
    )
    (change,) = changes(holdings([sentence_told], KIN).together)
    assert (change.before, change.after) == (KIN.name("islamic-state"), KIN.name("force:SY:army"))


def test_who_is_cleared_out_of_a_town_that_was_entered_held_it_before() -> None:
    text = "The army entered Halwa and cleared it of Daesh."
    entered = sentence(text, "entered", "Halwa", actor="army=army")
    cleared = sentence(text, "cleared", "Halwa", actor="army=army", target="Daesh=Daesh")
    found = changes(holdings([replace(entered, document=cleared.document), cleared], KIN).together)
    assert [(one.before, one.after) for one in found] == [(KIN.name("islamic-state"), KIN.name("force:SY:army"))]


def test_a_town_first_told_of_as_captured_changes_hands_from_nobody_known() -> None:
    assert hands(told("a", GAIN, "rebels")) == [(None, KIN.name("free-syrian-army"), DAY)]
    assert hands(told("a", HELD, "rebels")) == []


def test_a_town_taken_and_retaken_on_one_day_changes_hands_twice_on_it() -> None:
    army, rebels = KIN.name("force:SY:army"), KIN.name("free-syrian-army")
    found = hands(told("a", HELD, "army", DAY - timedelta(3)), told("b", GAIN, "rebels"), told("c", GAIN, "army"))
    assert found == [(army, rebels, DAY), (rebels, army, DAY)]


def test_an_attack_beaten_back_disputes_that_the_attackers_took_the_place() -> None:
    taken = told("a", GAIN, "army", publisher="River Post")
    repelled = replace(told("b", ClaimType.ARMED_CLASH, "rebels", target="army"), trigger=quote("beat back"))
    for claims in ([taken, repelled], [repelled, taken]):
        ((_, dispute),) = holdings(claims, KIN).disputes
        assert [one.value for one in dispute.positions] == [
            KIN.name("force:SY:army"),
            f"not {KIN.name('force:SY:army')}",
        ]
    fought = told("b", ClaimType.ARMED_CLASH, "rebels", target="army")
    later = replace(told("b", ClaimType.ARMED_CLASH, "rebels", LATER, target="army"), trigger=quote("repelled"))
    assert holdings([taken, fought, later], KIN).disputes == ()


def test_whoever_denies_any_enemy_disputes_the_holder() -> None:
    taken = told("a", GAIN, "army", publisher="River Post")
    denied = told("b", GAIN, "militants", status=Status.DENIED)
    ((_, dispute),) = holdings([taken, denied], KIN).disputes
    assert dispute.positions[1].value == f"not {KIN.name('force:SY:army')}"


def test_a_unit_that_no_register_holds_takes_nothing_from_who_took_it_that_day() -> None:
    found = holdings([told("a", GAIN, "army"), told("b", GAIN, "Ninth Hill Division", publisher="River Post")], KIN)
    assert [one.party for one in found.together] == ["force:SY:army"]


def test_what_is_retaken_on_a_day_comes_after_what_is_taken() -> None:
    again = replace(told("a", GAIN, "rebels"), trigger=quote("recaptured"))
    found = hands(again, told("b", GAIN, "army"))
    assert [after for _, after, _ in found] == [KIN.name("force:SY:army"), KIN.name("free-syrian-army")]


def test_what_was_published_later_is_unknown_as_of_a_day() -> None:
    claims = [told("a", GAIN, "rebels"), told("b", GAIN, "army", LATER)]
    assert [one.until for one in holdings(claims, KIN, as_of=DAY + timedelta(days=2)).together] == [None]


def test_each_voice_has_a_timeline_of_its_own() -> None:
    found = holdings(
        [told("a", GAIN, "army"), told("b", HELD, "rebels", DAY + timedelta(days=1), "River Post")], KIN
    ).by_voice
    assert {one.voice: one.party for one in found} == {
        "name:hill wire": "force:SY:army",
        "name:river post": "free-syrian-army",
    }


def test_a_year_long_span_makes_no_certain_day() -> None:
    year = told("a", HELD, "rebels")
    spread = claim(
        "a", kind=HELD, actor="rebels", on=days(date(2016, 1, 1), date(2016, 12, 31)), published=date(2017, 1, 2)
    )
    assert holdings([spread], KIN).together[0].since == Moment(date(2016, 1, 1), date(2016, 12, 31))
    assert holdings([year], KIN).together[0].since == Moment(None, DAY)


STATEMENTS = st.lists(
    st.tuples(
        st.sampled_from([GAIN, LEFT, HELD, ClaimType.ARMED_CLASH]),
        st.sampled_from(["army", "rebels", "Daesh", "militants", None]),
        st.integers(0, 12),
        st.integers(0, 40),
        st.sampled_from([Status.OCCURRED, Status.OCCURRED, Status.DENIED]),
        st.sampled_from(["Hill Wire", "River Post"]),
    ),
    max_size=14,
)


@settings(max_examples=150, deadline=None)
@given(STATEMENTS)
def test_holdings_of_one_place_by_one_voice_do_not_overlap(
    rows: list[tuple[ClaimType, str | None, int, int, Status, str]],
) -> None:
    claims = [
        claim(f"c{i}", publisher, kind=kind, actor=actor, on=days(DAY + timedelta(days=start), DAY + timedelta(days=start + (long if long > 30 else 0))), status=status)
        for i, (kind, actor, start, long, status, publisher) in enumerate(rows)
    ]  # fmt: skip
    found = holdings(claims, KIN)
    voices: dict[str | None, list[Holding]] = {}
    for one in (*found.by_voice, *found.together):
        voices.setdefault(one.voice, []).append(one)
    for held in voices.values():
        for before, after in pairwise(held):
            assert before.until is not None
            assert before.until.latest is not None
            assert after.since.latest is not None
            # What is certain of the one ends no later than what is certain of the next begins.
            assert (before.until.earliest or date.min) <= after.since.latest
            assert before.since.latest is None or before.since.latest <= before.until.latest


def test_forces_of_nobody_and_bodies_that_only_help_hold_nothing() -> None:
    for actor in ("units", "same forces", "peacekeepers"):
        assert together(told("a", GAIN, actor)) == []
    helpers = replace(told("a", GAIN, "x"), actor=(replace(mention("x"), party="united-nations"),))
    assert together(helpers) == []


def test_units_of_the_army_are_the_army() -> None:
    found = holdings((told("a", GAIN, "army units"),), KIN).together
    assert [one.party_name for one in found] == ["army"]


def test_forces_of_which_it_is_told_who_leads_them_hold_what_they_took() -> None:
    found = holdings(
        (told("a", GAIN, "Kurdish-led forces"), told("b", GAIN, "well-led forces", at="Dara")), KIN
    ).together
    assert [(one.place_name, one.party, one.party_name) for one in found] == [("Halwa", None, "kurdish-led forces")]


def test_what_is_taken_in_a_province_is_not_the_province() -> None:
    wide = replace(told("a", GAIN, "rebels"), places=(place("Halwa", precision=4),))
    assert together(wide) == []


def test_a_denial_disputes_a_capture_though_the_reader_is_less_sure_of_it() -> None:
    taken = told("a", GAIN, "army")
    denied = told("b", GAIN, "army", status=Status.DENIED, publisher="River Post", on=DAY + timedelta(days=1))
    assert len(holdings([taken, replace(denied, confidence=0.52)], KIN).disputes) == 1
    assert holdings([taken, replace(denied, confidence=0.45)], KIN).disputes == ()


def test_a_denial_that_names_no_taker_in_its_words_disputes_whoever_took_the_town() -> None:
    taken = told("a", GAIN, "army")
    denial = sentence(
        "The command denied that Halwa had been captured.",
        "captured",
        "Halwa",
        actor="Daesh=Daesh",
        before="Daesh is near.",
    )
    denial = replace(denial, status=Status.DENIED, document=replace(denial.document, publisher="River Post"))
    ((_, dispute),) = holdings([taken, denial], KIN).disputes
    assert [one.value for one in dispute.positions] == [name := KIN.name("force:SY:army"), f"not {name}"]


def test_a_claim_that_the_reader_is_not_sure_of_moves_no_front() -> None:
    assert together(replace(told("a", GAIN, "rebels"), confidence=0.55)) == []
    assert len(together(replace(told("a", GAIN, "rebels"), confidence=0.7))) == 1


SIDES = RegisterSides()


def by_sides(*claims: Claim) -> list[tuple[str | None, str]]:
    """Who took the place from whom, with the register of who is allied with whom."""
    return [(one.before, one.after or "") for one in changes(holdings(claims, KIN, sides=SIDES).together)]


def test_a_town_does_not_change_hands_between_a_state_and_its_army() -> None:
    for first, second in (("government", "army"), ("army", "government")):
        assert by_sides(told("a", HELD, first), told("b", GAIN, second, LATER)) == []


def test_a_named_group_may_be_the_rebels_who_held_the_town() -> None:
    assert by_sides(told("a", HELD, "insurgents"), told("b", GAIN, "rebels", LATER)) == []
    assert len(by_sides(told("a", HELD, "insurgents"), told("b", GAIN, "army", LATER))) == 1


def test_an_ally_holds_the_town_too_and_is_told_as_such() -> None:
    hawks = replace(
        told("b", GAIN, "Desert Hawks", LATER), actor=(Mention(quote("Hawks"), "Desert Hawks", "desert-hawks"),)
    )
    (held,) = holdings([told("a", HELD, "army"), hawks], KIN, sides=SIDES).together
    assert (held.party, held.also) == ("force:SY:army", (KIN.name("desert-hawks"),))
    left = replace(hawks, id="c", type=LEFT, actor=hawks.actor)
    assert [one.until for one in holdings([told("a", HELD, "army"), left], KIN, sides=SIDES).together] == [None]


def test_a_town_that_is_told_to_be_taken_from_an_ally_changes_hands() -> None:
    hawks = (Mention(quote("Hawks"), "Desert Hawks", "desert-hawks"),)
    held = replace(told("a", HELD, "army", DAY - timedelta(days=5)), actor=hawks)
    taken = sentence(
        "The army captured Halwa from the Hawks.", "captured", "Halwa", actor="army=army", target="Hawks=desert-hawks"
    )
    assert by_sides(held, taken) == [(KIN.name("desert-hawks"), KIN.name("force:SY:army"))]
    assert by_sides(held, replace(taken, target=())) == []


def test_a_handover_that_nobody_told_is_no_change_of_hands() -> None:
    late = DAY + timedelta(days=90)
    assert hands(told("a", HELD, "rebels"), told("b", HELD, "army", late)) == []


def test_a_place_that_one_is_said_to_hold_before_and_after_another_was_not_handed_over() -> None:
    first, between, last = (DAY + timedelta(days=n) for n in (0, 60, 120))
    found = holdings(
        [told("a", HELD, "rebels", first), told("b", HELD, "army", between), told("c", HELD, "rebels", last)], KIN
    )
    assert [(one.party, one.until) for one in found.together] == [("free-syrian-army", None)]


def test_who_held_a_town_on_the_day_of_its_capture_held_it_before() -> None:
    taken, held = told("a", GAIN, "army"), told("b", HELD, "rebels", publisher="River Post")
    for claims in ([taken, held], [held, taken]):
        assert [one.party for one in holdings(claims, KIN).together][-1] == "force:SY:army"


def test_several_parties_hold_parts_of_a_province_and_it_does_not_change_hands() -> None:
    north = PlaceMention(quote("North"), "province:north", "North", "SY", precision=4)
    found = holdings([told("a", HELD, "army", at=north), told("b", HELD, "rebels", LATER, at=north)], KIN)
    assert {(one.party, one.until) for one in found.together} == {("force:SY:army", None), ("free-syrian-army", None)}
    assert (changes(found.together), found.disputes) == ((), ())


def test_an_attack_beaten_back_in_a_province_disputes_nobody_there() -> None:
    north = PlaceMention(quote("North"), "province:north", "North", "SY", precision=4)
    attack = told("b", ClaimType.ARMED_CLASH, "rebels", publisher="River Post", target="army", at=north)
    repelled = replace(attack, trigger=quote("repelled"))
    held = told("a", HELD, "army", on=days(DAY, LATER), at=north)  # type: ignore[arg-type]
    assert holdings([held, repelled], KIN).disputes == ()


def test_a_capture_without_a_day_was_done_by_publication() -> None:
    printed = DAY + timedelta(days=1)
    found = holdings([told("a", HELD, "rebels"), told("b", GAIN, "army", on=None, published=printed)], KIN).together  # type: ignore[arg-type]
    assert found[-1].since == Moment(None, printed)
    assert hands(told("b", GAIN, "army", on=None)) == []  # type: ignore[arg-type]


def test_a_span_that_goes_on_is_known_until_publication() -> None:
    (found,) = holdings(
        [claim("a", kind=GAIN, actor="army", on=days(DAY, LATER), published=DAY + timedelta(days=1))], KIN
    ).together
    assert found.since == Moment(DAY, DAY + timedelta(days=1))


def test_who_still_holds_the_heart_of_a_town_disputes_that_it_was_taken() -> None:
    taken = told("a", GAIN, "army")
    heart = told("b", HELD, "rebels", DAY + timedelta(days=1), "River Post", at=place("Halwa", relation="centre of"))
    ((where, dispute),) = holdings([taken, heart], KIN).disputes
    assert (where, dispute.positions[1].value) == ("test:Halwa", KIN.name("free-syrian-army"))


def test_a_denial_of_the_place_is_one_of_the_site_that_the_same_document_tells_of() -> None:
    site = told("a", GAIN, "army", said_by="army", at=place("Halwa", relation="centre of"))
    denied = told("b", GAIN, "army", said_by="rebels", status=Status.DENIED, inside=site.document)
    assert [where for where, _ in holdings([site, denied], KIN).disputes] == ["test:Halwa#centre of"]
