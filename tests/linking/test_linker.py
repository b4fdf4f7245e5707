from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.linking.made_up_news import DAY, claim, days, place

from reportedly.incident_model import Judgement
from reportedly.linking.clusters import clusters
from reportedly.linking.kin import RegisterKin
from reportedly.linking.linker import Linker
from reportedly.linking.store import Memory
from reportedly.model import Claim, ClaimType, Status

KIN = RegisterKin()


def linked(*batches: Iterable[Claim]) -> Memory:
    store = Memory()
    linker = Linker(store, KIN)
    for batch in batches:
        linker.add(batch)
    return store


def groups(store: Memory) -> set[frozenset[str]]:
    return {frozenset(incident.claims) for incident in store.incidents()}


RAID = (
    claim("c1", "Hill Wire", text="Jets hit the bakery of Halwa and 31 people died in the queue", killed=31),
    claim("c2", "River Post", text="An evening raid on Halwa left the bakery in ruins", killed=(30, None)),
    claim("c3", "Coast News", text="Planes bombed the northern town, medics say", killed=31, target="people"),
)


def test_one_raid_told_by_three_publishers_is_one_incident() -> None:
    assert groups(linked(RAID)) == {frozenset({"c1", "c2", "c3"})}


def test_raids_on_towns_far_apart_are_two_incidents() -> None:
    assert len(groups(linked([RAID[0], claim("c9", at="Dara", killed=31)]))) == 2


def test_raids_of_two_weeks_are_two_incidents() -> None:
    assert len(groups(linked([RAID[0], claim("c9", on=DAY + timedelta(days=14), killed=31)]))) == 2


def test_a_strike_and_its_toll_told_without_its_kind_are_one_incident() -> None:
    toll = claim(
        "c9",
        "Plain Gazette",
        kind=ClaimType.CASUALTIES,
        actor=None,
        killed=31,
        text="31 people died at the bakery of Halwa that evening",
    )
    assert len(groups(linked([*RAID, toll]))) == 1


def test_a_denial_belongs_to_what_it_denies() -> None:
    denial = claim(
        "c9",
        "Plain Gazette",
        status=Status.DENIED,
        said_by="ministry",
        text="The ministry denied that jets had hit the bakery of Halwa",
    )
    assert len(groups(linked([*RAID, denial]))) == 1


def test_two_raids_that_one_document_tells_apart_stay_two() -> None:
    first = claim("c1", killed=31)
    second = claim("c2", killed=4, inside=first.document)
    assert len(groups(linked([first, second]))) == 2


def test_one_bridging_claim_does_not_chain_two_incidents_into_one() -> None:
    first = [
        claim(f"a{i}", f"Post {i}", killed=31, target="rebels", text=f"bakery queue evening raid dead number {i}")
        for i in range(3)
    ]
    second = [
        claim(
            f"b{i}",
            f"Post {i}",
            killed=5,
            target="Daesh",
            at="Tell Mar",
            text=f"depot hill morning planes trucks number {i}",
        )
        for i in range(3)
    ]
    between = replace(
        claim("m", "Mid News", text="bakery queue evening raid depot hill morning planes"),
        places=(place("Halwa"), place("Tell Mar")),
    )
    found = groups(linked([*first, *second, between]))
    assert not any({"a0", "b0"} <= group for group in found)


def test_a_claim_of_the_province_joins_the_raid_in_it_but_does_not_make_two_raids_one() -> None:
    north = replace(place("the north"), place="area:north", name="North", country="SY", lat=36.3, lon=37.1, precision=4)
    province = claim(
        "p", "Plain Gazette", at=north, killed=31, text="raid in the north killed people at a bakery queue"
    )
    assert groups(linked([RAID[0], province])) == {frozenset((RAID[0].id, "p"))}
    other = claim(
        "t", "River Post", at="Tell Mar", target="Daesh", killed=5, text="depot on a hill hit by planes at noon"
    )
    assert all(not {RAID[0].id, "t"} <= group for group in groups(linked([RAID[0], province, other])))


def test_linking_again_adds_nothing() -> None:
    store = linked(RAID)
    changes = Linker(store, KIN).add(RAID)
    assert (changes.put, changes.ended, changes.events) == ((), (), ())


def test_an_incident_keeps_its_id_as_claims_join() -> None:
    store = linked(RAID[:1])
    before = store.incidents()[0].id
    Linker(store, KIN).add(RAID[1:])
    assert [incident.id for incident in store.incidents()] == [before]
    assert [event.kind for event in store.events] == ["made", "joined"]


def test_a_judgement_parts_what_was_linked_and_its_undo_joins_it_again() -> None:
    store = linked(RAID)
    linker = Linker(store, KIN)
    noon = datetime(2024, 5, 1, 12, tzinfo=UTC)
    for other in ("c1", "c2"):
        linker.judge(Judgement("c3", other, False, "a reviewer", noon))
    assert groups(store) == {frozenset({"c1", "c2"}), frozenset({"c3"})}
    assert {event.kind for event in store.events} >= {"split"}
    for other in ("c1", "c2"):
        linker.judge(Judgement("c3", other, None, "a reviewer", noon + timedelta(hours=1)))
    assert len(groups(store)) == 1


