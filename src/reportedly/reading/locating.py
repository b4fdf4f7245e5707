"""Where it happened: which of the toponyms round about belong to a claim.

A sentence that shells one town may name three, and many name none, because the sentence before did. For each toponym of
this sentence, and of the sentences before it, the signs are collected (its place in the tree, the preposition before it,
how exact a place it is, whether a nearer event wants it) and a log-linear score decides. A place that holds another one
that was chosen goes to ``within``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.toponym_words import load
from reportedly.reading.linear import Scores
from reportedly.reading.looking_back import is_over
from reportedly.reading.opinion import Asked
from reportedly.reading.opinion_signs import asked_of, best_first, place_anywhere, place_opinion
from reportedly.reading.parts import Candidate, Context, Spot, Unit
from reportedly.reading.place_about import CARRIED, About, shared
from reportedly.reading.place_ahead import named_later
from reportedly.reading.place_around import around_others
from reportedly.reading.place_holding import Where, once, parted
from reportedly.reading.place_names import ARTICLES, words_of
from reportedly.reading.place_pointing import Pointed, pointed_at
from reportedly.reading.place_signs import SpotCase, back, exact, here, is_left_out
from reportedly.reading.place_wars import of_the_war
from reportedly.reading.places import Resolved
from reportedly.reading.toponyms import Toponym

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

BACK = 3  # sentences before this one whose places may still be meant
SURE = 0.4
BEST = 0.15
FIRM = 0.6  # how likely one of another sentence must be where this one names a place of the event
SHARE = 0.6  # and where it names none, how likely beside the likeliest
APART = 0.8  # and one listed with neither the likeliest here nor the next, how likely beside the likeliest
BESIDE = 0.12  # one listed with such a place is meant too if at least so likely
POINTED = 4  # toponyms at most that the encoder may point at


def themes(units: Sequence[Unit]) -> tuple[Spot, ...]:
    """What the document is about, as places: the toponym named most often, and the country named or meant most often.

    Each as its first mention, so that it can be quoted; of equally frequent ones the first.
    """
    names: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    first: dict[str, Spot] = {}
    country_of: dict[str, Spot] = {}
    for number, unit in enumerate(units):
        for resolved in unit.toponyms:
            spot, place = Spot(number, resolved), resolved.place
            text = resolved.toponym.text
            if place is not None and place.code == "PCLI":
                country_of.setdefault(place.country, spot)
            elif not resolved.toponym.metonym:
                first.setdefault(text, spot)
                names[text] += 1
            if place is not None and place.country:
                countries[place.country] += 1
    out = [first[name] for name, _ in names.most_common(1)]
    out += [country_of[code] for code, _ in countries.most_common(1) if code in country_of]
    return tuple(out)


def spot_cases(candidate: Candidate, context: Context, heads: Sequence[Token]) -> list[SpotCase]:
    """Every toponym that may be meant; `heads`: the trigger words of the sentence, this candidate's among them."""
    units = context.units
    unit = units[candidate.unit]
    own = [resolved for resolved in unit.toponyms if not resolved.toponym.metonym]
    pointed = pointed_at(candidate, units)
    asked = asked_of(candidate, context.opinion)
    left_out = {resolved.toponym.text for resolved in own if is_left_out(unit, resolved)}
    cases = [here(candidate, unit, resolved, (n, len(own)), heads) for n, resolved in enumerate(own)]
    cases = [case for case in cases if case.spot.resolved.toponym.text not in left_out]
    cases += _elsewhere(candidate, context, left_out | {case.spot.resolved.toponym.text for case in cases}, pointed)
    if asked is not None:
        cases += _pointed(asked, units, left_out | {case.spot.resolved.toponym.text for case in cases})
    about = About.of(candidate, context, pointed)
    out = []
    for case in cases:
        spot, toponym = case.spot, case.spot.resolved.toponym
        signs = (*case.signs, *shared(candidate, case, about, units))
        if asked is not None:
            where = "here" if spot.unit == candidate.unit else "elsewhere"
            signs += place_opinion(asked, spot.unit, toponym.start, toponym.end, where)
            signs += place_anywhere(asked, context.mentions(toponym.text))
        out.append(SpotCase(spot, signs, case.bond, about.is_described(spot.resolved)))
    if asked is not None:
        ranks = best_first([case.signs for case in out], "place")
        out = [case._replace(signs=(*case.signs, *rank)) for case, rank in zip(out, ranks, strict=True)]
    return out


def _elsewhere(candidate: Candidate, context: Context, seen: set[str], described: Pointed | None) -> list[SpotCase]:
    """The toponyms of the sentences before, of the claim before, of what the document is about, and the one described."""
    units, own = context.units, len([r for r in context.units[candidate.unit].toponyms if not r.toponym.metonym])
    cases: list[SpotCase] = []
    for gap in range(1, min(BACK, candidate.unit) + 1):
        at = candidate.unit - gap
        if is_over(units, at, candidate.unit):
            continue
        usable = [resolved for resolved in units[at].toponyms if not resolved.toponym.metonym]
        for n, resolved in enumerate(usable):
            if resolved.toponym.text not in seen:
                seen.add(resolved.toponym.text)
                cases.append(
                    SpotCase(Spot(at, resolved), back(candidate, (units, gap, own), resolved, (n, len(usable))))
                )
    last = context.before(candidate, CARRIED)
    named = (described.spot,) if described is not None and described.spot is not None else ()
    for spot in (*(last.places if last else ()), *context.themes, *named):
        if spot.resolved.toponym.text not in seen:
            seen.add(spot.resolved.toponym.text)
            cases.append(SpotCase(spot, (f"far own={min(own, 2)}", f"far exact={exact(spot.resolved)}")))
    return cases


