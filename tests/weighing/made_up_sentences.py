"""Claims made by hand with the sentence that makes them, all quotes at their true places."""

from __future__ import annotations

from dataclasses import replace

from tests.linking.made_up_news import DAY, PARTIES, claim, document, place

from reportedly.model import Claim, ClaimType, Mention, PlaceMention, Quote

GAIN, LEFT, HELD = ClaimType.TERRITORY_GAIN, ClaimType.WITHDRAWAL, ClaimType.CONTROL


def told(
    sentence: str,
    trigger: str,
    places: str | tuple[str, ...],
    *,
    actor: str = "",
    target: str = "",
    kind: ClaimType = GAIN,
    before: str = "",
    confidence: float = 0.9,
) -> Claim:
    """What the sentence tells; names that do not stand in it stand in the sentence `before`. A party is "words" or "words=party"."""
    text = f"{before} {sentence}".strip()
    start = len(text) - len(sentence)
    made = claim(
        f"c{abs(hash((sentence, trigger))) % 10**8}",
        kind=kind,
        inside=document("Hill Wire", text=text),
        on=DAY,
        actor=None,
        at=None,
    )

    def quote(words: str) -> Quote:
        at = text.find(words, start)
        at = text.find(words) if at < 0 else at
        assert at >= 0, words
        return Quote(words, at, at + len(words))

    def party(words: str) -> tuple[Mention, ...]:
        name, _, key = words.partition("=")
        return (Mention(quote(name), name, PARTIES.get(key, key or None)),) if words else ()

    def spot(name: str) -> PlaceMention:
        return replace(place(name), quote=quote(name))

    names = (places,) if isinstance(places, str) else places
    return replace(
        made,
        evidence=Quote(sentence, start, len(text)),
        trigger=quote(trigger),
        actor=party(actor),
        target=party(target),
        places=tuple(map(spot, names)),
        confidence=confidence,
    )
