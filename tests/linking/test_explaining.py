from __future__ import annotations

from datetime import UTC, datetime

from tests.linking.made_up_news import claim
from tests.linking.test_linker import KIN, RAID

from reportedly.incident_model import Judgement
from reportedly.linking.clusters import SURE
from reportedly.linking.explaining import nearly, why
from reportedly.linking.linker import Linker
from reportedly.linking.store import Memory


def linker_of(*claims: object) -> Linker:
    linker = Linker(Memory(), KIN)
    linker.add(claims)  # type: ignore[arg-type]
    return linker


def test_every_claim_but_the_first_says_why_it_was_joined() -> None:
    linker = linker_of(*RAID)
    incident = linker.store.incident(linker.store.incident_of("c1") or "")
    assert incident is not None
    joins = why(incident, linker)
    assert {join.claim for join in joins} == set(incident.claims) - {incident.first}
    assert all(join.weight > 0 and join.reasons for join in joins)


def test_a_judged_join_says_that_people_judged() -> None:
    linker = linker_of(RAID[0], claim("z", at="Dara"))
    linker.judge(Judgement("c1", "z", True, "a reviewer", datetime(2024, 5, 1, tzinfo=UTC)))
    incident = linker.store.incident(linker.store.incident_of("z") or "")
    assert incident is not None
    assert [join.weight for join in why(incident, linker)] == [SURE]


def test_what_almost_joined_is_told_with_what_kept_it_away() -> None:
    other = claim("n", "Plain Gazette", killed=2, actor="Russia")
    linker = linker_of(*RAID, other)
    incident = linker.store.incident(linker.store.incident_of("c1") or "")
    assert incident is not None
    near = nearly(incident, linker)
    assert [join.other for join in near] == ["n"]
    assert any(reason.weight < 0 for reason in near[0].reasons)