def test_a_judgement_joins_what_no_weight_would() -> None:
    store = linked([RAID[0], claim("c9", at="Dara", kind=ClaimType.PROTEST)])
    changes = Linker(store, KIN).judge(Judgement("c1", "c9", True, "a reviewer", datetime(2024, 5, 1, tzinfo=UTC)))
    assert groups(store) == {frozenset({"c1", "c9"})}
    assert [event.kind for event in changes.events] == ["merged", "joined"]


def test_of_two_merged_incidents_the_one_told_first_survives() -> None:
    old, new = claim("z1", published=DAY), claim("a1", "River Post", at="Dara", published=DAY + timedelta(days=9))
    store = linked([old, new])
    ids = {incident.first: incident.id for incident in store.incidents()}
    Linker(store, KIN).judge(Judgement("z1", "a1", True, "a reviewer", datetime(2024, 5, 1, tzinfo=UTC)))
    assert [incident.id for incident in store.incidents()] == [ids["z1"]]
    assert next(event.other for event in store.events if event.kind == "merged") == ids["z1"]


def test_removed_claims_leave_the_rest_as_if_they_had_never_come() -> None:
    store = linked(RAID)
    Linker(store, KIN).remove(["c1"])
    assert groups(store) == groups(linked(RAID[1:]))
    assert store.incident_of("c1") is None


def test_a_claim_read_anew_takes_the_place_of_the_old() -> None:
    store = linked(RAID)
    Linker(store, KIN).add(
        [replace(RAID[0], places=(place("Dara"),), killed=claim("x").killed, evidence=claim("x").evidence)]
    )
    assert frozenset({"c1"}) in groups(store)


def test_claims_without_place_or_day_link_by_what_they_have_or_stay_alone() -> None:
    nowhere = claim(
        "n1",
        "Plain Gazette",
        at=None,
        killed=31,
        said_by="Salim Haddad",
        text="31 died when jets hit the bakery, Salim Haddad said",
    )
    told = claim(
        "n2",
        "Hill Wire",
        killed=31,
        said_by="Salim Haddad",
        text="Jets hit the bakery and 31 died, said Salim Haddad of Halwa",
    )
    bare = claim("n3", "River Post", at=None, on=None, actor=None, text="there was an air raid")
    assert groups(linked([nowhere, told, bare])) == {frozenset({"n1", "n2"}), frozenset({"n3"})}


def test_a_span_of_a_year_does_not_swallow_the_days_within_it() -> None:
    year = claim(
        "y", "Plain Gazette", on=days(DAY.replace(month=1, day=1), DAY.replace(month=12, day=31)), killed=(400, None)
    )
    assert groups(linked([*RAID, year])) == groups(linked(RAID)) | {frozenset({"y"})}


