"""``reportedly claims``: questions to the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from reportedly.cli import common, table
from reportedly.cli.read import Format
from reportedly.cli.writing import writing
from reportedly.errors import SettingError
from reportedly.export import WRITERS
from reportedly.model import Claim
from reportedly.sources import given_date

Names = list[str] | None
_NEAR = re.compile(r"(.+?)\s*,\s*(\d+(?:\.\d+)?)\s*(?:km)?", re.IGNORECASE | re.DOTALL)
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)\s*,\s*(-?\d+(?:\.\d+)?)")


def _names(help: str, metavar: str = "NAME") -> Any:
    return typer.Option(metavar=metavar, help=f"{help} May be given several times: any of them.")


def claims(
    ledger: common.LedgerAt = None,
    type: Annotated[Names, _names("The type of the codebook, such as shelling.", "TYPE")] = None,
    actor: Annotated[Names, _names("Who did it: a name, or an id of the register.")] = None,
    target: Annotated[Names, _names("To whom.")] = None,
    party: Annotated[Names, _names("A party in either role, or behind one.")] = None,
    place: Annotated[Names, _names("Where: a name, or an id of the gazetteer.")] = None,
    country: Annotated[Names, _names("The country of the place: a code such as SY.", "CC")] = None,
    near: Annotated[
        str | None,
        typer.Option(metavar="PLACE,KM", help='Within so many kilometres: "Aleppo,25km", or "36.2,37.16,25km".'),
    ] = None,
    bbox: Annotated[
        str | None, typer.Option(metavar="W,S,E,N", help="Within a box of degrees: west, south, east, north.")
    ] = None,
    vague: Annotated[
        bool, typer.Option("--vague", help="With --near and --bbox: also provinces and countries, by their middle.")
    ] = False,
    since: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="From this day on.")] = None,
    until: Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Up to this day.")] = None,
    speaker: Annotated[Names, _names("Who says so, besides the publisher.")] = None,
    publisher: Annotated[Names, _names("Who published it.")] = None,
    document: Annotated[Names, _names("The id of a document.", "ID")] = None,
    status: Annotated[Names, _names("Whether it occurred, is planned, denied or possible.", "STATUS")] = None,
    text: Annotated[
        str | None, typer.Option(metavar="WORDS", help='Words of the claim; "in quotation marks", one after another.')
    ] = None,
    min_confidence: Annotated[float | None, typer.Option(metavar="0…1", help="At least this confidence.")] = None,
    review: Annotated[
        str | None,
        typer.Option(
            metavar="open|accepted|rejected|any", help="By what people said of it. Without it: all but rejected ones."
        ),
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As the ledger stood at the end of this day, or at a time (UTC).")
    ] = None,
    limit: Annotated[int | None, typer.Option(metavar="N", help="At most so many, the newest.")] = None,
    format: Annotated[
        Format, typer.Option("--format", "-f", metavar="table|jsonl|csv|geojson", help="How to give out the claims.")
    ] = Format.table,
    output: common.Output = None,
) -> None:
    """Ask the ledger for claims, those read last first. Every option that is given must hold.

    Names are compared without regard to case, accents and punctuation.
    """
    filters: dict[str, Any] = {
        "type": type and [name.lower().replace(" ", "_").replace("-", "_") for name in type],
        "status": status and [name.lower() for name in status],
        "actor": actor,
        "target": target,
        "party": party,
        "place": place,
        "country": country and [common.country_code(code) for code in country],
        "near": near and _near(near, country[0] if country and len(country) == 1 else None),
        "bbox": bbox and _box(bbox),
        "vague": vague,
        "since": since and _iso("--since", since),
        "until": until and _iso("--until", until),
        "speaker": speaker,
        "publisher": publisher,
        "document": document,
        "text": text,
        "min_confidence": min_confidence,
        "review": _verdict(review),
        "as_of": as_of,
        "limit": limit,
    }
    with common.open_ledger(ledger, read_only=True) as opened, writing(output, _always()) as stream:
        found = opened.claims(**filters).claims()
        if format is Format.table:
            page = common.console() if output is None else Console(file=stream, width=common.WIDTH, highlight=False)
            _show(found, page)
        else:
            for line in WRITERS[format.value](found):
                stream.write(line)


def _always() -> common.Tally:
    """An answer is written even where it is empty."""
    tally = common.Tally()
    tally.read = 1
    return tally


def _iso(option: str, day: str) -> str:
    try:
        return given_date(day).isoformat()
    except SettingError as error:
        raise SettingError(f"{error.where} {error.fault}", where=option, mend=error.mend) from None


def _verdict(review: str | None) -> str | None:
    if review not in {None, "open", "accepted", "rejected", "any"}:
        raise SettingError(f'"{review}" is none', where="--review", mend="Use open, accepted, rejected or any")
    return review


def _box(written: str) -> tuple[float, ...]:
    try:
        numbers = tuple(float(part) for part in written.split(","))
    except ValueError:
        numbers = ()
    if len(numbers) != 4:
        mend = "Give west, south, east and north in degrees, as in 35.7,32.3,42.4,37.3"
        raise SettingError(f'"{written}" is no box', where="--bbox", mend=mend)
    return numbers


def _near(written: str, country: str | None) -> tuple[float, float, float]:
    found = _NEAR.fullmatch(written.strip())
    if not found:
        raise SettingError(
            f'"{written}" names no place and distance', where="--near", mend='Write "Aleppo,25km" or "36.2,37.16,25km"'
        )
    km = float(found[2])
    if point := _POINT.fullmatch(found[1].strip()):
        return float(point[1]), float(point[2]), km
    from reportedly.gazetteer import store

    places = store.search(found[1], common.settings().home, country=country and country.upper(), limit=1)
    if not places:
        mend = "Check the spelling, or give latitude and longitude"
        raise SettingError(f'no gazetteer knows "{found[1]}"', where="--near", mend=mend)
    chosen = places[0]
    about = ", ".join(part for part in (chosen.name, chosen.admin1, chosen.country) if part)
    common.complain(f"near {about} ({chosen.lat:.3f}, {chosen.lon:.3f})")
    return chosen.lat, chosen.lon, km


def _show(found: Iterator[Claim], page: Console) -> None:
    count = 0
    for document, group in groupby(found, lambda claim: claim.document):
        several = list(group)
        count += len(several)
        common.show(page, table.heading(document, table.number(len(several), "claim")))
        parts = iter(table.rows(several, page.width))
        common.show(page, next(parts))
        for claim, part in zip(several, parts, strict=True):
            common.show(page, part)
            common.show(page, Text(f"  {claim.id}", style="dim"))
    common.show(page, Text(f"\n{table.number(count, 'claim')}", style="bold"))
