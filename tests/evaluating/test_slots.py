from __future__ import annotations

import pytest

from reportedly.evaluating.slots import judge, km

Day = dict[str, str]


def day(start: str, end: str | None = None) -> Day:
    return {"start": start, "end": end or start}


def judged(gold: dict[str, object], read: dict[str, object], kind: str = "shelling") -> dict[str, bool]:
    return judge({"type": [kind], **gold}, {"type": kind, **read})


def test_a_slot_that_is_not_annotated_is_not_judged() -> None:
    assert judged({}, {"actor": ["YPG"], "killed": {"min": 3, "max": 3}}) == {"status": True, "said_by_none": True}


@pytest.mark.parametrize(
    ("gold", "read", "right"),
    [
        (["YPG"], ["YPG"], True),
        (["YPG"], ["YPG", "SDF"], True),
        (["YPG"], ["YPG", "SDF", "FSA"], False),
        (["YPG", "SDF"], ["YPG"], False),
        (["YPG"], [], False),
    ],
)
def test_all_annotated_parties_are_wanted_and_one_more_may_pass(gold: list[str], read: list[str], right: bool) -> None:
    assert judged({"actor": gold}, {"actor": read})["actor"] is right
    assert judged({"target": gold}, {"target": read})["target"] is right


def test_only_in_a_clash_and_the_like_may_the_sides_change_places() -> None:
    gold: dict[str, object] = {"actor": ["YPG"], "target": ["FSA"]}
    turned: dict[str, object] = {"actor": ["FSA"], "target": ["YPG"]}
    heap: dict[str, object] = {"actor": ["YPG", "FSA"], "target": []}
    for kind in ("armed_clash", "diplomacy", "ceasefire", "displacement"):
        assert judged(gold, turned, kind)["target"]
        assert judged(gold, heap, kind)["actor"]
        assert judged({"target": ["FSA"]}, turned, kind)["target"]
    assert not judged(gold, turned)["actor"]


def test_a_place_may_stand_under_within_where_no_other_was_read() -> None:
    gold: dict[str, object] = {"places": [{"text": "Idlib", "lat": None, "lon": None}]}
    assert judged(gold, {"within": [{"text": "Idlib province"}]})["place"]
    assert not judged(gold, {"places": [{"text": "Hama"}], "within": [{"text": "Idlib"}]})["place"]
    assert "coordinates" not in judged(gold, {})


@pytest.mark.parametrize(("lat", "right"), [(36.0, True), (36.2, True), (36.3, False), (None, False)])
def test_a_point_within_25_km_is_right(lat: float | None, right: bool) -> None:
    gold: dict[str, object] = {"places": [{"text": "Ardal", "lat": 36.0, "lon": 37.0}]}
    read: dict[str, object] = {"places": [{"text": "Ardal", "lat": lat, "lon": 37.0}]}
    assert judged(gold, read) == {"place": True, "coordinates": right, "status": True, "said_by_none": True}


@pytest.mark.parametrize(
    ("gold", "read", "right", "exact"),
    [
        (day("2016-10-19"), day("2016-10-19"), True, True),
        (day("2016-10-19"), day("2016-10-20"), False, False),
        (day("2016-10-19"), None, False, False),
        (day("2016-10-01", "2016-10-31"), day("2016-10-19"), True, False),
        (day("2016-10-01", "2016-10-31"), day("2016-09-30", "2016-11-01"), True, False),
        (day("2016-10-01", "2016-10-31"), day("2016-09-29", "2016-10-31"), False, False),
        (day("2016-10-19"), {"start": "2016-10-19", "end": None}, True, True),
    ],
)
def test_one_day_is_that_day_and_several_hold_the_days_within(gold: Day, read: Day, right: bool, exact: bool) -> None:
    found = judged({"date": gold}, {"date": read})
    assert (found["date"], found["date_exact"]) == (right, exact)


def test_the_status_is_occurred_where_none_is_told() -> None:
    assert judged({}, {"status": "occurred"})["status"]
    assert not judged({"status": "denied"}, {})["status"]


def test_a_speaker_where_there_is_none_is_wrong_unless_he_is_the_actor() -> None:
    assert not judged({}, {"said_by": ["SOHR"]})["said_by_none"]
    assert judged({"actor": ["Russia"]}, {"said_by": ["Russian officials"]})["said_by_none"]
    assert judged({"said_by": ["SOHR", "UN"]}, {"said_by": ["UN", "AP"]})["said_by"]
    assert not judged({"said_by": ["SOHR"]}, {"said_by": ["SOHR", "UN", "AP"]})["said_by"]
    assert not judged({"said_by": ["SOHR"]}, {})["said_by"]


def test_a_toll_is_right_where_one_of_its_bounds_is() -> None:
    gold: dict[str, object] = {"killed": {"min": 3, "max": 9}}
    assert judged(gold, {"killed": {"min": 3, "max": None}})["killed"]
    assert judged(gold, {"killed": {"min": None, "max": 9}})["killed"]
    assert not judged(gold, {"killed": {"min": 4, "max": None}})["killed"]
    assert not judged(gold, {})["killed"]


def test_a_degree_of_latitude_is_111_km() -> None:
    assert km((36.0, 37.0), (37.0, 37.0)) == pytest.approx(111.2, abs=0.1)
    assert km((0.0, 179.9), (0.0, -179.9)) == pytest.approx(22.2, abs=0.1)
