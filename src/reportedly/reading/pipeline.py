"""Document → claims: the whole story of reading.

A document that is not about war is let go, and so are sentences that name no act; the rest are parsed, and what stands in
them is found: places, parties, dates, tolls, who speaks. Every trigger word is then looked at: is it told as an event, who
did it, to whom, where, when, who says so. Drafts that tell the same event become one claim; what one leaves open is taken
from those told before.

Each step reads the one before and adds to it; none reaches back. A sentence on which a step fails is dropped with a
warning; the rest of the document is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Literal

from reportedly.gazetteer import Gazetteer
from reportedly.lexicon import triggers
from reportedly.lexicon.parties import Register
from reportedly.lexicon.triggers import Lexicon
from reportedly.model import Claim, Document, Quote, Reading, Step
from reportedly.reading import annotating, drafting, gate, subject
from reportedly.reading.ahead import ahead
from reportedly.reading.answers import Sure, answering, with_answers
from reportedly.reading.building import Builder
from reportedly.reading.casing import in_sentence_case
from reportedly.reading.confidence import LEAST, confidence, tells
from reportedly.reading.encoder import WEIGHTS, Encoder, shipped
from reportedly.reading.left_open import settle
from reportedly.reading.linear import Scores, lexicon_scores
from reportedly.reading.merging import cluster
from reportedly.reading.opinion import Opinion
from reportedly.reading.parse import parse_sentences
from reportedly.reading.parties import Parties
from reportedly.reading.parts import Draft, Unit
from reportedly.reading.recalled import recall
from reportedly.reading.sentences import Sentence, split
from reportedly.reading.speech_needs import needed
from reportedly.reading.tolling import give_back, tolls_after
from reportedly.sources.furniture import furniture
from reportedly.uncollected import uncollected

Tagger = Literal["encoder", "lexicon"]
TRACE = 0.02  # a sentence none of whose words is held to tell an event by more than this need not be parsed
PEACE = "nothing near it is about war"


@dataclass(frozen=True, slots=True)
class Told:
    """A document before it is parsed: its sentences, the numbers of those that matter, what the encoder says of it.

    `peaceful`: the numbers of those that hold a trigger word but stand near nothing that is about war.
    """

    units: list[Unit]
    wanted: set[int]
    peaceful: set[int]
    opinion: Opinion | None = None


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading needs besides the document; `country` is the user's prior for places (ISO 3166, two letters).

    Without an `encoder` the lexicon's tagger reads alone; `scores` are those of the tagger.
    """

    lexicon: Lexicon
    register: Register
    gazetteer: Gazetteer
    country: str | None = None
    encoder: Encoder | None = None
    scores: Scores = field(default_factory=lexicon_scores)

    @classmethod
    def open(
        cls,
        *,
        country: str | None = None,
        home: Path | None = None,
        tagger: Tagger = "encoder",
        model: Path | None = None,
    ) -> Reader:
        """A reader with the lexicon, the register and every gazetteer that is installed under `home`.

        `model`: the folder of another model than the one that is shipped. Raises `ModelError` where it is none.
        """
        parts = (triggers.load(), Register.load(), Gazetteer.open(home), country)
        if tagger == "lexicon":
            return cls(*parts)
        folder = model or shipped()
        return cls(*parts, Encoder.open(folder), Scores.load(folder / WEIGHTS))

    @property
    def tagger(self) -> Tagger:
        """What finds events and their parts; the name that its claims carry."""
        return "lexicon" if self.encoder is None else "encoder"

    def read(self, document: Document) -> Reading:
        """The document's claims in the order of its text, with warnings and an account of every sentence."""
        return self._read(document, partial(self._told, document))

    def each(self, documents: Iterable[Document]) -> Iterator[tuple[Document, Callable[[], Reading]]]:
        """Every document with a function that reads it, as `read` would; faster than `read` for many of them.

        With an encoder, two documents more are taken and put to it while one is read. Where taking one raises, those
        taken before it are handed out first.
        """
        if self.encoder is None:
            for document in documents:
                yield document, partial(self.read, document)
            return
        for document, told in ahead(documents, self._told):
            yield document, partial(self._read, document, told)

    def _read(self, document: Document, told: Callable[[], Told]) -> Reading:
        with uncollected():
            return self._made(document, told())

    def _made(self, document: Document, known: Told) -> Reading:
        units, opinion = self._parsed(known)
        left = [[PEACE] if at in known.peaceful else [] for at in range(len(units))]
        if not known.wanted:  # most documents of a general stream
            return Reading(document, steps=self._account(units, (), left))
        parties = self._parties(document)
        warnings = annotating.annotate(document, units, parties, self.gazetteer, self.country)
        drafts, reasons = drafting.draft(units, self.lexicon, self.scores, opinion)
        sure, unsure = self._grouped(units, drafts, opinion, self.scores)
        for group, p in unsure:
            for draft in group:
                word = draft.candidate.head.text
                reasons[draft.candidate.unit].append(f"“{word}” ({draft.candidate.type}): too little sure ({p:.2f})")
        claims = self._build(document, units, sure, parties)
        kept = [draft for group, _ in sure for draft in group]
        steps = [[*why, *peace] for why, peace in zip(reasons, left, strict=True)]
        account = self._account(units, kept, steps)
        for unit in units:
            if unit.doc is not None:
                unit.doc.let_go()
        return Reading(document, tuple(claims), tuple(warnings), account)

    def claims(self, document: Document, units: Sequence[Unit], opinion: Opinion | None, scores: Scores) -> list[Claim]:
        """The claims of a document whose sentences are annotated already."""
        drafts, _ = drafting.draft(units, self.lexicon, scores, opinion)
        return self._build(document, units, self._grouped(units, drafts, opinion, scores)[0], self._parties(document))

    def _grouped(
        self, units: Sequence[Unit], drafts: Sequence[Draft], opinion: Opinion | None, scores: Scores
    ) -> tuple[list[Sure], list[Sure]]:
        """The tellings of each claim with its confidence, and those that come to no claim."""
        groups = cluster(drafts, units, scores, opinion)
        text_tells = tells(groups, units)
        judged = [(group.tellings, confidence(group, units, text_tells, scores, opinion)) for group in groups]
        sure = [one for one in judged if one[1] is None or one[1] >= LEAST]
        unsure = [one for one in judged if one[1] is not None and one[1] < LEAST]
        give_back(_in_order(sure), _in_order(unsure), units, opinion)
        recall(sure, units, self.lexicon)
        settle(sure, units, self.lexicon)
        return with_answers(sure, drafts, units, self.lexicon), unsure

    def _parties(self, document: Document) -> Parties:
        return Parties(self.register, document.text, document.published)

    def _build(
        self, document: Document, units: Sequence[Unit], groups: Sequence[Sure], parties: Parties
    ) -> list[Claim]:
        builder = Builder(document, units, parties, self.lexicon, self.tagger)
        claims = [builder.claim(group, p) for group, p in groups]
        return sorted(claims, key=lambda claim: (claim.evidence.where != "title", claim.trigger.start, claim.type))

    def annotate(self, document: Document, *, whole: bool = False) -> tuple[list[Unit], list[str], Opinion | None]:
        """Every sentence of title and text, those that matter (`whole`: all) parsed and with what was found in them.

        With the warnings, and what the encoder says of the document, if there is an encoder.
        """
        units, opinion = self._parsed(self._told(document), whole=whole)
        parties = self._parties(document)
        return units, annotating.annotate(document, units, parties, self.gazetteer, self.country), opinion

    def _told(self, document: Document) -> Told:
        """What can be known without the parser: the sentences, which matter, and what the encoder says of them."""
        units = [Unit(sentence) for sentence in sentences_of(document)]
        holding = self._holding(document, units)
        scorer = self.scores.by_name.get(subject.NAME) or lexicon_scores()[subject.NAME]
        war = subject.of_war([unit.sentence.text for unit in units], scorer)
        wanted = self._with_context(holding & war, units)
        texts = [unit.sentence.text for unit in units]
        if self.encoder is None or not wanted:
            return Told(units, wanted | answering(texts, wanted), holding - wanted)
        sentences = [(unit.sentence.where, unit.sentence.text) for unit in units]
        opinion = Opinion.of(sentences, self.encoder, frozenset(wanted))
        found = set(opinion.triggers())
        likely = {at for at in wanted if opinion.likeliest(at) >= TRACE}
        tolls = tolls_after(found, wanted, units)
        read = likely | found | {at - 1 for at in found if at} | tolls
        read |= answering(texts, found)
        return Told(units, read | needed(texts, found), holding - wanted, opinion)

    def _parsed(self, told: Told, *, whole: bool = False) -> tuple[list[Unit], Opinion | None]:
        """Every sentence, those that matter (`whole`: all) parsed, and what the encoder says, if there is an encoder."""
        units = told.units
        chosen = range(len(units)) if whole else sorted(told.wanted)
        headlines = in_sentence_case([unit.sentence.text for unit in units])
        as_told = {n: headlines[at] for n, at in enumerate(chosen) if at in headlines}
        docs = parse_sentences([units[at].sentence.text for at in chosen], as_told)
        for at, doc in zip(chosen, docs, strict=True):
            units[at].doc = doc
        return units, told.opinion

    def _holding(self, document: Document, units: Sequence[Unit]) -> set[int]:
        """The numbers of the sentences that hold a trigger word."""
        sentences = [unit.sentence for unit in units]
        count = sum(sentence.where == "title" for sentence in sentences)
        title = gate.holding_triggers(document.title or "", sentences[:count])
        return title | {count + at for at in gate.holding_triggers(document.text, sentences[count:])}

    def _with_context(self, holding: set[int], units: Sequence[Unit]) -> set[int]:
        """Those sentences, and those of the text before them that they may lean on."""
        sentences = [unit.sentence for unit in units]
        count = sum(sentence.where == "title" for sentence in sentences)
        text = gate.with_context({at - count for at in holding if at >= count}, sentences[count:])
        return {at for at in holding if at < count} | {count + at for at in text}

    def _account(
        self, units: Sequence[Unit], drafts: Sequence[Draft], steps: Sequence[Sequence[str]]
    ) -> tuple[Step, ...]:
        told: dict[int, list[str]] = {}
        for draft in drafts:
            told.setdefault(draft.candidate.unit, []).append(
                f"{draft.candidate.type}: “{draft.candidate.head.text}” ({draft.score:.2f})"
            )
        out = []
        for number, (unit, reasons) in enumerate(zip(units, steps, strict=True)):
            sentence = unit.sentence
            quote = Quote(sentence.text, sentence.start, sentence.end, sentence.where)
            claims = tuple(told.get(number, ()))
            outcome = "claims" if claims else "dropped" if reasons else "no trigger"
            out.append(Step(quote, outcome, claims, tuple(reasons)))
        return tuple(out)


@dataclass(frozen=True, slots=True)
class Opening:
    """How a reader is opened, here or in another process: what `Reader.open` is given."""

    country: str | None = None
    home: Path | None = None
    tagger: Tagger = "encoder"
    model: Path | None = None

    def open(self) -> Reader:
        """The reader."""
        return Reader.open(country=self.country, home=self.home, tagger=self.tagger, model=self.model)


def _in_order(groups: Iterable[Sure]) -> list[Draft]:
    """Their tellings in the order of the text."""
    drafts = [draft for group, _ in groups for draft in group]
    return sorted(drafts, key=lambda draft: (draft.candidate.unit, draft.candidate.head.i))


def sentences_of(document: Document) -> list[Sentence]:
    """The sentences of the title, where the text does not repeat it, and of the text without its furniture."""
    text, title = document.text, document.title or ""
    folded = " ".join(title.split())
    repeated = bool(folded) and folded in " ".join(text.split())
    out = [] if repeated or not folded else split(title, where="title")
    left_out = furniture(text)
    for sentence in split(text):
        if not any(a <= sentence.start and sentence.end <= b for a, b in left_out):
            out.append(sentence)
    return out
