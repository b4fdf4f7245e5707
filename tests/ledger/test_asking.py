from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from math import acos, cos, radians, sin
from typing import Any

import pytest
from sqlalchemy import event
from tests.conftest import database
from tests.ledger.made_up import NEWER, RULES, reading, readings

from reportedly.errors import LedgerError
from reportedly.ledger import Ledger, Near, asking, postgres_indexing
from reportedly.ledger.facets import fold

Record = dict[str, Any]
Holds = Callable[[Record], bool]


def names(record: Record, *roles: str) -> set[str]:
    return {fold(mention[key] or "") for role in roles for mention in record[role] for key in ("name", "party", "text")}


def within(record: Record, lat: float, lon: float, km: float) -> bool:
    points = [(place["lat"], place["lon"]) for place in record["places"] if place["lat"] is not None]
    return any(cosine_km(*point, lat, lon) <= km for point in points)


def cosine_km(lat: float, lon: float, to_lat: float, to_lon: float) -> float:
    """By the law of cosines, which neither database's way uses."""
    a, b, c = radians(lat), radians(to_lat), radians(to_lon - lon)
    return 6371.0088 * acos(min(1.0, sin(a) * sin(b) + cos(a) * cos(b) * cos(c)))


def overlaps(record: Record, since: str, until: str) -> bool:
    return bool(record["date"]) and record["date"]["end"] >= since and record["date"]["start"] <= until


# Every filter, and the same condition over again in plain Python.
FILTERS: dict[str, tuple[dict[str, Any], Holds]] = {
    "type": ({"type": "shelling"}, lambda r: r["type"] == "shelling"),
    "types": ({"type": ["shelling", "air_strike"]}, lambda r: r["type"] in {"shelling", "air_strike"}),
    "status": ({"status": "denied"}, lambda r: r["status"] == "denied"),
    "actor": ({"actor": "ARDAL brigade"}, lambda r: "ardal brigade" in names(r, "actor")),
    "actor by id": ({"actor": "dera-front"}, lambda r: r["actor"][0]["party"] == "dera-front"),
    "target": ({"target": "Zul militia"}, lambda r: "zul militia" in names(r, "target")),
    "party": ({"party": "army"}, lambda r: "army" in names(r, "actor", "target")),
    "backer": ({"party": "Karum"}, lambda r: "Karum" in r["actor"][0]["backed_by"]),
    "place": ({"place": "dera zul"}, lambda r: r["places"][0]["text"] == "Dera Zul"),
    "place by id": ({"place": "made:ardal"}, lambda r: r["places"][0]["place"] == "made:ardal"),
    "country": ({"country": "sy"}, lambda r: r["places"][0]["country"] == "SY"),
    "near": ({"near": (36.2, 37.16, 40)}, lambda r: within(r, 36.2, 37.16, 40)),
    "very near": ({"near": (36.2, 37.16, 2)}, lambda r: within(r, 36.2, 37.16, 2)),
    "box": ({"bbox": (30, 45, 36, 50)}, lambda r: r["places"][0]["country"] == "UA"),
    "since": ({"since": "2023-04-01"}, lambda r: overlaps(r, "2023-04-01", "9999")),
    "until": ({"until": date(2023, 4, 10)}, lambda r: overlaps(r, "", "2023-04-10")),
    "month": ({"since": "2023-03-05", "until": "2023-03-20"}, lambda r: overlaps(r, "2023-03-05", "2023-03-20")),
    "speaker": ({"speaker": "Karum Monitor"}, lambda r: True),
    "publisher": ({"publisher": "hill wire"}, lambda r: r["document"]["publisher"] == "Hill Wire"),
    "confidence": ({"min_confidence": 0.65}, lambda r: r["confidence"] >= 0.65),
    "words": (
        {"text": "shelling brigade"},
        lambda r: "shelled" in str(r["evidence"]) and "Brigade" in str(r["evidence"]),
    ),
    "phrase": ({"text": '"near Tel Nur"'}, lambda r: "near Tel Nur" in r["evidence"]["text"]),
    "quotes": ({"text": 'ardal" OR "x* NEAR( \x00'}, lambda r: False),
}


