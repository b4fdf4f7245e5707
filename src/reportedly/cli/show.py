"""``reportedly show``: one claim in the words around it, with everything that happened to it; or one incident."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.cli import common, incident, table
from reportedly.printable import printable

if TYPE_CHECKING:
    from reportedly.ledger import Change

AROUND = 300  # characters of the document before and after the words of the claim
STYLES = {
    "trigger": "bold reverse",
    "actor": "bold green",
    "target": "bold red",
    "places": "bold blue",
    "within": "blue",
    "said_by": "bold cyan",
    "weapon": "yellow",
    "date": "bold magenta",
}
Record = Mapping[str, Any]


def show(
    claim: Annotated[
        str, typer.Argument(metavar="ID", help="The id of a claim, an incident (i_…) or a document (d_…).")
    ],
    ledger: common.LedgerAt = None,
    as_of: common.AsOf = None,
) -> None:
    """Show one claim: its sentence in context with trigger and slots marked, its history and its document.

    Of an incident: its claims by voice, its values with who says which, what is disputed, why each claim was joined and what
    almost joined. Of a document: how it was had, and its history.
    """
    page = common.console()
    if claim.startswith("i_"):
        incident.show(page, claim, ledger, as_of)
        return
    with common.open_ledger(ledger, read_only=True) as opened:
        changes = opened.history(claim)
        if claim.startswith("d_"):
            document = opened.document(claim)
        else:
            record = _record(opened, claim, as_of, changes)
            document = opened.document(record["document"]["id"])
    if not claim.startswith("d_"):
        _claim(page, record, document["text"])
    _about(page, document)
    common.show(page, Text("\nhistory", style="dim underline"))
    for change in changes:
        common.show(page, _change(change))


def _record(opened: Any, key: str, as_of: str | None, changes: list[Change]) -> dict[str, Any]:
    """The claim as it stands; if it no longer does, as it stood last."""
    from reportedly.errors import LedgerError

    try:
        return dict(opened.claim(key, as_of=as_of))
    except LedgerError as error:
        if as_of is not None:
            raise
        common.complain(str(error))
    last = next(change for change in reversed(changes) if "record" in change.details)
    return dict(opened.claim(key, as_of=last.at))


def _claim(page: Console, record: Record, text: str) -> None:
    from reportedly.ledger.records import claim_of

    claim = claim_of(record)
    common.show(page, table.heading(claim.document, claim.id))
    for part in table.rows([claim], page.width):
        common.show(page, part)
    words = record["document"]["title"] or "" if record["evidence"]["in"] == "title" else text
    common.show(page, Text(""))
    common.show(page, Padding(context(record, words), (0, 0, 0, 2)))
    legend = Text("  ")
    for name in _marked(record):
        legend.append(f" {name.replace('_', ' ')} ", style=STYLES[name]).append(" ")
    common.show(page, legend)
    for shared, names in overlaps(record, words):
        told = " and ".join(name.replace("_", " ") for name in names)
        common.show(page, Text("  ").append(_line(shared), style="underline").append(f" is in {told}", style="dim"))


def context(record: Record, words: str) -> Text:
    """The words of the claim with those around them, dim; trigger and slots in colours.

    Where slots overlap, the inner one's colour lies over the outer one's, underlined.
    """
    start, end = record["evidence"]["start"], record["evidence"]["end"]
    first, last = max(0, start - AROUND), min(len(words), end + AROUND)
    out = Text("… " if first else "")
    for a, b, names in _pieces(record, first, last):
        style = " ".join((*(STYLES[name] for name in names), *(["underline"] if len(names) > 1 else [])))
        out.append(_line(words[a:b]), style=style or ("" if start <= a < end else "dim"))
    return out.append(" …" if last < len(words) else "")


def overlaps(record: Record, words: str) -> list[tuple[str, tuple[str, ...]]]:
    """Words that stand in several slots at once, with the names of these, outer ones first."""
    found = [(words[a:b], tuple(names)) for a, b, names in _pieces(record, 0, len(words)) if len(names) > 1]
    return list(dict.fromkeys((piece, names) for piece, names in found if piece.strip()))


def _pieces(record: Record, first: int, last: int) -> Iterator[tuple[int, int, list[str]]]:
    """The words between two offsets, cut wherever a slot begins or ends, with the slots of each piece, outer ones first."""
    spans = sorted({span for span in _spans(record) if first <= span[0] < span[1] <= last}, key=_outer_first)
    evidence = (record["evidence"]["start"], record["evidence"]["end"])
    cuts = {first, last, *(min(max(first, at), last) for at in evidence), *(at for span in spans for at in span[:2])}
    for a, b in pairwise(sorted(cuts)):
        yield a, b, list(dict.fromkeys(name for start, end, name in spans if start <= a and b <= end))


def _outer_first(span: tuple[int, int, str]) -> tuple[int, int]:
    return span[0] - span[1], -list(STYLES).index(span[2])


def _line(words: str) -> str:
    return printable(words.replace("\n", " ").replace("\r", " ").replace("\t", " "))


def _marked(record: Record) -> list[str]:
    return list(dict.fromkeys(name for name in STYLES if any(span[2] == name for span in _spans(record))))


def _spans(record: Record) -> Iterator[tuple[int, int, str]]:
    """Where trigger and slots stand in the text, or in the title where the claim does. A record tells a date's words
    but not where they are; they are looked for in the evidence."""
    where = record["evidence"]["in"]
    quotes = [("trigger", record["trigger"])]
    quotes += [(name, quote) for name in STYLES if name not in {"trigger", "date"} for quote in record[name]]
    for name, quote in quotes:
        if quote.get("in", "text") == where:
            yield quote["start"], quote["end"], name
    if record["date"] and record["date"]["text"]:
        at = record["evidence"]["text"].find(record["date"]["text"])
        if at >= 0:
            start = record["evidence"]["start"] + at
            yield start, start + len(record["date"]["text"]), "date"


def _about(page: Console, document: Record) -> None:
    common.show(page, Text("\ndocument", style="dim underline"))
    grid = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    grid.add_column()
    grid.add_column(overflow="fold")
    names = ("id", "ref", "title", "publisher", "original_source", "author", "published", "url", "final_url", "rights")
    more = ("method", "path", "retrieved", "status", "archive_url", "text_sha256", "raw_sha256", "replaces")
    for name in (*names, *more):
        if document[name] is not None:
            grid.add_row(Text(name.replace("_", " "), style="dim"), Text(table.plain(str(document[name]))))
    common.show(page, grid)


def _change(change: Change) -> Text:
    d = change.details
    told = Text(f"  {change.at[:19].replace('T', ' ')}  batch {change.batch}  ", style="dim")
    if change.what == "reviewed":
        words = f"{d['kind']} by {d['by']}" + (
            f": {d['slot']} = {d['value']}" + (f", was {d['before']}" if "before" in d else "") if "slot" in d else ""
        )
        words += f" ({d['note']})" if "note" in d else ""
    elif change.what == "removed":
        words = f"taken out: {d['reason']}" + (f"; {d['survivor']} stands in its place" if "survivor" in d else "")
        words += f" ({d['by']})" if "by" in d else ""
    elif change.what == "was replaced":
        words = f"replaced by {d['survivor']}"
    elif change.what == "added":
        words = "taken in" + (f", in place of {d['replaces']}" if "replaces" in d else "")
    else:
        words = {"read": "read", "corrected": "as corrected", "verdict": f"now {d.get('review')}"}[change.what]
        words += f" by {d['reader']}" if change.what == "read" else ""
    return told.append(table.plain(words), style="not dim")
