"""The codebook as a page for people, printed from the same data that the reader uses.

A page written by hand would soon say something else than the program does. `docs/codebook.md` is this page; a test
compares the two.
"""

from __future__ import annotations

from collections.abc import Iterable

from reportedly.lexicon import codebook, triggers
from reportedly.lexicon.codebook import Entry, Example, Term
from reportedly.model import ClaimType, Count, Status

_INTRODUCTION = """\
# Codebook

<!-- Printed from src/reportedly/lexicon/data/codebook.toml; edit that file, then run: make docs -->

A **claim** is one statement, in one document, that one event happened (or did not, or is to), or that one party holds a
place. The document's publisher makes it, or passes it on from a speaker. Nothing here says what is true.

The example sentences are inventions. The tests read each of them and expect the coding that is printed below it.
"""


_SHOWN = 12  # of the words that tell a type; the file has them all


def render() -> str:
    """The whole page as Markdown, ending in a line end."""
    book = codebook.load()
    parts = [
        _INTRODUCTION,
        "## Rules\n\n" + "\n".join(f"- **{rule.name}.** {rule.meaning}" for rule in book.rules) + "\n",
        "## Slots\n\n" + _table(("slot", "meaning"), book.slots),
        "## Statuses\n\n" + _table(("status", "meaning"), book.statuses),
        "## Types\n\n" + "\n".join(f"- [`{kind}`](#{kind}): {entry.name}" for kind, entry in book.types.items()) + "\n",
        *(_type(entry) for entry in book.types.values()),
    ]
    return "\n".join(parts)


def _table(heads: tuple[str, str], terms: Iterable[Term]) -> str:
    rows = [f"| {heads[0]} | {heads[1]} |", "| --- | --- |"]
    rows += [f"| `{term.name}` | {term.meaning} |" for term in terms]
    return "\n".join(rows) + "\n"


def _type(entry: Entry) -> str:
    lines = [f"### {entry.type}", "", f"**{entry.name}.** {entry.definition}", ""]
    lines += [f"- {line}" for line in entry.boundaries]
    lines += [f"- {_codes(entry)}", f"- {_words(entry.type)}", "", "Examples:", ""]
    for example in entry.examples:
        lines += [f"> {example.text}", "", f"{_coding(example)}", ""]
    if entry.counterexamples:
        lines += ["Not of this type:", ""]
        for counter in entry.counterexamples:
            lines += [f"> {counter.text}", ""]
            lines += [f"{f'`{counter.reading}`' if counter.reading else 'no claim'}: {counter.why}", ""]
    return "\n".join(lines)


def _codes(entry: Entry) -> str:
    codes = entry.codes
    named = [("ACLED", codes.acled), ("PLOVER", codes.plover), ("CAMEO", codes.cameo), ("UCDP type", codes.ucdp_type)]
    told = [f"{name} {code}" for name, code in named if code is not None]
    return f"Codes: {', '.join(told)}." if told else "Codes: none."


def _words(kind: ClaimType) -> str:
    found = [trigger for trigger in triggers.load().triggers if trigger.type is kind]
    shown = list(dict.fromkeys(trigger.head for trigger in found if len(trigger.words) == 1))[:_SHOWN]
    count = len({(trigger.words, trigger.pos) for trigger in found})
    return f"{count} words and phrases tell it, among them: {', '.join(shown)}."


def _coding(example: Example) -> str:
    slots = [("actor", example.actor), ("target", example.target), ("places", example.places)]
    told = [f"trigger “{example.trigger}”"]
    told += [f"{name} {' and '.join(f'“{words}”' for words in values)}" for name, values in slots if values]
    if example.status is not Status.OCCURRED:
        told.append(f"status `{example.status}`")
    if example.killed != Count():
        told.append(f"killed {_count(example.killed)}")
    if example.said_by:
        told.append(f"said by {' and '.join(f'“{words}”' for words in example.said_by)}")
    return "; ".join(told) + (f". {example.note}" if example.note else "")


def _count(count: Count) -> str:
    if count.max is None:
        return f"{count.min} or more"
    return str(count.min) if count.min == count.max else f"{count.min} to {count.max}"
