"""What a server draws of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from reportedly.incident_model import Dispute, Holding, Moment, Position
from reportedly.web.charts import LEAST, TOGETHER, columns, lanes
from reportedly.web.summary.territory import Held


def day(number: int) -> date:
    return date(2016, 1, number)


def holding(party: str, since: Moment, until: Moment | None, said: int, voice: str | None = None) -> Holding:
    return Holding("made:ardal", "Ardal", party, party, since, until, (f"c_{party}",), voice, day(said))


def held(together: list[Holding], by_voice: list[Holding], disputes: list[Dispute]) -> Held:
    names = {"name:hill wire": "Hill Wire"}
    return Held("made:ardal", "Ardal", 36.2, 37.1, 1, tuple(together), tuple(by_voice), tuple(disputes), names, 3, 3)


def test_months_stand_where_they_lie_in_time_and_lead_to_their_last_day() -> None:
    found = columns([(date(2016, 1, 1), 5), (date(2016, 2, 1), 10), (date(2016, 12, 1), 1)])
    assert [(one.month, one.last, one.height) for one in found] == [
        ("2016-01", "2016-01-31", 50), ("2016-02", "2016-02-29", 100), ("2016-12", "2016-12-31", 10),
    ]  # fmt: skip
    assert [round(one.x) for one in found] == [0, 8, 92]
    assert columns([]) == []


def test_a_lane_tells_what_is_certain_from_what_may_be() -> None:
    known = Moment(day(10), day(12))
    one = holding("army", known, Moment(day(20), day(20)), 18)
    open_ended = holding("militia", Moment(None, day(20)), None, 25, "name:hill wire")
    found = lanes(held([one], [open_ended], []))
    assert found is not None
    assert [voice for voice, _ in found.lanes] == [TOGETHER, "Hill Wire"]
    (may, sure), (before, certain, after) = (bars for _, bars in found.lanes)
    assert (may.sure, sure.sure, before.sure, certain.sure, after.sure) == (False, True, False, True, False)
    assert may.x + may.width == round(sure.x, 2) or abs(may.x + may.width - sure.x) < 0.05
    assert before.x == 0
    assert abs(after.x + after.width - 100) < 0.05
    assert {bar.side for bar in (may, sure)} != {bar.side for bar in (before, certain, after)}
    assert found.holders == ("army", "militia")


def test_what_is_disputed_is_so_from_the_second_word_on_and_only_where_its_claims_stand() -> None:
    one = holding("army", Moment(day(1), day(1)), None, 9)
    other = holding("militia", Moment(day(20), day(20)), None, 20)
    against = Position("militia", ("name:hill wire",), ("c_other",), day(5))
    dispute = Dispute("holder", (Position("army", (), ("c_army",), day(1)), against), day(5))
    place = held([one, other], [], [dispute])
    assert [place.disputed(one, day(4)), place.disputed(one, day(5)), place.disputed(one)] == [False, True, True]
    assert not place.disputed(other)
    found = lanes(place)
    assert found is not None
    assert {bar.told: bar.disputed for bar in found.lanes[0][1]} == {"army": True, "militia": False}


def test_a_lane_names_the_allies_of_who_holds_a_place() -> None:
    one = replace(holding("army", Moment(day(1), day(1)), None, 9), also=("scouts", "river guard"))
    found = lanes(held([one], [], []))
    assert found is not None
    assert {bar.told for bar in found.lanes[0][1]} == {"army, with scouts, river guard"}


def test_a_day_is_wide_enough_to_be_seen_and_a_place_without_days_has_no_lanes() -> None:
    short = holding("army", Moment(date(1990, 1, 1), date(1990, 1, 1)), Moment(date(1990, 1, 1), date(1990, 1, 1)), 9)
    found = lanes(held([short], [], []))
    assert found is not None
    assert min(bar.width for _, bars in found.lanes for bar in bars) >= LEAST
    nothing = Holding("made:ardal", "Ardal", "army", "army", Moment(None, None), None, ("c_1",))
    assert lanes(held([nothing], [], [])) is None
