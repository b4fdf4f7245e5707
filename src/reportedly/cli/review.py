"""``reportedly review``: what a person says of a claim."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reportedly.cli import common
from reportedly.errors import SettingError

_DONE = {"accept": "accepted", "reject": "rejected", "set": "corrected", "note": "noted"}


class Verdict(StrEnum):
    """What can be said of a claim."""

    accept = "accept"
    reject = "reject"
    set = "set"
    note = "note"


def review(
    claim: Annotated[str, typer.Argument(metavar="ID", help="The claim's id, as claims and show print it.")],
    verdict: Annotated[
        Verdict, typer.Argument(metavar="accept|reject|set|note", help="What you say of it; set corrects one slot.")
    ],
    by: common.By,
    slot: Annotated[str | None, typer.Argument(metavar="[SLOT]", help="With set: the slot, such as killed.")] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="[VALUE]",
            help="With set: 7-9 or 7+ for counts, 2016-10-19..2016-10-21 for dates, words of the document for names "
            "(several divided by semicolons; Ardal@36.20,37.16 locates a place), none to empty it.",
        ),
    ] = None,
    note: Annotated[str | None, typer.Option(metavar="WORDS", help="Why, or whatever should be remembered.")] = None,
    ledger: common.LedgerAt = None,
) -> None:
    """Accept, reject or correct a claim, or note something about it.

    Nothing is lost: the claim as it was read, every correction and who made it stay in its history.
    """
    if verdict is not Verdict.set and slot is not None:
        raise SettingError("is for set alone", where=f'"{slot}"', mend="Words about a verdict go into --note")
    with common.open_ledger(ledger) as opened:
        opened.review(claim, verdict.value, by=by, slot=slot, value=value, note=note)
    common.say(f"{claim}: {_DONE[verdict.value]}")
