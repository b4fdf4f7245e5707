"""``reportedly lexicon``: the words that reading rests on."""

from __future__ import annotations

import typer
from rich.text import Text

from reportedly.cli import common
from reportedly.cli.table import number
from reportedly.errors import GazetteerError

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

    found = [*lexicon.check(), *_places(), *tables.faults(), *names.faults()]
    for fault in found:
        common.complain(fault)
    if found:
        common.complain(f"{number(len(found), 'fault')}")
        raise typer.Exit(common.FAILED)
    words = load()
    told = f"{number(len(words.triggers), 'trigger')}, {number(len(words.codebook), 'type')}, digest {words.digest}"
    common.console().print(Text(f"no fault: {told}"))


def _places() -> list[str]:
    """The faults of the tables that the built-in gazetteer is made from."""
    from reportedly.gazetteer import data_files as data

    found = []
    readers = (data.read_folding, data.read_cyrillic, data.read_countries, data.read_provinces, data.read_areas)
    for read in (*readers, data.read_quarters):
        try:
            read()
        except GazetteerError as error:
            found.append(f"{error.where}: {error.fault}")
    return found
