"""Drafts that tell one event → one claim, with every value quoted from the document."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

from reportedly._version import __version__
from reportedly.lexicon.triggers import Lexicon
from reportedly.model import (
    Claim,
    ClaimType,
    Count,
    DateSpan,
    Document,
    Extractor,
    Loss,
    Mention,
    PlaceMention,
    Quote,
    Status,
)
from reportedly.reading.counting import fullest
from reportedly.reading.no_actors import who_acted
from reportedly.reading.parties import Parties
from reportedly.reading.parts import Dated, Draft, Phrase, Spot, Unit, first_told
from reportedly.reading.place_holding import exacter, once
from reportedly.reading.quantities import only_counts
from reportedly.reading.selecting import is_sure, likeliest_type
from reportedly.reading.sides import Sides
from reportedly.reading.speech_memory import is_publisher
from reportedly.reading.tolls import LossTold, find_losses
from reportedly.reading.whom_hit import targets

SPEAKERS = 3  # more voices for one account are seldom all right
SURER = 0.3  # by so much likelier must be the actor that another telling names
SURE = 0.8  # how likely a speaker of another telling must be one to speak for all of it
ALONE = 0.6  # the same, where no other telling names anybody
FAINT = 0.65  # part of the likeliest telling's score that one must have to be the evidence


class Builder:
    """Makes the claims of one document; knows its sentences, its parties and what was counted in them."""

    def __init__(
        self, document: Document, units: Sequence[Unit], parties: Parties, lexicon: Lexicon, tagger: str
    ) -> None:
        self.document, self.units, self.parties, self.lexicon = document, units, parties, lexicon
        self.sides = Sides(units, parties, lexicon)
        self.extractor = Extractor(tagger, __version__)
        self._lost: dict[int, list[LossTold]] = {}  # by sentence

    def claim(self, group: Sequence[Draft], confidence: float | None = None) -> Claim:
        """The claim that a group of drafts tells; the fullest telling of the likeliest type is its evidence, the others
        stand under `also`. A word that hardly tells an event is no evidence beside one that surely does."""
        kind = likeliest_type(group)
        told = [draft for draft in group if draft.candidate.type == kind]
        least = FAINT * max(draft.score for draft in told)
        main = max(
            (draft for draft in told if draft.score >= least or is_sure(draft.candidate)),
            key=lambda draft: (is_sure(draft.candidate), self._fullness(draft), -draft.candidate.unit),
        )
        others = [draft for draft in group if draft is not main]
        kind, taken = _of_place(kind, main)
        evidence, trigger = self.evidence(main), self._quote(main.candidate.unit, *self._trigger(main))
        codes = self.lexicon.codebook[kind].codes
        where = first_told((main, *others), "places"), first_told((main, *others), "within")
        spots, around = exacter(where, ((draft.places, draft.within) for draft in others))
        places = self._places(spots)
        acted = who_acted(self._actor(main, others), main, self.units, self.lexicon.noun_classes)
        told_target = () if taken else targets(main, others, self.units, self.lexicon.noun_classes)
        actor, target = self.sides.named(acted, told_target, main.candidate.unit)
        killed, injured, captured = (self._count(main, others, name) for name in ("killed", "injured", "captured"))
        return Claim(
            id=_id(self.document.id, kind, trigger),
            document=self.document,
            type=kind,
            evidence=evidence,
            trigger=trigger,
            extractor=self.extractor,
            status=main.status,
            hedged=any(draft.hedged for draft in group) and main.status is not Status.PLANNED,
            also=self._also(evidence, others),
            actor=self._mentions(actor),
            target=self._mentions(target),
            places=places,
            within=tuple(area for area in self._places(once(around)) if not _told_among(area, places)),
            date=self._date(main, others),
            killed=killed,
            injured=injured,
            captured=captured,
            losses=self._losses((main, *others)),
            weapon=tuple(self._quote(p.unit, p.start, p.end) for p in first_told((main, *others), "weapon")),
            said_by=self._speakers(main, others),
            codes=codes,
            confidence=confidence,
        )

    def _actor(self, main: Draft, others: Sequence[Draft]) -> tuple[Phrase, ...]:
        """That of the fullest telling; where another tells of somebody else and is much likelier right, that one's."""
        phrases, best = main.actor, main.sure + SURER if main.actor else 0.0
        known = self._known(main.actor)
        for draft in others:
            if draft.actor and draft.sure > best and not known & self._known(draft.actor):
                phrases, best = draft.actor, draft.sure
        return phrases

    def _known(self, phrases: Sequence[Phrase]) -> set[str]:
        """The parties of the register that the phrases name."""
        found = (self.units[phrase.unit].party_at.get(phrase.head.i) for phrase in phrases)
        return {named.party for named in found if named is not None and named.party is not None}

    def evidence(self, draft: Draft) -> Quote:
        """The sentence that tells it."""
        sentence = self.units[draft.candidate.unit].sentence
        return Quote(sentence.text, sentence.start, sentence.end, sentence.where)

    def _trigger(self, draft: Draft) -> tuple[int, int]:
        return draft.candidate.start, draft.candidate.end

    def _quote(self, unit: int, start: int, end: int) -> Quote:
        sentence = self.units[unit].sentence
        return Quote(sentence.text[start:end], sentence.start + start, sentence.start + end, sentence.where)

    def _fullness(self, draft: Draft) -> float:
        sentence = self.units[draft.candidate.unit].sentence
        here = sum(spot.unit == draft.candidate.unit for spot in draft.places)
        parts = (draft.actor, draft.target, here, draft.date, draft.tolls, draft.weapon)
        return sum(bool(part) for part in parts) + 0.5 * (sentence.where == "text") + 0.001 * len(sentence.text)

    def _also(self, evidence: Quote, others: Sequence[Draft]) -> tuple[Quote, ...]:
        out: dict[tuple[str, int], Quote] = {}
        for draft in others:
            quote = self.evidence(draft)
            if quote != evidence:
                out.setdefault((quote.where, quote.start), quote)
        return tuple(out.values())

    def _mentions(self, phrases: Iterable[Phrase]) -> tuple[Mention, ...]:
        out: list[Mention] = []
        for phrase in phrases:
            text = self.units[phrase.unit].sentence.text[phrase.start : phrase.end]
            named = self.parties.name(text)
            if named.start < named.end and not only_counts(text[named.start : named.end]):
                quote = self._quote(phrase.unit, phrase.start + named.start, phrase.start + named.end)
                out.append(Mention(quote, named.name, named.party, named.label, named.backed_by))
        return tuple({m.party or " ".join(m.quote.text.lower().split()): m for m in reversed(out)}.values())[::-1]

    def _places(self, spots: Iterable[Spot]) -> tuple[PlaceMention, ...]:
        out = []
        for spot in spots:
            r, t = spot.resolved, spot.resolved.toponym
            quote, place = self._quote(spot.unit, t.start, t.end), r.place
            out.append(
                PlaceMention(
                    quote,
                    place.id if place else None,
                    place.name if place else None,
                    place.country if place else None,
                    place.admin1 if place else None,
                    r.lat,
                    r.lon,
                    r.precision,
                    t.relation,
                    t.distance_km,
                )
            )
        return tuple(out)

    def _date(self, main: Draft, others: Sequence[Draft]) -> DateSpan | None:
        found: tuple[int, Dated] | None = main.date
        for draft in others:
            found = found or draft.date
        if found is None:
            return None
        unit, dated = found
        quote = self._quote(unit, dated.expression.start, dated.expression.end)
        return DateSpan(dated.days.start, dated.days.end, dated.days.precision, quote)

    def _count(self, main: Draft, others: Sequence[Draft], kind: str) -> Count:
        """The one that its tellings agree on best, the fullest telling's before others."""
        group = (main, *others)
        told = [toll for draft in group for toll in draft.tolls] + [toll for draft in group for toll in draft.later]
        return fullest([Count(toll.min, toll.max) for toll in told if toll.kind == kind])

    def _losses(self, group: Sequence[Draft]) -> tuple[Loss, ...]:
        """What its tellings say was lost, each thing once, with its number where one of them has it."""
        out: dict[str, Loss] = {}
        for draft in group:
            unit, inside = draft.candidate.unit, draft.candidate.head
            found = self._lost.get(unit)
            if found is None:
                found = self._lost[unit] = find_losses(inside.doc)
            area = (
                {token.idx for token in inside.subtree} | {token.idx for token in inside.head.subtree} if found else ()
            )
            for loss in found:
                noun = loss.what.lower().split()[-1]
                if loss.start in area and (noun not in out or out[noun].count is None):
                    out[noun] = Loss(loss.what, loss.count)
        return tuple(out.values())

    def _speakers(self, main: Draft, others: Sequence[Draft]) -> tuple[Mention, ...]:
        """Those of the fullest telling, and those of the others: a lead tells as its own what its detail tells after somebody."""
        out: dict[frozenset[str], Mention] = {}
        told: set[str | None] = set()
        for draft in (main, *others):
            for speaker, p in draft.speakers:
                if draft is not main and p < (SURE if out else ALONE):
                    continue
                quote = self._quote(speaker.sentence, speaker.start, speaker.end)
                if is_publisher(quote.text, self.document.publisher):
                    continue
                named = self.parties.name(quote.text)
                words = frozenset(quote.text.lower().split())
                if named.party in told or any(words <= other for other in out):
                    continue  # a surname alone, or another name of the same party
                told |= {named.party} - {None}
                out[words] = Mention(quote, named.name, named.party, named.label)
        return tuple(out.values())[:SPEAKERS]


def _of_place(kind: ClaimType, main: Draft) -> tuple[ClaimType, bool]:
    """The type of the fullest telling, and whether all that it is done to is its own place: then nobody was captured, but a place.

    A name that no gazetteer holds is taken for a person's until its place is chosen ("that Halwa had been captured").
    """
    by_object = main.candidate.entry.by_object
    spans = {(spot.unit, spot.resolved.toponym.start, spot.resolved.toponym.end) for spot in main.places}
    done_to = {(phrase.unit, phrase.start, phrase.end) for phrase in main.target}
    if not done_to or not done_to <= spans or kind not in (by_object.get("people"), by_object.get("place")):
        return kind, False
    return by_object.get("place", kind), "place" in by_object


def _told_among(area: PlaceMention, places: Sequence[PlaceMention]) -> bool:
    """Whether one of the places has the name of the area, or is it."""
    return any(area.quote.text == place.quote.text or (area.place and area.place == place.place) for place in places)


def _id(document: str, kind: str, trigger: Quote) -> str:
    words = f"{document}\0{kind}\0{trigger.where}\0{trigger.start}\0{trigger.end}\0{trigger.text}"
    return "c_" + hashlib.sha256(words.encode()).hexdigest()[:16]
