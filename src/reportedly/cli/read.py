"""``reportedly read``: documents in, claims out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.text import Text

from reportedly.cli import common, explaining, jobs, progress, table
from reportedly.cli.writing import writing
from reportedly.errors import SettingError
from reportedly.export import WRITERS
from reportedly.model import Claim, Document, Reading


class Format(StrEnum):
    """How claims are given out."""

    table = "table"
    jsonl = "jsonl"
    csv = "csv"
    geojson = "geojson"


@dataclass(frozen=True, slots=True)
class _How:
    """How documents are read: where toponyms are looked for, by which tagger, by how many processes, and how sure a claim
    must be.
    """

    country: str | None
    home: Path
    tagger: str | None
    processes: int
    least: float


def read(
    paths: common.Paths,
    format: Annotated[
        Format, typer.Option("--format", "-f", metavar="table|jsonl|csv|geojson", help="How to give out the claims.")
    ] = Format.table,
    output: common.Output = None,
    publisher: common.Publisher = None,
    published: common.Published = None,
    title: common.Title = None,
    country: common.Country = None,
    explain: Annotated[
        bool, typer.Option("--explain", help="Tell, sentence by sentence, why it gave these claims or none.")
    ] = False,
    tagger: common.TaggerName = None,
    min_confidence: Annotated[
        float,
        typer.Option(min=0, max=1, metavar="P", help="Leave out claims that are less sure than this, from 0 to 1."),
    ] = 0.0,
    processes: jobs.Jobs = None,
    private: common.Private = False,
) -> None:
    """Read reports and give out their claims: what happened, who, to whom, where, when, how many, and who says so.

    A file or folder may hold texts (.txt, .md), pages (.html) and JSON Lines of documents (.jsonl), one a line with its
    "text" and, where known, "title", "publisher", "published" and more.
    """
    if explain and format is not Format.table:
        raise SettingError("is for reading by eye", where="--explain", mend=f"Leave out --format {format.value}")
    settings, tally = common.settings(), common.Tally()
    given = common.given(paths, publisher=publisher, published=published, title=title)
    how = _How(
        common.country_code(country) or settings.country,
        settings.home,
        tagger,
        jobs.count(processes, paths),
        min_confidence,
    )
    with writing(output, tally) as stream:
        page = common.console() if output is None else Console(file=stream, width=common.WIDTH, highlight=False)
        for_people = format is Format.table
        with progress.bar(paths, page, raw=not for_people) as tick:
            fetching = common.fetching(private, settings)
            found = common.each(paths, tally, given=given, fetching=fetching, tick=tick)
            readings = _readings(found, how, tally, waits="-" in paths)
            if for_people:
                _show(readings, page, explained=explain)
            else:
                for line in WRITERS[format.value](_claims(readings)):
                    stream.write(line)
    raise typer.Exit(tally.status)


def _readings(documents: Iterable[Document], how: _How, tally: common.Tally, *, waits: bool) -> Iterator[Reading]:
    """The readings in order; unless one `waits` for each document, the next ones are made ready while one is read."""
    with (
        common.lazy_reader(how.country, how.home, how.tagger) as reader,
        jobs.reading(reader, how.processes) as each,
    ):
        for document, step in _waiting(reader, documents) if waits else each(documents):
            reading = common.attempt(lambda _, step=step: step(), document, tally)  # type: ignore[misc]
            if reading is not None:
                for warning in reading.warnings:
                    common.complain(f"{common.name(document)}: {warning}")
                yield reading if not how.least else replace(reading, claims=_sure(reading.claims, how.least))


def _waiting(reader: common.LazyReader, documents: Iterable[Document]) -> Iterator[tuple[Document, jobs.Step]]:
    for document in documents:
        yield document, partial(reader().read, document)


def _sure(claims: Iterable[Claim], least: float) -> tuple[Claim, ...]:
    """The claims that are at least so sure; one whose confidence is not known is kept."""
    return tuple(claim for claim in claims if claim.confidence is None or claim.confidence >= least)


def _claims(readings: Iterable[Reading]) -> Iterator[Claim]:
    for reading in readings:
        yield from reading.claims


def _show(readings: Iterable[Reading], page: Console, *, explained: bool) -> None:
    documents = claims = 0
    for reading in readings:
        common.show(page, table.heading(reading.document, table.number(len(reading.claims), "claim")))
        documents, claims = documents + 1, claims + len(reading.claims)
        parts = explaining.account(reading) if explained else table.rows(reading.claims, page.width)
        for part in parts:
            common.show(page, part)
    if documents:
        told = f"{table.number(claims, 'claim')} in {table.number(documents, 'document')}"
        hint = "" if claims or explained else "; --explain tells why"
        common.show(page, Text(f"\n{told}{hint}", style="bold"))
