"""``reportedly places``: every toponym with the place chosen for it, and what else it might have been."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import partial
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli import common, progress, table
from reportedly.cli.writing import writing
from reportedly.export.jsonl import on_one_line
from reportedly.model import Document

if TYPE_CHECKING:
    from reportedly.gazetteer import Place
    from reportedly.reading.parts import Unit
    from reportedly.reading.pipeline import Reader
    from reportedly.reading.places import Resolved

COLUMNS = (("at", 10), ("toponym", 27), ("place", 30), ("lat, lon", 17), ("±", 2), ("score", 6))
LEAST = 0.005  # a runner-up below this would be shown as 0.00

Found = Sequence[tuple["Unit", "Resolved"]]


class Format(StrEnum):
    """How places are given out."""

    table = "table"
    jsonl = "jsonl"


def places(
    paths: common.Paths,
    format: Annotated[
        Format, typer.Option("--format", "-f", metavar="table|jsonl", help="How to give out the places.")
    ] = Format.table,
    output: common.Output = None,
    country: common.Country = None,
    private: common.Private = False,
) -> None:
    """List every toponym of the documents, the place chosen for it, its score, and the runners-up.

    "±" is UCDP's where_prec: 1 exact, 2 near, 3 district, 4 province, 5 vague area, 6 country, 7 sea or air.
    """
    settings, tally = common.settings(), common.Tally()
    where = common.country_code(country) or settings.country
    given = common.given(paths, publisher=None, published=None, title=None)
    with writing(output, tally) as stream:
        page = common.console() if output is None else Console(file=stream, width=common.WIDTH, highlight=False)
        raw, fetching = format is Format.jsonl, common.fetching(private, settings)
        with progress.bar(paths, page, raw=raw) as tick, common.lazy_reader(where, settings.home, "lexicon") as reader:
            for document in common.each(paths, tally, given=given, fetching=fetching, tick=tick):
                found = common.attempt(partial(_found, reader()), document, tally)
                if found is not None and raw:
                    stream.writelines(on_one_line(_record(document, *one)) + "\n" for one in found)
                elif found is not None:
                    _show(page, document, found)
    raise typer.Exit(tally.status)


def _found(reader: Reader, document: Document) -> Found:
    units, warnings, _ = reader.annotate(document, whole=True)
    for warning in warnings:
        common.complain(f"{common.name(document)}: {warning}")
    return [(unit, resolved) for unit in units for resolved in unit.toponyms]


def _record(document: Document, unit: Unit, resolved: Resolved) -> dict[str, Any]:
    toponym, place = resolved.toponym, resolved.place
    return {
        "document": document.id,
        "ref": document.ref,
        "in": unit.sentence.where,
        "text": toponym.text,
        "start": unit.sentence.start + toponym.start,
        "end": unit.sentence.start + toponym.end,
        "relation": toponym.relation,
        "distance_km": toponym.distance_km,
        "metonym": toponym.metonym,
        "place": place.id if place else None,
        "name": place.name if place else None,
        "country": place.country if place else None,
        "admin1": place.admin1 if place else None,
        "lat": resolved.lat,
        "lon": resolved.lon,
        "precision": resolved.precision,
        "score": round(resolved.score, 3),
        "runners_up": [_runner_up(other, score) for other, score in resolved.runners_up],
    }


def _runner_up(place: Place, score: float) -> dict[str, Any]:
    return {
        "place": place.id,
        "name": place.name,
        "country": place.country,
        "admin1": place.admin1,
        "lat": place.lat,
        "lon": place.lon,
        "score": round(score, 3),
    }


def _show(page: Console, document: Document, found: Found) -> None:
    common.show(page, table.heading(document, table.number(len(found), "toponym")))
    if not found:
        return
    grid = Table(box=None, show_header=True, header_style="dim underline", padding=(0, 1, 0, 0), pad_edge=False)
    for name, width in COLUMNS:
        grid.add_column(name, width=width, overflow="fold")
    for unit, resolved in found:
        grid.add_row(*(Text(table.plain(cell)) for cell in _cells(unit, resolved)))
        others = "; ".join(f"{_name(other)} {score:.2f}" for other, score in resolved.runners_up if score >= LEAST)
        if others:
            grid.add_row("", "", Text(f"or {table.plain(others)}", style="dim"))
    common.show(page, grid)


def _cells(unit: Unit, resolved: Resolved) -> Iterator[str]:
    toponym = resolved.toponym
    start = unit.sentence.start + toponym.start
    distance = f"{toponym.distance_km:g} km " if toponym.distance_km is not None else ""
    yield str(start) if unit.sentence.where == "text" else f"title {start}"
    yield f"{distance}{toponym.relation or ''} {toponym.text}" + (" (a party)" if toponym.metonym else "")
    yield _name(resolved.place) if resolved.place else "—"
    located = resolved.lat is not None and resolved.lon is not None
    yield f"{resolved.lat:.3f}, {resolved.lon:.3f}" if located else "—"
    yield str(resolved.precision or "—")
    yield f"{resolved.score:.2f}"


def _name(place: Place) -> str:
    """The place with its division, unless it bears the same name, and its country."""
    division = f", {place.admin1}" if place.admin1 and place.admin1 != place.name else ""
    return f"{place.name}{division} {place.country}"
