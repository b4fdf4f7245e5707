"""The application: one ledger, its pages and its API."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import as_file, files
from threading import Event

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from reportedly._version import __version__
from reportedly.errors import SettingError
from reportedly.settings import Settings
from reportedly.web import events, problems, templating
from reportedly.web.api import claims, download, reviews, territory
from reportedly.web.api import documents as documents_api
from reportedly.web.api import incidents as incidents_api
from reportedly.web.api import labels as labels_api
from reportedly.web.headers import Headers
from reportedly.web.labels import Labels
from reportedly.web.linker import Linker
from reportedly.web.options import Options
from reportedly.web.pages import documents, front, incidents, overview, parties, places, review
from reportedly.web.pages.rendering import bare
from reportedly.web.people import doors
from reportedly.web.people import page as people_page
from reportedly.web.people.guard import Guard
from reportedly.web.people.users import Users, has_users
from reportedly.web.served import Served
from reportedly.web.summary.board import Board
from reportedly.web.summary.shelf import Shelf
from reportedly.web.turns import Turns

API = (claims, incidents_api, documents_api, territory, reviews, events, download, labels_api)
PAGES = (front, overview, incidents, documents, parties, places, review, doors, people_page)


def create_app(options: Options, tick: Callable[[int], None] = lambda count: None) -> FastAPI:
    """The application over a ledger that is there; raises `LedgerError` where it is not.

    All claims are gone through first; `tick` is told how many were. Raises `SettingError` where others than programs of
    this machine could connect, and there are no users.
    """
    served = Served(options)
    try:
        team = has_users(served.seam)
        if not options.local and not team:
            mend = "Make users with reportedly users add, or leave out --host"
            raise SettingError("is open to others, and the ledger has no users", where=options.host, mend=mend)
        home = options.home or Settings.from_environment(os.environ).home
        board = Board(served, tick, Shelf(home / "cache" / "columns", options.ledger))
        users = Users(options.ledger) if team else None
    except BaseException:
        served.close()
        raise
    linker = Linker(served)

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        board.start()
        linker.start()
        yield
        app.state.closing.set()
        linker.stop()
        board.stop()
        if users is not None:
            users.close()
        served.close()

    app = FastAPI(
        title="reportedly",
        version=__version__,
        lifespan=living,
        openapi_url="/api/v1/openapi.json",
        docs_url=None,
        redoc_url=None,
    )
    app.state.served, app.state.board, app.state.users, app.state.linker = served, board, users, linker
    app.state.options, app.state.closing, app.state.watching = options, Event(), 0
    app.state.labels = Labels(home)
    app.state.templates, app.state.bare = templating.environment(), bare
    problems.install(app)
    app.add_middleware(Turns)
    app.add_middleware(Guard, options=options, users=users)
    app.add_middleware(Headers)
    with as_file(files("reportedly.web") / "static") as folder:
        app.mount("/static", StaticFiles(directory=folder), "static")
    for module in (*API, *PAGES):
        app.include_router(module.router)
    return app
