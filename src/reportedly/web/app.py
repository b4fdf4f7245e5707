"""The application: one ledger, its pages and its API."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.resources import as_file, files
from threading import Event, Thread

from fastapi import FastAPI
from jinja2 import Environment
from starlette.staticfiles import StaticFiles

from reportedly._version import __version__
from reportedly.errors import SettingError
from reportedly.ledger.stamps import words_digest
from reportedly.linking import weights
from reportedly.web import events, problems, templating
from reportedly.web.api import claims, download, reviews, territory
from reportedly.web.api import documents as documents_api
from reportedly.web.api import incidents as incidents_api
from reportedly.web.api import labels as labels_api
from reportedly.web.headers import Headers
from reportedly.web.labels import Labels
from reportedly.web.load import Share
from reportedly.web.options import Options
from reportedly.web.pages import documents, front, incidents, overview, parties, places, review
from reportedly.web.pages.rendering import bare
from reportedly.web.people import doors
from reportedly.web.people import page as people_page
from reportedly.web.people.guard import Guard
from reportedly.web.people.users import Users, has_users
from reportedly.web.served import Served
from reportedly.web.summary.board import Board
from reportedly.web.summary.keeper import Keeper
from reportedly.web.summary.shelf import shelf_of
from reportedly.web.turns import AT_ONCE, AT_ONCE_EACH, Turns

API = (claims, incidents_api, documents_api, territory, reviews, events, download, labels_api)
PAGES = (front, overview, incidents, documents, parties, places, review, doors, people_page)


def create_app(
    options: Options,
    tick: Callable[[int], None] = lambda count: None,
    board: Callable[[Served], Board] | None = None,
    share: Share | None = None,
) -> FastAPI:
    """The application over a ledger that is there; raises `LedgerError` where it is not.

    Unless a `board` is given that another process keeps, all claims are gone through first, and `tick` is told how many
    were. `share`: what this process has to do, where several answer. Raises `SettingError` where others than programs of this machine could connect, and there are no users.
    """
    served = Served(options)
    try:
        team = refuse_strangers(served)
        shown = Keeper(served, tick, shelf=shelf_of(served)) if board is None else board(served)
        users = Users(options.ledger) if team else None
    except BaseException:
        served.close()
        raise

    @asynccontextmanager
    async def living(app: FastAPI) -> AsyncIterator[None]:
        shown.start()
        # Now rather than for the first who asks.
        Thread(target=_warmed, args=(app.state.templates,), name="warming", daemon=True).start()
        yield
        app.state.closing.set()
        shown.stop()
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
    app.state.served, app.state.board, app.state.users = served, shown, users
    app.state.options, app.state.closing, app.state.watching = options, Event(), 0
    app.state.labels = Labels(served.home)
    app.state.templates, app.state.bare = templating.environment(), bare
    problems.install(app)
    app.add_middleware(Turns, share=share, at_once=AT_ONCE if share is None else AT_ONCE_EACH)
    app.add_middleware(Guard, options=options, users=users)
    app.add_middleware(Headers)
    with as_file(files("reportedly.web") / "static") as folder:
        app.mount("/static", StaticFiles(directory=folder), "static")
    for module in (*API, *PAGES):
        app.include_router(module.router)
    return app


def _warmed(templates: Environment) -> None:
    """Makes ready what the first page of each kind would wait for."""
    templating.compiled(templates)
    words_digest()
    weights.load()


def refuse_strangers(served: Served) -> bool:
    """Whether the ledger has users; raises `SettingError` where it has none, and others than this machine could connect."""
    team = has_users(served.seam)
    if not served.options.local and not team:
        mend = "Make users with reportedly users add, or leave out --host"
        raise SettingError("is open to others, and the ledger has no users", where=served.options.host, mend=mend)
    return team
