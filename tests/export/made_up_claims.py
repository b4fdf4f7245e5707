"""Claims of every shape, made up: what the exports must be able to write."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as st

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
    Status,
)

DOCUMENT = Document(
    id="d_0123456789abcdef",
    ref="reports/ardal.txt",
    title="Army shells Ardal",
    publisher="Hill Wire",
    original_source="Karum Monitor",
    url="https://hill-wire.example/ardal",
    published=date(2023, 3, 15),
    language="en",
    text="The army shelled Ardal and Dera Zul on Tuesday with howitzers, killing seven, the Karum Monitor said.",
)


def quote(words: str) -> Quote:
    """Words of the document, or of its title."""
    start = DOCUMENT.text.find(words)
    if start >= 0:
        return Quote(words, start, start + len(words))
    assert DOCUMENT.title is not None
    start = DOCUMENT.title.index(words)
    return Quote(words, start, start + len(words), "title")


def place(words: str, lat: float | None, lon: float | None) -> PlaceMention:
    return PlaceMention(quote(words), f"geonames:{len(words)}", words, "SY", "Aleppo", lat, lon, 1)


CLAIM = Claim(
    id="c_0123456789abcdef",
    document=DOCUMENT,
    type=ClaimType.SHELLING,
    evidence=quote(DOCUMENT.text),
    trigger=quote("shelled"),
    extractor=Extractor("lexicon", "0.1.0"),
    status=Status.DENIED,
    hedged=True,
    also=(quote("Army shells Ardal"),),
    actor=(Mention(quote("army"), "Armed Forces of Syria", "sy-army", "regime", ("Russia",)),),
    target=(),
    places=(place("Ardal", 36.123456, 37.5), place("Dera Zul", None, None)),
    within=(),
    date=DateSpan(date(2023, 3, 14), date(2023, 3, 14), 1, quote("on Tuesday")),
    killed=Count(7, 7),
    injured=Count(3, None),
    losses=(Loss("trucks", 2), Loss("a bakery")),
    weapon=(quote("howitzers"),),
    said_by=(Mention(quote("Karum Monitor"), "Karum Monitor"),),
    codes=Codes("Shelling/artillery/missile attack", "ASSAULT", "194", 1),
)


words = st.text(min_size=1, max_size=12)
quotes = st.builds(lambda text, start: Quote(text, start, start + len(text)), words, st.integers(0, 999))
mentions = st.builds(
    Mention, quotes, words, st.none() | words, st.none() | words, st.lists(words, max_size=2).map(tuple)
)
places = st.builds(
    PlaceMention,
    quotes,
    place=st.none() | words,
    lat=st.floats(-90, 90),
    lon=st.floats(-180, 180),
    precision=st.none() | st.integers(1, 7),
    distance_km=st.none() | st.floats(0, 500),
) | st.builds(PlaceMention, quotes)
days = st.dates(date(1990, 1, 1), date(2030, 1, 1))
counts = st.builds(Count, st.none() | st.integers(0, 10**6), st.none() | st.integers(0, 10**6))
documents = st.builds(Document, id=words, text=words, title=st.none() | words, published=st.none() | days)


def _tuples(elements: st.SearchStrategy[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(elements, max_size=2).map(tuple)


claims = st.builds(
    Claim,
    id=words,
    document=documents,
    type=st.sampled_from(ClaimType),
    evidence=quotes,
    trigger=quotes,
    extractor=st.builds(Extractor, words, words),
    status=st.sampled_from(Status),
    hedged=st.booleans(),
    also=_tuples(quotes),
    actor=_tuples(mentions),
    target=_tuples(mentions),
    places=_tuples(places),
    within=_tuples(places),
    date=st.none() | st.builds(DateSpan, days, days, st.integers(1, 5), quotes),
    killed=counts,
    losses=_tuples(st.builds(Loss, words, st.none() | st.integers(0, 99))),
    weapon=_tuples(quotes),
    said_by=_tuples(mentions),
    codes=st.builds(Codes, st.none() | words),
    confidence=st.none() | st.floats(0, 1),
)