def _pointed(asked: Asked, units: Sequence[Unit], seen: set[str]) -> list[SpotCase]:
    """The toponyms that the encoder points at, wherever they stand; names in capitals that no rule took for one too."""
    out: list[SpotCase] = []
    for role in ("place", "within", "scene"):
        for run in asked.runs(role)[:POINTED]:
            unit = units[run.unit]
            covered = [r for r in unit.toponyms if r.toponym.start < run.end and run.start < r.toponym.end]
            known = bool(covered)
            if not known and run.p >= SURE and (name := _name_at(unit, run.start, run.end)):
                covered = [Resolved(Toponym(name[0], name[1], name[2], name[2]))]
            for resolved in covered:
                if resolved.toponym.text not in seen:
                    seen.add(resolved.toponym.text)
                    out.append(SpotCase(Spot(run.unit, resolved), (f"pointed.{role} known={known}",)))
    return out


def _name_at(unit: Unit, start: int, end: int) -> tuple[int, int, str] | None:
    """The whole words there as a name, where all of them are written as parts of one and none belongs to a party or a place."""
    if unit.doc is None:
        return None
    text = unit.sentence.text
    while start > 0 and (text[start - 1].isalnum() or text[start - 1] in "-'’"):
        start -= 1
    while end < len(text) and (text[end].isalnum() or (text[end] in "-'’" and text[end + 1 : end + 2].isalpha())):
        end += 1
    name = text[start:end]
    tokens = unit.doc.covering(start, end)
    if any(t.i in unit.party_at or t.i in unit.place_at or t.i in unit.time_at for t in tokens):
        return None
    words = words_of(unit.doc, name)
    if not words or any(_is_told_of_others(word.lower) for word in words):
        return None
    if not all(w.capital or w.lower in ARTICLES for w in words) or name.isupper() or words[0].lower in load().demonyms:
        return None
    return start, end, name


def _is_told_of_others(word: str) -> bool:
    """Whether the word belongs to the names of bodies, persons or days."""
    other = load().other
    return word in other.organisations or word in other.titles or word in other.given_names or word in other.times


def places_of(candidate: Candidate, context: Context, heads: Sequence[Token], scores: Scores) -> Where:
    """(places, within) of a candidate, in the order of the text; `heads`: the trigger words of its sentence."""
    likely = choose(spot_cases(candidate, context, heads), scores)
    spots = around_others(likely, asked_of(candidate, context.opinion), candidate.unit)
    chosen = of_the_war(candidate, context, spots)
    places, within = named_later(candidate, context, chosen)
    return _themselves(places, candidate.unit), _themselves(within, candidate.unit)


def _themselves(spots: Sequence[Spot], number: int) -> tuple[Spot, ...]:
    """The places, those of other sentences that only locate another there without what is told of that one."""
    return tuple(spot if spot.unit == number else Spot(spot.unit, spot.resolved.itself()) for spot in spots)


def choose(cases: Sequence[SpotCase], scores: Scores) -> Where:
    """(places, within) of a claim, in the order of the text.

    Those that are likely; the likeliest, where none is. What is listed beside one of them needs less, what is told apart from the
    two likeliest of the sentence, as the places of its other events are, much more. Where the sentence
    itself names a place of the event, one of another sentence must be likelier; where it names none, it must not be much
    less likely than the likeliest.
    """
    judge = scores["place"]
    scored = [(judge(case.signs), case) for case in cases]
    sure = [(p, case) for p, case in scored if p >= SURE]
    if not sure and scored:
        best = max(scored, key=lambda pair: pair[0])
        sure = [best] if best[0] >= BEST else []
    sure = _of_the_description(_near_the_best(sure))
    taken = {case.bond for _, case in sure if case.bond is not None}
    listed = [case for p, case in scored if BESIDE <= p < SURE and case.bond in taken]
    least = FIRM if taken else SHARE * max((p for p, _ in sure), default=0.0)
    chosen = [case for p, case in sure if case.bond is not None or p >= least]
    chosen += [case for case in listed if case not in chosen]
    spots = once(sorted((case.spot for case in chosen), key=lambda spot: (spot.unit, spot.resolved.toponym.start)))
    own = next((case.spot.unit for case in chosen if case.bond is not None), None)
    return parted(spots, own)


def _of_the_description(sure: Sequence[tuple[float, SpotCase]]) -> list[tuple[float, SpotCase]]:
    """Those chosen, but where the likeliest is the one that "the city" stands for, none that is less likely of other sentences."""
    best = max(sure, key=lambda pair: pair[0], default=None)
    if best is None or best[1].bond is not None or not best[1].is_described:
        return list(sure)
    return [(p, case) for p, case in sure if case is best[1] or case.bond is not None]


def _near_the_best(sure: Sequence[tuple[float, SpotCase]]) -> list[tuple[float, SpotCase]]:
    """Those of other sentences, and of this one the likeliest list, the next, and what is nearly as likely as the likeliest place."""
    lists: dict[int, float] = {}
    for p, case in sure:
        if case.bond is not None:
            lists[case.bond] = max(p, lists.get(case.bond, 0.0))
    ranked = sorted(lists.values(), reverse=True)
    least = min(ranked[1], APART * ranked[0]) if len(ranked) > 1 else 0.0
    return [(p, case) for p, case in sure if case.bond is None or lists[case.bond] >= least]
