"""Which claims are compared at all: those that share a key of kind, time and space, or a passage.

A key is never coordinates alone: it joins the family of types, two days that follow each other, and a square of a tenth of
a degree, with every place standing in each square that lies within two kilometres of it. So two claims of neighbouring days
and of one place always share a key, and those of another kind or week never do. Claims told near a place, in a period, in
a province or without a place meet the others under wider keys. Copied passages have keys of their own: they meet whatever else
was read in them, where their days lie within a month, for a phrase that many use would fill a key that grows with the years. To
share a key has no direction, so that it never matters which claim came first.

Where a key holds more claims than ``FULL``, only neighbours in three orders are compared (sorted neighbourhood, Hernández
and Stolfo 1995): by place and toll, by parties, by wording. A million claims on one city and day cost no more each.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from reportedly.linking.gist import AREA, LONG_SPAN, MONTH, NEARBY, UNPLACED, Gist, Spot, is_wide
from reportedly.linking.kinds import kinds
from reportedly.linking.whereabouts import FEWEST_CONSONANTS, KM_PER_DEGREE, consonants
from reportedly.linking.wording import key
from reportedly.model import ClaimType

FULL = 80
WINDOW = 5  # neighbours to each side in each order
ORDERS = 3
FINE, WIDE = (10, 2.0), (2, 28.0)  # squares to a degree, and the margin in km (of WIDE, the reach of "near")
MOST_SPOTS, MOST_MONTHS, MOST_MARKS = 4, 6, 3
_DAYS_A_MONTH = 30
_FAMILY = kinds().family
PLAIN = 0
_MASK, _ODD, _SHIFT = (1 << 64) - 1, 0x9E3779B97F4A7C15, 29
_OFTEN = 1 << 14
# What a key is made of: what words decide of it, two numbers that are mixed in, and its sort.
Part = tuple[int, int, int, int]


def keys(gist: Gist) -> dict[int, int]:
    """The keys of a claim, each with its sort.

    Claims under one ``PLAIN`` key are all compared. ``NEARBY``, ``AREA``, ``MONTH`` and ``UNPLACED`` keys exist for the sake
    of those told near a place, in a province, in a period or without a place: two claims under one are compared where either is ``odd`` so.
    A claim without a day stands under the months before its publication; one without a place under its parties and toll.
    With neither, and no parties, only copies of its wording find it.
    """
    found: dict[int, int] = {}
    for digest, one, other, sort in _parts(gist):
        mixed = (digest ^ one & _MASK) * _ODD & _MASK
        mixed = (mixed ^ mixed >> _SHIFT ^ other) * _ODD & _MASK
        found[(mixed ^ mixed >> _SHIFT) >> 1] = sort
    return found


def keys_of(gists: Sequence[Gist]) -> tuple[NDArray[np.int64], NDArray[np.uint8], NDArray[np.int32]]:
    """The keys of all these claims together, with the sort of each and the index of its claim."""
    parts = list(map(_parts, gists))
    told = np.array(list(chain.from_iterable(chain.from_iterable(parts))), np.int64).reshape(-1, 4)
    mixed = told[:, 0].astype(np.uint64)
    for number in (told[:, 1], told[:, 2]):
        mixed = (mixed ^ number.astype(np.uint64)) * np.uint64(_ODD)
        mixed ^= mixed >> np.uint64(_SHIFT)
    owners = np.repeat(np.arange(len(gists), dtype=np.int32), [len(one) for one in parts])
    return (mixed >> np.uint64(1)).astype(np.int64), told[:, 3].astype(np.uint8), owners


def _parts(gist: Gist) -> list[Part]:
    """What the claim's keys are made of; each once."""
    family = _FAMILY[gist.kind]
    daily, names = _spaces(family, gist.spots)
    daily += tuple((_digest("mark", family, mark), UNPLACED) for mark in _marks(gist))
    daily += tuple((_digest("sign", family, sign), PLAIN) for sign in _signs(gist))
    days = _pairs_of_days(gist)
    parts = [(digest, day, 0, sort) for day in days for digest, sort in daily]
    themes = tuple(dict.fromkeys(gist.themes))
    months = _months(gist)
    # Each month stands for itself and the month after, as days do.
    parts += [(passage, month, 0, PLAIN) for passage in gist.passages for month in range(months.start - 1, months.stop)]
    for month in months:
        for at_month, at_theme in names:
            parts.append((at_month, month, 0, MONTH))
            parts += [(at_theme, month, theme, PLAIN) for theme in themes[:2]]
    if gist.first is not None and days:
        anywhere = _digest("theme", family, "")
        parts += [(anywhere, gist.first, theme, PLAIN) for theme in themes]
    return parts


