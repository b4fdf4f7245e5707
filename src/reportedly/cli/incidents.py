"""``reportedly incidents``: questions to the ledger about happenings rather than claims."""

from __future__ import annotations

import json
from collections.abc import Iterable
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.text import Text

from reportedly.cli import claims, common, incident, table
from reportedly.cli.writing import writing

if TYPE_CHECKING:
    from reportedly.incidents import Account


class Format(StrEnum):
    """How incidents are given out."""

    table = "table"
    jsonl = "jsonl"


Voices = Annotated[
    int | None, typer.Option("--min-voices", metavar="N", help="With at least so many voices, for or against.")
]
Disputed = Annotated[bool, typer.Option("--disputed", help="Only those with a dispute.")]
Limit = Annotated[int | None, typer.Option(metavar="N", help="At most so many, the newest.")]
As = Annotated[Format, typer.Option("--format", "-f", metavar="table|jsonl", help="How to give them out.")]


def incidents(
    context: typer.Context,
    ledger: common.LedgerAt = None,
    type: claims.Type = None,
    actor: claims.Actor = None,
    target: claims.Target = None,
    party: claims.Party = None,
    place: claims.Place = None,
    country: claims.Country = None,
    near: claims.Near = None,
    bbox: claims.Bbox = None,
    vague: claims.Vague = False,
    since: claims.Since = None,
    until: claims.Until = None,
    speaker: claims.Speaker = None,
    publisher: claims.Publisher = None,
    document: claims.DocumentId = None,
    status: claims.Status = None,
    text: claims.Words = None,
    min_voices: Voices = None,
    disputed: Disputed = False,
    as_of: common.AsOf = None,
    limit: Limit = None,
    format: As = Format.table,
    output: common.Output = None,
) -> None:
    """Ask the ledger for incidents: those of which any claim answers the question, those read last first.

    reportedly link makes them. Each comes with its voices, echoes folded, the span of its tolls, and its disputes.
    """
    from reportedly.incidents import accounts

    own = {"min_voices", "disputed"}
    given = {name: value for name, value in context.params.items() if name not in own}
    filters = claims.filters_of({**given, "limit": None, "min_confidence": None, "review": None})
    with common.open_ledger(ledger, read_only=True) as opened, writing(output, claims.always()) as stream:
        found = accounts(opened, **filters)
        chosen = _chosen(found, min_voices or 0, disputed, limit)
        if format is Format.table:
            page = common.console() if output is None else Console(file=stream, width=common.WIDTH, highlight=False)
            _show(chosen, page)
        else:
            for one in chosen:
                stream.write(json.dumps(one.record(), ensure_ascii=False) + "\n")


def _chosen(found: Iterable[Account], least: int, disputed: bool, limit: int | None) -> Iterable[Account]:
    given = 0
    for one in found:
        if given == limit:
            return
        if len(one.weighed.voices) + len(one.weighed.denials) >= least and (one.weighed.disputes or not disputed):
            given += 1
            yield one


def _show(found: Iterable[Account], page: Console) -> None:
    count = 0
    for one in found:
        count += 1
        common.show(page, incident.heading(one))
    common.show(page, Text(f"\n{table.number(count, 'incident')}", style="bold"))
