"""``reportedly serve``: the ledger in a browser."""

from __future__ import annotations

import webbrowser
from typing import Annotated

import typer

from reportedly.cli import common
from reportedly.errors import SettingError

Host = Annotated[str, typer.Option(metavar="ADDRESS", help="Where to listen; this machine alone unless said.")]
Port = Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port; 0 takes one that is free.")]
Quiet = Annotated[bool, typer.Option("--no-browser", help="Open no browser.")]


def serve(
    ledger: common.LedgerAt = None, host: Host = "127.0.0.1", port: Port = 8420, no_browser: Quiet = False
) -> None:
    """Look at a ledger in the browser: map and timeline, incidents, documents, parties, places, review.

    Stops with Ctrl-C. Nothing leaves this machine.
    """
    try:
        from reportedly.web.options import Options
        from reportedly.web.serving import serve as listen
    except ImportError as error:
        mend = 'Install it with: pip install "reportedly[web]"'
        raise SettingError(f"{error.name} is not installed", where="serve", mend=mend) from None
    options = Options(ledger=ledger or common.settings().ledger, host=host, port=port, home=common.settings().home)

    def ready(address: str) -> None:
        common.say(f"{options.ledger} is served at {address} (stop with Ctrl-C)")
        if not no_browser:
            webbrowser.open(address)

    listen(options, ready)
