"""Claims for reading by eye: what, who to whom, where, when, how many, who says so, and the words it rests on."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.model import Claim, Count, DateSpan, Document, Mention, PlaceMention, Status
from reportedly.printable import printable

COLUMNS = (("what", 15), ("who → whom", 27), ("where", 22), ("when", 10), ("toll", 9), ("says", 12))
LONGEST_QUOTE = 220


def heading(document: Document, count: int) -> RenderableType:
    """A line that names the document, with its number of claims."""
    title = " ".join((document.title or document.ref or document.id).split())
    about = ", ".join(
        part
        for part in (
            document.publisher,
            f"after {document.original_source}" if document.original_source else None,
            document.published.isoformat() if document.published else None,
            f"{count} claim{'' if count == 1 else 's'}",
        )
        if part
    )
    text = Text(printable(title), style="bold")
    return Group(Text(), text, Text(printable(about), style="dim"))


def column_names() -> Table:
    """The head of the table."""
    table = _grid()
    table.add_row(*(Text(name, style="dim underline") for name, _ in COLUMNS))
    return table


def claim_rows(claim: Claim) -> RenderableType:
    """One claim: a row of slots and, under it, the words of the document with the trigger marked."""
    table = _grid()
    table.add_row(_what(claim), _parties(claim), _where(claim), _when(claim.date), _toll(claim), _says(claim))
    return Group(table, Padding(_evidence(claim), (0, 0, 0, 2)))


def _grid() -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    for _, width in COLUMNS:
        table.add_column(width=width, overflow="fold")
    return table


def _what(claim: Claim) -> Text:
    text = Text(claim.type.replace("_", " "), style="bold")
    if claim.status is not Status.OCCURRED:
        text.append(f"\n{claim.status}", style="yellow")
    if claim.hedged:
        text.append("\nhedged", style="yellow")
    return text


def _parties(claim: Claim) -> Text:
    left, right = _names(claim.actor), _names(claim.target)
    if not left and not right:
        return Text("—", style="dim")
    return Text(f"{left or '?'} → {right}" if right else left)


def _names(mentions: Sequence[Mention]) -> str:
    return ", ".join(printable(" ".join(mention.name.split())) for mention in mentions)


def _where(claim: Claim) -> Text:
    text = Text()
    for place in claim.places or claim.within:
        if text:
            text.append("\n")
        text.append(_told(place))
        if place.lat is not None and place.lon is not None:
            text.append(f"\n{place.lat:.3f}, {place.lon:.3f}", style="dim")
    return text or Text("—", style="dim")


def _told(place: PlaceMention) -> str:
    distance = f"{place.distance_km:g} km " if place.distance_km is not None else ""
    relation = f"{place.relation} " if place.relation else ""
    return printable(" ".join(f"{distance}{relation}{place.quote.text}".split()))


def _when(when: DateSpan | None) -> Text:
    if when is None:
        return Text("—", style="dim")
    if when.start == when.end:
        return Text(when.start.isoformat())
    return Text(f"{when.start.isoformat()}\n{when.end.isoformat()}")


def _toll(claim: Claim) -> Text:
    told = [
        f"{bounds} {name}"
        for name, count in (("killed", claim.killed), ("hurt", claim.injured), ("taken", claim.captured))
        if (bounds := _bounds(count))
    ]
    return Text("\n".join(told)) if told else Text("—", style="dim")


def _bounds(count: Count) -> str:
    if count.min is None:
        return "" if count.max is None else f"≤{count.max}"
    if count.max is None:
        return f"≥{count.min}"
    return str(count.min) if count.min == count.max else f"{count.min}–{count.max}"


def _says(claim: Claim) -> Text:
    if not claim.said_by:
        return Text("publisher", style="dim")
    return Text(" ← ".join(printable(" ".join(mention.quote.text.split())) for mention in claim.said_by))


def _evidence(claim: Claim) -> Text:
    quote, trigger = claim.evidence, claim.trigger
    start, end = trigger.start - quote.start, trigger.end - quote.start
    if len(quote.text) <= LONGEST_QUOTE and 0 <= start < end <= len(quote.text):
        before, word, after = quote.text[:start], quote.text[start:end], quote.text[end:]
        text = Text("“", style="dim")
        text.append(_line(before))
        text.append(_line(word), style="bold not dim")
        text.append(_line(after) + "”")
        return text
    return Text(f"“{_line(quote.text)[:LONGEST_QUOTE]}…”", style="dim")


def _line(text: str) -> str:
    return printable(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))