@lru_cache(_OFTEN)
def _spaces(family: str, spots: tuple[Spot, ...]) -> tuple[tuple[tuple[int, int], ...], tuple[tuple[int, int], ...]]:
    """What stands for the places beside a day, each with its sort; and, beside a month, for their names, with and without a theme."""
    exact = [spot for spot in spots if not is_wide(spot)][:MOST_SPOTS]
    wide = [spot for spot in spots if is_wide(spot)][:MOST_SPOTS]
    spaces = {space for spot in exact for space in _squares(spot, *FINE)}
    around = {space for spot in exact for space in _squares(spot, *WIDE)}
    areas = {_area(spot) for spot in exact} | {part for spot in wide for part in (_area(spot), spot.id)}
    daily = [
        (_digest(name, family, space), sort)
        for name, sort, found in (("day", PLAIN, spaces), ("near", NEARBY, around), ("area", AREA, areas))
        for space in sorted(found)
    ]
    names = sorted({spot.id or spot.name for spot in exact or wide})
    return tuple(daily), tuple((_digest("month", family, name), _digest("theme", family, name)) for name in names)


@lru_cache(_OFTEN)
def _digest(sort: str, family: str, name: str) -> int:
    return key(sort, family, name)


def ranks(gist: Gist) -> tuple[int, ...]:
    """Where the claim stands in each of the orders in which a full key is walked."""
    spot = gist.spots[0].id or gist.spots[0].name if gist.spots else ""
    toll = gist.killed or gist.injured or gist.captured or (0, 0)
    parties = " ".join([party.key for party in (*gist.actors, *gist.targets)][:2])
    kind, place, who = _KIND_NUMBER[gist.kind], _digest("rank", "", spot), _digest("rank", "", parties)
    return (
        _packed(kind, place, min(toll[0], 0x7FFF), who),
        _packed(kind, who, place, min(toll[0], 0x7FFF)),
        gist.passages[0] if gist.passages else _packed(0, gist.words, toll[0], 0),
    )


_KIND_NUMBER = {kind: i for i, kind in enumerate(ClaimType)}


def _packed(*parts: int) -> int:
    """Four numbers of fifteen bits as one, most significant first."""
    packed = 0
    for part in parts:
        packed = packed << 15 | (part & 0x7FFF)
    return packed


def _pairs_of_days(gist: Gist) -> list[int]:
    """Each day stands for itself and the day after: day and next share one. A period has none."""
    if gist.first is None or gist.last is None or gist.last - gist.first >= LONG_SPAN:
        return []
    return list(range(gist.first - 1, gist.last + 1))


def _squares(spot: Spot, per_degree: int, margin_km: float) -> tuple[str, ...]:
    """The squares within the margin of the place; its name where nobody located it."""
    if spot.lat is None or spot.lon is None:
        return (f"{spot.country}/{_spelling(spot.name)}",) if spot.name else ()
    d_lat = margin_km / KM_PER_DEGREE
    d_lon = margin_km / (KM_PER_DEGREE * max(0.05, math.cos(math.radians(spot.lat))))
    rows = range(math.floor((spot.lat - d_lat) * per_degree), math.floor((spot.lat + d_lat) * per_degree) + 1)
    columns = range(math.floor((spot.lon - d_lon) * per_degree), math.floor((spot.lon + d_lon) * per_degree) + 1)
    return tuple(f"{i}:{j % (360 * per_degree)}" for i in rows for j in columns)


def _spelling(name: str) -> str:
    """What spellings of one name agree in, so that they meet."""
    bones = consonants(name)
    return name[:1] + bones if len(bones) >= FEWEST_CONSONANTS else name


def _area(spot: Spot) -> str:
    return f"{spot.country}/{spot.admin1}"


def _months(gist: Gist) -> range:
    """The months of thirty days that the claim may belong to, the last of them where they are many.

    An undated claim is taken to tell of the month before its publication; with no publication either, it meets its like.
    """
    first, last = gist.first, gist.last
    if first is None or last is None:
        first, last = (gist.published - _DAYS_A_MONTH, gist.published) if gist.published is not None else (0, 0)
    return range(first // _DAYS_A_MONTH, last // _DAYS_A_MONTH + 1)[-MOST_MONTHS:]


def _marks(gist: Gist) -> list[str]:
    """What an unplaced claim may be found by: its parties by name."""
    names = [party.key for party in (*gist.actors, *gist.targets) if not party.generic]
    return list(dict.fromkeys(names[:MOST_MARKS]))


def _signs(gist: Gist) -> list[str]:
    """What is rare enough to bring claims of one day together though a place was misread: a large toll, a named speaker."""
    toll = gist.killed or gist.injured
    signs = [f"toll {toll[0]}"] if toll is not None and toll[0] >= 10 else []
    return signs + sorted(gist.named_speakers)[:2]
