"""Whether a document is about war at all, and where in it: the gate before encoder and parser.

On a general stream of news nine documents in ten tell of no war. They must cost next to nothing, and they must not be put to
an encoder that has only ever read of wars: it takes a board that meets for diplomacy and a batsman for an attacker. Single
words will not do for a gate, since "is" and "take" begin phrases of the lexicon, and "strike", "fire" and "defence" are
words of sport. So each sentence gets the log-odds that it speaks of war: a sum of weights over what its words stand for
(`lexicon.war_words`), estimated on sentences that tell an event against those of documents in which there is no war.

A document passes where one of its sentences is likely enough to speak of war. The more sentences there are, the surer that
one must be: chance alone makes one of many look warlike. Of a document that passes, only what stands near such a sentence is read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import accumulate
from math import log2

from reportedly.lexicon import war_words
from reportedly.reading.linear import Scorer

NAME = "war"  # of the scorer
SHORT, LONG = 40, 320  # words: the lengths of documents between which what is needed rises
LEAST, DOUBLING = (
    -2.0,
    1.2,
)  # log-odds that a short document needs, and what it needs more each time it is twice as long
REACH = 150  # words around a sentence that speaks of war in which others are read
NEAR = 0.3  # log-odds of such a sentence; in a document about war less is needed

_WORD = re.compile(r"[^\W_]+")


def words(text: str) -> list[str]:
    """The words of a sentence in lower case."""
    return _WORD.findall(text.lower())


def signs(words: Iterable[str]) -> set[str]:
    """What the words stand for."""
    known = war_words.signs()
    return {sign for word in known.keys() & words for sign in known[word]}


def needed(count: int) -> float:
    """The log-odds that the likeliest sentence of a document of so many words must have."""
    return LEAST + DOUBLING * log2(min(max(count, SHORT), LONG) / SHORT)


def of_war(sentences: Sequence[str], scorer: Scorer) -> set[int]:
    """The positions of the sentences that are to be read, none where the document is not about war.

    A scorer without weights lets everything pass.
    """
    if not scorer.weights:
        return set(range(len(sentences)))
    cut = [words(sentence) for sentence in sentences]
    odds = [scorer.logit(signs(each)) for each in cut]
    ends = list(accumulate(len(each) for each in cut))
    if not ends or max(odds) < needed(ends[-1]):
        return set()
    return _near([at for at, odd in enumerate(odds) if odd >= NEAR] or [odds.index(max(odds))], ends)


def _near(speaking: Iterable[int], ends: Sequence[int]) -> set[int]:
    """Those that speak of war and all with no more than `REACH` words between them and one; `ends`: where each ends, in words."""
    marks = set(speaking)
    begins = [0, *ends[:-1]]
    out: set[int] = set()
    reached = -1  # the word up to which the last mark reaches
    for at, begin in enumerate(begins):
        if at in marks:
            reached = ends[at] + REACH
        if begin <= reached:
            out.add(at)
    reached = ends[-1] + 1  # and from the end: the word down to which the next mark reaches
    for at in range(len(ends) - 1, -1, -1):
        if at in marks:
            reached = begins[at] - REACH
        if ends[at] >= reached:
            out.add(at)
    return out
