"""``reportedly headlines``: what headlines claim and their own text does not bear out."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from reportedly.cli import claims, common
from reportedly.cli.incidents import As, Format
from reportedly.cli.table import number, plain

if TYPE_CHECKING:
    from reportedly.incident_model import HeadlineFinding
    from reportedly.model import Claim


class Fault(StrEnum):
    """What the text does to the headline, the gravest first."""

    denied = "denied"
    another_toll = "another toll"
    not_held = "not held"
    weakened = "weakened"


def headlines(
    fault: Annotated[
        list[Fault] | None,
        typer.Option(
            metavar="denied|another toll|not held|weakened", help="Only this. May be given several times: any of them."
        ),
    ] = None,
    publisher: claims.Publisher = None,
    document: claims.DocumentId = None,
    since: claims.Since = None,
    until: claims.Until = None,
    as_of: common.AsOf = None,
    ledger: common.LedgerAt = None,
    format: As = Format.table,
) -> None:
    """Hold headlines against their own texts: what the text denies, counts otherwise, does not hold, or only quotes.

    Headlines are written by others than the text, and read by more. Nothing here says which of the two is right. With
    --since and --until, only claims of these days are held against each other.
    """
    from reportedly.incidents import headlines as findings

    with common.open_ledger(ledger, read_only=True) as opened:
        found, known = findings(opened, as_of=as_of, publisher=publisher, document=document, since=since, until=until)
    order = [one.value for one in Fault]
    wanted = {one.value for one in fault or Fault}
    chosen = sorted(
        (one for one in found if one.fault in wanted), key=lambda one: (order.index(one.fault), one.document)
    )
    page = common.console()
    if format is Format.jsonl:
        for one in chosen:
            page.file.write(json.dumps(dataclasses.asdict(one), ensure_ascii=False) + "\n")
        return
    for one in chosen:
        for line in _lines(one, known):
            common.show(page, line)
    common.show(page, Text(f"\n{number(len(chosen), 'finding')}", style="bold"))


def _lines(one: HeadlineFinding, known: dict[str, Claim]) -> Iterable[RenderableType]:
    claim = known[one.claim]
    document = claim.document
    about = ", ".join(str(part) for part in (document.publisher or "publisher unknown", document.published) if part)
    yield Text(f"\n{plain(document.title or claim.evidence.text)}", style="bold")
    yield Text(f"  {plain(about)}, {document.id}", style="dim")
    yield Text(f"  {one.fault}: {plain(one.sentence)}", style="yellow")
    for key in one.body:
        yield Padding(Text(f"“{plain(known[key].evidence.text)}” ({key})"), (0, 0, 0, 2))
