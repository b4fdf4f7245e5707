"""``reportedly judge``: a person's word on whether two claims tell of one happening."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from reportedly.cli import common


class Word(StrEnum):
    """What can be said of two claims."""

    same = "same"
    different = "different"
    none = "none"


def judge(
    claim: Annotated[str, typer.Argument(metavar="ID", help="The id of a claim.")],
    other: Annotated[str, typer.Argument(metavar="ID", help="The id of another claim.")],
    word: Annotated[
        Word, typer.Argument(metavar="same|different|none", help="What you say; none takes back what was said.")
    ],
    by: common.By,
    note: Annotated[str | None, typer.Option(metavar="WORDS", help="Why.")] = None,
    ledger: common.LedgerAt = None,
) -> None:
    """Say whether two claims tell of the same happening or of different ones.

    It overrides what linking finds, from the next reportedly link on. The latest word on a pair counts.
    """
    with common.open_ledger(ledger) as opened:
        opened.judge(claim, other, word.value, by=by, note=note)
    common.say(f"{claim}, {other}: {word.value}; reportedly link applies it")
