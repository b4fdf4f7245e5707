"""The sample reports, by their annotation: what they were written to show is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from bench.annotated import annotated_claims
from tests.linking.test_linker import KIN

from reportedly.incident_model import Dispute, Weighed
from reportedly.linking.echoes import takeovers_of
from reportedly.linking.linker import Linker
from reportedly.linking.store import Memory
from reportedly.model import Claim
from reportedly.weighing.handovers import changes
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
def timelines() -> Timelines:
    return holdings(annotated_claims(GOLD, sentences=True), KIN)


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
    assert konna == ["force:ML:military", "ansar-dine", "force:ML:military"]
    goma = [one.party for one in timelines.together if one.place_name == "Goma"]
    assert goma[-1] == "m23"


# What the reports were written to show, whole: nothing that is not here may be found.
DISPUTES = {
    ("happened", "bend-konna:12", "bend-konna:13"),  # the town that Paris doubts
    ("happened", "greatzab-bashiqa:0", "tigris-bashiqa:0"),  # captured, and not
    ("happened", "greatzab-bashiqa:8", "tigris-bashiqa:5"),  # Turkish guns that fired, and did not
    ("happened", "tihama-hodeidah:0", "tihama-hodeidah:1"),  # the airport
    ("happened", "orontes-kirkuk:7", "orontes-kirkuk:8"),  # half of the city
    ("happened", "anatolian-jets:17", "anatolian-jets:4"),  # civilians hit
    ("actor", "wadi-azum-ardamata:10", "wadi-azum-ardamata:5", "wadi-azum-ardamata:7"),
    ("actor", "orontes-kirkuk:15", "orontes-kirkuk:16", "tigris-bashiqa:21"),  # the strike that nobody owns to
    ("actor", "orontes-aleppo-pause:25", "orontes-aleppo-pause:26"),  # the aid convoy
    ("actor", "orontes-qaterji:3", "queiq-qaterji:0", "queiq-qaterji:12"),  # Moscow denies
    ("killed", "orontes-kirkuk:14", "tigris-bashiqa:20"),
    ("killed", "orontes-qaterji:5", "queiq-qaterji:4"),
    ("killed", "anatolian-jets:0", "anatolian-jets:17", "anatolian-jets:3", "mirror-overview:9"),
}
HOLDERS = {
    ("greatzab-bashiqa:0", "tigris-bashiqa:0"),
    ("greatzab-bashiqa:0", "tigris-bashiqa:3"),
    ("orontes-kirkuk:7", "orontes-kirkuk:8"),
    ("queiq-truce-ends:4", "queiq-truce-ends:6"),  # the hill that one side says it holds and the other that it took
    ("tihama-hodeidah:0", "tihama-hodeidah:1"),
}
CHANGES = {
    ("Arshaf", "Islamic State", "Free Syrian Army"), ("Ardamata", None, "Rapid Support Forces"), ("Barima", None, "Peshmerga"),
    ("Bartella", None, "Iraqi Counter Terrorism Service"), ("Bashiqa", None, "Islamic State"), ("Bashiqa", "Islamic State", "Peshmerga"),
    ("Dabiq", None, "Islamic State"), ("Dabiq", "Islamic State", "Free Syrian Army"), ("Diabaly", None, "Al-Qaeda"),
    ("Diabaly", "Al-Qaeda", None), ("Drobysheve", None, "national guard"), ("Goma", "army", None),
    ("Goma", None, "March 23 Movement"), ("Hasajik", None, "Syrian Democratic Forces"), ("airport of Hodeidah", None, "Armed Forces of Yemen"),
    ("half of Kirkuk", None, "Islamic State"), ("Konna", "Armed Forces of Mali", "Ansar Dine"), ("Konna", "Ansar Dine", "Armed Forces of Mali"),
    ("Lyman", "Russia", "Armed Forces of Ukraine"), ("Mindat", None, "army"), ("Moadamiyat al-Sham", "gunmen", "army"),
    ("Mosul", None, "Islamic State"), ("Nawaran", None, "Peshmerga"), ("Nyala", None, "Rapid Support Forces"),
    ("centre of Qaraqosh", None, "Armed Forces of Iraq"), ("Sake", None, "Mai-Mai"),
    ("Sake", "Mai-Mai", "March 23 Movement"), ("Sawran", None, "rebels"), ("hill of Sheikh Said", None, "army"),
    ("Umm Hawsh", "Islamic State", "Syrian Democratic Forces"), ("Yampil", None, "national guard"),
    ("western Sake", None, "March 23 Movement"),  # "Sake, 27 km to the west", as it is annotated
}  # fmt: skip
COPY = ("tigris-mosul-begins", "orontes-mosul-begins")


def test_every_planted_contradiction_and_denial_is_found_and_nothing_else(
    store: Memory, claims: dict[str, Claim]
) -> None:
    found = set()
    for incident in store.incidents():
        weighed = weigh(incident.id, [claims[id_] for id_ in incident.claims], KIN)
        for one in weighed.disputes:
            found.add((one.slot, *sorted(id_ for position in one.positions for id_ in position.claims)))
    assert found == DISPUTES


def test_every_planted_change_of_hands_is_found_and_nothing_else(timelines: Timelines) -> None:
    assert {(one.place_name, one.before, one.after) for one in changes(timelines.together)} == CHANGES
    held = {tuple(sorted(id_ for one in dispute.positions for id_ in one.claims)) for _, dispute in timelines.disputes}
    assert held == HOLDERS


def test_every_planted_echo_between_documents_is_found_and_nothing_else(
    store: Memory, claims: dict[str, Claim]
) -> None:
    taken, _ = takeovers_of((claim.document for claim in claims.values()), Memory(), KIN)
    refs = {claim.document.id: claim.document.ref for claim in claims.values()}
    assert [(refs[one.document], refs[one.of], one.named) for one in taken] == [(*COPY, True)]
    found = set()
    for incident in store.incidents():
        weighed = weigh(incident.id, [claims[id_] for id_ in incident.claims], KIN, takeovers=taken)
        for echo in weighed.echoes:
            if echo.reason in ("same passage", "taken over", "named as original"):
                found.add((claims[echo.claim].document.ref, claims[echo.of].document.ref))
    assert found == {COPY}


def test_every_planted_headline_is_found_and_nothing_else(claims: dict[str, Claim]) -> None:
    found = headlines(claims.values(), KIN)
    grave = [one for one in found if one.fault != "weakened"]
    assert [(claims[one.claim].document.ref, one.fault, one.body) for one in grave] == [
        ("maysaloun-corridors", "denied", ("maysaloun-corridors:8",))
    ]
    # These state as a fact what the text gives as the word of a side whom the headline does not name; medics and refugees are none.
    assert {claims[one.claim].document.ref for one in found if one.fault == "weakened"} == {
        "chin-mindat",
        "donets-lyman",
        "greatzab-bashiqa",
        "kurdagh-turkish-jets",
    }
