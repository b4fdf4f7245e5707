"""Readings made up without a parser, so that a ledger can be filled with hundreds in a moment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from reportedly.ledger import Stamp
from reportedly.model import (
    Claim,
    ClaimType,
    Codes,
    Count,
    DateSpan,
    Document,
    Extractor,
    Loss,
    Mention,
    PlaceMention,
    Quote,
    Reading,
    Status,
)
from reportedly.sources import Facts, document_id

FIRST = date(2023, 3, 1)
PUBLISHERS = ("Hill Wire", "The Bayan Courier", "Karum Monitor Daily")
PARTIES = (("Ardal Brigade", "ardal-brigade"), ("army", "army"), ("Dera Front", "dera-front"), ("Zul militia", None))
PLACES = (
    ("Ardal", 36.20, 37.16, "SY"),
    ("Dera Zul", 36.35, 37.50, "SY"),
    ("Kasanga", 49.10, 33.40, "UA"),
    ("Tel Nur", None, None, None),
)
ACTS = (("shelled", ClaimType.SHELLING), ("bombed", ClaimType.AIR_STRIKE), ("captured", ClaimType.TERRITORY_GAIN))

RULES = Stamp("lexicon", "0.1.0", lexicon="a" * 64, gazetteer="b" * 64, settings={"country": None})
NEWER = replace(RULES, lexicon="c" * 64)


def document(
    number: int = 0, *, text: str | None = None, url: str | None = None, publisher: str | None = None
) -> Document:
    """A report of three sentences; its number decides who did what where."""
    lines = [sentence(number + at) for at in range(3)]
    told = " ".join(lines) if text is None else text
    facts = Facts(
        title=f"Report {number}",
        publisher=publisher or PUBLISHERS[number % len(PUBLISHERS)],
        url=url,
        published=FIRST + timedelta(days=number % 60),
        language="en",
    )
    return Document(
        id=document_id(told, facts),
        text=told,
        ref=f"made/up/{number}.txt",
        title=facts.title,
        publisher=facts.publisher,
        url=url,
        published=facts.published,
        language="en",
    )


def sentence(number: int) -> str:
    """One act."""
    actor, target = PARTIES[number % 4][0], PARTIES[(number + 1) % 4][0]
    act, place = ACTS[number % 3][0], PLACES[number % 4][0]
    done = f"captured {place} from the {target}" if act == "captured" else f"{act} the {target} near {place}"
    return f"The {actor} {done} on day {number}, killing {number % 9 + 1}, the Karum Monitor said."


def reading(number: int = 0, *, of: Document | None = None, confidence: float | None = None) -> Reading:
    """The three claims of a report."""
    read = of or document(number)
    claims = []
    for which in range(3):
        words = sentence(number + which)
        start = read.text.find(words)
        if start >= 0:
            claims.append(_claim(read, number + which, words, start, confidence))
    return Reading(read, tuple(claims), ("a warning",) if number % 5 == 0 else ())


def readings(count: int, start: int = 0) -> Iterator[Reading]:
    """As many readings."""
    return (reading(number, confidence=round(number % 10 / 10, 1)) for number in range(start, start + count))


def _claim(read: Document, number: int, words: str, start: int, confidence: float | None) -> Claim:
    def quote(part: str, at: int = 0) -> Quote:
        first = start + words.index(part, at)
        return Quote(part, first, first + len(part))

    (actor, actor_id), (target, target_id) = PARTIES[number % 4], PARTIES[(number + 1) % 4]
    act, kind = ACTS[number % 3]
    name, lat, lon, country = PLACES[number % 4]
    day = FIRST + timedelta(days=number % 60)
    place = PlaceMention(
        quote(name),
        f"made:{name.lower().replace(' ', '-')}" if lat is not None else None,
        name if lat is not None else None,
        country,
        "North" if lat is not None else None,
        lat,
        lon,
        1 if lat is not None else None,
    )
    return Claim(
        id=f"c_{read.id[2:10]}{number:08x}",
        document=read,
        type=kind,
        evidence=Quote(words, start, start + len(words)),
        trigger=quote(act),
        extractor=Extractor("lexicon", "0.1.0"),
        status=Status.DENIED if number % 7 == 0 else Status.OCCURRED,
        hedged=number % 2 == 0,
        actor=(Mention(quote(actor), actor, actor_id, None, ("Karum",) if number % 3 == 0 else ()),),
        target=(Mention(quote(target, words.index(act)), target, target_id),),
        places=(place,),
        date=DateSpan(day, day, 1, quote(f"on day {number}")),
        killed=Count(number % 9 + 1, number % 9 + 1),
        losses=(Loss("truck", 1),) if number % 4 == 0 else (),
        said_by=(Mention(quote("Karum Monitor"), "Karum Monitor", "karum-monitor"),),
        codes=Codes("Shelling/artillery/missile attack", "ASSAULT", "194", 1),
        confidence=confidence,
    )
