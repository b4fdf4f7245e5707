"""``reportedly lexicon``: the words that reading rests on."""

from __future__ import annotations

import typer
from rich.text import Text

from reportedly.cli import common
from reportedly.cli.table import number

app = typer.Typer(no_args_is_help=True)


@app.callback()
def _group() -> None:
    """Check the words that reading rests on."""


@app.command(short_help="Report every fault of every data file.")
def check() -> None:
    """Report every fault of every data file at once: a misspelt key, an unknown type, a name that stands twice."""
    from reportedly.evaluating import names
    from reportedly.lexicon import check as lexicon
    from reportedly.lexicon.triggers import load
    from reportedly.sources import tables

    found = [*lexicon.check(), *tables.faults(), *names.faults()]
    for fault in found:
        common.complain(fault)
    if found:
        common.complain(f"{number(len(found), 'fault')}")
        raise typer.Exit(common.FAILED)
    words = load()
    told = f"{number(len(words.triggers), 'trigger')}, {number(len(words.codebook), 'type')}, digest {words.digest}"
    common.console().print(Text(f"no fault: {told}"))
