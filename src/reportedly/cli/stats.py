"""``reportedly stats``: what the ledger holds, counted."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated

import typer
from rich.table import Table
from rich.text import Text

from reportedly.cli import common
from reportedly.cli.table import number, plain

if TYPE_CHECKING:
    from reportedly.ledger import Stats


def stats(
    ledger: common.LedgerAt = None,
    as_of: common.AsOf = None,
    as_json: Annotated[bool, typer.Option("--json", help="As one JSON object.")] = False,
) -> None:
    """Count what the ledger holds: documents, claims by type, publisher and month, and what gave trouble.

    Trouble is: places that no gazetteer could locate, and triggers whose claims people rejected most.
    """
    with common.open_ledger(ledger, read_only=True) as opened:
        counted = opened.stats(as_of=as_of)
        name = opened.name
    page = common.console()
    if as_json:
        page.file.write(json.dumps(asdict(counted), ensure_ascii=False) + "\n")
        return
    common.show(page, Text(f"{plain(name)}: {_head(counted)}", style="bold"))
    for title, rows in _tables(counted):
        if rows:
            common.show(page, Text(f"\n{title}", style="dim underline"))
            grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
            grid.add_column(overflow="fold")
            grid.add_column(justify="right")
            for left, right in rows:
                grid.add_row(Text(plain(left) or "—"), Text(right))
            common.show(page, grid)


def _head(counted: Stats) -> str:
    parts = (number(counted.documents, "document"), number(counted.claims, "claim"))
    return f"{', '.join(parts)}, in {counted.batches:,} batch{'' if counted.batches == 1 else 'es'}"


def _tables(counted: Stats) -> Iterable[tuple[str, list[tuple[str, str]]]]:
    yield "type", _rows((name.replace("_", " "), count) for name, count in counted.types)
    yield "publisher", _rows(counted.publishers)
    yield "month of the event", _rows(counted.months)
    yield "reviews", _rows(counted.reviews)
    yield "documents by reader", _rows(counted.readers)
    yield (
        f"places that could not be located ({number(counted.unplaced, 'claim')} without any)",
        _rows(counted.unplaced_names),
    )
    yield (
        "triggers whose claims were rejected",
        [(f"{one.trigger} ({one.type})", f"{one.rejected} of {one.judged} judged") for one in counted.rejected],
    )


def _rows(counts: Iterable[tuple[str, int]]) -> list[tuple[str, str]]:
    return [(name, f"{count:,}") for name, count in counts]
