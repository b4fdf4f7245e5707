"""The vocabulary: what every room of the program speaks of.

Values are frozen and slotted; nothing here reads, writes or decides. Offsets count Unicode code points in the text that
they name, so that ``text[start:end]`` is the quoted text. What is unknown is ``None`` or empty, never a stand-in value.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Literal

Where = Literal["text", "title"]


class ClaimType(StrEnum):
    """The kinds of event of the codebook; their definitions are in ``lexicon/data/codebook.toml``."""

    ARMED_CLASH = "armed_clash"
    AIR_STRIKE = "air_strike"
    SHELLING = "shelling"
    BOMBING = "bombing"
    CHEMICAL_ATTACK = "chemical_attack"
    VIOLENCE_AGAINST_CIVILIANS = "violence_against_civilians"
    ABDUCTION = "abduction"
    DETENTION = "detention"
    CASUALTIES = "casualties"
    DESTRUCTION = "destruction"
    TERRITORY_GAIN = "territory_gain"
    WITHDRAWAL = "withdrawal"
    SIEGE = "siege"
    CONTROL = "control"
    DEPLOYMENT = "deployment"
    CEASEFIRE = "ceasefire"
    DIPLOMACY = "diplomacy"
    THREAT = "threat"
    HUMANITARIAN = "humanitarian"
    DISPLACEMENT = "displacement"
    PROTEST = "protest"


HOLDING = frozenset({ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL, ClaimType.CONTROL})  # of who holds a place


class Status(StrEnum):
    """Whether the words present the event as done, to come, said not to be, or only as a possibility."""

    OCCURRED = "occurred"
    PLANNED = "planned"
    DENIED = "denied"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Document:
    """One text by one publisher, as it was found.

    ``id`` is made from text and metadata, so that it does not depend on where the document lay; ``ref`` is the name that
    the user's own data gave it. ``extra`` holds fields of the input that are not ours, kept to be given back.
    """

    id: str
    text: str
    ref: str | None = None
    title: str | None = None
    publisher: str | None = None
    original_source: str | None = None
    author: str | None = None
    url: str | None = None
    published: date | None = None
    language: str | None = None
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the document: ``text`` is what stands from ``start`` to ``end`` of its text, or of its title."""

    text: str
    start: int
    end: int
    where: Where = "text"


@dataclass(frozen=True, slots=True)
class Mention:
    """A party named in a slot: its words, and the record of the register that they stand for, if any.

    ``name`` is the register's name, or the words themselves where it holds none. ``label`` is the publisher's own word
    for the party ("terrorists", "so-called"), letter for letter; ``backed_by`` lists whom the words name as its sponsor.
    """

    quote: Quote
    name: str
    party: str | None = None
    label: str | None = None
    backed_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """A toponym in a slot and the gazetteer's record that it stands for, if any.

    ``lat`` and ``lon`` are WGS 84 degrees; ``precision`` follows UCDP's ``where_prec`` (1 exact … 7 sea or air).
    ``relation`` and ``distance_km`` are told by the words ("40 km north of").
    """

    quote: Quote
    place: str | None = None
    name: str | None = None
    country: str | None = None
    admin1: str | None = None
    lat: float | None = None
    lon: float | None = None
    precision: int | None = None
    relation: str | None = None
    distance_km: float | None = None


@dataclass(frozen=True, slots=True)
class DateSpan:
    """When, as ISO days with both ends included; ``precision`` follows UCDP's ``date_prec`` (1 the day … 5 more than a month).

    ``quote`` is the expression that was resolved, in this sentence or in the one from which the date carries over.
    """

    start: date
    end: date
    precision: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Count:
    """A number of persons as told, in bounds: ``min`` at least, ``max`` at most, ``None`` where that side is open."""

    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Loss:
    """Something lost besides people, with how many of it; ``count`` is ``None`` where no number is told."""

    what: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Codes:
    """The claim's type in the words of other codebooks, as the codebook file maps them."""

    acled: str | None = None
    plover: str | None = None
    cameo: str | None = None
    ucdp_type: int | None = None


@dataclass(frozen=True, slots=True)
class Extractor:
    """What read the document: the tagger's name and the version of the program."""

    name: str
    version: str


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement, in one document, that one event happened (or did not, or is to), or that one party holds a place."""

    id: str
    document: Document
    type: ClaimType
    evidence: Quote
    trigger: Quote
    extractor: Extractor
    status: Status = Status.OCCURRED
    hedged: bool = False
    also: tuple[Quote, ...] = ()
    actor: tuple[Mention, ...] = ()
    target: tuple[Mention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    within: tuple[PlaceMention, ...] = ()
    date: DateSpan | None = None
    killed: Count = Count()
    injured: Count = Count()
    captured: Count = Count()
    losses: tuple[Loss, ...] = ()
    weapon: tuple[Quote, ...] = ()
    said_by: tuple[Mention, ...] = ()
    codes: Codes = Codes()
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Why one sentence gave what it gave: its words and the reasons, for ``read --explain``."""

    sentence: Quote
    outcome: str
    claims: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A document with what was read in it: claims in the order of the text, warnings, and the account of each sentence."""

    document: Document
    claims: tuple[Claim, ...] = ()
    warnings: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
