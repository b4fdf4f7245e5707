"""``reportedly evaluate``: how well documents that were annotated by hand are read."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.text import Text

from reportedly.cli import common
from reportedly.evaluating.figures import Score
from reportedly.printable import printable


class Show(StrEnum):
    """What to list besides the figures."""

    misses = "misses"
    extra = "extra"
    slots = "slots"


def evaluate(
    gold: Annotated[Path, typer.Argument(metavar="GOLD", help="An annotated document (.json), or a folder of them.")],
    show: Annotated[
        Show | None, typer.Option(help="List what was missed, what was extra, or which slots are wrong.")
    ] = None,
    country: common.Country = None,
) -> None:
    """Read annotated documents and print precision, recall and F1 of what was read."""
    from reportedly.evaluating import figures

    settings = common.settings()
    where = common.country_code(country) or settings.country
    result = figures.score(_read(gold, where, settings.home))
    out = common.console()
    if show is not None:
        listed = {Show.misses: result.misses, Show.extra: result.extra, Show.slots: result.wrong}[show]
        for line in listed:
            out.print(Text(printable(line.replace("\n", " "))), soft_wrap=True)
    for line in told(result):
        out.print(Text(line), soft_wrap=True)


def _read(gold: Path, country: str | None, home: Path) -> Iterator[tuple[dict[str, Any], list[dict[str, Any]]]]:
    from reportedly.evaluating.gold import document_of, load
    from reportedly.export.record import claim_record
    from reportedly.reading.pipeline import Reader

    reader: Reader | None = None
    for raw in load(gold):
        reader = reader or Reader.open(country=country, home=home)
        yield raw, [claim_record(claim) for claim in reader.read(document_of(raw)).claims]


def told(result: Score) -> list[str]:
    """The figures, a line each."""
    lines = [f"{result.documents} document{'' if result.documents == 1 else 's'}"]
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
