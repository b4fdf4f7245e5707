"""What ``reportedly read --explain`` tells: sentence by sentence, why it gave these claims or none."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from reportedly.cli import table
from reportedly.model import Claim, Quote, Reading, Step
from reportedly.printable import printable
from reportedly.sources.furniture import furniture


def account(reading: Reading) -> Iterator[RenderableType]:
    """The sentences in the order of the text: what each gave, what was dropped and why. Last, what was not read."""
    for step in reading.steps:
        yield from _sentence(step, reading.claims)
    text = reading.document.text
    left_out = [line for a, b in furniture(text) if (line := table.plain(text[a:b]))]
    if left_out:
        yield Text("\nNot read, because it is printed beside the report:", style="dim")
        yield from (_item("–", line, "dim") for line in left_out)


def _sentence(step: Step, claims: tuple[Claim, ...]) -> Iterator[RenderableType]:
    told = [claim for claim in claims if _holds(step.sentence, claim.trigger)]
    again = [claim for claim in claims if step.sentence in claim.also]
    yield Text(f"\n{table.plain(step.sentence.text)}", style="" if told or again else "dim")
    yield from (_item("+", found, "green") for found in step.claims)
    yield from (_item("=", _line(claim), "bold") for claim in told)
    yield from (_item("=", f"tells again: {_line(claim)}", "bold") for claim in again)
    yield from (_item("–", reason, "yellow") for reason in step.reasons)
    if not (step.claims or step.reasons):
        yield _item("–", "no word in it names an event", "dim")


def _item(mark: str, words: str, style: str) -> RenderableType:
    """A marked line; where it wraps, its lines stand under its first word."""
    grid = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    grid.add_row("", Text(mark, style=style), Text(printable(words), style=style))
    return grid


def _holds(sentence: Quote, trigger: Quote) -> bool:
    return sentence.where == trigger.where and sentence.start <= trigger.start < sentence.end


def _line(claim: Claim) -> str:
    """A claim on one line: type, trigger and the slots that are filled."""
    parts = [
        table.parties(claim),
        ", ".join(table.told(place) for place in claim.places or claim.within),
        " to ".join(table.days(claim.date)),
        ", ".join(table.tolls(claim)),
        " ← ".join(table.plain(mention.quote.text) for mention in claim.said_by),
    ]
    status = "" if claim.status == "occurred" else f" ({claim.status})"
    head = f"{claim.type.replace('_', ' ')}{status}, “{table.plain(claim.trigger.text)}”"
    return "; ".join([head, *(part for part in parts if part)])
