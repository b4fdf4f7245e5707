"""``reportedly places``: every toponym with the place chosen for it, and what else it might have been."""

from __future__ import annotations

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from reportedly.cli import common, table
from reportedly.model import Document
from reportedly.printable import printable
from reportedly.reading.parts import Unit
from reportedly.reading.places import Resolved

RUNNERS_UP = 3


class Format(StrEnum):
    """How places are given out."""

    table = "table"
    jsonl = "jsonl"


def places(
    paths: common.Paths,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to give out the places.")] = Format.table,
    output: common.Output = None,
    country: common.Country = None,
    private: common.Private = False,
) -> None:
    """List every toponym of the documents, the place chosen for it, its score, and the runners-up."""
    from reportedly.reading.pipeline import Reader

    settings, tally = common.settings(), common.Tally()
    where = common.country_code(country) or settings.country
    found = common.each(paths, tally, given=common.given(None, None, None), fetching=common.fetching(private, settings))
    reader: Reader | None = None
    with common.writing(output) as stream:
        width = None if output is None and common.console().is_terminal else common.WIDTH
        console = Console(file=stream, width=width, highlight=False)
        for document in found:
            reader = reader or Reader.open(country=where, home=settings.home)
            units, _ = reader.annotate(document, whole=True)
            rows = list(_rows(units))
            if format is Format.jsonl:
                for unit, resolved in rows:
                    stream.write(json.dumps(_record(document, unit, resolved), ensure_ascii=False) + "\n")
            else:
                console.print(table.heading(document, 0) if not rows else _table(document, rows))
    raise typer.Exit(tally.status)


def _rows(units: list[Unit]) -> Iterator[tuple[Unit, Resolved]]:
    for unit in units:
        for resolved in unit.toponyms:
            yield unit, resolved


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
        "runners_up": [
            {
                "place": other.id,
                "name": other.name,
                "country": other.country,
                "lat": other.lat,
                "lon": other.lon,
                "score": round(score, 3),
            }
            for other, score in resolved.runners_up
        ],
    }


def _table(document: Document, rows: list[tuple[Unit, Resolved]]) -> Table:
    title = Text(printable(" ".join((document.title or document.ref or document.id).split())), style="bold")
    out = Table(box=None, title=title, title_justify="left", padding=(0, 1, 0, 0), pad_edge=False, width=common.WIDTH)
    for name, width in (
        ("at", 9),
        ("toponym", 24),
        ("place", 26),
        ("lat, lon", 16),
        ("±", 2),
        ("score", 5),
        ("else", 12),
    ):
        out.add_column(name, width=width, overflow="fold", header_style="dim underline")
    for unit, resolved in rows:
        toponym, place = resolved.toponym, resolved.place
        start = unit.sentence.start + toponym.start
        name = f"{place.name}, {place.admin1 or ''} {place.country}".replace(",  ", ", ") if place else "—"
        point = (
            f"{resolved.lat:.3f}, {resolved.lon:.3f}" if resolved.lat is not None and resolved.lon is not None else "—"
        )
        words = f"{toponym.relation} {toponym.text}" if toponym.relation else toponym.text
        others = ", ".join(f"{other.country} {score:.2f}" for other, score in resolved.runners_up[:RUNNERS_UP])
        cells = (
            f"{start}" if unit.sentence.where == "text" else f"title {start}",
            words + (" (as a party)" if toponym.metonym else ""),
            name,
            point,
            str(resolved.precision or "—"),
            f"{resolved.score:.2f}",
            others or "—",
        )
        out.add_row(*(Text(printable(" ".join(cell.split()))) for cell in cells))
    return out
