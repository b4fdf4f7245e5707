"""How alike two sentences of a document are worded.

What a report tells twice it tells in like words: the same names, numbers and things. A word that stands in many of its
sentences says little; so each counts by how rare it is among the sentences that tell an event (inverse document
frequency, sentences for documents).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log

from reportedly.reading.parts import Unit

CONTENT = frozenset({"NOUN", "PROPN", "VERB", "NUM", "ADJ"})
SHORTEST = 3  # letters of a word that counts, if it is no number


class Wording:
    """The words of those sentences of a document that tell events."""

    def __init__(self, units: Sequence[Unit], telling: Iterable[int]) -> None:
        self._words = {number: _words(units[number]) for number in set(telling)}
        counts = Counter(word for words in self._words.values() for word in words)
        self._weight = {word: log((len(self._words) + 1) / (count + 0.5)) for word, count in counts.items()}
        self._whole = {number: self._sum(words) for number, words in self._words.items()}
        self._known: dict[tuple[int, int], tuple[float, float]] = {}

    def alike(self, a: int, b: int) -> tuple[float, float]:
        """What two sentences share: as a part of the lighter of them, 0 to 1, and as the weight of the shared words."""
        key = (a, b)
        if key not in self._known:
            shared = self._sum(self._words[a] & self._words[b])
            least = min(self._whole[a], self._whole[b])
            self._known[key] = (shared / least if least > 0 else 0.0, shared)
        return self._known[key]

    def _sum(self, words: Iterable[str]) -> float:
        return sum(self._weight[word] for word in sorted(words))


def _words(unit: Unit) -> frozenset[str]:
    return frozenset(
        token.lemma_.lower()
        for token in unit.doc or ()
        if (token.pos_ in CONTENT and not token.is_stop and len(token) >= SHORTEST) or token.like_num
    )
