"""Is this name a place? The evidence for and against, added up.

Log odds, set by judgement and checked on annotated reports: a country or a large city needs no company, a village of
the gazetteer needs some, an unknown name needs much. A person's title, a body's name around it, or standing as the
subject of a verb speaks against.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from reportedly.reading.place_cues import Cue, after, before
from reportedly.reading.place_drafts import DEMANDED, Draft, drafts_of
from reportedly.reading.place_links import is_measured
from reportedly.reading.place_lookup import LARGE, LONGEST_ACRONYM, Lookup
from reportedly.reading.place_metonyms import is_metonym
from reportedly.reading.place_names import Run

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

ENOUGH, ENOUGH_LISTED = DEMANDED, 1.7
_KNOWN, _TAKEN, _ONLY_TAKEN, _ACTS, _LISTED, _SPELT_OUT, _OWNED = 3.0, 1.8, 2.6, -2.0, 2.5, 2.5, 2.0
_HEADED, _FOUGHT_FOR, _MEASURED = 1.0, 2.6, 2.4
_POSSESSIVES = frozenset({"'s", "’s", "'", "’", "´s"})
_PERSON = -3.0  # the surname of somebody whom the document names in full
_PLACED = 1.7  # what the words before such a name must weigh to make it a place all the same
_PASSIVE = 0.5  # times: persons are attacked and released as well
_CAPTURED = 0.65  # and captured, but not so often by far
_RETAKEN = 1.0  # nobody is retaken
_HEADLINE = 0.5  # times: in a headline every word after "in" has a capital
_BETWEEN_EQUALS = frozenset({"", "and", ", and", "/", "or", "and the", ", and the"})
_LEADING = frozenset({"between", "from", "to"})  # a road does so
_FIGHTS = frozenset({"battle", "fight"})
_SEATS = frozenset({"bastion", "capital", "capital city", "city", "port", "stronghold", "town"})
_SHARED = frozenset({"province", "district", "quarter", "countryside"})
_LISTABLE = frozenset({"settlement", "quarter", "district", "province"})


def find_drafts(look: Lookup) -> list[Draft]:
    """The names of the sentence that are places, in order: each by itself, then those that are listed beside one."""
    drafts = drafts_of(look)
    for draft in drafts:
        _weigh(look, draft)
    for earlier, later in pairwise(drafts):
        if earlier.barred and _between(look, earlier, later) in {"and", "and the"}:
            later.barred, later.accepted = True, False  # "Islamic State in Iraq and Syria"
        _list(look, earlier, later)
    for later, earlier in zip(reversed(drafts), reversed(drafts[:-1]), strict=False):
        _list(look, later, earlier)
    for earlier, later in pairwise(drafts):
        _own(look, earlier, later)
        _measure(look, earlier, later)
    kept = [draft for draft in drafts if draft.accepted]
    for draft in kept:
        code = _state(look, draft)
        draft.metonym = code is not None and is_metonym(look.words, draft.a, draft.b, capital=code == "PPLC")
    return kept


def _weigh(look: Lookup, draft: Draft) -> None:
    ahead, behind = before(look.words, draft.a, look.text), after(look.words, draft.span[1])
    _note(look, draft, ahead, behind)
    draft.standing = look.standing(draft.a, draft.b)
    draft.evidence += draft.standing + behind.evidence + ahead.evidence * (_HEADLINE if look.headline else 1.0)
    person = draft.b - draft.a == 1 and not draft.kind and ahead.evidence < _PLACED and _names_person(look, draft)
    draft.evidence += _PERSON if person else _KNOWN if draft.name.lower() in look.known else 0.0
    draft.evidence += _SPELT_OUT if _is_spelt_out(look, draft) else 0.0
    draft.evidence += _HEADED if draft.b - draft.a > 1 and look.words[draft.a].lower in look.data.other.heads else 0.0
    draft.evidence += _role(look, draft)
    draft.barred = _is_person(look, draft) or _is_common(look, draft) or _is_in_body(look, draft)
    draft.accepted = draft.evidence >= ENOUGH and not draft.barred


def _note(look: Lookup, draft: Draft, ahead: Cue, behind: Cue) -> None:
    """What the words beside the name say of it, on the draft."""
    draft.edge, draft.tail = ahead.edge, max(behind.edge, draft.span[1])
    draft.preposition, draft.plural, draft.shared = ahead.preposition, ahead.plural, behind.plural
    draft.relation, draft.distance_km = ahead.relation or behind.relation, ahead.distance_km
    draft.kind = draft.kind or behind.kind or ahead.kind
    if draft.kind is None and (noun := _announced(look, draft, ahead)):
        draft.kind, draft.plural, draft.relation = noun, True, behind.relation
    if draft.kind in _SEATS and draft.known and look.code(draft.a, draft.b) == "PCLI":
        draft.kind = None  # "the capital of Mali" calls Mali nothing
    if capital := _capital(look, draft, behind):
        draft.name, draft.span, draft.known = capital, (draft.span[0], behind.edge), True
    group = look.data.kinds.get(behind.kind or "")
    if group in look.data.in_span and behind.edge > draft.span[1]:
        draft.span = (draft.span[0], behind.edge)
        if group not in {"province", "border", "countryside"}:
            draft.name = look.text_of(draft.a, behind.edge)


def _capital(look: Lookup, draft: Draft, behind: Cue) -> str | None:
    """The city that "the Ukrainian capital" stands for, where its name does not follow."""
    country = look.data.demonyms.get(draft.name.lower())
    if country is None or behind.kind != "capital" or behind.edge != draft.span[1] + 1:
        return None
    if behind.edge < len(look.words) and look.words[behind.edge].capital:
        return None
    return look.data.capitals.get(country)


def _announced(look: Lookup, draft: Draft, ahead: Cue) -> str | None:
    """What "the neighbourhoods of X and Y" calls them, where X is no town that has neighbourhoods of its own."""
    if not (ahead.relation or "").endswith("s of") or look.standing(draft.a, draft.b) >= LARGE:
        return None
    noun = look.data.singular.get(ahead.relation.removesuffix(" of").rpartition(" ")[2])  # type: ignore[union-attr]
    return noun if look.data.kinds.get(noun or "") in {"quarter", "district"} else None


def _role(look: Lookup, draft: Draft) -> float:
    """What the grammar says: places are captured, persons act."""
    head = look.words[draft.b - 1].last
    if draft.a and look.words[draft.a].joined and look.words[draft.a - 1].last.tag_[:2] == "VB":
        return _taken(look, draft, look.words[draft.a - 1].last)
    if draft.edge > 0 and (evidence := _of_noun(look, draft)):
        return evidence
    if head.dep_ in {"dobj", "nsubjpass"}:
        taken = _taken(look, draft, head.head)
        return taken if head.dep_ == "dobj" else taken * _in_passive(look, head.head, taken)
    if head.dep_ == "nsubj" and head.head.pos_ in {"VERB", "AUX"} and draft.evidence < LARGE:
        return _ACTS if head.head.lemma_.lower() not in look.data.metonym.of_places else _ACTS / 4
    return 0.0


def _in_passive(look: Lookup, verb: Token, taken: float) -> float:
    """How much less it says that somebody unnamed did it."""
    if taken < _ONLY_TAKEN:
        return _PASSIVE
    return _CAPTURED if verb.lemma_.lower() in look.data.metonym.people_too else _RETAKEN


def _of_noun(look: Lookup, draft: Draft) -> float:
    """What the noun that the name hangs on says: "control of X", "the road from X", "the battle for X"."""
    noun = look.words[draft.edge - 1].last.lemma_.lower()
    if draft.preposition in {"of", "on"}:
        return _TAKEN if noun in look.data.metonym.take_nouns else 0.0
    if draft.preposition in _LEADING:
        return _TAKEN if look.data.kinds.get(noun) == "line" else 0.0
    if draft.preposition is None and noun == "for" and draft.edge > 1 and look.words[draft.edge - 1].joined:
        return _FOUGHT_FOR if look.words[draft.edge - 2].last.lemma_.lower() in _FIGHTS else 0.0
    return 0.0


def _taken(look: Lookup, draft: Draft, verb: Token) -> float:
    lemma = verb.lemma_.lower()
    if lemma in look.data.metonym.only_places and not look.text_of(draft.a, draft.b).isupper():
        return _ONLY_TAKEN
    return _TAKEN if lemma in look.data.metonym.take_places else 0.0


def _is_spelt_out(look: Lookup, draft: Draft) -> bool:
    """ "five villages: A, B and C", "the towns — A and B": a list that a plural announced."""
    if not look.text[: look.words[draft.a].start].rstrip().endswith((":", "—", "–", " -", "--")):
        return False
    singular, kinds = look.data.singular, look.data.kinds
    return any(
        kinds.get(word.lower) in _LISTABLE and singular[word.lower] != word.lower for word in look.words[: draft.a]
    )


def _is_person(look: Lookup, draft: Draft) -> bool:
    """A title or a given name before the name, or a person's belongings after it."""
    a, b = draft.a, draft.b
    if look.words[b - 1].possessive and b < len(look.words) and draft.standing < LARGE:
        owned = look.words[b].last.lemma_.lower()
        if owned in look.data.other.personal and draft.name.lower() not in look.known:
            return True
    given = not draft.announced and a > 0 and look.is_given_name(a - 1)
    return a > 0 and look.words[a].joined and (look.is_title(a - 1) or given)


