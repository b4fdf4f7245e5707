"""``reportedly serve``: the ledger in a browser."""

from __future__ import annotations

import getpass
import webbrowser
from typing import Annotated

import typer

from reportedly.cli import common
from reportedly.errors import SettingError

Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; this machine alone unless said.")]
Port = Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes one that is free.")]
Quiet = Annotated[bool, typer.Option("--no-browser", help="Open no browser.")]


TwoPerson = Annotated[bool, typer.Option("--two-person", help="A word on a claim counts once two people have said it.")]
Secure = Annotated[
    bool, typer.Option("--secure", help="A proxy gives the pages out over HTTPS: send cookies over nothing else.")
]
Names = Annotated[
    list[str] | None,
    typer.Option(
        "--name", metavar="NAME", help="A name besides the host by which browsers ask. May be given several times."
    ),
]
Workers = Annotated[
    int | None,
    typer.Option(
        metavar="N",
        min=1,
        max=64,
        help="Processes that answer; unless said, one, and more for many claims or for a team.",
    ),
]
Reviewer = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="In whose name reviews are written; without users only.")
]


def serve(
    ledger: common.LedgerAt = None,
    host: Host = "127.0.0.1",
    port: Port = 8420,
    no_browser: Quiet = False,
    two_person: TwoPerson = False,
    secure: Secure = False,
    name: Names = None,
    by: Reviewer = None,
    workers: Workers = None,
) -> None:
    """Look at a ledger in the browser: map and timeline, incidents, documents, parties, places, review.

    Stops with Ctrl-C. Nothing leaves this machine. With --host others can look too; then reportedly users has to say who.
    """
    try:
        from reportedly.web.options import Options
        from reportedly.web.serving import Server
    except ImportError as error:
        mend = 'Install it with: pip install "reportedly[web]"'
        raise SettingError(f"{error.name} is not installed", where="serve", mend=mend) from None
    options = Options(
        ledger=ledger or common.settings().ledger,
        host=host,
        port=port,
        two_person=two_person,
        secure=secure,
        names=tuple(name or ()),
        reviewer=by or _user(),
        home=common.settings().home,
        workers=workers,
    )

    def ready(address: str) -> None:
        common.say(f"{options.ledger} is served at {address} (stop with Ctrl-C)")
        if not no_browser:
            webbrowser.open(address)

    Server(options, _taking_in).run(ready)


def _user() -> str:
    """The name by which this machine knows who works at it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "local"


def _taking_in(count: int) -> None:
    """Says now and then how far the ledger has been gone through, where that takes long."""
    if count % 100_000 == 0:
        common.complain(f"{count:,} claims taken in")
