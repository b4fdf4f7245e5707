"""An incident laid out for the eye: who says what of each slot, who repeats whom, why its claims stand together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from reportedly.incident_model import Echo, Join, Span, Voice, Weighed
from reportedly.incidents import Account
from reportedly.model import Claim, Count

SURE = 1000.0  # from this weight on, a join is a person's word
MOST_PLACES = 4
MOST_LISTED = 12  # places of an incident in a list
MOST_CLAIMS = 20  # claims that are kept of one value of one voice
MOST_VALUES = 50  # values that are kept of one voice; an incident of thousands of claims may name thousands of places
Point = tuple[float, float, int | None]  # latitude, longitude (WGS 84), precision
# The slots of a claim as rows; the names are those of disputes where there are some.
_ROWS: tuple[tuple[str, str, Callable[[Claim], Iterable[str]]], ...] = (
    ("type", "what", lambda claim: [claim.type.value.replace("_", " ")]),
    ("happened", "whether", lambda claim: [claim.status.value]),
    ("actor", "who", lambda claim: [mention.name for mention in claim.actor]),
    ("target", "whom", lambda claim: [mention.name for mention in claim.target]),
    ("place", "where", lambda claim: [place.name or place.quote.text for place in claim.places]),
    ("date", "when", lambda claim: [_days(claim)] if claim.date else []),
    ("killed", "killed", lambda claim: _number(claim.killed)),
    ("injured", "injured", lambda claim: _number(claim.injured)),
    ("captured", "captured", lambda claim: _number(claim.captured)),
    ("weapon", "weapon", lambda claim: [quote.text for quote in claim.weapon]),
)


@dataclass(frozen=True, slots=True)
class Cell:
    """A value that a voice gives, and the claims in which it does: the first of them, and how many more there are."""

    value: str
    claims: tuple[str, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    """A slot: for each voice, in their order, the values that it gives. `disputed` where they cannot all be true.

    `more`: for each voice, how many values are left out.
    """

    slot: str
    name: str
    cells: tuple[tuple[Cell, ...], ...]
    disputed: bool
    agreed: bool
    more: tuple[int, ...] = ()


@dataclass(slots=True)
class Branch:
    """A claim and those that repeat it; `reason` says how it is known that this one repeats the one above, or `of`, which
    is not shown."""

    claim: Claim
    reason: str | None = None
    of: str | None = None
    echoes: list[Branch] = field(default_factory=list)


def rows(one: Account) -> list[Row]:
    """The values against the voices; slots of which nobody says anything are left out."""
    claims = {claim.id: claim for claim in one.claims}
    everyone = (*one.weighed.voices, *one.weighed.denials)
    disputed = {dispute.slot for dispute in one.weighed.disputes}
    disputed_holder = "holder" in disputed
    found = []
    for slot, name, values in _ROWS:
        whole = [_cells(voice, claims, values) for voice in everyone]
        said = [{cell.value for cell in own} for own in whole if own]
        if said:
            agreed = len(said) > 1 and all(values == said[0] for values in said)
            is_disputed = slot in disputed or (slot == "actor" and disputed_holder)
            cells = tuple(own[:MOST_VALUES] for own in whole)
            more = tuple(max(0, len(own) - MOST_VALUES) for own in whole)
            found.append(Row(slot, name, cells, is_disputed, agreed and not is_disputed, more))
    return found


def _cells(voice: Voice, claims: Mapping[str, Claim], values: Callable[[Claim], Iterable[str]]) -> tuple[Cell, ...]:
    told: dict[str, list[str]] = {}
    for key in voice.claims:
        for value in values(claims[key]):
            told.setdefault(value, []).append(key)
    found = []
    for value, keys in told.items():
        own = tuple(dict.fromkeys(keys))
        found.append(Cell(value, own[:MOST_CLAIMS], max(0, len(own) - MOST_CLAIMS)))
    return tuple(found)


def branches(claims: Iterable[Claim], echoes: Iterable[Echo]) -> list[Branch]:
    """Those of these claims that repeat no other of them, each with those that repeat it, as trees."""
    made = {claim.id: Branch(claim) for claim in claims}
    roots = dict(made)
    for echo in echoes:
        if (branch := roots.get(echo.claim)) is None:
            continue
        if echo.of not in made:
            branch.reason, branch.of = echo.reason, echo.of
        elif not _below(branch, echo.of):
            branch.reason = echo.reason
            made[echo.of].echoes.append(roots.pop(echo.claim))
    return list(roots.values())


def _below(branch: Branch, claim: str) -> bool:
    waiting = [branch]
    while waiting:
        at = waiting.pop()
        if at.claim.id == claim:
            return True
        waiting += at.echoes
    return False


def title(types: Sequence[str], places: Sequence[str]) -> str:
    """What and where, for headings and lists."""
    kinds = " / ".join(kind.replace("_", " ") for kind in types[:2])
    more = " …" if len(places) > MOST_PLACES else ""
    return f"{kinds}, {', '.join(places[:MOST_PLACES])}{more}" if places else kinds


def bounds(span: Span) -> str:
    """A number of people as it is told."""
    if span.high is None:
        return f"{span.low} or more"
    return f"{span.low}" if span.low == span.high else f"{span.low} to {span.high}"


def point(one: Account) -> Point | None:
    """The best located place that is told."""
    places = [p for claim in one.claims for p in claim.places if p.lat is not None and p.lon is not None]
    best = min(places, key=lambda place: place.precision or 2, default=None)
    if best is None or best.lat is None or best.lon is None:
        return None
    return best.lat, best.lon, best.precision


def prior(join: Join) -> float:
    """The weight of any pair before anything of it is compared."""
    return join.weight - sum(reason.weight for reason in join.reasons)


def names(weighed: Weighed) -> dict[str, str]:
    """The names of the voices by their keys."""
    return {voice.key: voice.name for voice in (*weighed.voices, *weighed.denials)}


def summary(one: Account) -> dict[str, Any]:
    """An incident in a list, as the API has it."""
    return _listed(one.incident.id, one.types, one.places, point(one)) | {
        "days": [day.isoformat() for day in one.days] if one.days else None,
        "claims": len(one.claims),
        "documents": len({claim.document.id for claim in one.claims}),
        "voices": len(one.weighed.voices),
        "denials": len(one.weighed.denials),
        "spans": [{"slot": span.slot, "low": span.low, "high": span.high} for span in one.weighed.spans],
        "disputes": [dispute.slot for dispute in one.weighed.disputes],
        "opposed_agree": bool(one.weighed.agreed_by_opposed),
    }


@dataclass(frozen=True, slots=True)
class Outline:
    """What can be said of an incident without its words: types and places in the order in which they are told, its best
    located place, the first and the last day as `date.toordinal` numbers them, how many claims and documents it has."""

    types: tuple[str, ...]
    places: tuple[str, ...]
    point: Point | None
    days: tuple[int, int] | None
    claims: int
    documents: int


def outline(id_: str, one: Outline) -> dict[str, Any]:
    """An incident in a list before it is weighed: nobody's voice is counted (`None`), and of numbers and disputes nothing is
    known yet."""
    return _listed(id_, one.types, one.places, one.point) | {
        "days": [date.fromordinal(day).isoformat() for day in one.days] if one.days else None,
        "claims": one.claims,
        "documents": one.documents,
        "voices": None,
        "denials": None,
        "spans": [],
        "disputes": [],
        "opposed_agree": False,
    }


def _listed(id_: str, types: Sequence[str], places: Sequence[str], at: Point | None) -> dict[str, Any]:
    return {
        "id": id_,
        "title": title(types, places),
        "types": list(types),
        "days": None,
        "places": list(places[:MOST_LISTED]),
        "more_places": max(0, len(places) - MOST_LISTED),
        "lat": at and at[0],
        "lon": at and at[1],
        "precision": at and at[2],
    }


def _days(claim: Claim) -> str:
    assert claim.date is not None
    start, end = claim.date.start.isoformat(), claim.date.end.isoformat()
    return start if start == end else f"{start} to {end}"


def _number(count: Count) -> list[str]:
    if count.min is None and count.max is None:
        return []
    if count.max is None:
        return [f"{count.min} or more"]
    if count.min is None:
        return [f"up to {count.max}"]
    return [f"{count.min}" if count.min == count.max else f"{count.min} to {count.max}"]
