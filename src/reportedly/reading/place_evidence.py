"""Is this run of capitalised words a place? The evidence for and against, added up.

Log odds, set by judgement and checked on annotated documents: a country or a large city needs no company, a village of the
gazetteer needs some, an unknown name needs much. A person's title, a body's name around it, or standing as the subject of a verb
speaks against.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.gazetteer import fold
from reportedly.lexicon.toponym_words import load
from reportedly.reading.place_cues import Cue, after, before, kind_ending
from reportedly.reading.place_metonyms import is_metonym
from reportedly.reading.place_names import ARTICLES, Run, Word, is_title_case, runs_of

if TYPE_CHECKING:
    from spacy.tokens import Token

    from reportedly.gazetteer import Gazetteer, Place

ENOUGH = 2.2
LONGEST_RUN = 12  # words; a longer run of capitals is a headline or a list of people
_COUNTRY, _REGION, _MILLION, _LARGE, _TOWN, _VILLAGE, _UNKNOWN = 4.0, 2.5, 3.0, 2.4, 1.2, 0.6, -0.2
_KNOWN, _TAKEN, _ACTS, _LISTED, _NUMBERED, _ONLY_TAKEN, _CALLED = 2.0, 1.8, -2.0, 2.5, 3.0, 2.6, 2.5
_SPELT = 2.5
_PASSIVE = 0.5  # persons are captured, attacked and released as well
_LONGEST_ACRONYM = 5
_BETWEEN_EQUALS = frozenset({"", "and", ", and", "/", "or", "and the", ", and the"})
_SEATS = frozenset({"capital", "capital city", "city", "town", "port", "stronghold", "bastion"})
_LISTABLE = frozenset({"settlement", "quarter", "district", "province"})
_NAMED_WHOLE = frozenset({"facility", "building", "square", "water", "land", "line"})


@dataclass(slots=True)
class Draft:
    """A toponym in the making: the name's words, those of the span that is quoted, and what the words beside it say."""

    a: int
    b: int
    span: tuple[int, int]
    name: str
    evidence: float = 0.0
    accepted: bool = False
    known: bool = False
    barred: bool = False
    standing: float = 0.0
    kind: str | None = None
    plural: bool = False
    relation: str | None = None
    distance_km: float | None = None
    preposition: str | None = None
    edge: int = 0
    tail: int = 0
    container: str | None = None
    anchors: bool = False
    metonym: bool = False


