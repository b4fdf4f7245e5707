"""Whom the words of a claim quote, where a reader took down nobody, or somebody of another sentence.

Who says a thing is among what is misread most: the name stands after a second clause, or a nearer one is taken. Claims of one
incident help each other. Two that carry the same passage quote the same speaker if the words of one name the other's. And a claim
whose own words name a speaker whom others quote for the same incident quotes him too, unless its words name the one that was read for it.
Of parties that fight, the words tell what they did as often as what they said, so only persons, monitors and bodies without ground are looked for.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from reportedly.linking.kin import Kin
from reportedly.linking.speakers import Speaker, is_unnamed, speaker_of
from reportedly.linking.wording import words_of
from reportedly.model import Claim, Mention
from reportedly.weighing.words import words

Words = tuple[str, ...]


def is_named_in(text: str, claim: Claim) -> bool:
    """Whether the text names anybody whom the claim quotes."""
    told = f" {' '.join(words_of(text))} "
    return any(called and f" {' '.join(called)} " in told for called in map(_called, claim.said_by))


def _called(speaker: Mention) -> Words:
    """The words by which texts name a speaker; a party goes by another name in the register than in the text."""
    return tuple(words_of(speaker.name if speaker.party is None else speaker.quote.text))


def may_quote_one(a: Claim, b: Claim) -> bool:
    """Whether two claims of one passage, for which others were read as speakers, quote one: the words of one name the other's speaker.

    Where the words of one do not name its own speaker, who was read from sentences away, the rest of its document tells.
    """
    if is_named_in(a.evidence.text, b) or is_named_in(b.evidence.text, a):
        return True
    return any(
        not is_named_in(one.evidence.text, one) and is_named_in(one.document.text, other)
        for one, other in ((a, b), (b, a))
    )


@dataclass(slots=True)
class Quoted:
    """The speakers whom the claims of an incident quote by name, found again in words."""

    kin: Kin
    _by_first: dict[str, dict[Words, Speaker]] = field(default_factory=lambda: defaultdict(dict))

    def learn(self, claim: Claim) -> None:
        """Takes up those of the claim's speakers that are named and hold no ground."""
        for mention in claim.said_by:
            told = _called(mention)
            if told and told not in self._by_first[told[0]] and self._speaks_only(mention):
                self._by_first[told[0]][told] = speaker_of(mention, claim, self.kin)

    def in_words_of(self, claim: Claim) -> Speaker | None:
        """The first known speaker whom the claim's words name, neither as a party nor as one who was told; ``None`` if there is none.

        Nor is there one where the words name the speaker that was read.
        """
        if not self._by_first or is_named_in(claim.evidence.text, claim):
            return None
        told = words_of(claim.evidence.text)
        slots = [*(one.quote for one in (*claim.actor, *claim.target)), *(place.quote for place in claim.places)]
        done = {word for quote in slots for word in words_of(quote.text)}
        for i, word in enumerate(told):
            for name, speaker in self._by_first.get(word, {}).items():
                is_there = tuple(told[i : i + len(name)]) == name
                if is_there and not done & set(name) and not _is_told(told[:i]):
                    return speaker
        return None

    def _speaks_only(self, mention: Mention) -> bool:
        if mention.party is not None:
            return not all(self.kin.holds_ground(above) for above in self.kin.line(mention.party))
        return not is_unnamed(mention.name)


def _is_told(before: Sequence[str]) -> bool:
    """Whether the words before a name make it the one who hears: "told Reuters"."""
    return bool(before) and before[-1] in words().hearing
