"""The page on which an admin says who may look and who may review."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Form, Request
from fastapi.responses import HTMLResponse, RedirectResponse, Response

from reportedly.errors import SettingError
from reportedly.web.pages.rendering import render
from reportedly.web.people.doors import may, ours
from reportedly.web.people.users import LONGEST, ROLES, Users
from reportedly.web.problems import Problem

router = APIRouter(include_in_schema=False)


@router.get("/users")
def listed(request: Request) -> HTMLResponse:
    """The users with their roles."""
    may(request, "admin")
    return _page(request, None)


@router.post("/users", response_model=None)
def put(
    request: Request,
    csrf: Annotated[str, Form(max_length=200)],
    name: Annotated[str, Form(max_length=64)],
    role: Annotated[str, Form(max_length=20)],
    password: Annotated[str, Form(max_length=LONGEST)] = "",
) -> Response:
    """Makes a user, gives one another role or password, or takes one away (role "none")."""
    user = may(request, "admin")
    ours(request, csrf)
    users = _users(request)
    try:
        if name == user.name and role != "admin":
            raise SettingError("is you", where=name, mend="Have another admin do that")
        if role == "none":
            users.remove(name, by=user.name)
        else:
            users.put(name, role, password or None, by=user.name)  # type: ignore[arg-type]
    except SettingError as error:
        return _page(request, str(error))
    return RedirectResponse("/users", 303)


def _users(request: Request) -> Users:
    found: Users | None = request.app.state.users
    if found is None:
        raise Problem(404, "this ledger has no users", mend="Make the first with reportedly users add, then serve anew")
    return found


def _page(request: Request, fault: str | None) -> HTMLResponse:
    users = _users(request)
    status = 422 if fault else 200
    known = {"users": users.list(), "events": users.events(), "roles": ROLES, "fault": fault}
    return render(request, "users.html", "users", status=status, **known)
