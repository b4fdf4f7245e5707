"""Who does what in two clauses of one sentence: "the army shelled Kutum while rebels bombed Hodeidah" tells two acts.

Each word that tells an event stands under a verb with a subject. Where these are two verbs with subjects of their own, two
sides are mostly told of; where the second clause begins with "while", they always are, as the codebook has it. "Tunis
threatened to act after the raid" tells two as well: only the harm of an attack is told as coming after the attack itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.lexicon.telling_words import load
from reportedly.model import ClaimType
from reportedly.reading.merge_profiles import VIOLENT
from reportedly.reading.parts import Candidate, Draft
from reportedly.reading.syntax import SUBJECTS

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

AFTER = 25  # characters after a word of taking in which what is taken stands: "the town of"
SURE = 0.6  # how likely each must tell an event: of doubtful words one is often a part of the other


def sides(a: Token, b: Token) -> str:
    """Whether two words of a sentence stand in "one" clause, or in clauses whose subjects are the "same" or "differ"; "open"
    where one has none, or a pronoun."""
    return _sides(_subject(a), _subject(b))


def _sides(one: Token | None, other: Token | None) -> str:
    if one is not None and other is not None and one.head is other.head:
        return "one"
    if one is None or other is None or "PRON" in {one.pos_, other.pos_}:
        return "open"
    return "same" if one.lower_ == other.lower_ else "differ"


def apart(first: Draft, second: Draft) -> bool:
    """Whether the two tell two acts: of two sides at the same time, as clauses joined by "while" do; one that came after
    the other; one of destroying by hand and one of another kind; or the taking of two towns.

    Who was killed while others were wounded is no side: only acting subjects count.
    """
    one, other = first.candidate, second.candidate
    if _other_deed(one, other) or _other_deed(other, one):
        return True
    if one.unit != other.unit:
        return False
    acts = one.type != other.type and not {one.type, other.type} <= VIOLENT
    if acts and (_comes_after(one.head, other.head) or _comes_after(other.head, one.head)):
        return True
    if takes_another(first, second):
        return True
    if ClaimType.CASUALTIES in {one.type, other.type}:
        return False
    a, b = _subject(one.head), _subject(other.head)
    if a is None or b is None or a.dep_ != "nsubj" or b.dep_ != "nsubj" or _sides(a, b) != "differ":
        return False
    words = load().beside
    later = b.head if a.i < b.i else a.head
    return any(child.lower_ in words and child.i < later.i for child in later.children)


def _comes_after(over: Token, word: Token) -> bool:
    """Whether the word tells what came before or after what the verb tells that it stands under: "threatened him after the strike"."""
    order, apart_in_time = load().order, False
    for step in (word, *word.ancestors):
        if step.i == over.i:
            return apart_in_time
        marked = any(child.lower_ in order and child.dep_ == "mark" for child in step.children)
        apart_in_time = apart_in_time or marked or step.lower_ in order
    return False


def _other_deed(told: Candidate, other: Candidate) -> bool:
    """Whether the first tells what was looted or burned by hand, or that an aircraft crashed, and the second another deed.

    Who loots and rapes did two things, and a plane's crash is not its errand.
    """
    needs = told.entry.needs
    if "craft" in needs:
        return other.type is ClaimType.AIR_STRIKE
    return "hands" in needs and other.type is not ClaimType.DESTRUCTION


def takes_another(first: Draft, second: Draft) -> bool:
    """Whether each of two words of taking in one sentence has a town of its own right after it: "cleared X and liberated Y"."""
    one, other = first.candidate, second.candidate
    if one.unit != other.unit or one.type is not other.type or one.type is not ClaimType.TERRITORY_GAIN:
        return False
    if one.start > other.start:
        first, second = second, first
    if min(first.score, second.score) < SURE:
        return False
    taken = _taken(first, second.candidate.start), _taken(second, None)
    return None not in taken and taken[0] != taken[1]


def _taken(draft: Draft, until: int | None) -> str | None:
    """The place that is told right after the trigger, and before the next one."""
    told = draft.candidate
    here = [spot.resolved.toponym for spot in draft.places if spot.unit == told.unit]
    after = [place for place in here if told.end <= place.start <= told.end + AFTER]
    place = min(after, key=lambda place: place.start, default=None)
    return None if place is None or (until is not None and place.start > until) else place.text


def _subject(token: Token) -> Token | None:
    """The subject of the nearest verb over the word, or of itself, that has one."""
    for verb in (token, *token.ancestors):
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i != token.i:
                return child
    return None