CLAIMS = st.builds(
    lambda i, publisher, kind, town, day, killed, actor, words, status: claim(
        f"c{i:03d}", f"Post {publisher}", kind=kind, at=town, on=DAY + timedelta(days=day) if day is not None else None, killed=killed, actor=actor,
        text=" ".join(words) or "few words", status=status, published=DAY + timedelta(days=(day or 0) + publisher % 3),
    ),
    i=st.integers(0, 999), publisher=st.integers(0, 5),
    kind=st.sampled_from([ClaimType.AIR_STRIKE, ClaimType.SHELLING, ClaimType.CASUALTIES, ClaimType.ARMED_CLASH, ClaimType.TERRITORY_GAIN]),
    town=st.sampled_from(["Halwa", "Qasr", "Tell Mar", "Unheard", None]), day=st.sampled_from([0, 0, 1, 2, None]),
    killed=st.sampled_from([None, 3, 31, (30, None)]), actor=st.sampled_from([None, "army", "air force", "rebels", "militants"]),
    words=st.lists(st.sampled_from(["bakery", "bridge", "market", "night", "raid", "planes", "queue", "river", "people", "killed", "morning"]), max_size=9),
    status=st.sampled_from([Status.OCCURRED, Status.OCCURRED, Status.DENIED]),
)  # fmt: skip
MANY = st.lists(CLAIMS, max_size=16, unique_by=lambda one: one.id)
QUICK = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@QUICK
@given(MANY, st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_order_of_documents_does_not_change_incidents(many: list[Claim], rng: random.Random, parts: int) -> None:
    shuffled = rng.sample(many, len(many))
    assert groups(linked(*[shuffled[i::parts] for i in range(parts)])) == groups(linked(many))


@QUICK
@given(MANY, st.randoms(use_true_random=False))
def test_the_order_does_not_matter_where_keys_are_full_either(
    monkeypatch: pytest.MonkeyPatch, many: list[Claim], rng: random.Random
) -> None:
    monkeypatch.setattr("reportedly.linking.store.FULL", 3)
    monkeypatch.setattr("reportedly.linking.linker.WINDOW", 1)
    shuffled = rng.sample(many, len(many))
    assert groups(linked(*([one] for one in shuffled))) == groups(linked(many))


@QUICK
@given(MANY, st.sets(st.integers(0, 15)))
def test_to_remove_is_as_never_to_have_added(
    monkeypatch: pytest.MonkeyPatch, many: list[Claim], gone: set[int]
) -> None:
    monkeypatch.setattr("reportedly.linking.store.FULL", 3)
    monkeypatch.setattr("reportedly.linking.linker.WINDOW", 1)
    store = linked(many)
    Linker(store, KIN).remove(one.id for i, one in enumerate(many) if i in gone)
    assert groups(store) == groups(linked(one for i, one in enumerate(many) if i not in gone))


@QUICK
@given(MANY)
def test_every_claim_is_in_one_incident_and_each_incident_holds_its_first(many: list[Claim]) -> None:
    store = linked(many)
    held = [id_ for incident in store.incidents() for id_ in incident.claims]
    assert sorted(held) == sorted(one.id for one in many)
    assert all(incident.first in incident.claims for incident in store.incidents())


def test_a_crowd_on_one_city_and_day_is_not_compared_all_with_all() -> None:
    store = Memory()
    linker = Linker(store, KIN)
    crowd = [
        claim(f"c{i:04d}", f"Post {i % 40}", killed=i % 90, text=f"raid {i} on house {i * 7} in street {i * 13}")
        for i in range(1200)
    ]
    linker.add(crowd)
    gists = store.gists(["c0600"])
    assert len(linker.candidates(gists["c0600"])) < 300


def test_a_bridge_that_fits_two_claims_however_well_does_not_chain_them() -> None:
    def score(a: str, b: str) -> float:
        return 9.0 if "m" in (a, b) else -3.5

    links = [(9.0, "a", "m"), (9.0, "b", "m")]
    assert len(clusters("abm", links, score, {}, {})) == 2


def test_one_misread_pair_does_not_keep_a_claim_from_many_that_it_fits() -> None:
    def score(a: str, b: str) -> float:
        return -12.0 if {a, b} == {"a", "d"} else 2.0

    links = [(3.0, "a", "b"), (3.0, "a", "c"), (3.0, "b", "c"), (2.0, "b", "d"), (2.0, "c", "d")]
    assert clusters("abcd", links, score, {}, {}) == [["a", "b", "c", "d"]]


def loosely(fits: set[frozenset[str]], one: str, other: str) -> list[list[str]]:
    """The groups of claims of which those of one group are sure to be one, and of both only some pairs fit."""

    def score(a: str, b: str) -> float:
        return 6.0 if (a in one) == (b in one) else 2.0 if frozenset((a, b)) in fits else -2.0

    links = [(score(a, b), a, b) for a in one + other for b in one + other if a < b and score(a, b) > 0]
    return clusters(one + other, links, score, {}, {})


def test_two_tellings_of_one_attack_of_which_many_pairs_fit_are_one_though_more_do_not() -> None:
    some = {frozenset((a, b)) for a in "abcd" for b in "wx"} | {frozenset((a, "y")) for a in "ab"}
    assert len(loosely(some, "abcdef", "uvwxy")) == 1


def test_one_claim_that_fits_all_of_another_group_does_not_make_the_groups_one() -> None:
    bridge = {frozenset(("f", b)) for b in "opqrstuvwxyz"}
    assert len(loosely(bridge, "def", "opqrstuvwxyz")) == 2


def test_a_claim_that_fits_half_of_a_group_is_of_it_and_one_that_fits_less_is_not() -> None:
    half = {frozenset(("a", b)) for b in "uvwxy"}
    assert len(loosely(half, "a", "qrstuvwxy")) == 1
    assert len(loosely(half - {frozenset(("a", "u"))}, "a", "qrstuvwxy")) == 2


def test_those_stand_for_a_large_group_that_are_told_most_exactly() -> None:
    loose, exact = "abcdefghijklm", "nopqrstuvwxyz"

    def score(a: str, b: str) -> float:
        return 6.0 if "Z" not in (a, b) else 2.0 if {a, b} & set(exact) else -2.0

    everyone = "Z" + loose + exact
    links = [(score(a, b), a, b) for a in everyone for b in everyone if a < b and score(a, b) > 0]
    assert len(clusters(everyone, links, score, {}, {})) == 2
    assert len(clusters(everyone, links, score, {}, {}, vague=lambda claim: int(claim in loose))) == 1


def test_who_holds_one_part_of_a_city_is_not_linked_to_who_holds_the_rest() -> None:
    one = claim("c1", kind=ClaimType.CONTROL, actor="rebel", on=None, published=DAY, text="the rebel-held quarters")
    other = claim(
        "c2", "River Post", kind=ClaimType.CONTROL, actor="army", on=None, published=DAY, text="the army's part"
    )
    assert len(groups(linked([one, other]))) == 2
