"""Which sentences must be parsed so that it is known whose words others are.

Only sentences that tell something are parsed. Who says it may stand in another: where the quotation ends that it is part of,
or, where "he" says it, in one of those before it. Both are seen in the bare text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache

from reportedly.lexicon.inflection import forms
from reportedly.lexicon.patterns import any_of
from reportedly.lexicon.speech_words import load
from reportedly.reading.speech_quotes import quotations

BACK = 4  # sentences before "he said" in which he may be named


def needed(texts: Sequence[str], told: Iterable[int]) -> set[int]:
    """The sentences, by their number, that say whose words those in `told` are: where a quotation over several begins and
    ends, and the latest before "he said" in which somebody named speaks.
    """
    told = set(told)
    quoting = _quoting(texts, told)
    return quoting | _named_before(texts, sorted(told | quoting))


def _quoting(texts: Sequence[str], told: set[int]) -> set[int]:
    held: dict[int, list[int]] = {}
    for found in quotations(texts):
        for part in found:
            held.setdefault(part.quotation, []).append(part.sentence)
    out = set[int]()
    for sentences in held.values():
        if sentences[0] < sentences[-1] and not told.isdisjoint(sentences):
            out |= {sentences[0], sentences[-1]}
    return out


def _named_before(texts: Sequence[str], told: Sequence[int]) -> set[int]:
    again, said = _patterns()
    out = set[int]()
    for number in told:
        if not again.search(texts[number]):
            continue
        for at in range(number - 1, max(number - BACK, 0) - 1, -1):
            if said.search(texts[at]) and not again.search(texts[at]):
                out.add(at)
                break
    return out


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """ "He said", "the group added"; and any word of saying."""
    words = load()
    lemmas = (lemma for lemma, verb in words.verbs.items() if "clause" in verb.content)
    said = any_of({form for lemma in lemmas for form in forms(lemma, "verb")})
    stands_in = any_of(words.nouns.stand_in | words.nouns.person_in)
    again = rf"\b(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Tt]he (?:{stands_in}))\s+(?:\w+\s+)?(?:{said})\b"
    return re.compile(again), re.compile(rf"\b(?:{said})\b")
