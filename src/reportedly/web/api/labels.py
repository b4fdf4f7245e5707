"""Names for the map."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Path, Request, Response

from reportedly.web.api.claims import MVT
from reportedly.web.api.shapes import FAULTS
from reportedly.web.labels import Labels
from reportedly.web.problems import Problem

router = APIRouter(prefix="/api/v1", tags=["map"], responses=FAULTS)
KEPT_S = 86_400  # a gazetteer rarely changes


@router.get(
    "/labels/{z}/{x}/{y}.mvt",
    response_class=Response,
    responses={200: {"content": {MVT: {"schema": {"type": "string", "format": "binary"}}}}},
)
def tile(
    request: Request,
    z: Annotated[int, Path(ge=0, le=16)],
    x: Annotated[int, Path(ge=0, lt=2**16)],
    y: Annotated[int, Path(ge=0, lt=2**16)],
) -> Response:
    """The names of places in one tile of the map, from the gazetteer."""
    if x >= 2**z or y >= 2**z:
        raise Problem(404, f"there is no tile {x}, {y} at zoom {z}")
    labels: Labels = request.app.state.labels
    return Response(labels.tile(z, x, y), media_type=MVT, headers={"Cache-Control": f"private, max-age={KEPT_S}"})
