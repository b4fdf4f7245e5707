"""What stands before every page: is it our host, are there too many requests, who asks, and may they."""

from __future__ import annotations

import asyncio
import ipaddress
from urllib.parse import quote

from fastapi.responses import RedirectResponse, Response
from limits import parse
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter
from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from reportedly.errors import ReportedlyError
from reportedly.web.options import Options, is_loopback
from reportedly.web.people import tokens
from reportedly.web.people.users import User, Users
from reportedly.web.problems import answer, status_of

MOST_AT_ONCE = 128  # requests that are worked on or wait; more are told to come again
MOST_BYTES = 1_000_000  # of a request's body
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("/static/", "/sign-in")  # what is given to who has not signed in
RATES = {"all": (1_200, "minute"), "writing": (120, "minute"), "sign-in": (10, "5minutes")}


class Guard:
    """The guard of an application; `users` is `None` where whoever sits at this machine is served."""

    def __init__(self, app: ASGIApp, *, options: Options, users: Users | None) -> None:
        self._app, self._options, self._users = app, options, users
        self._limiter = MovingWindowRateLimiter(MemoryStorage())
        share = options.workers or 1  # each process counts for itself
        self._rates = {kind: parse(f"{-(-most // share)}/{window}") for kind, (most, window) in RATES.items()}
        self._busy = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """As ASGI has it."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        refused = await self._refused(request)
        if refused is not None:
            await refused(scope, receive, send)
            return
        counted = scope["path"] != "/api/v1/events"
        self._busy += counted
        try:
            await self._app(scope, _bounded(receive), self._cookie(request, send))
        finally:
            self._busy -= counted

    async def _refused(self, request: Request) -> Response | None:
        if not self._is_ours(request.headers.get("host", "")):
            return answer(request, 421, "this server is not called so", "Use the address that it printed")
        if self._busy >= MOST_AT_ONCE:
            late = answer(request, 503, "too many requests at once", "Try again in a moment")
            late.headers["Retry-After"] = "1"
            return late
        if int(request.headers.get("content-length") or 0) > MOST_BYTES:
            return answer(request, 413, "the request is too large", None)
        session = request.cookies.get(tokens.COOKIE)
        try:
            request.state.user = await self._user(session)
        except ReportedlyError as error:
            return answer(request, status_of(error), error.fault, error.mend)
        if self._users is None and not session:
            session = request.state.fresh = tokens.fresh()
        request.state.session = session
        request.state.csrf = tokens.csrf(session) if session else ""
        return self._slowed(request) or self._sent_away(request)

    async def _user(self, session: str | None) -> User | None:
        if self._users is None:
            return User(self._options.reviewer, "admin")
        return await asyncio.to_thread(self._users.of, session) if session else None

    def _is_ours(self, host: str) -> bool:
        name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
        known = {self._options.host.strip("[]"), *self._options.names}
        if self._options.local:
            return is_loopback(name) or name.strip("[]") in known
        return not self._options.names or name.strip("[]") in known or is_loopback(name)

    def _slowed(self, request: Request) -> Response | None:
        """Too many requests of one user, or from one address. Who works at this machine may ask as much as they like."""
        if self._users is None:
            return None
        who = request.state.user.name if request.state.user else _address(request)
        kind = "all" if request.method in SAFE else "sign-in" if request.url.path == "/sign-in" else "writing"
        if kind == "sign-in":
            who = _address(request)
        if self._limiter.hit(self._rates[kind], kind, who):
            return None
        late = answer(request, 429, "too many requests", "Wait a minute")
        late.headers["Retry-After"] = "60"
        return late

    def _sent_away(self, request: Request) -> Response | None:
        path = request.url.path
        if request.state.user is not None or path.startswith(OPEN):
            return None
        if path.startswith("/api/"):
            return answer(request, 401, "this ledger has users", "Sign in at /sign-in")
        asked = path + (f"?{request.url.query}" if request.url.query else "")
        return RedirectResponse(f"/sign-in?next={quote(asked, safe='')}", 303)

    def _cookie(self, request: Request, send: Send) -> Send:
        fresh = getattr(request.state, "fresh", None)
        if fresh is None:
            return send
        secure = "; Secure" if self._options.secure else ""
        cookie = f"{tokens.COOKIE}={fresh}; Path=/; HttpOnly; SameSite=Lax{secure}"

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message["headers"], (b"set-cookie", cookie.encode())]
            await send(message)

        return sending


def _address(request: Request) -> str:
    """The address of who asks; of IPv6 the network of a customer, who has all of its addresses."""
    host = request.client.host if request.client else ""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    return str(ipaddress.ip_network((host, 64), strict=False)) if found.version == 6 else host


def _bounded(receive: Receive) -> Receive:
    """A body without a length is cut off where it gets too long."""
    seen = 0

    async def receiving() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > MOST_BYTES else message

    return receiving
