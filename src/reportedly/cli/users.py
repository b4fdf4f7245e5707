"""``reportedly users``: who may look at a ledger that a team shares."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import common
from reportedly.errors import SettingError

if TYPE_CHECKING:
    from reportedly.web.people.users import Users

app = typer.Typer(no_args_is_help=True, rich_markup_mode=None)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The user's name.")]


class Role(StrEnum):
    """What a user may do: look; review as well; or manage users as well."""

    reader = "reader"
    reviewer = "reviewer"
    admin = "admin"


@app.callback()
def _users() -> None:
    """Say who may look at a ledger with reportedly serve, and who may review. With users, everybody has to sign in."""


@app.command(short_help="Make a user, or give one another role or password.")
def add(
    name: Name,
    by: common.By,
    role: Annotated[Role, typer.Option(metavar="reader|reviewer|admin", help="What the user may do.")] = Role.reader,
    ledger: common.LedgerAt = None,
) -> None:
    """Make a user, or give one another role or password. The password is asked for, or read from standard input."""
    if sys.stdin.isatty():
        password = typer.prompt("Password", hide_input=True, confirmation_prompt=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    users = _open(ledger)
    try:
        users.put(name, role.value, password, by=by)
    finally:
        users.close()
    common.say(f"{name}: {role.value}")


@app.command(name="list", short_help="List the users.")
def list_(ledger: common.LedgerAt = None) -> None:
    """List the users with their roles."""
    users = _open(ledger)
    try:
        for user in users.list():
            common.say(f"{user.name}: {user.role}")
    finally:
        users.close()


@app.command(short_help="Take a user away.")
def remove(name: Name, by: common.By, ledger: common.LedgerAt = None) -> None:
    """Take a user away. What the user said in reviews stays."""
    users = _open(ledger)
    try:
        users.remove(name, by=by)
    finally:
        users.close()
    common.say(f"{name}: removed")


def _open(ledger: str | None) -> Users:
    try:
        import argon2  # noqa: F401

        from reportedly.web.people.users import Users
    except ImportError as error:
        mend = 'Install it with: pip install "reportedly[web]"'
        raise SettingError(f"{error.name} is not installed", where="users", mend=mend) from None
    where = ledger or common.settings().ledger
    common.open_ledger(where, read_only=True).close()  # one that is not there is not made here
    return Users(where)