def _names_person(look: Lookup, draft: Draft) -> bool:
    """Whether the word is the surname of somebody named in full, or a given name."""
    return draft.name.lower() in look.persons or look.is_given_name(draft.a)


def _is_common(look: Lookup, draft: Draft) -> bool:
    """A people's name, an adjective or initials: places only in "the Turkish border", "Independence Square"."""
    if draft.known:
        return False
    words = look.words[draft.a : draft.b]
    group = look.data.kinds.get(draft.kind or "")
    if len(words) == 1 and words[0].lower in look.data.demonyms:
        return group != "border"
    if len(words) == 1 and words[0].text.isupper() and len(words[0].text) <= LONGEST_ACRONYM:
        return not look.shouted and group != "facility"
    if group in {"building", "square", "facility"} and look.words[draft.span[1] - 1].capital:
        return False
    called = group in {"settlement", "quarter", "district"} and draft.kind not in _SEATS - {"city", "town", "port"}
    adjectives = not called and all(word.first.pos_ == "ADJ" and "-" not in word.text for word in words)
    return adjectives or all(word.lower in look.data.other.never for word in words)


def _is_in_body(look: Lookup, draft: Draft) -> bool:
    """ "al-Qaeda in Iraq", "Bank of Syria": the place belongs to a body's name."""
    other, at = look.data.other, draft.a - 1
    if at > 0 and look.words[at].lower == "the":
        at -= 1
    if at < 1 or look.words[at].lower not in {"of", "in", "for"} or not look.words[draft.a].joined:
        return False
    body = look.words[at - 1]
    bodies = other.branches if look.words[at].lower == "in" else other.bodies | other.organisations
    return body.capital and body.lower in bodies


