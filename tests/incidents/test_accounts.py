from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from tests.ledger.made_up import RULES, reading, readings
from tests.linking.made_up_news import claim

from reportedly.errors import LedgerError
from reportedly.incidents import account, accounts, headlines, labels, link, timelines
from reportedly.incidents.sides import RegisterSides
from reportedly.ledger import Ledger
from reportedly.linking.kin import RegisterKin
from reportedly.model import ClaimType, Quote, Reading
from reportedly.weighing.weigh import weigh


@pytest.fixture
def linked(ledger: Ledger) -> Ledger:
    """Twelve reports, linked."""
    ledger.add(readings(12), reader=RULES)
    link(ledger)
    return ledger


def test_an_incident_is_told_with_the_claims_that_answer_and_those_that_stand_with_them(linked: Ledger) -> None:
    answering = {record["id"] for record in linked.claims(type="shelling", publisher="Hill Wire")}
    found = list(accounts(linked, type="shelling", publisher="Hill Wire"))
    assert found
    assert all(answering & {claim.id for claim in one.claims} for one in found)
    assert answering <= {claim.id for one in found for claim in one.claims}
    assert any({claim.document.publisher for claim in one.claims} > {"Hill Wire"} for one in found)
    assert len(list(accounts(linked, type="shelling", limit=2))) == 2


def test_all_claims_stand_in_the_accounts_once(linked: Ledger) -> None:
    told = [claim.id for one in accounts(linked) for claim in one.claims]
    assert sorted(told) == sorted(record["id"] for record in linked.claims())


def test_one_passage_in_three_reports_is_one_voice(linked: Ledger) -> None:
    one = next(one for one in accounts(linked) if len({claim.document.publisher for claim in one.claims}) == 3)
    assert [voice.party for voice in (*one.weighed.voices, *one.weighed.denials)] == ["karum-monitor"]
    assert one.weighed.echoes


def test_an_account_tells_why_each_claim_was_joined(linked: Ledger) -> None:
    several = next(one for one in accounts(linked) if len(one.claims) > 1)
    one = account(linked, several.incident.id)
    assert {join.claim for join in one.joins} == {claim.id for claim in one.claims} - {one.incident.first}
    assert all(join.reasons for join in one.joins)
    assert json.loads(json.dumps(one.record()))["claims"] == [claim.id for claim in one.claims]


def test_an_account_tells_what_almost_joined_and_what_kept_it_apart(linked: Ledger) -> None:
    of = [account(linked, one.incident.id) for one in accounts(linked)]
    near = [(one, near) for one in of for near in one.near]
    assert near
    for one, other in near:
        assert other.join.claim in one.incident.claims
        assert other.claim.id == other.join.other not in one.incident.claims
        assert other.incident not in (None, one.incident.id)
        assert any(reason.weight < 0 for reason in other.join.reasons)


def test_what_people_judged_different_is_told_as_what_almost_joined(linked: Ledger) -> None:
    one = next(one for one in accounts(linked) if len(one.claims) > 1)
    *others, last = (claim.id for claim in one.claims)
    for other in others:
        linked.judge(last, other, "different", by="R. Reader")
    link(linked)
    near = [near for near in account(linked, one.incident.id).near if near.join.other == last]
    assert [near.join.weight > 0 for near in near] == [True]


def test_an_account_holds_what_people_judged(linked: Ledger) -> None:
    one = next(one for one in accounts(linked) if len(one.claims) > 1)
    linked.judge(one.claims[0].id, one.claims[1].id, "same", by="R. Reader")
    (said,) = account(linked, one.incident.id).judgements
    assert (said.same, said.by) == (True, "R. Reader")


def test_an_incident_as_of_an_earlier_day_has_the_claims_of_then(linked: Ledger) -> None:
    one = next(one for one in accounts(linked) if len(one.claims) > 1)
    with linked.looking() as (connection, _):
        (at,) = connection.exec_driver_sql("SELECT max(at) FROM batches").one()
    linked.review(one.claims[-1].id, "reject", by="R. Reader")
    link(linked)
    now = account(linked, one.incident.id)
    then = account(linked, one.incident.id, as_of=at)
    assert {claim.id for claim in then.claims} - {claim.id for claim in now.claims} == {one.claims[-1].id}


