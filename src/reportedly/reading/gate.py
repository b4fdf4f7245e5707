"""Which sentences matter: one pass over the text for the words of the lexicon.

On a general stream of news most sentences name no act of war and must cost next to nothing. All surface forms of all
trigger words are looked for at once; only the sentences that hold one, and the one before each of them (whose places and
parties they may lean on), go on to the parser.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import triggers
from reportedly.lexicon.patterns import lowered
from reportedly.reading.sentences import Sentence

if TYPE_CHECKING:
    from ahocorasick_rs import AhoCorasick

_TAKES_UP = re.compile(r"\b(?:he|she|they|it)\b", re.I)  # what the sentence before may have named


@cache
def _matcher() -> AhoCorasick:
    from ahocorasick_rs import AhoCorasick, MatchKind

    return AhoCorasick(list(triggers.load().heads), matchkind=MatchKind.LeftmostLongest)


def holding_triggers(text: str, sentences: Sequence[Sentence]) -> set[int]:
    """Positions in `sentences` of those that hold a form of a trigger word as a whole word."""
    low = lowered(text)
    starts = [sentence.start for sentence in sentences]
    found: set[int] = set()
    for _, start, end in _matcher().find_matches_as_indexes(low):
        if (start and low[start - 1].isalpha()) or (end < len(low) and low[end].isalpha()):
            continue
        at = bisect_right(starts, start) - 1
        if at >= 0 and start < sentences[at].end:
            found.add(at)
    return found


def with_context(holding: set[int], sentences: Sequence[Sentence]) -> set[int]:
    """`holding` and, for each, the sentence before it: in the same paragraph, or wherever a pronoun takes it up."""
    before = {
        at - 1
        for at in holding
        if at and (sentences[at - 1].paragraph == sentences[at].paragraph or _TAKES_UP.search(sentences[at].text))
    }
    return holding | before
