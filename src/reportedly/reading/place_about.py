"""The signs that every toponym round a claim has, near or far, and what they lean on: whether the claim before has it, whether
an event told there was in it, whether "the city" or "there" stands for it, and whether the document is about it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from reportedly.lexicon.toponym_words import load
from reportedly.reading.parts import Candidate, Context, Spot, Unit
from reportedly.reading.place_pointing import Pointed
from reportedly.reading.place_signs import SpotCase, exact
from reportedly.reading.places import Resolved

CARRIED = 4  # sentences over which the places of a claim may carry over
MANY = 5000  # people: so many die in a country, not in a town
NEAR = 12  # words around a trigger in which "the country" tells where
USED = 8  # sentences back over which it counts whether an event was told of a place


class About(NamedTuple):
    """What the signs of all toponyms of a claim lean on.

    `carried`: the places of the claim before; `used`: those of the events told a few sentences back, and whether one of the
    same type was; `themes`, `country`: what the document is about; `whole`: whether words beside the trigger speak of a whole country.
    """

    carried: frozenset[str]
    used: Mapping[str, bool]
    themes: frozenset[str]
    country: str | None
    whole: bool
    many: bool
    own: bool
    pointed: Pointed | None

    @classmethod
    def of(cls, candidate: Candidate, context: Context, pointed: Pointed | None) -> About:
        """What holds for this candidate."""
        unit, last = context.units[candidate.unit], context.before(candidate, CARRIED)
        used: dict[str, bool] = {}
        for draft in reversed(context.earlier):
            if candidate.unit - draft.candidate.unit > USED:
                break
            for spot in draft.places:
                text = spot.resolved.toponym.text
                used[text] = used.get(text, False) or draft.candidate.type is candidate.type
        return cls(
            frozenset(spot.resolved.toponym.text for spot in last.places) if last else frozenset(),
            used,
            frozenset(spot.resolved.toponym.text for spot in context.themes),
            next((s.resolved.place.country for s in reversed(context.themes) if s.resolved.place), None),
            _whole(candidate),
            any((toll.min or 0) >= MANY for toll in unit.tolls),
            any(not resolved.toponym.metonym for resolved in unit.toponyms),
            pointed,
        )

    def described(self, resolved: Resolved) -> tuple[str, str]:
        """Whether a description beside the trigger stands for the place; whether it is of the kind at least."""
        if self.pointed is None:
            return "none", "none"
        known = "unknown" if self.pointed.spot is None else str(self.is_described(resolved))
        return known, str(self.pointed.fits(resolved))

    def is_described(self, resolved: Resolved) -> bool:
        """Whether a description beside the trigger stands for the place."""
        spot = self.pointed.spot if self.pointed is not None else None
        return spot is not None and spot.resolved.toponym.text == resolved.toponym.text


def shared(candidate: Candidate, case: SpotCase, about: About, units: Sequence[Unit]) -> tuple[str, ...]:
    """Signs that every toponym has, near or far."""
    resolved = case.spot.resolved
    text, place = resolved.toponym.text, resolved.place
    pointed = (about.pointed.what, min(about.pointed.steps, 4)) if about.pointed else ("none", 0)
    return _shared(
        (str(candidate.type), "here" if case.spot.unit == candidate.unit else "elsewhere", exact(resolved)),
        "none" if place is None else str(place.country == about.country),
        "capitals" if text.isupper() and len(text) > 3 else "names",
        (resolved.toponym.anchors, resolved.toponym.relation is not None),
        (text in about.carried, text in about.themes, about.used.get(text)),
        (about.many, about.whole, about.own),
        (*about.described(resolved), *pointed),
        _is_framed(case.spot, candidate, units),
    )


@lru_cache(maxsize=32_768)  # so many as differ in a hundred documents
def _shared(
    what: tuple[str, str, str],
    home: str,
    written: str,
    named: tuple[int, bool],
    known: tuple[bool, bool, bool | None],
    around: tuple[bool, bool, bool],
    description: tuple[str, str, str, int],
    framed: str,
) -> tuple[str, ...]:
    (event, where, sure), (anchors, told), (carried, theme, was_used) = what, named, known
    (many, whole, own), (described, fits, thing, steps) = around, description
    used = {None: "no", False: "other", True: "same"}[was_used]
    return (
        f"many={many} {where} exact={sure}",
        f"many={many} whole={whole} exact={sure}",
        f"home={home} {where}",
        f"home={home} {where} exact={sure}",
        f"home={home} type={event}",
        f"written={written} {where}",
        f"anchors={anchors} {where}",
        f"anchors={anchors} told={told} {where}",
        f"carried={carried} {where}",
        f"carried={carried} {where} own={own}",
        f"used={used} {where} own={own}",
        f"used={used} {where} exact={sure}",
        f"theme={theme} {where}",
        f"theme={theme} {where} exact={sure}",
        f"theme={theme} {where} type={event}",
        f"whole={whole} {where}",
        f"whole={whole} {where} exact={sure} carried={carried}",
        f"{where} exact={sure} type={event}",
        f"described={described} {where} fits={fits}",
        f"described={described} what={thing} fits={fits}",
        f"described={described} steps={steps} {where}",
        f"described={described} own={own} carried={carried} {where}",
        f"framed={framed} {where} exact={sure}",
    )


def _is_framed(spot: Spot, candidate: Candidate, units: Sequence[Unit]) -> str:
    """Whether the place stands in what tells of a speech, not in what is said: "doctors in X said", "a resident of X told"."""
    speech, told = units[spot.unit].speech, spot.resolved.toponym
    if not speech:
        return "none"
    if any(said.start <= told.start < said.end for said in speech):
        return "said"
    here = spot.unit == candidate.unit
    return "apart" if here and not any(s.start <= candidate.start < s.end for s in speech) else "frame"


def _whole(candidate: Candidate) -> bool:
    """Whether the words beside the trigger speak of a whole country: "the country", "nationwide"."""
    doc, at, words = candidate.head.doc, candidate.head.i, load().pointing.whole
    if doc.vocabulary.isdisjoint(words):
        return False
    return any(token.lower_ in words for token in doc[max(0, at - NEAR) : at + NEAR])
