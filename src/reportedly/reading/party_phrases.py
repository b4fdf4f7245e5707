"""A party's name taken out of the noun phrase that it stands in, with what the words say about it.

"The so-called 'FSA'", "US-backed moderates from Jabhat al-Nusra", "Observatory chief Rami Abdel Rahman": around the
name stand determiners and numbers, sponsors, judgements, roles. A known party is cut out of them; an unknown one is
what is left when they are off.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from datetime import date

from reportedly.lexicon.parties import Label, Register, organ
from reportedly.lexicon.party_tokens import Word
from reportedly.reading.party_home import Home
from reportedly.reading.party_matching import Match, labels
from reportedly.reading.party_named import Named, label_of, official, scare, within

_ORGANISED = ("alias", "formed", "introduced", "office")


@dataclass(slots=True)
class Phrase:
    """One noun phrase with what was found in its words."""

    register: Register
    text: str
    words: Sequence[Word]
    matches: Sequence[Match]
    published: date | None
    _judging_words: list[tuple[int, int, Label]] | None = None

    def named(self, home: Home) -> Named:
        """What the phrase names; `home` tells whose a bare office is."""
        backed, lo, hi, taken = self._sponsors()
        lo = self._opened(max(lo, 0))
        hi = self._closed(lo, hi)
        if lo >= hi:
            lo, hi = 0, len(self.words)
        usable = [m for m in self.matches if m.first >= lo and m.last <= hi and m not in taken and not self._sided(m)]
        split = self._split(lo, hi, usable)
        match, span = self._principal(lo, split, hi, usable)
        if match is None and span is None and (bare := self._bare(lo, split, home)) is not None:
            match, span = bare, (bare.first, bare.last)
        marks = [
            (a, b) for a, b, label in self._labels() if b <= (match.last if match else hi) + 3 and b <= max(hi, split)
        ]
        marks = [(a, b) for a, b in marks if match is None or match.sort == "office" or not within(match, a, b)]
        label = label_of(self.text, self.words, marks)
        if match is None:
            first, last = span if span is not None else self._trimmed(lo, split, hi)
            start, end = self.words[first].lead, self.words[last - 1].end
            quoted_start, quoted_end, quoted = scare(self.text, start, end)
            if quoted and label is None and (quoted_start, quoted_end) != (0, len(self.text)):
                start, end, label = quoted_start, quoted_end, quoted
            told = self.words[self._sponsor_start(lo - 1)].lead if self._led_by_sponsor(lo, first) else start
            return Named(start, end, self.text[told:end].strip("'\"‘’“”"), None, label, backed)
        first, last = span if span is not None else (match.first, match.last)
        start, end = self.words[first].lead, self.words[last - 1].end
        if match.judged and label is None:
            label = self.text[start:end]
        start, end, quoted = scare(self.text, start, end)
        name = official(self.register, match, self.published, self.text[start:end])
        return Named(start, end, name, match.party, label or quoted, backed)

    def _sponsors(self) -> tuple[tuple[str, ...], int, int, list[Match]]:
        """Who the words say stands behind the party, and what is left of the phrase."""
        backed: list[str] = []
        taken: list[Match] = []
        lo, hi = -1, len(self.words)
        for i in range(1, len(self.words)):
            side = self.register.sides.get(self.words[i].fold)
            if side is None:
                continue
            if self.words[i].joined:
                if any(m.first <= i - 1 and m.last > i for m in self.matches):
                    continue
                first = self._sponsor_start(i)
                taken += [m for m in self.matches if first <= m.first < i]
                if side.sponsor:
                    backed += self._names(first, i)
                lo = i + 1 if not side.stays and first <= max(lo, self._opened(0)) and i + 1 < hi else lo
            elif i + 1 < len(self.words) and self.words[i + 1].fold == "by" and i < hi:
                taken += [m for m in self.matches if m.first > i]
                after = self._opened(i + 2)
                hi = i
                if side.sponsor and after < len(self.words):
                    backed += self._names(after, self._closed(after, len(self.words)))
        return tuple(dict.fromkeys(backed)), lo, hi, taken

    def _led_by_sponsor(self, lo: int, first: int) -> bool:
        """Whether the words right before an unknown name say who stands behind it, and so tell it from others."""
        side = self.register.sides.get(self.words[lo - 1].fold) if lo > 1 and first == lo else None
        return side is not None and side.sponsor and self.words[lo - 1].joined

    def _sponsor_start(self, i: int) -> int:
        """The first word of the sponsors before the side word `i`: "Saudi- and UAE-backed" has two."""
        first = i - 1
        while first > 0:
            word = self.words[first - 1]
            covering = [m for m in self.matches if m.first < first < m.last]
            if covering or (word.fold == "and" and first > 1 and self.words[first - 2].capital):
                first = covering[0].first if covering else first - 2
            elif self.words[first].joined:
                first -= 1
            else:
                break
        return first

    def _names(self, first: int, last: int) -> list[str]:
        """The sponsors named between the two words: each known one, or all the words."""
        inside = [m for m in self.matches if first <= m.first and m.last <= last]
        spans = [(m.first, m.last) for m in inside] or ([(first, last)] if first < last else [])
        return [self.text[self.words[a].lead : self.words[b - 1].end] for a, b in spans]

    def _opened(self, lo: int) -> int:
        """Past determiners, numbers, and judging words that are no part of a name."""
        openers = self.register.words["openers"]
        starts = {m.first for m in self.matches if m.sort != "introduced" or self.words[m.first].fold != "the"}
        marks = {a: b for a, b, label in self._labels() if label.drops}
        while lo < len(self.words) - 1 and lo not in starts:
            word = self.words[lo]
            if lo in marks and marks[lo] < len(self.words):
                lo = marks[lo]
            elif self.words[lo + 1].joined and lo not in marks:
                break
            elif word.fold in openers or word.raw[-1].isdigit() or (word.fold == "of" and lo > 0):
                lo += 1
            else:
                break
        return lo

    def _closed(self, lo: int, hi: int) -> int:
        """Where the noun phrase ends: at a clause, a comma, a bracket."""
        closers = self.register.words["closers"]
        for i in range(lo + 1, hi):
            if any(m.first < i < m.last for m in self.matches):
                continue
            if self.words[i].fold in closers or self.words[i].apart:
                return i
        return hi

    def _sided(self, match: Match) -> bool:
        """Whether the match is only told to be stood for, against, or led: "pro-Assad", "Houthi-run"."""
        first = self.words[match.first]
        before = self.words[match.first - 1].fold if match.first else ""
        after = match.last < len(self.words) and self.words[match.last].joined
        return (first.joined and before in ("pro", "anti", "non")) or after

    def _split(self, lo: int, hi: int, usable: Sequence[Match]) -> int:
        """The first preposition that stands in no name: the head of the phrase is before it."""
        inside = {k for m in usable for k in range(m.first, m.last)}
        return next(
            (
                i
                for i in range(lo + 1, hi)
                if self.words[i].fold in self.register.words["after"] and not self.words[i].joined and i not in inside
            ),
            hi,
        )

    def _principal(
        self, lo: int, split: int, hi: int, usable: Sequence[Match]
    ) -> tuple[Match | None, tuple[int, int] | None]:
        """The match that is the phrase's party, and the words to quote where they are other than the match's."""
        here = [m for m in usable if m.last <= split]
        strong = [m for m in here if m.sort not in ("adjective", "capital")]
        if strong:
            return self._with_rest(strong[-1], lo, split)
        if len(here) == 1 and here[0].first == lo and here[0].last == split == hi:
            return here[0], None
        head = self.words[split - 1].fold
        if split < hi and head in self.register.words["voices"]:
            at = self._opened(split + 1)
            for match in usable:
                if match.first == at and match.sort in _ORGANISED:
                    return match, (lo, match.last)
        if split < hi and (head in self.register.words["members"] or self._judged(split)):
            for n, _ in self.register.joins.at(self.words, split):
                at = self._opened(split + n)
                for match in usable:
                    if match.first >= at and match.sort in _ORGANISED and self._plain(at, match.first):
                        return match, None
        return None, None

    def _with_rest(self, match: Match, lo: int, split: int) -> tuple[Match | None, tuple[int, int] | None]:
        """The match as the phrase's party, if what follows it leaves it so: not its prisoners, not a person of it."""
        at = match.last
        rest = [word.fold for word in self.words[at:split]]
        lists = self.register.words
        if not rest:
            return match, None
        if any(fold in lists["apart"] for fold in rest):
            return None, None
        if match.sort == "office" and rest[-1] in lists["organs"]:
            return match, (match.first, split)
        roles = 0
        known = lists["roles"] | lists["voices"] | lists["titles"]
        while roles < len(rest) and rest[roles] in known:
            roles += 1
        roles = roles or self._described(at, split, known)
        if roles == len(rest):
            return (match, (match.first, split)) if rest[-1] in lists["voices"] else (None, None)
        name = self.words[at + roles : split]
        if name[0].capital and all(word.capital or word.joined for word in name):
            titled = roles or (match.sort == "office" and self.words[at - 1].fold in known)
            return None, ((at + roles, split) if titled else None)
        return (match if match.sort in _ORGANISED else None), None

    def _described(self, first: int, last: int, known: Set[str]) -> int:
        """How many words written small tell whose role the name after them has: two of "UN humanitarian chief Jane Doe"; or none."""
        small = next((i for i in range(first, last) if self.words[i].capital), last)
        return small - first if first < small < last and self.words[small - 1].fold in known else 0

    def _plain(self, first: int, last: int) -> bool:
        """Nothing but judging words, adjectives and words for groups between the join and the name."""
        lists = self.register.words
        return all(
            self.words[i].fold in lists["members"] | lists["between"] | lists["openers"] or self._judging(i)
            for i in range(first, last)
        )

    def _judging(self, i: int) -> bool:
        return any(a <= i < b for a, b, _ in self._labels())

    def _judged(self, split: int) -> bool:
        return any(b == split and label.replaces for _, b, label in self._labels())

    def _labels(self) -> list[tuple[int, int, Label]]:
        if self._judging_words is None:
            self._judging_words = labels(self.register, self.words)
        return self._judging_words

    def _bare(self, lo: int, split: int, home: Home) -> Match | None:
        """The office of the state that the document is about: "the army", "the army's General Staff"; and its rebels."""
        lists = self.register.words
        for n, office in self.register.offices.at(self.words, lo):
            if lo + n != split and self.words[split - 1].fold not in lists["organs"]:
                continue
            if " ".join(word.fold for word in self.words[lo : lo + n]) not in lists["bare"]:
                continue
            if office.kind == "rebels" and home.rebels:
                return Match(lo, split, "office", home.rebels[0]) if len(home.rebels) == 1 else None
            if office.kind in ("rebels", "opposition") and home.abroad:
                return None
            return Match(lo, split, "office", organ(office, home.country)) if home.country is not None else None
        return None

    def _trimmed(self, lo: int, split: int, hi: int) -> tuple[int, int]:
        """An unknown name without what follows it: "rebels in Homs", "militants of the group"."""
        if split >= hi:
            return lo, hi
        anaphor = self.words[hi - 1].fold in self.register.words["anaphors"]
        if self.words[split].fold in self.register.words["cut"] or (
            anaphor and hi - split <= 3 and self.words[split + 1].fold in ("the", "this")
        ):
            return lo, split
        for i in range(split + 1, hi):
            if self._ends(i, hi):
                return lo, i
        return lo, hi

    def _ends(self, i: int, hi: int) -> bool:
        """Whether an unknown name ends before the word: before "armed by Mali", but not before that of "an armed group"."""
        cut = self.register.words["cut"]
        describes = self.words[i].fold in self.register.sides and i + 1 < hi and self.words[i + 1].fold not in cut
        return self.words[i].fold in cut and not describes
