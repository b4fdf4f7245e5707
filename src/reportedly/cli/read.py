"""``reportedly read``: documents in, claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import nullcontext
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn
from rich.text import Text

from reportedly.cli import common, table
from reportedly.export import WRITERS
from reportedly.model import Claim, Document, Reading
from reportedly.printable import printable


class Format(StrEnum):
    """How claims are given out."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"


def read(
    paths: common.Paths,
    format: Annotated[Format, typer.Option("--format", "-f", help="How to give out the claims.")] = Format.table,
    output: common.Output = None,
    publisher: common.Publisher = None,
    published: common.Published = None,
    title: common.Title = None,
    country: common.Country = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell, sentence by sentence, why it gave these claims or none.")
    ] = False,
    private: common.Private = False,
) -> None:
    """Read reports and give out their claims: what happened, who, to whom, where, when, how many, and who says so."""
    settings, tally = common.settings(), common.Tally()
    given, where = common.given(publisher, published, title), common.country_code(country) or settings.country
    found = common.each(paths, tally, given=given, fetching=common.fetching(private, settings))
    with common.writing(output) as stream, _progress(paths) as progress:
        readings = _readings(found, where, settings.home, progress)
        if explain:
            _show(readings, Console(file=stream, width=_width(output), highlight=False), explain=True)
        elif format is Format.table:
            _show(readings, Console(file=stream, width=_width(output), highlight=False), explain=False)
        else:
            for line in WRITERS[format.value](_claims(readings)):
                stream.write(line)
    raise typer.Exit(tally.status)


def _width(output: object) -> int | None:
    return None if output is None and common.console().is_terminal else common.WIDTH


def _readings(
    documents: Iterable[Document], country: str | None, home: Path, progress: Progress | None
) -> Iterator[Reading]:
    from reportedly.reading.pipeline import Reader

    reader: Reader | None = None
    task = progress.add_task("reading", total=None) if progress else None
    for number, document in enumerate(documents, start=1):
        reader = reader or Reader.open(country=country, home=home)
        reading = reader.read(document)
        for warning in reading.warnings:
            common.complain(f"{document.ref or document.id}: {warning}")
        if progress is not None and task is not None:
            progress.update(task, description=f"{number} documents")
        yield reading


def _claims(readings: Iterable[Reading]) -> Iterator[Claim]:
    for reading in readings:
        yield from reading.claims


def _progress(paths: list[str]) -> nullcontext[None] | Progress:
    """A progress bar on standard error, where there is a terminal and more than one document to expect."""
    console = common.console(error=True)
    several = len(paths) > 1 or any(Path(path).is_dir() or path.endswith((".jsonl", ".ndjson")) for path in paths)
    if not several or not console.is_terminal:
        return nullcontext()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    return Progress(*columns, console=console, transient=True)


def _show(readings: Iterable[Reading], console: Console, *, explain: bool) -> None:
    documents = claims = 0
    for reading in readings:
        console.print(table.heading(reading.document, len(reading.claims)))
        documents, claims = documents + 1, claims + len(reading.claims)
        if explain:
            _explain(reading, console)
            continue
        if reading.claims:
            console.print(table.column_names())
        for claim in reading.claims:
            console.print(table.claim_rows(claim))
    if documents:
        console.print(Text(f"\n{claims} claims in {documents} document{'' if documents == 1 else 's'}", style="bold"))


def _explain(reading: Reading, console: Console) -> None:
    for step in reading.steps:
        words = printable(" ".join(step.sentence.text.split()))
        console.print(Text(f"\n{words}", style="" if step.claims else "dim"))
        for claim in step.claims:
            console.print(Text(f"  + {printable(claim)}", style="green"))
        for reason in step.reasons:
            console.print(Text(f"  – {printable(reason)}", style="yellow"))
        if not step.claims and not step.reasons:
            console.print(Text("  – no trigger word in it", style="dim"))
