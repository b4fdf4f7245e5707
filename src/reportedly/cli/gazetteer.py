"""``reportedly gazetteer``: the places that toponyms are looked up in."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from reportedly.cli import common
from reportedly.printable import printable

app = typer.Typer(no_args_is_help=True, help="Add, list, remove and search gazetteers.")

SHOWN = 20


@app.callback()
def _group() -> None:
    """Add, list, remove and search gazetteers."""


@app.command()
def add(
    what: Annotated[
        str, typer.Argument(metavar="FILE|ZIP|COUNTRY", help="A GeoNames dump, or a country's code to download it.")
    ],
) -> None:
    """Add a gazetteer: a dump in GeoNames' layout (19 columns), as text or ZIP, or a country's from GeoNames."""
    from reportedly.gazetteer import store

    added = store.add(what, common.settings().home)
    for fault in added.faults:
        common.complain(fault)
    common.console().print(Text(f"{printable(added.name)}: {added.places} places added"))
    raise typer.Exit(common.PARTIAL if added.faults else common.OK)


@app.command("list")
def list_() -> None:
    """List the gazetteers that were added, besides the built-in one."""
    from reportedly.gazetteer import store

    added = store.list_added(common.settings().home)
    out = common.console()
    out.print(Text("built-in: places of 500 people and more, countries, provinces, regions"))
    for gazetteer in added:
        out.print(Text(f"{printable(gazetteer.name)}: {gazetteer.places} places"))


@app.command()
def remove(name: Annotated[str, typer.Argument(help="The gazetteer's name, as list shows it.")]) -> None:
    """Remove a gazetteer that was added."""
    from reportedly.gazetteer import store

    store.remove(name, common.settings().home)
    common.console().print(Text(f"{printable(name)}: removed"))


@app.command()
def search(
    name: Annotated[str, typer.Argument(help="A place's name, in any romanisation.")],
    country: common.Country = None,
) -> None:
    """Show the places that a name may mean."""
    from reportedly.gazetteer import Gazetteer

    where = common.country_code(country)
    with Gazetteer.open(common.settings().home) as gazetteer:
        found = [place for place in gazetteer.candidates(name) if where is None or place.country == where]
    if not found:
        common.complain(f"“{name}”: no such place is known. Add its country's gazetteer: reportedly gazetteer add CODE")
        raise typer.Exit(common.FAILED)
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False)
    for column in ("name", "province", "country", "kind", "people", "lat, lon", "id"):
        table.add_column(column, header_style="dim underline")
    for place in found[:SHOWN]:
        point = f"{place.lat:.4f}, {place.lon:.4f}"
        cells = (
            place.name,
            place.admin1 or "—",
            place.country,
            place.code,
            str(place.population or "—"),
            point,
            place.id,
        )
        table.add_row(*(Text(printable(cell)) for cell in cells))
    common.console().print(table)
    if len(found) > SHOWN:
        common.console().print(Text(f"… and {len(found) - SHOWN} more"))
