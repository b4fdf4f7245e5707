"""``reportedly lexicon``: the words that reading rests on."""

from __future__ import annotations

import typer
from rich.text import Text

from reportedly.cli import common

app = typer.Typer(no_args_is_help=True, help="Check and show the words that reading rests on.")


@app.callback()
def _group() -> None:
    """Check and show the words that reading rests on."""


@app.command()
def check() -> None:
    """Report every fault of every data file of the lexicon."""
    from reportedly.lexicon.check import check as faults

    found = faults()
    for fault in found:
        common.complain(fault)
    if found:
        raise typer.Exit(common.FAILED)
    from reportedly.lexicon.triggers import load

    lexicon = load()
    count = f"{len(lexicon.triggers)} triggers, {len(lexicon.codebook)} types"
    common.console().print(Text(f"no fault: {count}, digest {lexicon.digest}"))