def test_an_incident_that_is_not_there_is_refused(linked: Ledger) -> None:
    with pytest.raises(LedgerError, match="no such incident in the ledger"):
        account(linked, "i_none")


def test_a_corrected_toll_widens_the_span(linked: Ledger) -> None:
    one = next(one for one in accounts(linked) if one.weighed.spans)
    before = next(span for span in one.weighed.spans if span.slot == "killed")
    for told in one.claims:
        linked.review(told.id, "set", slot="killed", value="90", by="R. Reader")
    after = next(span for span in account(linked, one.incident.id).weighed.spans if span.slot == "killed")
    assert (before.high or 0) < 90 == after.high


def test_holdings_are_those_of_the_place_and_the_party(ledger: Ledger) -> None:
    ledger.add([reading(2)], reader=RULES)
    (gain,) = ledger.claims(type="territory_gain", status="occurred")
    place, party = gain["places"][0], gain["actor"][0]
    found = timelines(ledger, place=[place["text"].upper()])
    (held,) = found.together
    assert (held.party, held.since.latest) == (party["party"], date.fromisoformat(gain["date"]["start"]))
    assert [one.voice for one in found.by_voice] == ["party:karum-monitor"]
    assert timelines(ledger, party=party["name"]).together == (held,)
    assert timelines(ledger, party="nobody").together == ()
    assert timelines(ledger, place=["Nowhere"]).together == ()


def test_a_village_without_a_word_of_its_own_inherits_what_claims_say_it_lies_in(ledger: Ledger) -> None:
    held = reading(2)
    (gain,) = (one for one in held.claims if one.type.value == "territory_gain")
    district = replace(gain.places[0], place="made:district", name="District", precision=3)
    shelled = reading(3)
    village = replace(shelled.claims[0].places[0], place="made:village", name="Village")
    ledger.add(
        [
            replace(held, claims=(replace(gain, places=(district,)),)),
            replace(shelled, claims=(replace(shelled.claims[0], places=(village,), within=(district,)),)),
        ],
        reader=RULES,
    )
    found = timelines(ledger, place=["made:village"])
    assert found.together == ()
    assert gain.date is not None
    (inherited,) = found.holders(gain.date.end)
    assert (inherited.place, inherited.place_name) == ("made:village", "Village")
    assert inherited.inherited_from == "made:district"
    assert timelines(ledger, place=["made:district"]).holders(gain.date.end)[0].inherited_from is None


def test_headlines_come_with_the_claims_that_they_are_about(ledger: Ledger) -> None:
    said = reading(0)
    title = "Twelve Killed in Raid"
    told = replace(said.claims[0], type=ClaimType.ABDUCTION, evidence=Quote(title, 0, len(title), "title"))
    document = replace(said.document, title=title)
    ledger.add(
        [Reading(document, tuple(replace(one, document=document) for one in (told, *said.claims[1:])))], reader=RULES
    )
    found, known = headlines(ledger)
    assert [(one.fault, known[one.claim].evidence.text) for one in found] == [("not held", title)]
    assert headlines(ledger, publisher="Nobody") == ((), {})


def test_labels_of_a_party_are_only_of_that_party(linked: Ledger) -> None:
    every = labels(linked)
    assert every == () or {use.party for use in labels(linked, party=every[0].party)} == {every[0].party}


def test_opposed_sides_that_tell_one_event_agree() -> None:
    told = (claim("c1", said_by="Russia", killed=9), claim("c2", "River Post", said_by="rebels", killed=9))
    found = weigh("i_made", told, RegisterKin(), sides=RegisterSides())
    assert found.agreed_by_opposed == (("party:state:RU", "party:free-syrian-army"),)
    assert weigh("i_made", told, RegisterKin()).agreed_by_opposed == ()


def test_sides_are_those_of_the_register_on_the_day() -> None:
    sides = RegisterSides()
    assert sides.opposed("islamic-state", "ypg", date(2016, 10, 1))
    assert not sides.opposed("ypg", "ypg", date(2016, 10, 1))
    assert not sides.opposed("nobody", "ypg")
