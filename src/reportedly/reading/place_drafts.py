"""From runs of capitalised words to the names in them that may be places.

"Homs Governor Talal Barazi" holds one, "Northern Syrian Idlib Province" one with its kind, "Jisreen Kafr Batna" two
whose comma was lost, "Aleppo Media Centre" none. What each name is worth is weighed afterwards.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from reportedly.reading.place_cues import Cue, before
from reportedly.reading.place_kinds import kind_ending
from reportedly.reading.place_lookup import LARGE, TOWN, Lookup
from reportedly.reading.place_names import ARTICLES, Run, Word, runs_of

DEMANDED = 2.2  # what the words before a run must weigh to have names in it parted
_LONGEST_PARTED = 12  # words; a longer run of capitals is a headline or a list of people
_LONGEST_LISTED = 40  # words; under "the villages of" a run this long is a list whose commas were lost
_MOST_ARTICLES = 2
_LONGEST_AGENCY = 6  # letters of "UNICEF"
_CALLED, _NUMBERED = 2.5, 3.0
_OPENING_MARKS = ('"', "“", "‘", "``", ":")
_NAMED_WHOLE = frozenset({"facility", "building", "square", "water", "land", "line"})
_BUILT = frozenset({"facility", "building", "square"})


@dataclass(slots=True)
class Draft:
    """A toponym in the making: words `a` to `b` are the name, `span` the words that are quoted.

    ``edge`` is the first of the words before it that belong to it ("40 km north of"), ``tail`` the one after its last
    ("district"). ``announced``: it was parted from a list that the words before call places. ``shared``: the word after it is in the
    plural, and says the kind of those listed before it as well.
    """

    a: int
    b: int
    span: tuple[int, int]
    name: str
    evidence: float = 0.0
    accepted: bool = False
    known: bool = False
    barred: bool = False
    announced: bool = False
    standing: float = 0.0
    kind: str | None = None
    plural: bool = False
    shared: bool = False
    relation: str | None = None
    distance_km: float | None = None
    preposition: str | None = None
    edge: int = 0
    tail: int = 0
    container: str | None = None
    anchors: bool = False
    metonym: bool = False


def drafts_of(look: Lookup) -> list[Draft]:
    """All names of the sentence that may be places, in order."""
    return [draft for run in runs_of(look.words) for draft in _read(look, run.a, run.b)]


def _read(look: Lookup, a: int, b: int, *, listed: bool = False) -> Iterator[Draft]:
    """The names in words `a` to `b`: all of them, what is left without titles, kinds and directions, or several.

    `listed`: the words before announce places ("the villages of"), so that a given name in them is part of one.
    """
    a, b = _trim(look, a, b)
    if a >= b:
        return
    a = _with_small_word(look, a, b)
    if look.is_name(a, b):
        yield _draft(look, a, b, known=True, announced=listed)
        return
    title = next((t for t in range(a, b) if look.is_title(t)), None)
    if title is not None:  # what follows a title is a person
        yield from _read(look, a, title) if title > a else ()
        return
    ending = kind_ending(look.words, b - 1, a)
    group = look.data.kinds[ending[1]] if ending else None
    if look.words[b - 1].lower in look.data.other.organisations and group not in _BUILT:
        return
    if parts := _side_by_side(look, a, b, has_kind=bool(ending and ending[0] > a)):
        for part in parts:
            yield from _read(look, part.a, part.b, listed=listed or _announces(before(look.words, a, look.text)))
    elif (adjective := _adjectives(look, a, b)) > a:
        yield from _read(look, adjective, b)
    elif look.headline and b - a > 2 and (inside := list(_in_headline(look, a, b))):
        yield from inside
    elif ending:
        yield _with_kind(look, Run(a, b), *ending)
    elif famous := _famous_first(look, a, b):
        yield _draft(look, a, famous, known=True)
        if look.words[famous].lower in look.data.other.heads or _is_famous(look, famous, b):
            yield from _read(look, famous, b)
    elif b - a == 1 or listed or not look.is_given_name(a):
        yield _draft(look, a, b, known=False, announced=listed)


def _with_small_word(look: Lookup, a: int, b: int) -> int:
    """Where the name begins if the small word before it has a capital because it belongs to it: "The Hague", "near In Salah"."""
    if a < 2 or not look.words[a].joined:
        return a
    word, before_it = look.words[a - 1].text, look.words[a - 2]
    if word == "The" and look.is_name(a - 1, b):
        return a - 1
    placed = look.words[a - 1].joined and before_it.lower in look.data.relation.prepositions
    return a - 1 if word == "In" and placed and not before_it.capital else a


def _famous_first(look: Lookup, a: int, b: int) -> int | None:
    """Where a well-known place ends that runs into other capitals because a stop was lost: "in Daraa Two citizens"."""
    cue = before(look.words, a, look.text)
    if cue.evidence < DEMANDED and cue.preposition not in {"in", "to", "from", "near"} and not cue.relation:
        return None
    return next((c for c in range(b - 1, a, -1) if _begins_anew(look, c) and _is_famous(look, a, c)), None)


def _begins_anew(look: Lookup, i: int) -> bool:
    """Whether the word is none that goes on with a place's name: "Two", "Monitor", "Activists"; or begins one: "Khan", "Beirut"."""
    word = look.words[i]
    lists = look.data.other
    known = (lists.never, lists.organisations, lists.titles)
    if word.first.pos_ != "PROPN" or word.lower in lists.heads or word.first.is_stop:
        return True
    if word.text.isupper() and 2 <= len(word.text) <= _LONGEST_AGENCY:
        return True  # a dateline: "in Latakia AFP"
    one = word.lower.removesuffix("s")
    return any(word.lower in words or one in words for words in known) or _is_famous(look, i, i + 1)


