"""Signing in and out."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reportedly.web.options import Options
from reportedly.web.pages.rendering import bare
from reportedly.web.people import tokens
from reportedly.web.people.users import LONGEST, Role, User, Users
from reportedly.web.problems import Problem

router = APIRouter(include_in_schema=False)


def may(request: Request, role: Role) -> User:
    """Who asks; raises `Problem` where they may not do what takes that role."""
    user: User | None = getattr(request.state, "user", None)
    if user is None:
        raise Problem(401, "this ledger has users", mend="Sign in at /sign-in")
    if not user.may(role):
        raise Problem(403, f"that takes the role {role}, and yours is {user.role}", mend="Ask an admin")
    return user


def ours(request: Request, told: str) -> None:
    """Raises `Problem` where a request that changes something comes from elsewhere."""
    if not tokens.is_ours(request, request.state.session, told):
        raise Problem(403, "the request does not come from a page of this server", mend="Load the page anew, try again")


@router.get("/sign-in")
def door(request: Request, next: Annotated[str, Query(max_length=4_000)] = "/") -> Response:
    """The form to sign in with."""
    if request.app.state.users is None or request.state.user is not None:
        return RedirectResponse(_inside(next), 303)
    session = request.state.session or tokens.fresh()
    page = _page(request, next, tokens.csrf(session), None)
    if request.state.session is None:
        _remember(page, session, request.app.state.options)
    return page


@router.post("/sign-in")
def sign_in(
    request: Request,
    name: Annotated[str, Form(max_length=200)],
    password: Annotated[str, Form(max_length=LONGEST)],
    csrf: Annotated[str, Form(max_length=200)],
    next: Annotated[str, Form(max_length=4_000)] = "/",
) -> Response:
    """A session, where name and password are right."""
    users: Users | None = request.app.state.users
    if users is None:
        return RedirectResponse(_inside(next), 303)
    ours(request, csrf)
    token = users.sign_in(name, password)
    if token is None:
        return _page(request, next, request.state.csrf, "Name or password are wrong.")
    sent = RedirectResponse(_inside(next), 303)
    _remember(sent, token, request.app.state.options)
    return sent


@router.post("/sign-out")
def sign_out(request: Request, csrf: Annotated[str, Form(max_length=200)]) -> Response:
    """Ends the session."""
    ours(request, csrf)
    if request.app.state.users is not None and request.state.session:
        request.app.state.users.sign_out(request.state.session)
    sent = RedirectResponse("/sign-in", 303)
    sent.delete_cookie(tokens.COOKIE, path="/")
    return sent


def _inside(next: str) -> str:
    """An address of this server, and of no other, however it is written."""
    fits = next.startswith("/") and not next.startswith(("//", "/\\")) and next.isprintable() and "\\" not in next
    return next if fits else "/"


def _remember(response: Response, token: str, options: Options) -> None:
    response.set_cookie(tokens.COOKIE, token, path="/", httponly=True, samesite="lax", secure=options.secure)


def _page(request: Request, next: str, csrf: str, fault: str | None) -> HTMLResponse:
    template = request.app.state.templates.get_template("sign_in.html")
    known = bare("sign-in") | {"csrf": csrf}
    return HTMLResponse(template.render(**known, next=next, fault=fault), 401 if fault else 200)
