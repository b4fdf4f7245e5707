"""Telling those who watch what comes in, as server-sent events."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import numpy as np
from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from reportedly.web.api.shapes import FAULTS
from reportedly.web.pages.rendering import board
from reportedly.web.problems import Problem
from reportedly.web.served import State
from reportedly.web.summary.board import Board

router = APIRouter(prefix="/api/v1", tags=["events"], responses=FAULTS)
MOST = 200  # who may watch at once
LOOK_S = 0.5
BEAT_S = 15.0  # a comment now and then, so that nobody takes the silence for a broken connection
EVENTS = "text/event-stream"


@router.get(
    "/events", response_class=StreamingResponse, responses={200: {"content": {EVENTS: {"schema": {"type": "string"}}}}}
)
async def events(request: Request) -> StreamingResponse:
    """An event `ledger` whenever something comes in, beginning with how it stands."""
    state = request.app.state
    if state.watching >= MOST:
        raise Problem(503, "too many watch already", mend="Load the page anew now and then")
    return StreamingResponse(_events(request, board(request)), media_type=EVENTS, headers={"X-Accel-Buffering": "no"})


async def _events(request: Request, shown: Board) -> AsyncIterator[str]:
    request.app.state.watching += 1
    try:
        known = shown.summary.state
        yield _event(shown, known, known)
        quiet = 0.0
        while not request.app.state.closing.is_set() and not await request.is_disconnected():
            now = shown.summary.state
            if now != known:
                yield _event(shown, known, now)
                known, quiet = now, 0.0
            elif quiet >= BEAT_S:
                yield ": still here\n\n"
                quiet = 0.0
            await asyncio.sleep(LOOK_S)
            quiet += LOOK_S
    finally:
        request.app.state.watching -= 1


def _event(shown: Board, before: State, now: State) -> str:
    claims = shown.summary.claims
    added = int(np.count_nonzero(claims.valid_from > before.batch))
    closed = int(np.count_nonzero((claims.valid_to > before.batch) & (claims.valid_to <= now.batch)))
    told = {"batch": now.batch, "head": now.head, "at": now.at, "added": added, "closed": closed}
    return f"event: ledger\nid: {now.batch}\ndata: {json.dumps(told)}\n\n"
