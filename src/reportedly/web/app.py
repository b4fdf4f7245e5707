"""The application: one ledger, its pages and its API."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import as_file, files

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from reportedly._version import __version__
from reportedly.web import problems, templating
from reportedly.web.api import claims, territory
from reportedly.web.api import documents as documents_api
from reportedly.web.api import incidents as incidents_api
from reportedly.web.api import labels as labels_api
from reportedly.web.headers import Headers
from reportedly.web.labels import Labels
from reportedly.web.options import Options
from reportedly.web.pages import documents, front, incidents, overview, parties, places, review
from reportedly.web.served import Served
from reportedly.web.summary.board import Board


def create_app(options: Options, tick: Callable[[int], None] = lambda count: None) -> FastAPI:
    """The application over a ledger that is there; raises `LedgerError` where it is not.

    All claims are gone through first; `tick` is told how many were.
    """
    served = Served(options)
    board = Board(served, tick)

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        board.start()
        yield
        board.stop()
        served.close()

    app = FastAPI(
        title="reportedly",
        version=__version__,
        lifespan=living,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.served, app.state.board = served, board
    app.state.labels = Labels(options.home)
    app.state.templates = templating.environment()
    app.state.bare = lambda: {"page": "fault", "csrf": "", "user": None, "state": None, "reader": None}
    problems.install(app)
    app.add_middleware(Headers)
    with as_file(files("reportedly.web") / "static") as folder:
        app.mount("/static", StaticFiles(directory=folder), "static")
    for part in (claims, incidents_api, documents_api, labels_api, territory):
        app.include_router(part.router)
    for module in (front, overview, incidents, documents, parties, places, review):
        app.include_router(module.router)
    return app
