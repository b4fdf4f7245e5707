"""How the words of a report name a party, and which party of the register that is.

Reports name parties with an army's ornaments and a publisher's judgement around them: "at least 20 US-backed
'moderates' from Jabhat al-Nusra". The name is taken out of its phrase; sponsor and label are kept beside it, letter for
letter; what the register does not hold stays the words that it was. Names that the document introduces ("the Syrian
Democratic Forces (SDF)") hold throughout it.
"""

from __future__ import annotations

from datetime import date

from reportedly.lexicon.parties import Register
from reportedly.lexicon.party_tokens import Word
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
        self._organs = _only_country(matches)

    def find(self, text: str) -> list[Named]:
        """Every party that a sentence names, in order, none over another, the longest name at each place.

        A nation's name is a party unless it stands as a place ("in Syria", "northern Mali"); a bare capital or
        adjective never is. Who stands behind another ("US-backed") or is only taken sides on ("anti-Assad") is not
        named as a party.
        """
        words = self.register.tokeniser.words(text)
        matches = self._matcher.matches(words, shouted=_shouted(text))
        kept = [match for match in matches if self._party_here(words, match) and not _title(words, match, matches)]
        return [dress(self.register, text, words, match, self._context.published) for match in kept]

    def name(self, phrase: str) -> Named:
        """The smallest noun phrase inside `phrase` that names the party, with its label and its sponsors.

        The phrase is taken to stand where a party must: a capital is then its government, an adjective its state. A
        party of the register beats the words around it; a person's name after it beats the party. A bare office ("the
        army") is a state's where the whole document tells of the organs of one state only. An unknown name stays as it
        is written, without determiners, numbers and what follows it.
        """
        words = self.register.tokeniser.words(phrase)
        if not words:
            return Named(0, 0, "", None)
        matches = self._matcher.matches(words, shouted=_shouted(phrase))
        return Phrase(self.register, phrase, words, matches, self._context.published).named(self._organs)

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
        if match.sort == "nation" and before == "the" and match.first > 1:
            before = words[match.first - 2].fold
        return match.sort != "nation" or before not in self.register.words["locative"]

    def _named_in(self, words: list[Word]) -> tuple[frozenset[str], frozenset[str]]:
        countries, leaders = set(), set()
        firsts = self.register.firsts
        for i in (i for i, word in enumerate(words) if word.capital and word.fold in firsts):
            for _, name in self.register.nation_names.at(words, i):
                countries.add(name.nation.country)
            for _, alias in self.register.aliases.at(words, i):
                if alias.leader and not alias.short:
                    leaders.add(alias.party)
        return frozenset(countries), frozenset(leaders)


def _only_country(matches: list[Match]) -> str | None:
    """The country whose organs alone the document tells of, if there is but one."""
    organs = [match.party for match in matches if match.party and match.party.startswith(("force:", "gov:", "state:"))]
    countries = {party.split(":")[1] for party in organs}
    return countries.pop() if len(countries) == 1 else None


def _title(words: list[Word], match: Match, matches: list[Match]) -> bool:
    """Whether an office is but the title of the leader who follows: "Syrian President Bashar al-Assad"."""
    if match.sort != "office":
        return False
    return any(m.sort == "leader" and m.first == match.last and not words[m.first].apart for m in matches)


def _shouted(text: str) -> bool:
    return text.isupper() and " " in text.strip()