class Finder:
    """The toponyms of one sentence; holds what all its runs share."""

    def __init__(self, text: str, words: Sequence[Word], gazetteer: Gazetteer, known: frozenset[str]) -> None:
        self.text, self.gazetteer, self.known = text, gazetteer, known
        self.data = load()
        self.headline = is_title_case(words)
        self.shouted = text.isupper()
        self.words = [
            word if i and words[i - 1].capital and word.joined else self._unhidden(word) for i, word in enumerate(words)
        ]

    def find(self) -> list[Draft]:
        """The accepted drafts in order: each run by itself, then names listed beside an accepted one."""
        drafts = [draft for run in runs_of(self.words) for draft in self._read(run)]
        for draft in drafts:
            self._weigh(draft)
        for earlier, later in zip(drafts, drafts[1:], strict=False):
            if earlier.barred and self._between(earlier, later) in {"and", "and the"}:
                later.barred, later.accepted = True, False  # "Islamic State in Iraq and Syria"
            self._listed(earlier, later)
        for earlier, later in zip(reversed(drafts[:-1]), reversed(drafts), strict=False):
            self._listed(later, earlier)
        kept = [draft for draft in drafts if draft.accepted]
        for draft in kept:
            code = self._state(draft)
            draft.metonym = code is not None and is_metonym(self.words, draft.a, draft.b, capital=code == "PPLC")
        return kept

    def hints(self) -> tuple[str, ...]:
        """Countries whose demonym or adjective stands in the sentence, sorted."""
        return tuple(
            sorted({iso for word in self.words if word.capital and (iso := self.data.demonyms.get(word.lower))})
        )

    def _read(self, run: Run) -> Iterable[Draft]:
        """The names in a run: all of it, what is left without titles, kinds and directions, or several side by side."""
        a, b = self._trim(run.a, run.b)
        if a >= b:
            return
        if a > 1 and self.words[a - 1].text == "The" and self.words[a].joined and self._is_name(a - 1, b):
            a -= 1  # "The Hague"
        if self._is_name(a, b):
            yield self._draft(a, b, known=True)
            return
        for t in range(a, b):
            if self._is_title(t):
                if t > a:
                    yield from self._read(Run(a, t))
                return
        ending = kind_ending(self.words, b - 1, a)
        group = self.data.kinds[ending[1]] if ending else None
        if self.words[b - 1].lower in self.data.other.organisations and group not in {"facility", "building", "square"}:
            return
        if parts := self._tiles(a, b, ending):
            for c, d in parts:
                yield from self._read(Run(c, d))
            return
        if (adjective := self._adjectives(a, b)) > a:
            yield from self._read(Run(adjective, b))
            return
        if ending and ending[0] == a and a > 0 and self.words[a - 1].text.isdigit() and self.words[a].joined:
            a -= 1  # "1070 Apartment Project"
            yield Draft(a, b, (a, b), self._text(a, b), evidence=_NUMBERED, kind=self.data.singular[ending[1]])
            return
        if ending and ending[0] > a:
            yield self._with_kind(a, ending[0], b, ending[1])
            return
        if b - a > 1 and self.words[a].lower in self.data.other.given_names:
            return
        yield self._draft(a, b, known=False)

    def _with_kind(self, a: int, k: int, b: int, phrase: str) -> Draft:
        """ "Idlib Province", "Tahrir Square", "Aleppo City": the kind is capitalised with the name."""
        group = self.data.kinds[phrase]
        name = self._text(a, b if group in _NAMED_WHOLE else k)
        spans = group in self.data.in_span or group == "settlement"
        kind = self.data.singular[phrase]
        return Draft(a, k, (a, b if spans else k), name, evidence=_CALLED, known=self._is_name(a, k), kind=kind)

    def _trim(self, a: int, b: int) -> tuple[int, int]:
        """The run without days, months and function words at its ends."""
        while a < b and (self.words[a].lower in self.data.other.times or (a == 0 and self._opens_only(a, b))):
            a += 1
        while a < b and self.words[b - 1].lower in self.data.other.times:
            b -= 1
        return a, b

    def _opens_only(self, a: int, b: int) -> bool:
        """Whether the first word of the sentence has its capital from that alone."""
        word = self.words[a]
        if self._is_name(a, b) or word.lower in self.known or word.lower in self.data.other.given_names:
            return False
        if word.first.pos_ in {"PROPN", "ADJ"}:
            return b - a > 1 and not self._is_name(a, a + 1) and word.lower.endswith("ing") and self._is_name(a + 1, b)
        return word.first.pos_ != "NOUN" or not self._is_name(a, a + 1)

    def _adjectives(self, a: int, b: int) -> int:
        """Where the name begins after "Northern", "Syrian", "Rebel-held"."""
        at = a
        while at < b - 1:
            word = self.words[at]
            direction = word.lower in self.data.bearing or word.lower in {"central", "greater", "downtown"}
            if not (
                direction
                or word.lower in self.data.demonyms
                or (word.first.pos_ == "ADJ" and word.lower in self.data.other.never)
            ):
                break
            at += 1
        return at

    def _tiles(self, a: int, b: int, ending: tuple[int, str] | None) -> list[tuple[int, int]]:
        """Names side by side whose commas were lost: "Jisreen Kafr Batna", or nothing where the run is one name.

        Only where the words before demand a place, or where all are names of countries and large cities; under a plural
        ("the neighbourhoods of") unknown names are parted too.
        """
        if not 2 <= b - a <= LONGEST_RUN or self.headline or (ending and ending[0] > a) or self._starts_person(a, b):
            return []
        cue = before(self.words, a, self.text)
        sure = cue.evidence >= ENOUGH or cue.preposition in {"in", "to", "from", "on", "of"}
        parts = self._parted(a, b)
        if len(parts) > 1 and (sure or all(self._weight_of_name(c, d) >= _LARGE for c, d in parts)):
            return parts
        plural = cue.plural or (cue.relation or "").endswith("s of")
        return self._pairs(a, b) if plural and cue.evidence >= ENOUGH and b - a > 2 else []

    def _parted(self, a: int, b: int) -> list[tuple[int, int]]:
        """The run as names of the gazetteer one after the other, each as long as can be; nothing where a word is left over."""
        for c in range(b, a, -1):
            start = self._adjectives(a, c)
            if not self._is_name(start, c) or (c < b and self._belongs(start, c)):
                continue
            if c == b:
                return [(a, c)]
            if rest := self._parted(c, b):
                return [(a, c), *rest]
        return []

    def _belongs(self, a: int, c: int) -> bool:
        """Whether the word after a short name is part of it: "Bustan al-Qasr", unless the first is well known or has its own article."""
        article = _has_article(self.words[c])
        return article and not _has_article(self.words[a]) and self._weight_of_name(a, c) < _TOWN

    def _pairs(self, a: int, b: int) -> list[tuple[int, int]]:
        """A list of unknown quarters without commas: a word with its "al-" word, or a word alone; known names as they are."""
        out: list[tuple[int, int]] = []
        while a < b:
            c = next(
                (c for c in range(min(b, a + 4), a, -1) if self._is_name(a, c) and not (c < b and self._belongs(a, c))),
                None,
            )
            if c is None:
                c = (
                    a + 2
                    if a + 1 < b and not _has_article(self.words[a]) and _has_article(self.words[a + 1])
                    else a + 1
                )
            out.append((a, c))
            a = c
        return out

    def _unhidden(self, word: Word) -> Word:
        """The word with its lost apostrophe: "Syrias" is Syria's where only Syria is a well-known name."""
        if not word.capital or word.possessive or len(word.text) < 5 or not word.lower.endswith("s"):
            return word
        stem = word.text[:-1]
        if word.lower in self.data.demonyms or stem.lower() in self.data.demonyms or self.gazetteer.knows(word.text):
            return word
        found = self.gazetteer.candidates(stem)[:1] if self.gazetteer.knows(stem) else []
        if (
            not any(_standing(place) >= _LARGE and fold(place.name) == fold(stem) for place in found)
            and stem.lower() not in self.known
        ):
            return word
        return replace(word, end=word.end - 1, text=stem, lower=stem.lower(), possessive=True)

    def _starts_person(self, a: int, b: int) -> bool:
        return any(self.words[i].lower in self.data.other.given_names for i in range(a, b))

    def _draft(self, a: int, b: int, *, known: bool) -> Draft:
        return Draft(a, b, (a, b), self._text(a, b), known=known)

    def _weigh(self, draft: Draft) -> None:
        """Adds up what speaks for and against, and notes what the words beside the name say."""
        ahead, behind = before(self.words, draft.a, self.text), after(self.words, draft.span[1])
        self._note(draft, ahead, behind)
        draft.standing = self._weight_of_name(draft.a, draft.b)
        draft.evidence += draft.standing
        draft.evidence += (0.5 if self.headline else 1.0) * ahead.evidence + behind.evidence
        if draft.name.lower() in self.known:
            draft.evidence += _KNOWN
        if self._spelt_out(draft):
            draft.evidence += _SPELT
        draft.barred = self._is_person(draft) or self._is_common(draft) or self._in_body(draft)
        draft.evidence += self._role(draft)
        draft.accepted = draft.evidence >= ENOUGH and not draft.barred

    def _note(self, draft: Draft, ahead: Cue, behind: Cue) -> None:
        draft.edge, draft.tail, draft.preposition = ahead.edge, max(behind.edge, draft.span[1]), ahead.preposition
        draft.relation = ahead.relation or behind.relation
        draft.distance_km = ahead.distance_km
        draft.kind = draft.kind or behind.kind or ahead.kind
        if draft.kind in _SEATS and draft.known and self._code(draft) == "PCLI":
            draft.kind = None  # "the capital of Mali" calls Mali nothing
        draft.plural = ahead.plural
        if behind.kind:
            group = self.data.kinds[behind.kind]
            if group in self.data.in_span:
                draft.span = (draft.span[0], behind.edge)
                if group not in {"province", "border", "countryside"}:
                    draft.name = self._text(draft.a, behind.edge)
        a = draft.span[0]
        if (
            self.data.kinds.get(draft.kind or "") == "facility"
            and a
            and self.words[a - 1].text.isdigit()
            and self.words[a].joined
        ):
            draft.span = (a - 1, draft.span[1])  # "1070 Apartment Project"
            draft.name = self._text(*draft.span)

    def _weight_of_name(self, a: int, b: int) -> float:
        found = self.gazetteer.candidates(self._text(a, b))[:5] if self._is_name(a, b) else []
        return max((_standing(place) for place in found), default=_UNKNOWN)

    def _role(self, draft: Draft) -> float:
        """What the grammar says: places are captured, persons act."""
        head = self.words[draft.b - 1].last
        verb = head.head
        previous = self.words[draft.a - 1] if draft.a and self.words[draft.a].joined else None
        if previous is not None and previous.last.tag_[:2] == "VB":
            return self._taken(draft, previous.last)
        if draft.preposition in {"of", "on", "for", "against"} and draft.edge > 0 and self._is_act(draft.edge - 1):
            return _TAKEN
        if head.dep_ in {"dobj", "nsubjpass"}:
            return self._taken(draft, verb) * (1.0 if head.dep_ == "dobj" else _PASSIVE)
        if head.dep_ == "nsubj" and verb.pos_ in {"VERB", "AUX"} and draft.evidence < _LARGE:
            return _ACTS if verb.lemma_.lower() not in self.data.metonym.of_places else -0.5
        return 0.0

    def _taken(self, draft: Draft, verb: Token) -> float:
        lemma = verb.lemma_.lower()
        if lemma in self.data.metonym.only_places and not self._text(draft.a, draft.b).isupper():
            return _ONLY_TAKEN
        return _TAKEN if lemma in self.data.metonym.take_places else 0.0

    def _is_act(self, i: int) -> bool:
        return self.words[i].last.lemma_.lower() in self.data.metonym.take_nouns

    def _spelt_out(self, draft: Draft) -> bool:
        """ "five villages: A, B and C", "the towns — A and B": a list that a plural announced."""
        before_ = self.text[: self.words[draft.a].start].rstrip()
        if not before_.endswith((":", "—", "–", " -", "--")):
            return False
        return any(
            self.data.singular.get(word.lower, word.lower) != word.lower and self.data.kinds[word.lower] in _LISTABLE
            for word in self.words[: draft.a]
            if word.lower in self.data.kinds
        )

    def _is_person(self, draft: Draft) -> bool:
        """A title before the name, a given name in front of it, or a person's belongings after it."""
        a, b = draft.a, draft.b
        if self.words[b - 1].possessive and b < len(self.words) and draft.standing < _COUNTRY:
            if self.words[b].last.lemma_.lower() in self.data.other.personal and draft.name.lower() not in self.known:
                return draft.standing < _LARGE
        if a == 0 or not self.words[a].joined:
            return False
        return self._is_title(a - 1) or self.words[a - 1].lower in self.data.other.given_names

    def _is_common(self, draft: Draft) -> bool:
        """A people's name, an adjective or initials: places only in "the Turkish border", "Independence Square"."""
        if draft.known:
            return False
        words = self.words[draft.a : draft.b]
        group = self.data.kinds.get(draft.kind or "")
        if len(words) == 1 and words[0].lower in self.data.demonyms:
            return group != "border"
        if len(words) == 1 and words[0].text.isupper() and len(words[0].text) <= _LONGEST_ACRONYM:
            return not self.shouted and group != "facility"
        named = group in {"settlement", "quarter", "district"} and draft.kind not in {
            "capital",
            "stronghold",
            "bastion",
        }
        adjectives = not named and all(w.first.pos_ == "ADJ" and "-" not in w.text for w in words)
        common = adjectives or all(w.lower in self.data.other.never for w in words)
        return common and not (group in {"building", "square", "facility"} and self.words[draft.span[1] - 1].capital)

    def _in_body(self, draft: Draft) -> bool:
        """ "al-Qaeda in Iraq", "Bank of Syria": the place belongs to a body's name."""
        at = draft.a - 1
        if at > 0 and self.words[at].lower == "the":
            at -= 1
        if at < 1 or self.words[at].lower not in {"of", "in", "for"} or not self.words[draft.a].joined:
            return False
        body = self.words[at - 1]
        if self.words[at].lower == "in":
            return body.capital and body.lower in self.data.other.branches
        return body.capital and body.lower in self.data.other.bodies | self.data.other.organisations

    def _listed(self, sure: Draft, other: Draft) -> None:
        """ "X, Y and Z": what is listed with a place is one, if the parser or the punctuation has them as equals."""
        if not sure.accepted or sure.metonym:
            return
        first, second = (sure, other) if sure.a < other.a else (other, sure)
        between = self._between(first, second)
        if between not in _BETWEEN_EQUALS | {",", ", the"} or other.barred:
            return
        equal = between in _BETWEEN_EQUALS or sure.plural or self._equal(first, second)
        if not other.accepted and equal:
            other.evidence += _LISTED
            other.accepted = other.evidence >= ENOUGH - 0.5
        if other.accepted and equal and sure is first:
            other.preposition = other.preposition or sure.preposition
            other.kind = other.kind or (sure.kind if sure.plural else None)
            other.plural = other.plural or sure.plural
            if other.relation is None and sure.relation in self.data.relation.told:
                other.relation = sure.relation

    def _between(self, first: Draft, second: Draft) -> str:
        return self.text[self.words[first.span[1] - 1].end : self.words[second.span[0]].start].strip()

    def _equal(self, first: Draft, second: Draft) -> bool:
        a, b = self.words[first.b - 1].last, self.words[second.b - 1].last
        return b.dep_ in {"conj", "appos"} and b.head.i <= a.i and b.head.i >= self.words[first.a].first.i - 3

    def _code(self, draft: Draft) -> str | None:
        found = self.gazetteer.candidates(self._text(draft.a, draft.b))
        return found[0].code if found else None

    def _state(self, draft: Draft) -> str | None:
        """The feature code of the name where it is first of all a country's or a capital's."""
        group = self.data.kinds.get(draft.kind or "", "country")
        if not draft.known or draft.relation or group not in {"country", "settlement"}:
            return None
        code = self._code(draft)
        return code if code in {"PCLI", "PPLC"} else None

    def _is_title(self, i: int) -> bool:
        word = self.words[i]
        return word.lower.rstrip(".") in self.data.other.titles and (
            word.capital or word.first.pos_ in {"NOUN", "PROPN"}
        )

    def _is_name(self, a: int, b: int) -> bool:
        name = self._text(a, b)
        if b - a == 1 and name.lower() in self.data.other.stems:
            return False
        if name.lower() in self.data.other.never or name.lower() in self.data.demonyms or len(name) < 2:
            return False
        if name.isupper() and len(name) <= _LONGEST_ACRONYM and b - a == 1 and not self.shouted:
            return any(place.code == "PCLI" for place in self.gazetteer.candidates(name)[:1])
        if all(word.lower in self.data.other.never for word in self.words[a:b]):
            return b - a > 1 and any(place.code == "PCLI" for place in self.gazetteer.candidates(name)[:1])
        return self.gazetteer.knows(name)

    def _text(self, a: int, b: int) -> str:
        return self.text[self.words[a].start : self.words[b - 1].end]


def _has_article(word: Word) -> bool:
    return "-" in word.text and word.lower.split("-", 1)[0] in ARTICLES


def _standing(place: Place) -> float:
    """How far a gazetteer's record alone makes the name a place's."""
    if place.code == "PCLI":
        return _COUNTRY
    if place.feature != "P":
        return _REGION
    if place.code == "PPLC" or place.population >= 1_000_000:
        return _MILLION
    if place.population >= 100_000:
        return _LARGE
    return _TOWN if place.population >= 15_000 else _VILLAGE
