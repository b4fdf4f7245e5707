"""The sample reports, by their annotation: what they were written to show is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.annotated import annotated_claims
from tests.linking.test_linker import KIN

from reportedly.incident_model import Dispute, Weighed
from reportedly.linking.linker import Linker
from reportedly.linking.store import Memory
from reportedly.model import Claim
from reportedly.weighing.headlines import headlines
from reportedly.weighing.holdings import Timelines, holdings
from reportedly.weighing.weigh import weigh

GOLD = Path(__file__).parents[2] / "bench" / "gold"


@pytest.fixture(scope="module")
def claims() -> dict[str, Claim]:
    return {claim.id: claim for claim in annotated_claims(GOLD)}


@pytest.fixture(scope="module")
def store(claims: dict[str, Claim]) -> Memory:
    store = Memory()
    Linker(store, KIN).add(claims.values())
    return store


@pytest.fixture(scope="module")
def timelines(claims: dict[str, Claim]) -> Timelines:
    return holdings(claims.values(), KIN)


def of(claim: str, store: Memory, claims: dict[str, Claim]) -> Weighed:
    """The incident to which the claim belongs, weighed."""
    incident = store.incident(store.incident_of(claim) or "")
    assert incident is not None
    return weigh(incident.id, [claims[id_] for id_ in incident.claims], KIN)


def dispute(weighed: Weighed, slot: str) -> Dispute:
    return next(one for one in weighed.disputes if one.slot == slot)


def test_one_raid_told_by_the_wire_and_the_opposition_is_one_incident_that_moscow_denies(
    store: Memory, claims: dict[str, Claim]
) -> None:
    raid = of("orontes-qaterji:0", store, claims)
    assert raid.incident == store.incident_of("queiq-qaterji:0")
    assert [voice.key for voice in raid.denials] == ["party:state:RU"]
    assert [(span.low, span.high) for span in raid.spans if span.slot == "killed"] == [(17, None)]
    assert any(position.value.startswith("not ") for position in dispute(raid, "actor").positions)


def test_the_second_strike_has_two_tolls(store: Memory, claims: dict[str, Claim]) -> None:
    strike = of("orontes-qaterji:5", store, claims)
    assert [position.value for position in dispute(strike, "killed").positions] == ["13", "14"]


def test_the_turkish_jets_killed_eleven_or_two_hundred(store: Memory, claims: dict[str, Claim]) -> None:
    raids = of("kurdagh-turkish-jets:0", store, claims)
    assert {store.incident_of("anatolian-jets:0"), store.incident_of("mirror-overview:9")} == {raids.incident}
    values = [position.value for position in dispute(raids, "killed").positions]
    assert "11" in values
    assert "160 to 200" in values


def test_a_town_is_captured_and_not_captured(store: Memory, claims: dict[str, Claim], timelines: Timelines) -> None:
    capture = of("greatzab-bashiqa:0", store, claims)
    assert len(dispute(capture, "happened").positions) == 2
    held = [position.value for _, one in timelines.disputes for position in one.positions]
    assert {"Peshmerga", KIN.name("islamic-state")} <= set(held)


def test_guns_that_fired_and_did_not_fire(store: Memory, claims: dict[str, Claim]) -> None:
    assert of("greatzab-bashiqa:8", store, claims).incident == store.incident_of("tigris-bashiqa:5")


def test_the_wires_text_taken_over_is_the_wires_voice_and_the_additions_are_not(
    store: Memory, claims: dict[str, Claim]
) -> None:
    opening = of("orontes-mosul-begins:0", store, claims)
    assert opening.incident == store.incident_of("tigris-mosul-begins:0")
    assert [voice.key for voice in opening.voices] == ["name:orontes wire"]
    own = [claim for claim in claims.values() if claim.document.ref == "tigris-mosul-begins" and claim.said_by]
    added = {voice.key for claim in own for voice in of(claim.id, store, claims).voices}
    assert "name:joint operations command" in added


def test_a_strike_that_nobody_owns_to_has_a_named_suspect_and_two_tolls(
    store: Memory, claims: dict[str, Claim]
) -> None:
    strike = of("orontes-kirkuk:14", store, claims)
    assert strike.incident == store.incident_of("tigris-bashiqa:20")
    assert {one.slot for one in strike.disputes} == {"actor", "killed"}


def test_a_town_taken_retaken_and_lost_changes_hands_each_time(timelines: Timelines) -> None:
    konna = [one.party for one in timelines.together if one.place_name == "Konna"]
    assert konna == ["ansar-dine", "force:ML:military"]
    goma = [one.party for one in timelines.together if one.place_name == "Goma"]
    assert goma[-1] == "m23"


def test_a_headline_that_states_what_the_text_only_quotes_is_found(claims: dict[str, Claim]) -> None:
    found = {claims[one.claim].document.ref for one in headlines(claims.values(), KIN) if one.fault == "weakened"}
    assert "greatzab-bashiqa" in found
    assert "orontes-qaterji" not in found
