"""Who held which place on a day; parties and places; what the ledger holds."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query, Request, Response

from reportedly.incident_model import Moment
from reportedly.web.api.etags import tag
from reportedly.web.api.records import answer
from reportedly.web.api.shapes import FAULTS, HoldingsShape, PartyShape, PlaceShape, StatsShape
from reportedly.web.asking import looking
from reportedly.web.filters import LONGEST, Filters
from reportedly.web.pages import parties, places
from reportedly.web.pages.rendering import board, served
from reportedly.web.summary.counting import FACETS, facet, totals
from reportedly.web.summary.territory import Held

router = APIRouter(prefix="/api/v1", tags=["territory"], responses=FAULTS)
CLAIMS = 12  # of a holding that the map is told of
Key = Annotated[str, Path(min_length=1, max_length=LONGEST)]


@router.get("/holdings", response_model=HoldingsShape)
def holdings(
    request: Request,
    response: Response,
    on: Annotated[date | None, Query(description="The day; the last that is told, unless said.")] = None,
    by: Annotated[str | None, Query(max_length=LONGEST, description="A key of `voices`.")] = None,
) -> Any:
    """Who is said to hold each place on a day, by all voices together or by one; GeoJSON points."""
    shown = board(request)
    summed, weights = shown.shown()
    response.headers["ETag"] = tag(request, summed, weights, shown.territory.version)
    held, version = shown.territory.held, shown.territory.version
    last, voices = summed.standing("holders", lambda: _told(held), version)
    day = on or last or date.today()  # noqa: DTZ011
    told = {
        "type": "FeatureCollection",
        "ledger": summed.state,
        "on": day.isoformat(),
        "by": by,
        "waiting": shown.territory.waiting(summed),
        "voices": voices,
        "features": [feature for one in held.values() for feature in _features(one, day, by)],
    }
    return answer(response, told)


def _told(held: Mapping[str, Held]) -> tuple[date | None, list[dict[str, Any]]]:
    """The last day that is told, and the voices, those that speak of most places first."""
    days = (holding.last_said for one in held.values() for holding in one.together if holding.last_said)
    voices: dict[str, dict[str, Any]] = {}
    for one in held.values():
        for key in {holding.voice for holding in one.by_voice if holding.voice}:
            voice = voices.setdefault(key, {"key": key, "name": one.names.get(key, key), "places": 0})
            voice["places"] += 1
    return max(days, default=None), sorted(voices.values(), key=lambda voice: (-voice["places"], voice["key"]))


def _features(one: Held, day: date, by: str | None) -> list[dict[str, Any]]:
    if one.lat is None or one.lon is None:
        return []
    geometry = {"type": "Point", "coordinates": [one.lon, one.lat]}
    return [
        {
            "type": "Feature",
            "geometry": geometry,
            "properties": {
                "place": one.place,
                "part": holding.place_name,
                "name": one.name,
                "precision": one.precision,
                "party": holding.party,
                "party_name": holding.party_name,
                "also": list(holding.also),
                "since": _moment(holding.since),
                "until": _moment(holding.until),
                "last_said": _day(holding.last_said),
                "contested": day in holding.contested,
                "besieged": day in holding.besieged,
                "disputed": one.disputed(holding, day),
                "claims": list(holding.claims[:CLAIMS]),
                "more_claims": max(0, len(holding.claims) - CLAIMS),
            },
        }
        for holding in one.on(day, by)
    ]


def _moment(found: Moment | None) -> dict[str, str | None] | None:
    return None if found is None else {"earliest": _day(found.earliest), "latest": _day(found.latest)}


def _day(found: date | None) -> str | None:
    return None if found is None else found.isoformat()


@router.get("/parties/{id:path}", response_model=PartyShape)
def party(request: Request, response: Response, id: Key) -> Any:
    """A party: what the register has of it, what it is called, what it does, what it claims against what others say."""
    summed, weights = board(request).shown()
    response.headers["ETag"] = tag(request, summed, weights)
    found = parties.party(request, id)
    known = found["known"]
    told = {
        "ledger": summed.state,
        "id": known.id,
        "name": known.name,
        "kind": known.party and known.party.kind,
        "countries": list(known.party.countries) if known.party else [],
        "names": [{"name": name, "count": count} for name, count in found["called"]],
        "also": [{"name": name, "since": since, "until": until} for name, since, until in known.also],
        "relations": {"above": known.above, "below": known.below, "others": known.relations},
        "standings": known.standings,
        "activity": [{"start": day.isoformat(), "count": count} for day, count in found["over_time"].bins],
        "told": found["told"],
        "labels": found["labelled"],
        "labels_of": found["labelled_of"],
    }
    return answer(response, told)


@router.get("/places/{id:path}", response_model=PlaceShape)
def place(request: Request, response: Response, id: Key) -> Any:
    """A place: what it is called, where it lies, who is said to have held it, what is told of it and near it."""
    summed, weights = board(request).shown()
    response.headers["ETag"] = tag(request, summed, weights)
    found = places.place(request, id)
    at, held = found["at"], found["held"]
    told = {
        "ledger": summed.state,
        "id": at.key,
        "name": at.name,
        "country": at.country,
        "admin1": at.admin1,
        "lat": at.lat,
        "lon": at.lon,
        "precision": at.precision or None,
        "names": [{"name": name, "count": count} for name, count in at.called],
        "holders": {
            "together": held.together if held else [],
            "by_voice": held.by_voice if held else [],
            "disputes": held.disputes if held else [],
            "names": dict(held.names) if held else {},
            "waiting": found["waiting"],
        },
        "incidents": found["summaries"],
        "nearby": found["near"],
        "claims": found["claims"].total,
    }
    return answer(response, told)


@router.get("/stats", response_model=StatsShape)
def stats(request: Request, response: Response) -> Any:
    """What the ledger holds, counted."""
    with looking(served(request), board(request), Filters()) as look:
        response.headers["ETag"] = tag(request, look.summary, look.weights)
        counted = {name: facet(look.matches, name, look.weights, top=30) for name in FACETS}
        told = {
            "documents": look.summary.documents,
            **totals(look.matches),
            "unweighed": look.weights.missing,
            "near": None,
        }
        return answer(response, {"ledger": look.state, **told, "facets": counted})
