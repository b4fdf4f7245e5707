"""Claims, and counts of them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request, Response
from pydantic import Field

from reportedly.export.geojson import DECIMALS
from reportedly.web.api.etags import tag
from reportedly.web.api.records import answer, item_record, packed
from reportedly.web.api.shapes import FAULTS, ClaimsShape, FacetsShape, HistogramShape
from reportedly.web.asking import Item, looking, on_map, page
from reportedly.web.filters import Filters
from reportedly.web.near import circle
from reportedly.web.pages.rendering import board, served
from reportedly.web.problems import Problem
from reportedly.web.summary.counting import FACETS, facet, histogram, totals
from reportedly.web.summary.map import tile_of

router = APIRouter(prefix="/api/v1", tags=["claims"], responses=FAULTS)
GEOJSON = "application/geo+json"
MVT = "application/vnd.mapbox-vector-tile"
Sort = Literal["-read", "read", "-date", "date"]
FacetName = Literal[
    "type", "party", "speaker", "publisher", "country", "precision", "voices", "status", "review", "place"
]


class ClaimsAsked(Filters):
    """A page of claims."""

    sort: Sort = "-read"
    limit: Annotated[int, Field(ge=1, le=500)] = 50
    cursor: Annotated[str | None, Field(max_length=200, description="`next` of the page before.")] = None
    format: Literal["json", "geojson"] = "json"


class FacetsAsked(Filters):
    """Counts by facet."""

    facet: Annotated[list[FacetName], Field(max_length=10, description="Those wanted; all unless said.")] = []
    top: Annotated[int, Field(ge=1, le=500)] = 30
    starts: Annotated[str, Field(max_length=100, description="Only values with a word that begins so.")] = ""


class HistogramAsked(Filters):
    """Counts by time."""

    interval: Literal["day", "week", "month", "year"] | None = None


@router.get(
    "/claims",
    response_model=ClaimsShape,
    responses={200: {"content": {GEOJSON: {"schema": {"type": "object"}}}}},
)
def claims(request: Request, response: Response, asked: Annotated[ClaimsAsked, Query()]) -> Any:
    """The claims that answer, a page of them."""
    with looking(served(request), board(request), asked) as look:
        response.headers["ETag"] = tag(request, look.summary, look.weights)
        found = page(look, asked.sort, asked.limit, asked.cursor)
        told: dict[str, Any] = {"ledger": look.state, "total": found.total, "next": found.next}
    if asked.format == "geojson":
        features = [_feature(item) for item in found.items]
        body = packed({"type": "FeatureCollection", **told, "features": features})
        return Response(body, media_type=GEOJSON, headers=dict(response.headers))
    return answer(response, told | {"items": [item_record(item) for item in found.items]})


def _feature(item: Item) -> dict[str, Any]:
    """As `export.geojson` writes it, with the incident."""
    points = [
        [round(place["lon"], DECIMALS), round(place["lat"], DECIMALS)]
        for place in item.claim["places"]
        if place["lat"] is not None and place["lon"] is not None
    ]
    geometry: dict[str, Any] | None = None
    if points:
        several = len(points) > 1
        geometry = {"type": "MultiPoint" if several else "Point", "coordinates": points if several else points[0]}
    more = {"incident": item.incident, "review": item.review, "layer": item.layer}
    return {"type": "Feature", "id": item.claim["id"], "geometry": geometry, "properties": item.claim | more}


@router.get("/facets", response_model=FacetsShape)
def facets(request: Request, response: Response, asked: Annotated[FacetsAsked, Query()]) -> Any:
    """How many claims there are of each value, under the filter."""
    with looking(served(request), board(request), asked) as look:
        response.headers["ETag"] = tag(request, look.summary, look.weights)
        names = asked.facet or FACETS
        counted = {name: facet(look.matches, name, look.weights, top=asked.top, starts=asked.starts) for name in names}
        told = {"ledger": look.state, **totals(look.matches), "unweighed": look.weights.missing}
        at = circle(asked, served(request).home)
        near = at and {"lat": at.lat, "lon": at.lon, "km": at.km, "name": at.name}
        return answer(response, told | {"near": near, "facets": counted})


@router.get("/histogram", response_model=HistogramShape)
def over_time(request: Request, response: Response, asked: Annotated[HistogramAsked, Query()]) -> Any:
    """How many claims are told to begin in each day, week, month or year."""
    with looking(served(request), board(request), asked) as look:
        response.headers["ETag"] = tag(request, look.summary, look.weights)
        found = histogram(look.matches, asked.interval)
        bins = [{"start": day, "count": count} for day, count in found.bins]
        told = {
            "ledger": look.state,
            "interval": found.interval,
            "first": bins[0]["start"] if bins else None,
            "last": bins[-1]["start"] if bins else None,
            "undated": found.undated,
            "bins": bins,
        }
        return answer(response, told)


@router.get(
    "/tiles/{z}/{x}/{y}.mvt",
    response_class=Response,
    responses={200: {"content": {MVT: {"schema": {"type": "string", "format": "binary"}}}}},
)
def tile(
    request: Request,
    asked: Annotated[Filters, Query()],
    z: Annotated[int, Path(ge=0, le=16)],
    x: Annotated[int, Path(ge=0, lt=2**16)],
    y: Annotated[int, Path(ge=0, lt=2**16)],
) -> Response:
    """What answers in one tile of the map."""
    if x >= 2**z or y >= 2**z:
        raise Problem(404, f"there is no tile {x}, {y} at zoom {z}")
    with looking(served(request), board(request), asked) as look:
        headers = {"ETag": tag(request, look.summary, look.weights)}
        return Response(tile_of(on_map(look), z, x, y), media_type=MVT, headers=headers)
