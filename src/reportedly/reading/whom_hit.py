"""Whom an event was done to, of all that its tellings name.

One sentence counts "at least 16 people", the next says what was hit, a third that five of them were children. Whoever was
counted stays a target beside what others name; only who is told in the same number, or as all who live there, is the same people
by a better word.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportedly.reading.classes import BUILT, PEOPLE
from reportedly.reading.merge_profiles import VIOLENT
from reportedly.reading.parts import Draft, Phrase, Unit, first_told
from reportedly.reading.quantities import find_numbers, only_counts

Phrases = tuple[Phrase, ...]


def targets(
    main: Draft, others: Sequence[Draft], units: Sequence[Unit], nouns: Mapping[str, frozenset[str]]
) -> Phrases:
    """Those of the fullest telling, `main`; where it only counts people, with those of one that says who or what it was.

    Of violence, people and what was built are both looked for. `nouns`: the classes of common nouns.
    """
    told: Phrases = first_told((main, *others), "target")
    violent = main.candidate.type in VIOLENT
    if told and all(_is_anyone(phrase, nouns) or _is_number(phrase, units) for phrase in told):
        told = _said_who(told, [draft.target for draft in (main, *others)], units, nouns, violent=violent)
    if told and violent:
        for kinds in (BUILT, PEOPLE):
            if not any(phrase.kind in kinds for phrase in told):
                hit = (tuple(p for p in draft.target if p.kind in kinds) for draft in others)
                told = (*told, *next((phrases for phrases in hit if phrases), ()))
    return told


def _said_who(
    told: Phrases,
    all_told: Sequence[Phrases],
    units: Sequence[Unit],
    nouns: Mapping[str, frozenset[str]],
    *,
    violent: bool,
) -> Phrases:
    """The people who were counted, and whoever the first telling that says more names."""
    counted = tuple(phrase for phrase in told if not _is_number(phrase, units))
    named = [phrases for phrases in all_told if phrases and not _is_number(phrases[0], units)]
    who = (phrases for phrases in named if not _is_anyone(phrases[0], nouns))
    if not counted:
        return next(who, *(named or [told])[:1])
    more = (tuple(p for p in phrases if _adds(p, units, violent=violent)) for phrases in who)
    found = next((phrases for phrases in more if phrases), ())
    return found if any(_same(phrase, counted, units, nouns) for phrase in found) else (*counted, *found)


def _same(phrase: Phrase, counted: Phrases, units: Sequence[Unit], nouns: Mapping[str, frozenset[str]]) -> bool:
    """Whether they are all the people who were counted: as many, or uncounted and all that a place has ("villagers")."""
    if phrase.kind not in PEOPLE:
        return False
    told = set(_numbers(phrase, units))
    if not told:
        return "populace" in nouns.get(phrase.head.lemma_.lower(), ())
    return any(number in told for one in counted for number in _numbers(one, units))


def _adds(phrase: Phrase, units: Sequence[Unit], *, violent: bool) -> bool:
    """Whether it may say who was counted or what was hit: no name of a party, nor who holds a place ("the rebel-held north")."""
    after = units[phrase.unit].sentence.text[phrase.end : phrase.end + 1]
    return phrase.kind != "party" and after != "-" and (violent or phrase.kind in PEOPLE)


def _is_anyone(phrase: Phrase, nouns: Mapping[str, frozenset[str]]) -> bool:
    return "anyone" in nouns.get(phrase.head.lemma_.lower(), ())


def _is_number(phrase: Phrase, units: Sequence[Unit]) -> bool:
    return only_counts(units[phrase.unit].sentence.text[phrase.start : phrase.end])


def _numbers(phrase: Phrase, units: Sequence[Unit]) -> Iterator[tuple[int | None, int | None]]:
    for number in find_numbers(units[phrase.unit].sentence.text[phrase.start : phrase.end]):
        yield number.min, number.max
