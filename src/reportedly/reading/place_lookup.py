"""What the gazetteer and the lists know of the words of one sentence.

A gazetteer of the world knows "Police", "Most" and "Ban" as villages. So its word counts only for strings that can be
a place's name at all, and it says how well known the place is: a country or a large city needs no company to be one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from weakref import WeakKeyDictionary

from rapidfuzz import fuzz

from reportedly.gazetteer import Gazetteer, Place, distance_km, fold
from reportedly.lexicon.toponym_words import load
from reportedly.reading.place_names import Run, Word, is_title_case

LONGEST_ACRONYM = 5

# Log odds that a string is a place here, from the best known place of that name. Set by judgement, checked on
# annotated reports.
COUNTRY, MILLION, REGION, LARGE, TOWN, VILLAGE, UNKNOWN = 4.0, 3.0, 2.5, 2.4, 1.2, 0.6, -0.2
NEIGHBOURS_KM = 100.0
_FIRST = 5  # candidates that are looked at
_ALIKE = 55.0  # of 100: what a name must be like its place's own to share its fame (Kiev, Nikolaev; not Halab)


@dataclass(slots=True)
class Named:
    """What the gazetteer says of one string: whether any place is called so, how well known the best known is as
    evidence, and the feature code of the one first thought of. The last two are found when first asked for.
    """

    known: bool
    standing: float | None = None
    code: str | None = None
    coded: bool = False


_REMEMBERED: WeakKeyDictionary[Gazetteer, dict[str, Named]] = WeakKeyDictionary()
_MOST_REMEMBERED = 50_000


class Lookup:
    """The words of one sentence with what is known of them; `known`: names that the document elsewhere shows to be
    places, in lower case; `persons`: surnames of those whom it names in full; `commas_lost`: it is long and has no comma.
    """

    def __init__(
        self,
        text: str,
        words: Sequence[Word],
        gazetteer: Gazetteer,
        known: frozenset[str],
        persons: frozenset[str] = frozenset(),
        *,
        commas_lost: bool = False,
    ) -> None:
        self.commas_lost = commas_lost
        self.text, self.gazetteer, self.known, self.persons = text, gazetteer, known, persons
        self.data = load()
        self.headline = is_title_case(words)
        self.shouted = text.isupper()
        self._names = _REMEMBERED.setdefault(gazetteer, {})
        if len(self._names) > _MOST_REMEMBERED:
            self._names.clear()
        self.words = [
            self._unhidden(word, inside=bool(word.joined and i and words[i - 1].capital))
            if word.capital and word.lower[-1] == "s"
            else word
            for i, word in enumerate(words)
        ]

    def text_of(self, a: int, b: int) -> str:
        """The text of words `a` to `b` (excluded)."""
        return self.text[self.words[a].start : self.words[b - 1].end]

    def is_name(self, a: int, b: int) -> bool:
        """Whether the gazetteer has these words as a name, and they are not words that mean something else in
        reports.
        """
        name = self.text[self.words[a].start : self.words[b - 1].end]
        lower = name.lower()
        never = self.data.other.never
        if len(name) < 2 or lower in never or lower in self.data.demonyms:
            return False
        if b - a == 1:
            if lower in self.data.other.stems:
                return False
            if len(name) <= LONGEST_ACRONYM and name.isupper() and not self.shouted:
                return self._code(name) == "PCLI"
        elif all(word.lower in never for word in self.words[a:b]):
            return self._code(name) == "PCLI"
        return self._named(name).known

    def standing(self, a: int, b: int) -> float:
        """How far the gazetteer alone makes these words a place's name."""
        if not self.is_name(a, b):
            return UNKNOWN
        named = self._named(name := self.text_of(a, b))
        if named.standing is None:
            found = self.gazetteer.bearers(name)[:_FIRST]
            named.standing = max((_standing(place, name) for place in found), default=UNKNOWN)
        return named.standing

    def are_near(self, first: Run, second: Run) -> bool:
        """Whether places of the two names lie side by side in one country: any two words are villages somewhere."""
        ones = self.gazetteer.candidates(self.text_of(first.a, first.b))[:_FIRST]
        others = self.gazetteer.candidates(self.text_of(second.a, second.b))[:_FIRST]
        return any(a.country == b.country and distance_km(a, b) <= NEIGHBOURS_KM for a in ones for b in others)

    def code(self, a: int, b: int) -> str | None:
        """The feature code of the place that is first thought of."""
        return self._code(self.text_of(a, b))

    def is_title(self, i: int) -> bool:
        """Whether the word is one that stands before a person's name."""
        word = self.words[i]
        if word.lower.rstrip(".") not in self.data.other.titles:
            return False
        return word.capital or word.first.pos_ in {"NOUN", "PROPN"}

    def is_given_name(self, i: int) -> bool:
        """Whether the word is a person's given name."""
        return self.words[i].lower in self.data.other.given_names

    def hints(self) -> tuple[str, ...]:
        """Countries whose adjective or people the sentence names, sorted."""
        demonyms = self.data.demonyms
        return tuple(sorted({iso for word in self.words if word.capital and (iso := demonyms.get(word.lower))}))

    def _named(self, name: str) -> Named:
        named = self._names.get(name)
        if named is None:
            named = self._names[name] = Named(self.gazetteer.knows(name))
        return named

    def _code(self, name: str) -> str | None:
        named = self._named(name)
        if not named.coded:
            found = self.gazetteer.candidates(name)
            named.code, named.coded = found[0].code if found else None, True
        return named.code

    def _unhidden(self, word: Word, *, inside: bool) -> Word:
        """The word with its lost apostrophe: "Syrias" is Syria's, where only Syria is a well-known name; `inside` a run of
        capitals ("Mosul Iraqs second city") only a country is.
        """
        if not word.capital or word.possessive or len(word.text) < 5 or not word.lower.endswith("s"):
            return word
        stem = word.text[:-1]
        if {word.lower, stem.lower()} & self.data.demonyms.keys() or self.gazetteer.knows(word.text):
            return word
        found = self.gazetteer.candidates(stem)[:1] if self.gazetteer.knows(stem) else []
        famous = any(
            _fame(place) >= (COUNTRY if inside else LARGE) and fold(place.name) == fold(stem) for place in found
        )
        if not famous and (inside or stem.lower() not in self.known):
            return word
        return word.owning(stem)


def _standing(place: Place, name: str) -> float:
    """How far the place makes the string a place's name. A town's fame is not that of a name unlike its own: Tripoli is
    "Oea" too, and Donetsk was "Stalin"; such a name needs company.
    """
    standing = _fame(place)
    if place.feature == "P" and standing > TOWN and fuzz.ratio(fold(place.name), fold(name)) < _ALIKE:
        return TOWN
    return standing


def _fame(place: Place) -> float:
    if place.code == "PCLI":
        return COUNTRY
    if place.feature != "P" or place.code == "PPLX":
        return REGION if place.code != "PPLX" else TOWN
    if place.code == "PPLC" or place.population >= 1_000_000:
        return MILLION
    if place.population >= 100_000:
        return LARGE
    return TOWN if place.population >= 15_000 else VILLAGE
