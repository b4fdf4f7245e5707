"""A gist as text, to be kept and had again without reading its claim anew.

JSON, because a ledger may come from anywhere and nothing in it may run. Weights, words and the register decide what a gist
and a link are, so their digest is kept beside them: with others, everything is linked anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any

import orjson

from reportedly.linking.gist import Gist, Named, Range, Spot
from reportedly.model import ClaimType, Status

FORMAT = 4
_DECIDING = (
    ("reportedly.linking", ("weights.csv", "kinds.toml", "nouns.toml", "habits.toml")),
    ("reportedly.lexicon", ("parties.csv", "party_aliases.csv")),
)


@cache
def version() -> str:
    """What gists and links of this program can be told by from those of another: a format and a digest."""
    told = blake2b(digest_size=16)
    for package, names in _DECIDING:
        for name in names:
            told.update(files(package).joinpath("data", name).read_bytes())
    return f"{FORMAT}:{told.hexdigest()}"


def pack(gist: Gist) -> str:
    """The gist as one line of JSON."""
    told: list[Any] = [
        gist.claim, gist.document, gist.publisher, gist.start, gist.published, gist.kind.value, gist.status.value, sorted(gist.voices),
        gist.quoted, sorted(gist.named_speakers), _parties(gist.actors), _parties(gist.targets),
        [[one.id, one.name, one.country, one.admin1, one.lat, one.lon, one.precision] for one in gist.spots], sorted(gist.within),
        gist.first, gist.last, gist.killed, gist.injured, gist.captured, sorted(gist.weapons), f"{gist.words:x}", f"{gist.shingles:x}",
        gist.passages, gist.themes, f"{gist.naming:x}", gist.is_named, gist.is_habit, gist.odd,
    ]  # fmt: skip
    try:
        return orjson.dumps(told).decode()
    except TypeError:  # a lone surrogate, which UTF-8 cannot hold
        return json.dumps(told, separators=(",", ":"))


def unpack(text: str) -> Gist:
    """The gist that was packed."""
    (claim, document, publisher, start, published, kind, status, voices, quoted, speakers, actors, targets, spots, within, first, last,
     killed, injured, captured, weapons, words, shingles, passages, themes, naming, is_named, is_habit, odd) = _load(text)  # fmt: skip
    return Gist(
        claim, document, publisher, start, published, ClaimType(kind), Status(status), frozenset(voices), quoted, frozenset(speakers),
        _named(actors), _named(targets), tuple(Spot(*one) for one in spots), frozenset(within), first, last,
        _range(killed), _range(injured), _range(captured), frozenset(weapons), int(words, 16), int(shingles, 16),
        tuple(passages), tuple(themes), int(naming, 16), is_named, is_habit, odd,
    )  # fmt: skip


def _load(text: str) -> list[Any]:
    try:
        found = orjson.loads(text)
    except ValueError:
        found = json.loads(text)  # takes lone surrogates
    return list(found)


def _parties(named: Iterable[Named]) -> list[list[Any]]:
    return [[one.key, sorted(one.line), one.generic] for one in named]


def _named(told: Iterable[Sequence[Any]]) -> tuple[Named, ...]:
    return tuple(Named(key, frozenset(line), generic) for key, line, generic in told)


def _range(told: Sequence[int] | None) -> Range | None:
    return (told[0], told[1]) if told is not None else None