def _in_headline(look: Lookup, a: int, b: int) -> Iterator[Draft]:
    """The well-known places in a run that is long only because a headline has capitals throughout."""
    at = a
    while at < b:
        end = next((c for c in range(min(b, at + 4), at, -1) if _is_famous(look, at, c)), None)
        owned = end is not None and end < b and look.words[end].lower in look.data.other.organisations
        named = at > a and (look.is_title(at - 1) or look.is_given_name(at - 1))
        if end is not None and not owned and not named:
            yield _draft(look, at, end, known=True)
        at = end or at + 1


def _is_famous(look: Lookup, a: int, b: int) -> bool:
    if look.text_of(a, b).lower() in look.known:
        return True
    name = look.text_of(a, b)
    return (len(name) > 3 or name.isupper()) and look.is_name(a, b) and look.standing(a, b) >= LARGE


def _draft(look: Lookup, a: int, b: int, *, known: bool, announced: bool = False) -> Draft:
    return Draft(a, b, (a, b), look.text_of(a, b), known=known, announced=announced)


def _with_kind(look: Lookup, run: Run, k: int, phrase: str) -> Draft:
    """ "Idlib Province", "Tahrir Square", "1070 Apartment Project": the kind, from word `k` on, is capitalised with
    the name.
    """
    a, b = run.a, run.b
    group, kind = look.data.kinds[phrase], look.data.singular[phrase]
    if k == a:
        if a == 0 or not look.words[a - 1].text.isdigit() or not look.words[a].joined:
            return _draft(look, a, b, known=False)
        return Draft(a - 1, b, (a - 1, b), look.text_of(a - 1, b), evidence=_NUMBERED, kind=kind)
    name = look.text_of(a, b if group in _NAMED_WHOLE else k)
    end = b if group in look.data.in_span or group == "settlement" else k
    return Draft(a, k, (a, end), name, evidence=_CALLED, known=look.is_name(a, k), kind=kind)


def _trim(look: Lookup, a: int, b: int) -> tuple[int, int]:
    """The run without days and months at its ends, and without a first word that only opens the sentence."""
    times = look.data.other.times
    while a < b and (look.words[a].lower in times or (_may_open(look, a) and _only_opens(look, a, b))):
        a += 1
    while a < b and look.words[b - 1].lower in times:
        b -= 1
    return a, b


def _may_open(look: Lookup, a: int) -> bool:
    """Whether the word opens the sentence, or what is quoted in it."""
    return a == 0 or look.text[: look.words[a].start].rstrip().endswith(_OPENING_MARKS)


