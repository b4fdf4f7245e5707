"""What stands before and after a name, and shows that it names a place, and where by it.

"40 km north of the besieged town of X", "X's southern suburbs", "the X neighbourhood": the words tell the kind of
place, the direction, the distance, and they are evidence that X is a place at all, whether or not any gazetteer has
it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from reportedly.lexicon.toponym_words import ToponymWords, load
from reportedly.reading.place_distances import distance_before
from reportedly.reading.place_kinds import kind_ending, kind_opening
from reportedly.reading.place_names import Word

MOST_ADJECTIVES = 5

# Log odds that the name is a place's, for cues that are more than a preposition; those of the prepositions are data.
_KIND_OF, _KIND_BESIDE, _KIND_AFTER, _KIND_APPOSED = 4.0, 2.0, 3.5, 2.5
_DIRECTION_OF, _DIRECTION, _PART_OF, _DISTANCE = 3.5, 1.5, 2.5, 3.0
_COMMA = 3  # characters of " , "


class Cue(NamedTuple):
    """What one side of a name says.

    ``edge`` is the index of the outermost word that belongs to it (the name's own, if none); ``preposition`` the word
    that joins the whole to the clause ("in", "near").
    """

    edge: int
    evidence: float = 0.0
    kind: str | None = None
    plural: bool = False
    relation: str | None = None
    distance_km: float | None = None
    preposition: str | None = None


def before(words: Sequence[Word], a: int, text: str) -> Cue:
    """What the words before word `a` say of the name that begins there."""
    data = load()
    at, kind, plural, evidence = _kind_before(words, a, data)
    at, directions = _adjectives(words, at, has_kind=kind is not None, data=data)
    relation = " ".join(word.lower for word in directions) if directions and kind is None else None
    evidence += _DIRECTION if relation else 0.0
    preposition = words[at - 1].lower if at > 0 and words[at].joined else ""
    if preposition == "of" and at >= 2:
        if found := _direction_of(words, at - 2, text, data):
            return Cue(found.edge, evidence + found.evidence, kind, plural, found.relation, found.distance_km, "of")
        if part := _part_of(words, at - 2, data):
            return Cue(part[0], evidence + _PART_OF, kind, plural, part[1], None, "of")
    if preposition in _OFFSETS and words[at].joined and (distance := distance_before(text[: words[at - 1].start])):
        told = None if preposition == "within" else preposition
        edge = _word_from(words, at - 1, distance[1])
        return Cue(edge, evidence + _DISTANCE, kind, plural, told or relation, distance[0], preposition)
    if preposition not in data.relation.prepositions:
        return Cue(at, evidence, kind, plural, relation)
    told = _told(words, at - 1, data)
    edge = at - 1 - (told.count(" ") if told else 0)
    weight = data.relation.prepositions["near" if told else preposition]
    return Cue(edge, evidence + weight, kind, plural, told or relation, None, preposition)


def after(words: Sequence[Word], b: int) -> Cue:
    """What the words from word `b` on say of the name that ends before it."""
    data = load()
    if b >= len(words):
        return Cue(b)
    if not words[b].joined and not words[b - 1].possessive:
        return _apposed(words, b)
    at = b
    while at < len(words) and words[at].lower in data.bearing and (at == b or words[at].joined):
        at += 1
    directions = [word.lower for word in words[b:at]]
    if (
        at < len(words)
        and words[at].lower in data.parts
        and words[at].joined
        and (directions or words[b - 1].possessive)
    ):
        return Cue(at + 1, _PART_OF, relation=" ".join([*directions, words[at].lower]))
    if directions and words[b - 1].possessive:
        return Cue(at, _DIRECTION, relation=" ".join(directions))
    if directions or words[b - 1].possessive:
        return Cue(b)
    if found := kind_opening(words, b):
        end, phrase = found
        if words[b].capital and not words[b - 1].capital:
            return Cue(b)
        if _names_another(words, end) or (end < len(words) and f"{phrase} {words[end].lower}" in data.other.of_state):
            return Cue(b)
        return Cue(end, _KIND_AFTER, kind=data.singular[phrase], plural=phrase not in data.singular.values())
    if words[b].lower in data.parts and words[b].lower not in data.kinds:
        return Cue(b + 1, _PART_OF, relation=words[b].lower)
    return Cue(b)


def _apposed(words: Sequence[Word], b: int) -> Cue:
    """ "X, a besieged town", "X, the provincial capital", "X and Y, villages near Z": the kind is told after a comma."""
    if (found := kind_opening(words, b)) and words[b].start - words[b - 1].end <= _COMMA:
        data, (end, phrase) = load(), found
        placed = end < len(words) and words[end].joined and words[end].lower in data.relation.prepositions
        if placed and data.singular[phrase] != phrase:
            return Cue(b, _KIND_APPOSED, kind=data.singular[phrase])
    if words[b].lower not in {"a", "an", "the", "one"} or words[b].start - words[b - 1].end > _COMMA:
        return Cue(b)
    for at in range(b + 1, min(b + 2 + MOST_ADJECTIVES, len(words))):
        if not words[at].joined:
            break
        if found := kind_opening(words, at):
            singular = load().singular[found[1]]
            return Cue(b, _KIND_APPOSED, kind=singular if singular == found[1] else None)
        if words[at].lower in _CALLING or words[at].last.pos_ in {"VERB", "AUX", "ADP"}:
            break
    return Cue(b)


def _names_another(words: Sequence[Word], end: int) -> bool:
    """ "the Damascus suburb of Daraya": the kind is that of what follows, unlike in "the Waer district of Homs"."""
    if end + 1 >= len(words) or words[end].lower not in _CALLING or not words[end + 1].capital:
        return False
    return words[end].lower != "of" or _is_of_next(words[end - 1].lower)


def _is_of_next(phrase: str) -> bool:
    """Whether "X <kind> of Y" calls Y by that kind: "suburb", "city", and any plural ("the Aleppo districts of A and
    B").
    """
    data = load()
    if data.kinds.get(phrase) in {"settlement", None} or data.singular[phrase] in {"suburb", "enclave", "pocket"}:
        return True
    return data.singular[phrase] != phrase


def _kind_before(words: Sequence[Word], a: int, data: ToponymWords) -> tuple[int, str | None, bool, float]:
    """(where the kind phrase begins, the kind, whether in the plural, its evidence) for "the town of X" and "the town
    X".
    """
    if a == 0 or not words[a].joined:
        return a, None, False, 0.0
    if words[a - 1].lower in _SUCH and a >= 2 and ((noun := words[a - 2].lower) in data.kinds or noun in _PLACES):
        kind = data.singular.get(noun)
        if kind == noun:
            return a, None, False, _KIND_OF  # "Y province including X"
        return a - 2, kind, True, _KIND_OF  # "areas like X", "towns including X"
    linked = words[a - 1].lower in _CALLING and a >= 2
    found = kind_ending(words, a - (2 if linked else 1)) if not linked or words[a - 1].joined else None
    if not found:
        return a, None, False, 0.0
    at, phrase = found
    singular = data.singular[phrase]
    plural = singular != phrase
    if linked and _belongs_before(words, at, data) and not _is_of_next(phrase):
        return a, None, False, 0.0  # "Homs province of Syria"
    if not linked and not _is_put_before(words, at, a):
        return a, None, False, 0.0
    owned = _belongs_before(words, at, data)  # "the Homs districts of X and Y"
    parts = phrase in data.parts and not (owned and plural)
    if linked and parts and (plural or data.kinds[phrase] not in {"settlement", "quarter", "district"}):
        return a, None, False, 0.0
    if linked and not plural and _is_indefinite(words, at):
        return a, None, False, 0.0  # "a suburb of X"
    if linked and plural and data.kinds[phrase] in _MANY_IN_ONE:
        return a, None, False, 0.0  # "the roads of Darfur"
    return at, singular, plural, _KIND_OF if linked else _KIND_BESIDE


def _belongs_before(words: Sequence[Word], at: int, data: ToponymWords) -> bool:
    """Whether the kind phrase that begins at word `at` is that of a name before it; "the Syrian province of X" has none."""
    if at == 0 or not words[at].joined or not words[at - 1].capital:
        return False
    before_it = words[at - 1]
    return before_it.possessive or before_it.lower not in data.demonyms


def _is_put_before(words: Sequence[Word], at: int, a: int) -> bool:
    """Whether the kind phrase is put before the name without "of" ("the village X") and is no part of another name."""
    if words[a - 1].last.pos_ not in {"NOUN", "PROPN"} or (at > 0 and words[at].capital):
        return False
    return not (at > 0 and words[at].joined and words[at - 1].capital and words[at - 1].last.pos_ == "PROPN")


def _is_indefinite(words: Sequence[Word], at: int) -> bool:
    for i in range(at - 1, max(-1, at - MOST_ADJECTIVES), -1):
        if not words[i + 1].joined or words[i].lower in {"the", "of", "in"}:
            return False
        if words[i].lower in {"a", "an", "one", "another"}:
            return True
    return False


def _adjectives(words: Sequence[Word], at: int, *, has_kind: bool, data: ToponymWords) -> tuple[int, list[Word]]:
    """Where the words that only describe begin, and the directions among them that stand next to the name."""
    directions: list[Word] = []
    for _ in range(MOST_ADJECTIVES):
        if at == 0 or not words[at].joined:
            break
        word = words[at - 1]
        if word.lower in data.bearing and not word.lower.endswith(("ward", "wards")):
            if not (word.lower in _NOUNS and at >= 2 and words[at - 2].lower in {"the"} and has_kind):
                directions.insert(0, word)
        elif word.lower in {"central", "downtown", "greater"}:
            directions.insert(0, word)
        elif not _describes(word, has_kind=has_kind, data=data):
            break
        at -= 1
    return at, directions


_OFFSETS = frozenset({"beyond", "from", "inside", "off", "outside", "within"})  # that a distance stands before
_CALLING = frozenset({"of", "called", "named"})
_SUCH = frozenset({"like", "including", "namely"})
_MANY_IN_ONE = frozenset({"line", "facility", "building", "square"})
_PLACES = frozenset({"areas", "places", "parts", "locations", "sites"})
_NOUNS = frozenset({"north", "south", "east", "west"})


def _describes(word: Word, *, has_kind: bool, data: ToponymWords) -> bool:
    if word.lower in {"the", "a", "an", "its", "their"} or word.lower in data.relation.adjectives:
        return True
    if "-" in word.text and word.lower.rsplit("-", 1)[-1] in data.other.suffixes:
        return True
    if has_kind:
        return word.last.pos_ in {"ADJ", "NOUN", "PROPN", "VERB", "ADV", "DET", "NUM"} and not word.possessive
    return word.capital and word.last.pos_ == "ADJ"


def _direction_of(words: Sequence[Word], at: int, text: str, data: ToponymWords) -> Cue | None:
    """ "40 km (25 miles) to the north of", where `at` is the word "north"."""
    first = at
    while first >= 0 and (words[first].lower in data.bearing or (words[first].lower == "and" and first < at)):
        first -= 1
    first += 1
    while first <= at and words[first].lower == "and":
        first += 1
    if first > at:
        return None
    told = " ".join(word.lower for word in words[first : at + 1]) + " of"
    edge = first
    while (
        edge > 0
        and words[edge].joined
        and words[edge - 1].lower in {"to", "the", "just", "further", "far", "lies", "about"}
    ):
        edge -= 1
    if distance := distance_before(text[: words[edge].start]):
        return Cue(_word_from(words, edge, distance[1]), _DIRECTION_OF, relation=told, distance_km=distance[0])
    return Cue(edge, _DIRECTION_OF, relation=told)


def _part_of(words: Sequence[Word], at: int, data: ToponymWords) -> tuple[int, str] | None:
    """ "the southern outskirts of", where `at` is the word "outskirts"."""
    if words[at].lower not in data.parts or (words[at].joined and at > 0 and words[at - 1].capital):
        return None
    first = at
    while first > 0 and words[first].joined and words[first - 1].lower in data.bearing:
        first -= 1
    return first, " ".join(word.lower for word in words[first : at + 1]) + " of"


def _told(words: Sequence[Word], at: int, data: ToponymWords) -> str | None:
    """The relation that the preposition at `at` tells, if it is one that does not put the event in the place itself."""
    lower = words[at].lower
    pair = f"{words[at - 1].lower} {lower}" if at > 0 and words[at].joined else lower
    if pair in data.relation.told:
        return pair
    if lower == "around" and at >= 2 and words[at - 1].lower == "and" and words[at - 2].lower == "in":
        return "in and around"
    return lower if lower in data.relation.told else None


def _word_from(words: Sequence[Word], at: int, offset: int) -> int:
    """The first word, going back from `at`, that begins at `offset` or later."""
    while at > 0 and words[at - 1].start >= offset:
        at -= 1
    return at
