"""Whom a pronoun, "the group" or a bare surname stands for: the parties that the document named before.

A report names its speaker once and then says "he added", "the ministry said", "Sattar told reporters". We remember
who spoke and who was the subject of a sentence, newest last, and take the newest that fits in kind and number.
Nobody fits: nobody is named, for a wrong speaker is worse than none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from reportedly.lexicon.speech_words import load
from reportedly.reading.speech_names import Kind, Name

_ARTICLE = re.compile(r"\b(?:al|as|ash|el)-")
REMEMBERED = 300  # parties; a long document must not make each pronoun dearer
NAMED_WITHIN = 3  # sentences back that a pronoun may reach for somebody who did not speak
# Which kinds a pronoun may stand for, the better ones first.
_WANTED: dict[Kind, tuple[tuple[Kind, ...], ...]] = {
    "person": (("person",), ("either",)),
    "body": (("body", "either"),),
    "people": (("people", "body", "either"),),
    "either": (),
}


class Party(NamedTuple):
    """Somebody named: where, in which words, of what kind, and whether as a speaker."""

    sentence: int
    start: int
    end: int
    text: str
    kind: Kind
    spoke: bool
    at: int = -1  # the sentence in which it is spoken of now, and where its words end there
    until: int = 0


@dataclass(slots=True)
class Memory:
    """The parties named so far in one document."""

    publisher: str | None = None
    parties: list[Party] = field(default_factory=list)

    def note(self, sentence: int, name: Name, *, spoke: bool) -> Party:
        """The party that a full name stands for, remembered; a surname alone is the person named in full before."""
        party = self._in_full(name) or Party(sentence, name.start, name.end, name.text, name.kind, spoke)
        return self._keep(party._replace(at=sentence, until=name.end, spoke=spoke))

    def resolve(self, sentence: int, name: Name) -> Party | None:
        """Whom a name, a pronoun or a stand-in means; a name that is new means itself."""
        if is_publisher(name.text, self.publisher):
            return None
        if name.pronoun is not None:
            return self._again(self._pronoun(sentence, name), sentence, name)
        if name.stands_in is not None:
            found = self._stand_in(sentence, name.stands_in)
            if found is not None:
                return self._again(found, sentence, name)
            nouns = load().nouns
            if name.stands_in in nouns.utterance or (name.stands_in in nouns.stand_in and not name.named):
                return None
        return self.note(sentence, name, spoke=True)

    def _again(self, party: Party | None, sentence: int, name: Name) -> Party | None:
        if party is None:
            return None
        return self._keep(party._replace(at=sentence, until=name.end, spoke=True))

    def _keep(self, party: Party) -> Party:
        self.parties.append(party)
        del self.parties[:-REMEMBERED]
        return party

    def _in_full(self, name: Name) -> Party | None:
        if name.kind == "people" or " " in name.text or not name.text[:1].isupper():
            return None
        for party in reversed(self.parties):
            parts = party.text.split()
            if len(parts) > 1 and party.kind == "person" and name.text.lower() in {parts[-1].lower(), parts[0].lower()}:
                return party
            if len(parts) > 1 and len(name.text) > 1 and name.text.isupper() and name.text == _initials(party.text):
                return party
        return None

    def _pronoun(self, sentence: int, name: Name) -> Party | None:
        wanted = _WANTED[name.kind]
        if name.pronoun not in {"he", "she", "it", "they"}:
            return None
        if name.pronoun == "it" and (subject := self._subject(sentence, name.start)):
            return subject
        for kinds in wanted:
            for at, party in reversed(list(enumerate(self.parties))):
                if party.kind in kinds and (party.spoke or 0 <= sentence - party.at <= 1):
                    return party if party.spoke or name.kind != "person" else self._first_subject(at)
        for kinds in wanted:
            for party in reversed(self.parties):
                if party.kind in kinds and sentence - party.sentence <= NAMED_WITHIN:
                    return party
        return None

    def _first_subject(self, at: int) -> Party:
        """Of the persons of whom one sentence speaks, the one whom it names first: its subject, not that of an inner clause."""
        last = self.parties[at]
        same = [party for party in self.parties[:at] if party.at == last.at and party.kind == last.kind]
        return next(iter(same), last)

    def _subject(self, sentence: int, before: int) -> Party | None:
        """What "it" takes up: the body that spoke, or else that led, in the sentence itself or in the one before."""
        for at in (sentence, sentence - 1):
            near = [
                party
                for party in self.parties
                if party.at == at
                and (party.kind in {"body", "either"} or _is_thing(party))
                and (at < sentence or party.until <= before)
            ]
            for party in reversed(near):
                if party.spoke:
                    return party
            if near:
                return near[0]
        return None

    def _stand_in(self, sentence: int, lemma: str) -> Party | None:
        nouns = load().nouns
        for party in reversed(self.parties):
            parts = {part.lower() for part in party.text.split()}
            named = (
                party.text[:1].isupper() or lemma not in nouns.stand_in
            )  # "a monitoring group" is no name for a group
            if lemma in parts and len(parts) > 1 and named:
                return party
        if lemma in nouns.person_in:
            return self._latest("person", "either")
        if lemma in nouns.stand_in or lemma in nouns.utterance:
            return self._body(sentence) or self._latest("body", "either")
        return None

    def _body(self, sentence: int) -> Party | None:
        """The latest body that spoke, or of which one of the sentences right before speaks."""
        for party in reversed(self.parties):
            if party.kind == "body" and (party.spoke or sentence - party.at <= NAMED_WITHIN):
                return party
            if party.spoke and party.kind == "either":
                return party
        return None

    def _latest(self, *kinds: Kind) -> Party | None:
        for party in reversed(self.parties):
            if party.kind in kinds and party.spoke:
                return party
        return None


def _is_thing(party: Party) -> bool:
    """Whether "it" may stand for somebody unnamed: "a military source"."""
    return party.spoke and not load().nouns.thing.isdisjoint(party.text.lower().split())


@lru_cache(maxsize=256)
def _initials(text: str) -> str:
    """The first letters of the names in it: "SOHR"."""
    return "".join(word[0] for word in _ARTICLE.sub("", text).split() if word[:1].isupper())


@lru_cache(maxsize=256)
def is_publisher(text: str, publisher: str | None) -> bool:
    """Whether the words name the document's own publisher."""
    own, name = _fold(publisher or ""), _fold(text)
    return len(name) > 2 and len(own) > 2 and (name in own or own in name)


def _fold(text: str) -> str:
    """Letters and digits alone, so that "Al Jazeera" is "aljazeera"."""
    return "".join(ch for ch in text.casefold() if ch.isalnum())
