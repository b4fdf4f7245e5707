"""``reportedly gazetteer``: the places that toponyms are looked up in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from reportedly.cli import common
from reportedly.cli.table import number, plain

if TYPE_CHECKING:
    from reportedly.gazetteer.store import AddedGazetteer

app = typer.Typer(no_args_is_help=True)

SHOWN = 20  # places of a search
# GeoNames' feature classes, as people call them.
CLASSES = {
    "A": "divisions",
    "H": "waters",
    "L": "areas",
    "P": "settlements",
    "R": "roads",
    "S": "buildings and sites",
    "T": "heights",
    "U": "sea floor",
    "V": "woods",
}


@app.callback()
def _group() -> None:
    """Add, list, remove and search gazetteers.

    The built-in gazetteer knows places of 500 people and more. A GeoNames dump of the country at war adds its villages.
    """


@app.command(short_help="Add a GeoNames dump, or download a country's.")
def add(
    what: Annotated[
        str, typer.Argument(metavar="FILE|ZIP|COUNTRY", help="A GeoNames dump, or a country's code to download it.")
    ],
) -> None:
    """Add a gazetteer, or replace the one of the same name.

    Either a dump in GeoNames' layout (19 columns divided by tabs), as text or ZIP; or a country's two-letter code, to
    download its dump from GeoNames.
    """
    from reportedly.gazetteer import store

    with common.console(error=True).status("adding …"):
        added = store.add(what, common.settings().home)
    for fault in added.faults:
        common.complain(f"{what}: {fault}")
    if added.skipped > len(added.faults):
        common.complain(f"{what}: and {number(added.skipped - len(added.faults), 'more line')} could not be read")
    common.console().print(
        Text(f"{plain(added.name)}: {number(added.places, 'place')} added ({_classes(added.classes)})")
    )
    if added.left_out:
        common.console().print(Text(f"left out: {_classes(added.left_out)}"))
    raise typer.Exit(common.PARTIAL if added.skipped else common.OK)


@app.command("list", short_help="List the gazetteers that were added.")
def list_() -> None:
    """List the gazetteers that are there: the built-in one, and those that were added."""
    from reportedly.gazetteer import store

    grid = _grid("name", "places", "from", "of them")
    grid.add_row("built-in", "", Text("GeoNames, places of 500 people and more"), "")
    for added in store.list_added(common.settings().home):
        grid.add_row(Text(plain(added.name)), Text(f"{added.places:,}"), Text(plain(added.origin)), _kinds(added))
    common.show(common.console(), grid)


@app.command(short_help="Remove a gazetteer that was added.")
def remove(
    name: Annotated[str, typer.Argument(metavar="NAME", help="The gazetteer's name, as list shows it.")],
) -> None:
    """Remove a gazetteer that was added. The built-in one stays."""
    from reportedly.gazetteer import store

    removed = store.remove(name, common.settings().home)
    common.console().print(Text(f"{plain(removed.name)}: {number(removed.places, 'place')} removed"))


@app.command(short_help="Show the places that a name may mean.")
def search(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A place's name, in any romanisation.")],
    country: Annotated[
        str | None, typer.Option(metavar="CC", help="Only places of this country: a code such as SY.")
    ] = None,
) -> None:
    """Show the places that a name may mean, likeliest first.

    Where a country is given and none of its places is spelt so, those that are spelt nearly so.
    """
    from reportedly.gazetteer import store

    where, home = common.country_code(country), common.settings().home
    found = store.search(name, home, country=where, limit=SHOWN + 1)
    if not found:
        mend = f"reportedly gazetteer add {where or 'SY'}"
        common.complain(f"“{name}”: no such place is known. Add the gazetteer of its country, for example: {mend}")
        raise typer.Exit(common.FAILED)
    grid = _grid("name", "province", "country", "kind", "people", "lat, lon", "id")
    for place in found[:SHOWN]:
        people = f"{place.population:,}" if place.population else "—"
        point = f"{place.lat:.4f}, {place.lon:.4f}"
        cells = (place.name, place.admin1 or "—", place.country, place.code, people, point, place.id)
        grid.add_row(*(Text(plain(cell)) for cell in cells))
    common.show(common.console(), grid)
    if len(found) > SHOWN:
        common.console().print(Text(f"… and more; the first {SHOWN} are shown", style="dim"))


def _grid(*columns: str) -> Table:
    grid = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim underline")
    for column in columns:
        grid.add_column(column, overflow="fold", justify="right" if column in {"places", "people"} else "left")
    return grid


def _kinds(added: AddedGazetteer) -> Text:
    return Text(_classes(added.classes))


def _classes(counts: tuple[tuple[str, int], ...]) -> str:
    return ", ".join(f"{count:,} {CLASSES.get(feature, plain(feature))}" for feature, count in counts)
