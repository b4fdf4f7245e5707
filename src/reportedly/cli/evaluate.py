"""``reportedly evaluate``: how well documents that were annotated by hand are read."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.text import Text

from reportedly.cli import common, progress
from reportedly.cli.table import number
from reportedly.errors import GoldError
from reportedly.printable import printable

if TYPE_CHECKING:
    from reportedly.evaluating.figures import Score
    from reportedly.model import Document
    from reportedly.reading.pipeline import Reader

Record = dict[str, Any]


class Show(StrEnum):
    """What to list besides the figures."""

    misses = "misses"
    extra = "extra"
    slots = "slots"


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="An annotated document (.json), or a folder of them.")],
    show: Annotated[
        Show | None,
        typer.Option(
            metavar="misses|extra|slots", help="List what was missed, what was extra, or which slots are wrong."
        ),
    ] = None,
    country: common.Country = None,
    tagger: common.TaggerName = None,
) -> None:
    """Read annotated documents and print precision, recall and F1 of what was read.

    "claim" counts claims of the right type, "detected" those of any type, "whole" those that have every annotated slot
    right as well. Claims marked optional count neither when found nor when missed.
    """
    from reportedly.evaluating import figures
    from reportedly.evaluating import gold as annotated

    settings, tally = common.settings(), common.Tally()
    where = common.country_code(country) or settings.country
    files = annotated.files_of(gold)
    with progress.bar(list(map(str, files))) as tick, common.lazy_reader(where, settings.home, tagger) as reader:
        result = figures.score(_read(files, reader(), tally, tick))
    page = common.console()
    listed = {None: [], Show.misses: result.misses, Show.extra: result.extra, Show.slots: result.wrong}[show]
    for line in [*listed, *told(result)]:
        page.print(Text(printable(line)), soft_wrap=True)
    raise typer.Exit(tally.status)


def _read(
    files: list[Path], reader: Reader, tally: common.Tally, tick: progress.Tick
) -> Iterator[tuple[Record, list[Record]]]:
    from reportedly.evaluating.gold import document_of, load_one

    for file in files:
        try:
            raw = load_one(file)
        except GoldError as error:
            tally.skipped += 1
            common.complain(str(error))
        else:
            records = common.attempt(partial(_records, reader), document_of(raw), tally)
            if records is not None:
                yield raw, records
        tick()


def _records(reader: Reader, document: Document) -> list[Record]:
    from reportedly.export.record import claim_record

    return [claim_record(claim) for claim in reader.read(document).claims]


def told(result: Score) -> list[str]:
    """The figures, a line each."""
    lines = [number(result.documents, "document")]
    for name, tally in (("claim", result.claim), ("detected", result.detected), ("whole", result.whole)):
        lines.append(
            f"{name:9s} P {tally.precision:.3f}  R {tally.recall:.3f}  F1 {tally.f1:.3f}   "
            f"({tally.hit} of {tally.gold} annotated, {tally.read} read)"
        )
    slots = (f"{slot} {right / of:.2f}/{of}" for slot, (right, of) in sorted(result.slots.items()))
    lines.append("slots     " + "  ".join(slots))
    types = (f"{kind} {found}/{of}+{extra}" for kind, (found, of, extra) in sorted(result.types.items()))
    lines.append("types     " + "  ".join(types))
    return lines
