"""What every page knows: the state of the ledger, who read it, who looks, and the parameters of its address."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from fastapi.responses import HTMLResponse

from reportedly.web.served import Served
from reportedly.web.summary.board import Board


def served(request: Request) -> Served:
    """The ledger that is served."""
    found: Served = request.app.state.served
    return found


def board(request: Request) -> Board:
    """The summary that is shown."""
    found: Board = request.app.state.board
    return found


def bare(page: str) -> dict[str, Any]:
    """What a page knows that is shown to who has not signed in, or when nothing can be asked."""
    return {"page": page, "csrf": "", "user": None, "team": False, "state": None, "reader": None, "given": []}


def render(request: Request, template: str, page: str, /, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page; `page` names it in the navigation."""
    served(request).there()
    known = bare(page) | {
        "csrf": request.state.csrf,
        "user": request.state.user,
        "team": request.app.state.users is not None,
        "state": board(request).summary.state,
        "reader": board(request).reader,
        "given": [(name, value) for name, value in request.query_params.multi_items()],
    }
    made = request.app.state.templates.get_template(template).render(**known, **context)
    return HTMLResponse(made, status)
