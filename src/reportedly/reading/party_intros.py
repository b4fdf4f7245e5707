"""Names that a document gives to its parties for its own use: "the Syrian Democratic Forces (SDF)", "JaN, or JFS".

Reports introduce short names once and then use nothing else. What stands in brackets after a name, or is joined to it
by "known as", is a name of the same party if its letters are the initials, or if one of the two is known already. A
body with a long name is later called by its head alone: "the Observatory".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from reportedly.lexicon.parties import Register
from reportedly.lexicon.party_tokens import Phrases, Word
from reportedly.reading.party_matching import Match

Introduced = Phrases[tuple[str | None, str | None]]
Known = tuple[str | None, str | None]

_INNER = r"[\"'“‘]?(?P<inner>[^()\"“”]{2,60}?)[\"'”’]?"
_ALSO = (
    r"(?:also\s+|formerly\s+|previously\s+|better\s+|now\s+|otherwise\s+|commonly\s+)?(?:known|called)(?:\s+as)?"
    r"|or|formerly|aka|a\.k\.a\."
)
# Corpora that were cut into words for parsing write their brackets -LRB- and -RRB-.
_BRACKET = re.compile(rf"(?:\(|-LRB-)\s*(?:(?:{_ALSO})\s*,?\s+)?(?:the\s+)?{_INNER}\s*(?:\)|-RRB-)")
_SAID = re.compile(rf"\W*(?:LRB-)?\s*(?:{_ALSO})\s")
_NAME = r"[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|al-[\w’'-]+|of|for|and|the))*"
_COMMA = re.compile(rf",\s+(?:{_ALSO})\s+(?:the\s+)?[\"'“‘]?(?P<inner>{_NAME})[\"'”’]?(?=[,.;)\s])")
_ACRONYM = re.compile(r"[A-Z](?:[a-z]?[A-Z0-9]){1,7}(?:-[A-Z]{1,3})?")


def introduce(register: Register, text: str, words: Sequence[Word], matches: Sequence[Match]) -> Introduced:
    """The names that the text introduces, each with its party, or with the long form that it is short for."""
    learner = _Learner(register, text, words, matches)
    for pattern in (_BRACKET, _COMMA):
        for hit in pattern.finditer(text):
            learner.learn(hit)
    found = {**learner.heads(), **learner.found}
    out: Introduced = Phrases()
    for folds in sorted(found):
        out.add(folds, found[folds])
    out.settle()
    return out


class _Learner:
    """What one text teaches about names."""

    def __init__(self, register: Register, text: str, words: Sequence[Word], matches: Sequence[Match]) -> None:
        self.register, self.text, self.words, self.matches = register, text, words, matches
        self.found: dict[tuple[str, ...], Known] = {}
        self._ends = [word.end for word in words]
        self._known_at = {words[m.last - 1].end: m for m in matches if m.sort in ("alias", "office")}
        self._small = register.words["small"]

    def learn(self, hit: re.Match[str]) -> None:
        """Pairs the name in brackets, or after "known as", with the one before it, if they can be one party's."""
        inner, last = hit["inner"].strip(), bisect_right(self._ends, hit.start()) - 1
        if last < 0 or hit.start() - self.words[last].end > 4 or not inner[:1].isupper():
            return
        inside = self.register.tokeniser.words(inner)
        known, before = self._match_over(hit.start("inner"), len(inner)), self._known_at.get(self.words[last].end)
        if before is not None and known is not None:
            return
        said = hit.re is _COMMA or _SAID.match(hit[0]) is not None
        short = _ACRONYM.fullmatch(inner) is not None
        if before is not None and (short or said or self._spelt_out(inside, self.words[last].raw)):
            self._keep(inside, (before.party, before.name))
        elif known is not None and known.sort in ("alias", "office"):
            first = self._long_form(last, inner)
            if first is not None:
                self._keep(self.words[first : last + 1], (known.party, known.name))
        elif short and (first := self._long_form(last, inner)) is not None:
            name = self.text[self.words[first].lead : self.words[last].end]
            self._keep_body(self.words[first : last + 1], inside, name)
        elif self._spelt_out(inside, self.words[last].raw):
            self._keep_body(inside, self.words[last : last + 1], inner)

    def heads(self) -> dict[tuple[str, ...], Known]:
        """ "The Observatory", where one party of the document alone has that word in its name."""
        heads = self.register.words["heads"]
        named = {m: [word.fold for word in self.words[m.first : m.last]] for m in self.matches if m.sort == "alias"}
        names = [(folds, (match.party, match.name)) for match, folds in named.items()]
        names += [(list(folds), known) for folds, known in self.found.items()]
        parties: dict[str, set[Known]] = {}
        for folds, of in names:
            for head in {fold for fold in folds if fold in heads} if len(folds) > 1 else ():
                parties.setdefault(head, set()).add(of)
        out: dict[tuple[str, ...], Known] = {}
        for head, known in parties.items():
            if len(known) == 1:
                out["the", head] = out[(head,)] = next(iter(known))
        return out

    def _keep(self, words: Sequence[Word], known: Known) -> None:
        self.found.setdefault(tuple(word.fold for word in words), known)

    def _keep_body(self, long: Sequence[Word], short: Sequence[Word], name: str) -> None:
        if any(word.fold in self.register.words["bodies"] for word in long):
            self._keep(long, (None, name))
            self._keep(short, (None, name))

    def _match_over(self, start: int, length: int) -> Match | None:
        first = bisect_right(self._ends, start)
        over = (m for m in self.matches if m.first <= first < m.last)
        found = next(over, None)
        return found if found is not None and self.words[found.last - 1].end >= start + length else None

    def _long_form(self, last: int, acronym: str) -> int | None:
        """Where the capitalised run that ends at word `last` begins, if its initials are the acronym's letters."""
        first = last
        while first >= 0 and (self.words[first].capital or self.words[first].fold in self._small) and last - first < 10:
            if last > first and self._spelt_out(self.words[first : last + 1], acronym):
                return first
            if self.words[first].apart:
                break
            first -= 1
        return None

    def _spelt_out(self, words: Sequence[Word], acronym: str) -> bool:
        """Whether the words' initials are the acronym's capital letters."""
        if len(words) < 2 or not words[0].capital or _ACRONYM.fullmatch(acronym) is None:
            return False
        letters = [ch.casefold() for ch in acronym if ch.isupper()]
        return [word.fold[0] for word in words if word.fold not in self._small] == letters
