"""``reportedly claims``: questions to the ledger."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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


def _names(help: str, metavar: str = "NAME") -> Any:
    return typer.Option(metavar=metavar, help=f"{help} May be given several times: any of them.")


Type = Annotated[Names, _names("The type of the codebook, such as shelling.", "TYPE")]
Actor = Annotated[Names, _names("Who did it: a name, or an id of the register.")]
Target = Annotated[Names, _names("To whom.")]
Party = Annotated[Names, _names("A party in either role, or behind one.")]
Place = Annotated[Names, _names("Where: a name, or an id of the gazetteer.")]
Country = Annotated[Names, _names("The country of the place: a code such as SY.", "CC")]
Near = Annotated[
    str | None,
    typer.Option(metavar="PLACE,KM", help='Within so many kilometres: "Aleppo,25km", or "36.2,37.16,25km".'),
]
Bbox = Annotated[str | None, typer.Option(metavar="W,S,E,N", help="Within a box of degrees: west, south, east, north.")]
Vague = Annotated[
    bool, typer.Option("--vague", help="With --near and --bbox: also provinces and countries, by their middle.")
]
Since = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="From this day on.")]
Until = Annotated[str | None, typer.Option(metavar="YYYY-MM-DD", help="Up to this day.")]
Speaker = Annotated[Names, _names("Who says so, besides the publisher.")]
Publisher = Annotated[Names, _names("Who published it.")]
DocumentId = Annotated[Names, _names("The id of a document.", "ID")]
Status = Annotated[Names, _names("Whether it occurred, is planned, denied or possible.", "STATUS")]
Words = Annotated[
    str | None, typer.Option(metavar="WORDS", help='Words of the claim; "in quotation marks", one after another.')
]
Confidence = Annotated[float | None, typer.Option(metavar="0…1", help="At least this confidence.")]
Review = Annotated[
    str | None,
    typer.Option(
        metavar="open|accepted|rejected|any", help="By what people said of it. Without it: all but rejected ones."
    ),
]
Limit = Annotated[int | None, typer.Option(metavar="N", help="At most so many, the newest.")]
As = Annotated[Format, typer.Option("--format", "-f", metavar="table|jsonl|csv|geojson", help="How to give them out.")]


def claims(
    context: typer.Context,
    ledger: common.LedgerAt = None,
    type: Type = None,
    actor: Actor = None,
    target: Target = None,
    party: Party = None,
    place: Place = None,
    country: Country = None,
    near: Near = None,
    bbox: Bbox = None,
    vague: Vague = False,
    since: Since = None,
    until: Until = None,
    speaker: Speaker = None,
    publisher: Publisher = None,
    document: DocumentId = None,
    status: Status = None,
    text: Words = None,
    min_confidence: Confidence = None,
    review: Review = None,
    as_of: common.AsOf = None,
    limit: Limit = None,
    format: As = Format.table,
    output: common.Output = None,
) -> None:
    """Ask the ledger for claims, those read last first. Every option that is given must hold.

    Names are compared without regard to case, accents and punctuation.
    """
    filters = filters_of(context.params)
    with common.open_ledger(ledger, read_only=True) as opened, writing(output, always()) as stream:
        found = opened.claims(**filters).claims()
        if format is Format.table:
            page = common.console() if output is None else Console(file=stream, width=common.WIDTH, highlight=False)
            _show(found, page)
        else:
            for line in WRITERS[format.value](found):
                stream.write(line)


def filters_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """The options as the ledger takes them."""
    filters = {name: value or None for name, value in given.items() if name not in {"ledger", "format", "output"}}
    filters["min_confidence"], filters["limit"] = given["min_confidence"], given["limit"]  # 0 is a value here
    if given["type"]:
        filters["type"] = [name.lower().replace(" ", "_").replace("-", "_") for name in given["type"]]
    if given["status"]:
        filters["status"] = [name.lower() for name in given["status"]]
    if given["country"]:
        filters["country"] = [common.country_code(code) for code in given["country"]]
    if given["near"]:
        countries = list(given["country"] or ())
        filters["near"] = _near(given["near"], common.country_code(countries[0]) if len(countries) == 1 else None)
    if given["bbox"]:
        filters["bbox"] = _box(given["bbox"])
    for name in ("since", "until"):
        if given[name]:
            filters[name] = iso(f"--{name}", given[name])
    filters["review"] = _verdict(given["review"])
    return filters


def always() -> common.Tally:
    """An answer is written even where it is empty."""
    tally = common.Tally()
    tally.read = 1
    return tally


def iso(option: str, day: str) -> str:
    """A day that an option gives, in ISO 8601; refuses what is none."""
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
    # Imported late: most questions name no place near which.
    from reportedly.gazetteer.around import around

    found = around(written, common.settings().home, country=country, where="--near")
    if found.name:
        common.complain(f"near {found.name} ({found.lat:.3f}, {found.lon:.3f})")
    return found.lat, found.lon, found.km


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
