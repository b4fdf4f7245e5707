"""What stands in each sentence, before any event is looked for: places, parties, dates, tolls, speech."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from reportedly.gazetteer import Gazetteer
from reportedly.lexicon import time_words
from reportedly.model import Document
from reportedly.reading.date_clauses import NOW, dated, finest, with_gaps
from reportedly.reading.dates import DateExpression, Days, find_dateline, find_dates, resolve
from reportedly.reading.parties import Parties
from reportedly.reading.parts import Unit
from reportedly.reading.places import resolve as resolve_places
from reportedly.reading.speech import find_speech
from reportedly.reading.tolls import find_tolls
from reportedly.reading.toponyms import find_in_document

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

T = TypeVar("T")


def annotate(
    document: Document, units: Sequence[Unit], parties: Parties, gazetteer: Gazetteer, country: str | None
) -> list[str]:
    """Fill `units` in place; returns the warnings, one for each sentence that a step failed on."""
    warnings: list[str] = []

    def safely(unit: Unit, step: Callable[[], T], otherwise: T) -> T:
        try:
            return step()
        except (ValueError, IndexError, KeyError, OverflowError, AssertionError) as error:
            where = f"{unit.sentence.where} {unit.sentence.start}–{unit.sentence.end}"
            warnings.append(f"{where}: a sentence was read in part only ({type(error).__name__}: {error})")
            return otherwise

    toponyms = find_in_document([unit.doc for unit in units], gazetteer)
    for unit in units:
        if unit.doc is not None:
            doc, text = unit.doc, unit.sentence.text
            unit.parties = tuple(safely(unit, lambda t=text: parties.find(t), []))  # type: ignore[misc]
            unit.tolls = tuple(safely(unit, lambda d=doc: find_tolls(d), []))  # type: ignore[misc]
    for unit, resolved in zip(units, resolve_places(toponyms, gazetteer, country=country), strict=True):
        unit.toponyms = tuple(resolved)
    parties.stand_on(_ground(units))
    texts = [unit.sentence.text for unit in units]
    speeches = find_speech([unit.doc for unit in units], publisher=document.publisher, told=texts)
    for unit, said in zip(units, speeches, strict=True):
        unit.speech = tuple(said)
    _date(document, units)
    for unit in units:
        _index(unit, parties)
    return warnings


def _ground(units: Sequence[Unit]) -> str | None:
    """The country in which most of the places named within countries lie."""
    places = [r.place for unit in units for r in unit.toponyms if r.place is not None and not r.toponym.metonym]
    lie = Counter(place.country for place in places if place.country and place.code != "PCLI")
    return lie.most_common(1)[0][0] if lie else None


def _date(document: Document, units: Sequence[Unit]) -> None:
    found = find_dateline(document.text, document.published)
    anchor: date | None = found[0] if found else document.published
    previous: Days | None = None
    for unit in units:
        if unit.doc is None:
            continue
        out, passage = [], previous
        expressions = find_dates(unit.sentence.text)
        starts = unit.doc.starts()
        unit.time_at = frozenset(i for found_ in expressions for i in _tokens(starts, found_.start, found_.end))
        for expression in expressions:
            at = unit.sentence.start + expression.start
            if found and unit.sentence.where == "text" and found[1] <= at < found[2]:
                continue
            days = resolve(expression, anchor, previous=previous, future=_ahead(unit, expression))
            if days is not None and days.start <= days.end:
                one = dated(unit.doc, expression, days, anchor)
                out.append(replace(one, to_come=anchor is not None and days.start > anchor))
                previous = days
        unit.dates = tuple(with_gaps(unit.doc, finest(unit.sentence.text, out), expressions, anchor, passage))


def _ahead(unit: Unit, expression: DateExpression) -> bool:
    """Whether the verb over a date expression looks ahead: "will meet on Wednesday", "would begin leaving in May"."""
    assert unit.doc is not None
    token = unit.doc.at(expression.start)
    if token is None:
        return False
    for over in token.ancestors:
        if over.pos_ in {"VERB", "AUX"}:
            helpers = {child.lower_ for child in over.children if child.dep_ in {"aux", "auxpass"}}
            if helpers or over.dep_ != "xcomp":
                will = bool(helpers & {"will", "would", "shall", "'ll"})
                return will or (not expression.named and _is_to_come(over, helpers))
    return False


def _is_to_come(verb: Token, helpers: set[str]) -> bool:
    """Whether somebody now plans or is to do it: "plans to meet on Friday", "is due to leave on Monday"."""
    over = verb.head
    if verb.dep_ != "xcomp" or helpers != {"to"} or over.lemma_.lower() not in time_words.load().ahead:
        return False
    if over.tag_ in {"VBN", "JJ"}:  # "is expected to", "is due to"
        helper = next((child for child in over.children if child.dep_ == "auxpass"), over)
        over = over.head if over.tag_ == "JJ" else helper
    return over.tag_ in NOW


def _index(unit: Unit, parties: Parties) -> None:
    """Which tokens are covered by a toponym, a party or a date."""
    if unit.doc is None:
        return
    starts = unit.doc.starts()
    for resolved in unit.toponyms:
        for i in _tokens(starts, resolved.toponym.start, resolved.toponym.end):
            unit.place_at[i] = resolved
    for named in unit.parties:
        for i in _tokens(starts, named.start, named.end):
            unit.party_at[i] = named
            party = parties.register.get(named.party) if named.party else None
            unit.party_kind_at[i] = party.kind if party else "unknown"


def _tokens(starts: list[int], a: int, b: int) -> range:
    return range(bisect_left(starts, a), bisect_left(starts, b))