@pytest.fixture(scope="module")
def all_records(filled: Ledger) -> list[Record]:
    return list(filled.claims())


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def filled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    """A ledger of 70 documents, kept for all tests of this module."""
    with ExitStack() as opened:
        if request.param == "sqlite":
            place = str(tmp_path_factory.mktemp("asking") / "ledger.db")
        else:
            place = opened.enter_context(database(request.getfixturevalue("postgres")))
        patch = opened.enter_context(pytest.MonkeyPatch.context())
        # So that 210 claims are as many windows to PostgreSQL as a million else.
        patch.setattr(postgres_indexing, "RECENT", (("recent", 8), ("era", 32)))
        patch.setattr(asking, "LOOKED_UP", 3)
        ledger = opened.enter_context(Ledger(place))
        ledger.add(readings(70), reader=RULES)
        yield ledger


@pytest.mark.parametrize("name", FILTERS)
def test_a_filter_gives_what_its_condition_gives(filled: Ledger, all_records: list[Record], name: str) -> None:
    filters, holds = FILTERS[name]
    assert list(filled.claims(**filters)) == [record for record in all_records if holds(record)]


PAIRS = [
    (a, b)
    for at, a in enumerate(FILTERS)
    for b in list(FILTERS)[at + 1 :]
    if not FILTERS[a][0].keys() & FILTERS[b][0].keys()
]


def test_any_two_filters_hold_together(filled: Ledger, all_records: list[Record]) -> None:
    answered = 0
    for one, other in PAIRS:
        (first, holds), (second, holds_too) = FILTERS[one], FILTERS[other]
        wanted = [record for record in all_records if holds(record) and holds_too(record)]
        answered += bool(wanted)
        assert list(filled.claims(**first, **second, limit=10)) == wanted[:10], (one, other)
    assert answered > 30


