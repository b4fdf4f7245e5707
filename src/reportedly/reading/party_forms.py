"""Groups that no register holds, known by the form of their names: "the Red Valley Brigade", "Ansar al-Noor".

Wars make groups faster than lists are kept. But armed groups name themselves after few patterns: a word for a unit or a
front behind proper names, or before them ("Liwa", "Katibat", "Army of"). Such a name is found as it stands; it is nobody
of the register, and two like names in two documents need not be one group.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from reportedly.lexicon.parties import Register
from reportedly.lexicon.party_tokens import Word
from reportedly.reading.party_matching import Match

_LONGEST = 7
_WITHIN = frozenset({"ul", "ibn", "wal", "wa", "ud", "e", "i"})
_OWNERS = frozenset(
    {"god", "lord", "men", "people", "women", "workers"}
)  # "the People's Front" is nobody's but its own
_TAIL = frozenset({"of", "for", "the", "and"})
_SOFT = frozenset({"adjective", "nation", "capital", "people"})


def _run(text: str, words: Sequence[Word], k: int) -> Sequence[Word]:
    """The words with a break set wherever more than a space or a hyphen parts two near `k`: a quote, a new line."""
    lo, hi = max(1, k - _LONGEST), min(len(words), k + _LONGEST + 1)
    broken = [
        j for j in range(lo, hi) if text[words[j - 1].end : words[j].lead] not in (" ", "-", "'s ", "’s ", "' ", "’ ")
    ]
    if not broken:
        return words
    out = list(words)
    for j in broken:
        out[j] = out[j]._replace(apart=True)
    return out


@dataclass(frozen=True, slots=True)
class Forms:
    """The patterns, from the word lists of the register."""

    heads: frozenset[str]
    firsts: frozenset[str]
    bodies: frozenset[str]
    plain: frozenset[str]
    never: frozenset[str]

    @classmethod
    def of(cls, register: Register) -> Forms:
        """The patterns that the register's word lists describe."""
        lists = register.words
        never = lists["openers"] | lists["starts"] | lists["titles"] | lists["roles"] | lists["locative"]
        return cls(lists["form_heads"], lists["form_firsts"], lists["form_bodies"], lists["form_plain"], never)

    def add(self, text: str, words: Sequence[Word], matches: list[Match]) -> list[Match]:
        """The matches with those of unknown groups among them, in order, none over another.

        A known name is never widened, but for a nation's organ that is only the beginning of a body's name ("the
        Libyan Military Council").
        """
        found = []
        for k, word in enumerate(words):
            if word.capital and (word.fold in self.heads or word.fold in self.firsts):
                span = self._around(_run(text, words, k), k, matches)
                found += [span] if span is not None else []
        if not found:
            return matches
        out = list(matches)
        for first, last in found:
            over = [m for m in out if m.first < last and first < m.last]
            if any(m.sort == "formed" for m in over):
                continue
            out = [m for m in out if m not in over]
            out.append(Match(first, last, "formed", None))
        return sorted(out, key=lambda match: match.first)

    def _around(self, words: Sequence[Word], k: int, matches: Sequence[Match]) -> tuple[int, int] | None:
        word = words[k]
        strong = [m for m in matches if m.sort not in _SOFT and m.first <= k < m.last]
        if strong:
            return None
        if word.fold in self.firsts and (after := self._after(words, k, matches)) is not None:
            return after
        return self._before(words, k, matches) if word.fold in self.heads else None

    def _before(self, words: Sequence[Word], k: int, matches: Sequence[Match]) -> tuple[int, int] | None:
        """The names before a head: "Red Valley Brigade"; or, where they are plain, the head's "of": "Army of the Sands"."""
        first = k
        while first and k - first < _LONGEST and not words[first].apart and self._named(words[first - 1]):
            taken = next((m for m in matches if m.sort not in _SOFT and m.first < first <= m.last), None)
            if taken is None:
                first -= 1
            elif taken.sort == "office" and taken.last == first and words[k].fold in self.bodies:
                capital = all(word.capital for word in words[taken.first : taken.last])
                return (taken.first, k + 1) if capital else None
            else:
                break
        while first < k and words[first].fold in self.never:
            first += 1
        own = {words[j].fold for j in range(first, k)} - self.plain
        if own - _OWNERS:
            return first, k + 1
        last = self._tail(words, k + 1, matches)
        return (first, last) if own or last > k + 1 else None

    @staticmethod
    def _named(word: Word) -> bool:
        """Whether a word may be part of a name: "Red", "82nd", "Martyrs'", but no owner of the unit ("Mali's")."""
        if word.raw[0].isdigit():
            return word.raw[-1].isalpha()
        return word.capital and (not word.owns or word.raw[-1] in "sS" or word.fold in _OWNERS)

    def _tail(self, words: Sequence[Word], at: int, matches: Sequence[Match]) -> int:
        """Past "of the Sands", "for the Liberation of the Valley"; `at` itself where nothing of that kind follows."""
        last, k = at, at
        while k < len(words) and k - at < _LONGEST and not words[k].apart:
            if words[k].fold not in _TAIL and not words[k].capital:
                break
            if k == at and words[k].fold not in ("of", "for"):
                break
            if any(m.sort not in _SOFT and m.first <= k < m.last for m in matches):
                break
            k += 1
            last = k if words[k - 1].capital else last
            if words[k - 1].owns:
                break
        return last

    def _after(self, words: Sequence[Word], k: int, matches: Sequence[Match]) -> tuple[int, int] | None:
        """The names after a word that opens a group's name: "Katibat al-Noor", "Lashkar-e-Noor"."""
        last = at = k + 1
        while at < len(words) and at - k < _LONGEST and not words[at].apart:
            word = words[at]
            inner = word.fold in _WITHIN and at + 1 < len(words)
            if not word.capital and not inner:
                break
            if any(m.sort not in _SOFT and m.first <= at < m.last for m in matches):
                break
            at += 1
            last = at if word.capital else last
            if word.owns:
                break
        return (k, last) if last > k + 1 else None
