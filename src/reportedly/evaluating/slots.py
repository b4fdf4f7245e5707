"""Which slots of an annotated claim a read one has right.

Only the slots that the annotation fills are judged, and the status. A speaker where the annotation has none is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from math import asin, cos, pi, sin
from typing import Any

from reportedly.evaluating.names import Name, matched, same

WHOLE = ("actor", "target", "place", "date", "status", "said_by", "said_by_none")
NEAR_KM = 25.0
EARTH_DIAMETER_KM = 12742.0
_FREE = frozenset({"armed_clash", "diplomacy", "ceasefire", "displacement"})  # whose two sides may change places

Record = Mapping[str, Any]


def judge(gold: Record, read: Record) -> dict[str, bool]:
    """Slot → right or wrong. ``said_by_none`` is right where neither has a speaker, besides the actor himself."""
    out = _parties(gold, read)
    if gold.get("places"):
        out.update(_places(gold, read))
    if wanted := _interval(gold.get("date")):
        found = _interval(read.get("date"))
        out["date"] = found is not None and _date_right(wanted, found)
        out["date_exact"] = found == wanted
    out["status"] = (read.get("status") or "occurred") == (gold.get("status") or "occurred")
    out.update(_speakers(gold, read))
    for toll in ("killed", "injured"):
        if told := gold.get(toll):
            count = read.get(toll) or {}
            top = count.get("max")
            out[toll] = count.get("min") == told.get("min") or (top is not None and top == told.get("max"))
    return out


def _parties(gold: Record, read: Record) -> dict[str, bool]:
    actor, target = gold.get("actor") or [], gold.get("target") or []
    did, suffered = read.get("actor") or [], read.get("target") or []
    free = bool(_FREE & set(types_of(gold)))
    if free and actor and target:
        straight = _right(actor, did) and _right(target, suffered)
        right = straight or (_right(actor, suffered) and _right(target, did)) or _right(actor + target, did + suffered)
        return {"actor": right, "target": right}
    out = {}
    if actor:
        out["actor"] = _right(actor, did) or (free and _right(actor, did + suffered))
    if target:
        out["target"] = _right(target, suffered) or (free and _right(target, did + suffered))
    return out


def _right(gold: Sequence[Name], read: Sequence[Name]) -> bool:
    return matched(gold, read) == len(gold) and len(read) <= len(gold) + 1


def _places(gold: Record, read: Record) -> dict[str, bool]:
    wanted, found, around = gold["places"], read.get("places") or [], read.get("within") or []
    hits = matched(wanted, found)
    if hits < len(wanted) and not found:
        hits = max(hits, matched(wanted, around))
    out = {"place": hits == len(wanted) and len(found) <= len(wanted) + 1}
    located = [place for place in wanted if place.get("lat") is not None]
    if located:
        points = [
            (p["lat"], p["lon"]) for p in (*found, *around) if isinstance(p, Mapping) and p.get("lat") is not None
        ]
        out["coordinates"] = all(any(km((g["lat"], g["lon"]), p) <= NEAR_KM for p in points) for g in located)
    return out


def _speakers(gold: Record, read: Record) -> dict[str, bool]:
    wanted, found = gold.get("said_by") or [], read.get("said_by") or []
    if wanted:
        hits = matched(wanted, found)
        return {"said_by": hits >= 1 and len(found) - hits <= 1}
    actors = gold.get("actor") or []
    return {"said_by_none": all(any(same(actor, name) for actor in actors) for name in found)}


def _date_right(gold: tuple[str, str], read: tuple[str, str]) -> bool:
    """One day: that day. Several: within them, or the same give or take a day at each end."""
    if read == gold:
        return True
    if gold[0] == gold[1]:
        return False
    if gold[0] <= read[0] <= read[1] <= gold[1]:
        return True
    return _apart(read[0], gold[0]) <= 1 and _apart(read[1], gold[1]) <= 1


def _apart(a: str, b: str) -> int:
    return abs((date.fromisoformat(a[:10]) - date.fromisoformat(b[:10])).days)


def _interval(when: Record | None) -> tuple[str, str] | None:
    if not when or not (when.get("start") or when.get("end")):
        return None
    return when.get("start") or when["end"], when.get("end") or when["start"]


def km(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two (lat, lon) in kilometres."""
    (lat_a, lon_a), (lat_b, lon_b) = a, b
    degree = pi / 180
    half = sin((lat_b - lat_a) * degree / 2) ** 2
    half += cos(lat_a * degree) * cos(lat_b * degree) * sin((lon_b - lon_a) * degree / 2) ** 2
    return EARTH_DIAMETER_KM * asin(min(1.0, half**0.5))


def types_of(record: Record) -> list[str]:
    """The type, or the types that count as right, as a list."""
    kinds = record["type"]
    return list(kinds) if isinstance(kinds, list) else [str(kinds)]