@pytest.mark.parametrize("points", [1, asking.FEW_POINTS])
def test_an_area_with_many_points_gives_what_one_with_few_gives(
    filled: Ledger, all_records: list[Record], points: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(asking, "FEW_POINTS", points)
    for filters, holds in (
        condition for name, condition in FILTERS.items() if {"near", "bbox"} & FILTERS[name][0].keys()
    ):
        wanted = [record for record in all_records if holds(record)]
        assert list(filled.claims(**filters)) == wanted
        assert list(page := filled.claims(**filters, limit=10)) == wanted[:10]
        assert list(filled.claims(**filters, limit=10, before=page.next_page)) == wanted[10:20]


def test_pages_follow_one_another_without_gap_or_overlap(filled: Ledger, all_records: list[Record]) -> None:
    found: list[Record] = []
    before = None
    while page := list(claims := filled.claims(country="SY", limit=7, before=before)):
        found += page
        before = claims.next_page
    assert found == [record for record in all_records if record["places"][0]["country"] == "SY"]


def test_the_claims_of_a_document_come_in_the_order_of_its_text(filled: Ledger) -> None:
    found = list(filled.claims(document=reading(5).document.id))
    assert [record["id"] for record in found] == [claim.id for claim in reading(5).claims]


def test_a_question_is_answered_as_the_ledger_stood(ledger: Ledger) -> None:
    before = datetime.now(UTC)
    time.sleep(0.01)
    read = reading(1)
    ledger.add([read], reader=RULES)
    between = datetime.now(UTC)
    time.sleep(0.01)
    ledger.add([reading(1, of=read.document), reading(2)][:1], reader=NEWER, reread=True)
    ledger.review(read.claims[0].id, "set", slot="killed", value="99", by="R. Reader")
    assert list(ledger.claims(as_of=before)) == []
    assert ledger.claim(read.claims[0].id, as_of=between)["killed"]["min"] != 99
    assert ledger.claim(read.claims[0].id)["killed"] == {"min": 99, "max": 99}
    assert len(list(ledger.claims(as_of=between))) == len(list(ledger.claims(as_of=date.today()))) == 3  # noqa: DTZ011
    assert list(ledger.claims(as_of="2001-01-01")) == []
    assert ledger.stats(as_of=between).claims == 3
    assert ledger.stats(as_of=before).documents == 0


def test_results_stream(ledger: Ledger) -> None:
    ledger.add(readings(3), reader=RULES)
    stream = ledger.claims()
    first = next(stream)
    ledger.add(readings(1, start=50), reader=RULES)  # a question that is under way does not see what is written later
    assert len([first, *stream]) == 9


def test_a_stream_is_looked_up_row_by_row_by_a_server_without_statistics(postgres_database: str) -> None:
    questions: list[dict[str, Any]] = [{}, {"min_confidence": 0.3}, {"type": "shelling"}, {"text": "killed"}]
    plans: list[str] = []
    with Ledger(postgres_database) as ledger:
        ledger.add(readings(400), reader=RULES)

        @event.listens_for(ledger.seam.engine, "before_cursor_execute")
        def _note(connection: Any, cursor: Any, statement: str, values: Any, *_: object) -> None:
            if "JOIN documents" in statement:
                told = connection.connection.driver_connection.execute("EXPLAIN " + statement, values).fetchall()
                plans.append("\n".join(line for (line,) in told))

        assert all(len(list(ledger.claims(**filters))) >= 400 for filters in questions)
    assert len(plans) == len(questions)
    for plan in plans:
        assert "Join Filter" not in plan
        assert "Seq Scan" not in plan
        assert "Index Cond: (id = claims.document)" in plan


def test_tables_have_the_columns_of_the_csv_export(ledger: Ledger) -> None:
    from reportedly.export.csv import COLUMNS

    ledger.add(readings(3), reader=RULES)
    polars, pandas = ledger.claims(type="shelling").to_polars(), ledger.claims(type="shelling").to_pandas()
    assert polars.columns == list(pandas.columns) == list(COLUMNS)
    assert len(polars) == len(pandas) == 3
    assert polars["killed_min"].sum() == pandas["killed_min"].sum() > 0
    assert ledger.claims(type="protest").to_polars().columns == list(COLUMNS)


@pytest.mark.parametrize(
    ("filters", "fault"),
    [
        ({"type": "sheling"}, "Did you mean shelling?"),
        ({"status": "happened"}, "It is one of occurred"),
        ({"since": "2023-05-01", "until": "2023-04-01"}, "is before the first day"),
        ({"since": "May"}, '"May" is no day'),
        ({"as_of": "yesterday"}, '"yesterday" is no day or time'),
        ({"limit": 0}, "is not above zero"),
        ({"min_confidence": 80}, "is not between 0 and 1"),
        ({"near": (91, 0, 5)}, "is no place"),
        ({"bbox": (0, 50, 10, 40)}, "is no box"),
    ],
)
def test_a_question_that_makes_no_sense_says_so(ledger: Ledger, filters: dict[str, Any], fault: str) -> None:
    with pytest.raises(LedgerError) as caught:
        list(ledger.claims(**filters))
    assert fault in str(caught.value)


def test_a_filter_that_does_not_exist_is_refused(ledger: Ledger) -> None:
    with pytest.raises(TypeError, match="no such filter: actr"):
        ledger.claims(actr="army")


def test_boxes_across_the_date_line_and_round_the_poles_hold_what_lies_in_them() -> None:
    assert [(box.west, box.east) for box in Near(0, 179.9, 50).boxes()] == [
        (pytest.approx(179.45, abs=0.01), 180.0),
        (-180.0, pytest.approx(-179.65, abs=0.01)),
    ]
    (polar,) = Near(89.95, 10, 50).boxes()
    assert (polar.west, polar.east, polar.north) == (-180.0, 180.0, 90.0)
