"""``reportedly labels``: which publisher calls which party what."""

from __future__ import annotations

import dataclasses
import json
from enum import StrEnum
from typing import Annotated

import typer
from rich.table import Table
from rich.text import Text

from reportedly.cli import claims, common
from reportedly.cli.incidents import As, Format
from reportedly.cli.table import number, plain


class By(StrEnum):
    """What words are counted by."""

    publisher = "publisher"
    label = "label"


def labels(
    party: Annotated[str | None, typer.Option(metavar="NAME", help="Words for this party: a name or an id.")] = None,
    by: Annotated[
        By, typer.Option("--by", metavar="publisher|label", help="Count by publisher, or over all publishers.")
    ] = By.publisher,
    publisher: claims.Publisher = None,
    sentences: Annotated[bool, typer.Option("--sentences", help="With the words as they stand, and where.")] = False,
    as_of: common.AsOf = None,
    ledger: common.LedgerAt = None,
    format: As = Format.table,
) -> None:
    """Count which publisher calls which party what: terrorists, militants, rebels, fighters, regime and the like.

    A word that a speaker is quoted with, or that stands in quotation marks, is counted apart from the publisher's own.
    """
    from reportedly.incidents import labels as uses_of
    from reportedly.incidents.questions import overall
    from reportedly.linking.kin import RegisterKin
    from reportedly.weighing.labels import label_counts

    with common.open_ledger(ledger, read_only=True) as opened:
        uses = uses_of(opened, party=party, as_of=as_of, publisher=publisher)
    counts = label_counts(uses if by is By.publisher else overall(uses))
    page = common.console()
    if format is Format.jsonl:
        for count in counts:
            page.file.write(json.dumps(dataclasses.asdict(count), ensure_ascii=False) + "\n")
        return
    kin = RegisterKin()
    grid = Table(box=None, show_header=True, header_style="dim underline", padding=(0, 2, 0, 0), pad_edge=False)
    for name in (*(["publisher"] if by is By.publisher else []), "party", "called", "own words", "quoted", "share"):
        grid.add_column(name, justify="right" if name in {"own words", "quoted", "share"} else "left", overflow="fold")
    for count in counts:
        who = [count.publisher or "publisher unknown"] if by is By.publisher else []
        share = f"{count.share:.0%}" if count.own else ""
        cells = [*who, kin.name(count.party), count.label, str(count.own), str(count.quoted), share]
        grid.add_row(*(Text(plain(cell)) for cell in cells))
    common.show(page, grid)
    for use in uses if sentences else ():
        mark = "quoted" if use.quoted else "own words"
        words = f"“{use.quote.text}”, {mark}, {use.publisher or 'publisher unknown'}, {use.claim}"
        common.show(page, Text(f"  {plain(words)}"))
    common.show(page, Text(f"\n{number(len(uses), 'word')}", style="bold"))
