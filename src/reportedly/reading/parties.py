"""How the words of a report name a party, and which party of the register that is.

Reports name parties with an army's ornaments and a publisher's judgement around them: "at least 20 US-backed
'moderates' from Jabhat al-Nusra". The name is taken out of its phrase; sponsor and label are kept beside it, letter for
letter; what the register does not hold stays the words that it was. Names that the document introduces ("the Syrian
Democratic Forces (SDF)") hold throughout it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import replace
from datetime import date

from reportedly.lexicon.parties import Register
from reportedly.lexicon.party_tokens import Word
from reportedly.reading.party_forms import Forms
from reportedly.reading.party_home import home_of
from reportedly.reading.party_intros import introduce
from reportedly.reading.party_matching import Context, Match, Matcher
from reportedly.reading.party_named import Named, dress
from reportedly.reading.party_phrases import Phrase

__all__ = ["Named", "Parties"]


class Parties:
    """The parties of one document: the register as of its date, and the names that the document itself introduces."""

    def __init__(self, register: Register, text: str, published: date | None) -> None:
        self.register = register
        words = register.tokeniser.words(text)
        countries, leaders = self._named_in(words)
        self._context = Context(published, countries, leaders)
        self._matcher = Matcher(register, self._context)
        matches = self._matcher.matches(words)
        self._context.introduced = introduce(register, text, words, matches)
        self._forms = Forms.of(register)
        # The text is cut and matched once; its sentences are looked up there, which halves the cost of a document.
        self._text, self._words = text, words
        self._leads = [word.lead for word in words]
        again = self._matcher.matches(words) if self._context.introduced.firsts() else matches
        self._matches = self._forms.add(text, words, again)
        self._home = home_of(register, words, matches, published)
        self._firsts = [match.first for match in self._matches]
        self._reached = 0
        self._names: dict[str, Named] = {}

    def stand_on(self, ground: str | None) -> None:
        """Tell in which country most of the document's places lie. Bare words mean nobody's army where that is not its home.

        A report on a war abroad names the state that intervenes more often than the one whose army it calls "the army".
        """
        if ground is not None and self._home.country != ground:
            self._home = replace(self._home, country=None)
            self._names.clear()

    def find(self, text: str) -> list[Named]:
        """Every party that a sentence names, in order, none over another, the longest name at each place.

        A nation's name is a party unless it stands as a place ("in Syria", "northern Mali"); a bare capital or
        adjective never is. Who stands behind another ("US-backed") or is only taken sides on ("anti-Assad") is not
        named as a party.
        """
        shouted = _shouted(text)
        known = None if shouted else self._in_document(text, self._text.find(text, self._reached))
        if known is None:
            words = self.register.tokeniser.words(text)
            return self._kept(text, words, self._matched(text, words, shouted))
        at, words, matches = known
        self._reached = at + len(text)
        found = self._kept(self._text, words, matches)
        return [Named(n.start - at, n.end - at, n.name, n.party, n.label, n.backed_by) for n in found]

    def _in_document(self, text: str, at: int = -1) -> tuple[int, list[Word], list[Match]] | None:
        """Where the words stand in the document, they there, and the matches among them, counted from the first.

        Nothing where they do not stand there letter for letter, or where a name reaches over their edge. `at` is where
        they do, if that is known already.
        """
        at = self._text.find(text) if at < 0 else at
        if at < 0 or not text:
            return None
        end = at + len(text)
        first, last = bisect_left(self._leads, at), bisect_left(self._leads, end)
        i, j = bisect_left(self._firsts, first), bisect_left(self._firsts, last)
        inside = self._matches[i:j]
        cut = (first > 0 and self._words[first - 1].end > at) or (last > first and self._words[last - 1].end > end)
        if cut or (i > 0 and self._matches[i - 1].last > first) or (inside and inside[-1].last > last):
            return None
        # Built anew, because `dataclasses.replace` takes four times as long.
        shifted = [Match(m.first - first, m.last - first, m.sort, m.party, m.name, m.judged) for m in inside]
        return at, self._words[first:last], shifted

    def _kept(self, text: str, words: list[Word], matches: list[Match]) -> list[Named]:
        kept = [match for match in matches if self._party_here(words, match) and not _title(words, match, matches)]
        return [dress(self.register, text, words, match, self._context.published) for match in kept]

    def name(self, phrase: str) -> Named:
        """The smallest noun phrase inside `phrase` that names the party, with its label and its sponsors.

        The phrase is taken to stand where a party must: a capital is then its government, an adjective its state. A
        party of the register beats the words around it; a person's name after it beats the party. A bare office ("the
        army") is that of the state that the document is about, if there is one. An unknown name stays as it
        is written, without determiners, numbers and what follows it.
        """
        if phrase not in self._names:
            self._names[phrase] = self._name(phrase)
        return self._names[phrase]

    def _name(self, phrase: str) -> Named:
        shouted = _shouted(phrase)
        known = None if shouted else self._in_document(phrase)
        if known is not None and known[1]:
            at, there, matches = known
            words = [Word(word.lead - at, word.start - at, word.end - at, *word[3:]) for word in there]
        else:
            words = self.register.tokeniser.words(phrase)
            if not words:
                return Named(0, 0, "", None)
            matches = self._matched(phrase, words, shouted)
        return Phrase(self.register, phrase, words, matches, self._context.published).named(self._home)

    def _matched(self, text: str, words: list[Word], shouted: bool) -> list[Match]:
        matches = self._matcher.matches(words, shouted=shouted)
        return matches if shouted else self._forms.add(text, words, matches)

    def _party_here(self, words: list[Word], match: Match) -> bool:
        if match.sort in ("adjective", "capital"):
            return False
        first = words[match.first]
        before = words[match.first - 1].fold if match.first and not first.apart else ""
        if first.joined and before in ("pro", "anti", "non"):
            return False
        if match.last < len(words) and words[match.last].joined:
            side = self.register.sides.get(words[match.last].fold)
            if side is None or not side.stays:
                return False
        if match.sort == "people" and match.last < len(words) and not words[match.last].apart:
            lists = self.register.words
            after = words[match.last].fold
            if not (match.party or "").startswith("people:") and any(
                after in lists[name] for name in ("members", "roles", "voices")
            ):
                return False  # "Druze fighters" are not the Druze
        if match.sort == "nation" and before == "the" and match.first > 1:
            before = words[match.first - 2].fold
        return match.sort != "nation" or before not in self.register.words["locative"]

    def _named_in(self, words: list[Word]) -> tuple[Counter[str], frozenset[str]]:
        countries, leaders = Counter[str](), set()
        firsts = self.register.firsts
        for i in (i for i, word in enumerate(words) if word.capital and word.fold in firsts):
            for _, name in self.register.nation_names.at(words, i):
                countries[name.nation.country] += 1
            for _, alias in self.register.aliases.at(words, i):
                if alias.leader and not alias.short:
                    leaders.add(alias.party)
        return countries, frozenset(leaders)


def _title(words: list[Word], match: Match, matches: list[Match]) -> bool:
    """Whether an office is but the title of the leader who follows: "Syrian President Bashar al-Assad"."""
    if match.sort != "office":
        return False
    return any(m.sort == "leader" and m.first == match.last and not words[m.first].apart for m in matches)


def _shouted(text: str) -> bool:
    return text.isupper() and " " in text.strip()