def _only_opens(look: Lookup, a: int, b: int) -> bool:
    word = look.words[a]
    if look.is_name(a, b) or word.lower in look.known or look.is_given_name(a):
        return False
    if word.first.pos_ in {"PROPN", "ADJ"}:
        return b - a > 1 and word.lower.endswith("ing") and not look.is_name(a, a + 1) and look.is_name(a + 1, b)
    return word.first.pos_ != "NOUN" or not look.is_name(a, a + 1)


def _adjectives(look: Lookup, a: int, b: int) -> int:
    """Where the name begins after "Northern", "Syrian", "Islamist"."""
    at = a
    while at < b - 1:
        word = look.words[at]
        direction = word.lower in look.data.bearing or word.lower in {"central", "greater", "downtown"}
        common = word.first.pos_ == "ADJ" and word.lower in look.data.other.never
        if not (direction or common or word.lower in look.data.demonyms):
            break
        at += 1
    return at


def _side_by_side(look: Lookup, a: int, b: int, *, has_kind: bool) -> list[Run]:
    """Names whose commas were lost, or nothing where the run is one name.

    Only where the words before demand a place and the names are neighbours, or where all are countries and large
    cities. Under a plural ("the neighbourhoods of") unknown names are parted too: each word, or a word with its "al-"
    word.
    """
    if has_kind or look.headline or not 2 <= b - a <= _LONGEST_LISTED:
        return []
    cue = before(look.words, a, look.text)
    if not _announces(cue) and any(look.is_given_name(i) for i in range(a, b)):
        return []
    demanded = cue.evidence >= DEMANDED or cue.preposition in {"in", "to", "from", "on", "of"}
    parts = _known_parts(look, a, b) if b - a <= _LONGEST_PARTED else []
    famous = [look.standing(part.a, part.b) >= LARGE for part in parts]
    beside = demanded or (look.commas_lost and any(famous))
    if len(parts) > 1 and (all(famous) or (beside and all(look.are_near(x, y) for x, y in pairwise(parts)))):
        return parts
    listed = _announces(cue) and b - a > (1 if look.commas_lost else 2)
    if not listed and not (look.commas_lost and demanded and _has_several(look, a, b)):
        return []
    pairs = _pairs(look, a, b)
    return pairs if len(pairs) > 1 else []


def _announces(cue: Cue) -> bool:
    """Whether a plural before the name says that several places follow: "the neighbourhoods of"."""
    return (cue.plural or (cue.relation or "").endswith("s of")) and cue.evidence >= DEMANDED


def _has_several(look: Lookup, a: int, b: int) -> bool:
    """Whether the run holds more "al-" words than one name has ("al-Tall al-Aswad", a noun with its adjective, has two), or
    another name begins in it: "Zarmun Kafr Dhahab".
    """
    words = look.words[a:b]
    return sum(map(_has_article, words)) > _MOST_ARTICLES or any(w.lower in look.data.other.heads for w in words[1:])


def _known_parts(look: Lookup, a: int, b: int) -> list[Run]:
    """The run as known names one after the other, each as long as can be; nothing where a word is left over."""
    for c in range(b, a, -1):
        start = _adjectives(look, a, c)
        if not look.is_name(start, c) or (c < b and _goes_with_next(look, start, c)):
            continue
        if c == b:
            return [Run(a, c)]
        if rest := _known_parts(look, c, b):
            return [Run(a, c), *rest]
    return []


def _pairs(look: Lookup, a: int, b: int) -> list[Run]:
    out: list[Run] = []
    while a < b:
        known = (c for c in range(min(b, a + 4), a, -1) if look.is_name(a, c))
        end = next((c for c in known if c == b or not _goes_with_next(look, a, c)), None)
        if end is None:
            headed = look.words[a].lower in look.data.other.heads
            paired = a + 1 < b and not _has_article(look.words[a]) and (headed or _has_article(look.words[a + 1]))
            end = a + 2 if paired else a + 1
        out.append(Run(a, end))
        a = end
    return out


def _goes_with_next(look: Lookup, a: int, c: int) -> bool:
    """Whether word `c` belongs to the little-known name before it: "Bustan al-Qasr" is one, "al-Midan al-Faid" two."""
    return _has_article(look.words[c]) and not _has_article(look.words[a]) and look.standing(a, c) < TOWN


def _has_article(word: Word) -> bool:
    return "-" in word.text and word.lower.split("-", 1)[0] in ARTICLES
