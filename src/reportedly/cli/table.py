"""Claims for reading by eye: what, who to whom, where, when, how many, who says so, and the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from reportedly.model import Claim, Count, DateSpan, Document, Mention, PlaceMention, Status
from reportedly.printable import printable

COLUMNS = (("what", 15), ("who → whom", 27), ("where", 22), ("when", 10), ("toll", 9), ("says", 12))
# On a narrow terminal these give way, the first one most. A day that is broken in two cannot be read.
YIELDING = (("who → whom", 14), ("where", 16), ("what", 11), ("says", 9))
LONGEST_QUOTE = 280  # characters; of a longer one, those around the trigger are shown
# What the point of a place stands for, by UCDP's where_prec; nothing to add where it is exact.
POINT_OF = {2: "near", 3: "district", 4: "province", 5: "area", 6: "country", 7: "sea or air"}


def plain(text: str) -> str:
    """Words of a document on one line, control characters and bidirectional marks made visible."""
    return printable(" ".join(text.split()))


def number(count: int, noun: str) -> str:
    """ "1 claim", "2 claims"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def heading(document: Document, count: str) -> RenderableType:
    """A line that names the document, and one that says by whom, from when, from where, and what was found in it."""
    about = (
        document.publisher,
        f"after {document.original_source}" if document.original_source else None,
        document.published.isoformat() if document.published else "no date",
        (document.ref or document.url) if document.title else None,
        count,
    )
    title = Text(plain(document.title or document.ref or document.id), style="bold")
    return Group(Text(), title, Text(plain(", ".join(part for part in about if part)), style="dim"))


def rows(claims: Sequence[Claim], width: int) -> Iterator[RenderableType]:
    """The names of the columns, then each claim: a row of slots and, under it, the words with the trigger marked."""
    widths = widths_for(width)
    if claims:
        head = _grid(widths)
        head.add_row(*(Text(name, style="dim underline") for name, _ in COLUMNS))
        yield head
    for claim in claims:
        row = _grid(widths)
        row.add_row(_what(claim), _who(claim), _where(claim), _when(claim.date), _toll(claim), _says(claim))
        details = "; ".join(_details(claim))
        under = [_evidence(claim), *([Text(details, style="cyan")] if details else [])]
        yield Group(row, *(Padding(line, (0, 0, 0, 2)) for line in under))


def parties(claim: Claim) -> str:
    """ "actor → target", with "?" for an actor that is not named; empty where there is neither."""
    left, right = _names(claim.actor), _names(claim.target)
    return f"{left or '?'} → {right}" if right else left


def told(place: PlaceMention) -> str:
    """A place in the words of the document, direction and distance before it."""
    distance = f"{place.distance_km:g} km " if place.distance_km is not None else ""
    return plain(f"{distance}{place.relation or ''} {place.quote.text}")


def days(when: DateSpan | None) -> tuple[str, ...]:
    """The first day and, where it is another, the last."""
    if when is None:
        return ()
    return tuple(dict.fromkeys((when.start.isoformat(), when.end.isoformat())))


def tolls(claim: Claim) -> list[str]:
    """The tolls that are told, each with its bounds: "≥3 killed"."""
    counts = (("killed", claim.killed), ("injured", claim.injured), ("captured", claim.captured))
    return [f"{bounds} {name}" for name, count in counts if (bounds := _bounds(count))]


def widths_for(width: int) -> dict[str, int]:
    """How wide each column is in a line of `width`: as it should be where there is room, and never broader."""
    widths = dict(COLUMNS)
    for name, least in YIELDING:
        excess = sum(widths.values()) + len(widths) - 1 - width
        widths[name] = max(least, widths[name] - max(0, excess))
    return widths


def _grid(widths: Mapping[str, int]) -> Table:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    for width in widths.values():
        table.add_column(width=width, overflow="fold")
    return table


def _what(claim: Claim) -> Text:
    text = Text(claim.type.replace("_", " "), style="bold")
    if claim.status is not Status.OCCURRED:
        text.append(f"\n{claim.status}", style="yellow")
    if claim.hedged:
        text.append("\nhedged", style="yellow")
    return text


def _who(claim: Claim) -> Text:
    return _or_dash(parties(claim))


def _names(mentions: Sequence[Mention]) -> str:
    return ", ".join(plain(mention.name) for mention in mentions)


def _where(claim: Claim) -> Text:
    text = Text()
    for place in claim.places or claim.within:
        text.append("\n" if text else "").append(told(place))
        if place.lat is not None and place.lon is not None:
            exact = place.precision in {None, 1, 2}
            point = f"{place.lat:.3f}, {place.lon:.3f}" if exact else f"{place.lat:.1f}, {place.lon:.1f}"
            text.append(f"\n{point} {POINT_OF.get(place.precision or 1, '')}".rstrip(), style="dim")
    return text or _or_dash("")


def _when(when: DateSpan | None) -> Text:
    return _or_dash("\n".join(days(when)))


def _toll(claim: Claim) -> Text:
    return _or_dash("\n".join(tolls(claim)))


def _bounds(count: Count) -> str:
    if count.min is None:
        return "" if count.max is None else f"≤{count.max}"
    if count.max is None:
        return f"≥{count.min}"
    return str(count.min) if count.min == count.max else f"{count.min}–{count.max}"


def _says(claim: Claim) -> Text:
    if not claim.said_by:
        return Text("publisher", style="dim")
    return Text(" ← ".join(plain(mention.quote.text) for mention in claim.said_by))


def _or_dash(text: str) -> Text:
    return Text(text) if text else Text("—", style="dim")


def _details(claim: Claim) -> Iterator[str]:
    """What the columns have no room for."""
    mentions = (*claim.actor, *claim.target, *claim.said_by)
    if claim.places and claim.within:
        yield f"within {', '.join(told(place) for place in claim.within)}"
    if claim.weapon:
        yield f"with {', '.join(plain(quote.text) for quote in claim.weapon)}"
    if claim.losses:
        losses = (loss.what if loss.count is None else f"{loss.count} {loss.what}" for loss in claim.losses)
        yield f"lost: {', '.join(plain(loss) for loss in losses)}"
    for mention in mentions:
        if mention.backed_by:
            yield f"{plain(mention.name)}: backed by {', '.join(map(plain, mention.backed_by))}"
    labels = dict.fromkeys(
        f"{plain(mention.name)}: called “{plain(mention.label)}”" for mention in mentions if mention.label
    )
    yield from labels
    if claim.also:
        yield f"told in {number(len(claim.also), 'more sentence')}"


def _evidence(claim: Claim) -> Text:
    """The words of the claim, its trigger in bold; "…" stands where they are too long to be shown whole."""
    quote, trigger = claim.evidence, claim.trigger
    a, b = trigger.start - quote.start, trigger.end - quote.start
    if not 0 <= a < b <= len(quote.text):
        a = b = 0
    first, last = 0, len(quote.text)
    if last > LONGEST_QUOTE:
        first = max(0, min(a - LONGEST_QUOTE // 2, last - LONGEST_QUOTE))
        last = first + LONGEST_QUOTE
    text = Text("“" + "… " * (first > 0), style="dim")
    text.append(_line(quote.text[first:a]))
    text.append(_line(quote.text[a:b]), style="bold not dim")
    text.append(_line(quote.text[b:last]) + " …" * (last < len(quote.text)) + "”")
    return text


def _line(text: str) -> str:
    return printable(text.replace("\n", " ").replace("\r", " ").replace("\t", " "))