def _list(look: Lookup, sure: Draft, other: Draft) -> None:
    """ "X, Y and Z": what is listed with a place is one, if the parser or the punctuation has them as equals."""
    if not sure.accepted or sure.metonym or other.barred:
        return
    first, second = (sure, other) if sure.a < other.a else (other, sure)
    between = _between(look, first, second)
    if between in _BETWEEN_EQUALS:
        equal = True
    else:
        equal = between in {",", ", the"} and (
            sure.plural or _are_equal(look, first, second) or _are_neighbours(look, first, second)
        )
    if not equal or (between == "," and _is_division(look, second) and not _is_division(look, first)):
        return
    if not other.accepted:
        other.evidence += _LISTED
        other.accepted = other.evidence >= ENOUGH_LISTED
    if second.shared and second.accepted and first.kind is None and look.data.kinds.get(second.kind or "") in _SHARED:
        first.kind, first.shared = second.kind, True
    if other.accepted and sure is first:
        other.preposition = other.preposition or sure.preposition
        other.kind = other.kind or (sure.kind if sure.plural else None)
        other.plural = other.plural or sure.plural
        if other.relation is None and sure.relation in look.data.relation.told:
            other.relation = sure.relation


def _own(look: Lookup, owner: Draft, owned: Draft) -> None:
    """ "Sanaa's Tahrir Square": what a place owns and the gazetteer knows, or what is called a square, is a place."""
    if not owner.accepted or owned.accepted or owned.barred or not look.words[owner.b - 1].possessive:
        return
    if _between(look, owner, owned) in _POSSESSIVES and (owned.known or owned.kind is not None):
        owned.evidence += _OWNED
        owned.accepted = owned.evidence >= ENOUGH


def _measure(look: Lookup, earlier: Draft, later: Draft) -> None:
    """ "Surt, 70 km west of X": what is told to lie so far from a place is one."""
    if (
        later.accepted
        and not (earlier.accepted or earlier.barred)
        and is_measured(earlier, later, look.words, look.text)
    ):
        earlier.evidence += _MEASURED
        earlier.accepted = earlier.evidence >= ENOUGH


def _between(look: Lookup, first: Draft, second: Draft) -> str:
    return look.text[look.words[first.span[1] - 1].end : look.words[second.span[0]].start].strip()


def _are_equal(look: Lookup, first: Draft, second: Draft) -> bool:
    a, b = look.words[first.b - 1].last, look.words[second.b - 1].last
    return b.dep_ in {"conj", "appos"} and look.words[first.a].first.i - 3 <= b.head.i <= a.i


def _are_neighbours(look: Lookup, first: Draft, second: Draft) -> bool:
    """Whether both are known names of places side by side, and not of a place and what holds it."""
    if not (first.known and second.known) or _is_division(look, first) or _is_division(look, second):
        return False
    return look.are_near(Run(first.a, first.b), Run(second.a, second.b))


def _is_division(look: Lookup, draft: Draft) -> bool:
    """Whether the name is first of all a country's or a province's."""
    return draft.known and look.code(draft.a, draft.b) in {"PCLI", "ADM1"}


def _state(look: Lookup, draft: Draft) -> str | None:
    """The feature code of the name where it is first of all a country's or a capital's."""
    group = look.data.kinds.get(draft.kind or "", "country")
    if not draft.known or draft.relation or group not in {"country", "settlement"}:
        return None
    code = look.code(draft.a, draft.b)
    return code if code in {"PCLI", "PPLC"} else None
