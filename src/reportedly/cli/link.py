"""``reportedly link``: claims become incidents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from reportedly.cli import common
from reportedly.cli.table import number

if TYPE_CHECKING:
    from reportedly.ledger import Ledger


def link(
    anew: Annotated[
        bool, typer.Option("--anew", help="Link everything anew, not only what came since and what that touches.")
    ] = False,
    ledger: common.LedgerAt = None,
) -> None:
    """Find which claims of the ledger tell of one happening, and keep that as incidents.

    Corrections, rejected claims and judgements count as they stand. Incidents keep their ids; only what changed is
    written.
    """
    with common.open_ledger(ledger) as opened:
        report(opened, anew=anew)


def report(opened: Ledger, *, anew: bool = False) -> None:
    """Links a ledger and says what came of it."""
    from reportedly import incidents

    with common.console(error=True).status("linking …"):
        done = incidents.link(opened, anew=anew)
    counted = f"{number(done.claims, 'claim')} in {number(done.incidents, 'incident')}"
    common.say(f"{opened.name}: {counted}; {done.made:,} new, {done.changed:,} changed, {done.ended:,} ended")
