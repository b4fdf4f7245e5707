"""The number that stands beside a cue word of a toll, where the parse tells of none: in headlines and lists, from left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportedly.reading.toll_people import Counter, People

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token
    from reportedly.reading.toll_cues import Cue

REACH = 9  # tokens between a number and its cue where no parse tells: "25 others in the north of the city injured"


def next_to(words: list[Token]) -> Token | None:
    """The word after these."""
    last = words[-1]
    return last.nbor() if last.i + 1 < len(last.doc) else None


def _clear(cue: Cue, tokens: list[Token], counter: Counter, cues: list[Cue]) -> bool:
    """Whether nothing between a number and its cue parts them: a full stop, another cue, a finite verb."""
    others = {other.token.i for other in cues if other.token.i != cue.token.i}
    return not any(
        t.i in others or t.text in {";", ".", ":", "?", "!"} or (t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"})
        for t in tokens
    )


def number_before(cue: Cue, counter: Counter, cues: list[Cue]) -> People | None:
    """The number nearest before the cue that is not a part of another ("including five children")."""
    doc, token = cue.token.doc, cue.token
    for number in reversed(counter.numbers):
        if number.end > token.idx:
            continue
        told = doc.covering(number.start, number.end)
        if not told or token.i - told[-1].i > REACH + 1:
            return None
        if counter.is_part(number.start):
            continue
        between = doc[told[-1].i + 1 : token.i]
        if any(t.lower_ in {"among", "amongst"} for t in between):
            return None  # "two officers were among those killed": a part, and of how many it does not say
        if not _clear(cue, between, counter, cues) or not _of_people(between, counter):
            return None
        return People(
            number.min,
            number.max,
            number.start,
            between[-1].idx + len(between[-1]) if between else number.end,
            (number,),
        )
    return None


def number_after(cue: Cue, counter: Counter) -> People | None:
    """The number right after the cue: "Kills 19", "killing at least 3"."""
    doc = cue.token.doc
    for number in counter.numbers:
        told = doc.covering(number.start, number.end)
        if told and 0 < told[0].i - cue.last <= 2:
            between = doc[cue.last + 1 : told[0].i]
            if any(t.pos_ in {"ADP", "SCONJ", "CCONJ", "PUNCT"} for t in between):
                return None
            follow = next_to(told)
            if follow is not None and (follow.lemma_.lower() in counter.words.not_people or counter.are_bodies(follow)):
                return None
            head = [follow] if follow is not None and follow.pos_ in {"NOUN", "PROPN"} else []
            end = max([number.end, *(t.idx + len(t) for t in head)])
            return People(number.min, number.max, number.start, end, (number,))
    return None


def _of_people(between: list[Token], counter: Counter) -> bool:
    """Whether a number counts people: nothing but a word for people, or no noun at all, follows it."""
    nouns = [t for t in between if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"compound"}]
    if nouns and nouns[0].pos_ == "NOUN" and not _is_person(nouns[0], counter):
        return False  # "two days after militants kidnapped them"
    return not nouns or any(_is_person(t, counter) for t in nouns)


def _is_person(token: Token, counter: Counter) -> bool:
    return counter.is_person(token) or token.lower_ in {"others", "people"}
