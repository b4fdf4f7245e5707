"""``reportedly ledger``: verifying and looking after the ledger itself."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from reportedly.cli import common
from reportedly.cli.table import number

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Verify and look after the ledger.

    Every change is a batch, chained to the one before by a hash over its content.
    """


@app.command(short_help="Prove that nothing was altered or dropped.")
def verify(
    ledger: common.LedgerAt = None,
    head: Annotated[
        str | None, typer.Option(metavar="HASH", help="A hash that was noted earlier, which must be in the chain.")
    ] = None,
) -> None:
    """Prove that nothing in the ledger was altered, added or dropped since it was written.

    Faults are named, the first one first. The last line tells the hash of the last batch: note it elsewhere, and give
    it as --head later, to show that the ledger was not cut off or made anew either.
    """
    with common.open_ledger(ledger, read_only=True) as opened:
        with common.console(error=True).status("verifying …"):
            found = opened.verify(head=head)
        name = opened.name
    for fault in found.faults:
        common.complain(f"{name}: {fault}")
    counted = f"{number(found.rows, 'row')} in {found.batches:,} batch{'' if found.batches == 1 else 'es'}"
    if found.whole:
        common.say(f"{name}: whole; {counted}")
        common.say(f"head {found.head or '—'}")
    raise typer.Exit(common.OK if found.whole else common.FAILED)


@app.command(short_help="Show the hash of the last batch.")
def head(ledger: common.LedgerAt = None) -> None:
    """Show the number and the hash of the last batch, to be noted elsewhere."""
    with common.open_ledger(ledger, read_only=True) as opened:
        found = opened.head()
    common.say(f"{found[0]} {found[1]}" if found else "—")


@app.command(short_help="List the runs of reading, or what one could not read.")
def runs(
    ledger: common.LedgerAt = None,
    failures: Annotated[
        str | None, typer.Option(metavar="RUN", help="Tell what could not be read in this run.")
    ] = None,
) -> None:
    """List the runs of reading with their counts, the latest first; one without an end was interrupted."""
    with common.open_ledger(ledger, read_only=True) as opened:
        rows = opened.failures(failures) if failures else opened.runs()
    if failures:
        for row in rows:
            mend = f". {row['mend']}" if row["mend"] else ""
            common.say(f"{row['place']}: {row['fault']}{mend}")
        return
    grid = Table(box=None, show_header=True, header_style="dim underline", padding=(0, 1, 0, 0), pad_edge=False)
    for name in ("run", "started", "ended", "reader", "documents", "claims", "failures"):
        grid.add_column(name, justify="right" if name in {"documents", "claims", "failures"} else "left")
    for row in rows:
        counts = ("—" if row[name] is None else f"{row[name]:,}" for name in ("documents", "claims", "failures"))
        grid.add_row(row["id"], row["started"][:16], (row["ended"] or "—")[:16], row["reader"], *counts)
    common.show(common.console(), grid)


@app.command(short_help="Take a document or claim out, with a reason.")
def remove(
    key: Annotated[str, typer.Argument(metavar="ID", help="The id of a document (d_…) or of a claim (c_…).")],
    reason: Annotated[str, typer.Option(metavar="WORDS", help="Why it is taken out.")],
    by: common.By,
    survivor: Annotated[
        str | None, typer.Option(metavar="ID", help="What stands in its place, where two were merged.")
    ] = None,
    ledger: common.LedgerAt = None,
) -> None:
    """Take a document with its claims, or one claim, out of what is current.

    A tombstone with the reason stays, and so does the history: questions as of an earlier day still find it.
    """
    with common.open_ledger(ledger) as opened:
        opened.remove(key, reason=reason, by=by, survivor=survivor)
    common.say(f"{key}: taken out")


@app.command(short_help="Make the search indexes anew.")
def reindex(ledger: common.LedgerAt = None) -> None:
    """Make everything anew that claims are found by, from the claims themselves."""
    with common.open_ledger(ledger) as opened, common.console(error=True).status("indexing …"):
        count = opened.reindex()
    common.say(f"{number(count, 'row')} of claims indexed")


@app.command(short_help="Bring a ledger of an older version up to date.")
def upgrade(ledger: common.LedgerAt = None) -> None:
    """Bring a ledger that an older version of this program made up to date. Adding to it does so too."""
    with common.open_ledger(ledger) as opened:
        common.say(f"{opened.name}: up to date")
