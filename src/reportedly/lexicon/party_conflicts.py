"""The conflicts with their camps, and the relations between parties, as read; and what is wrong in them.

Who fights whom is not a property of a party: it holds in one conflict, for a time, and often through a coalition. So
conflicts list camps of parties with dates, and relations say who belongs to whom, who arms whom, who became whom.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import combinations, pairwise

from reportedly.lexicon.party_shapes import CampShape, ConflictShape, PartyRow, RelationRow, first_day, last_day, rows
from reportedly.lexicon.shapes import nearest, read_toml, shaped, unknown_tables

CONFLICTS, RELATIONS, PARTIES = "conflicts.toml", "party_relations.csv", "parties.csv"
Span = tuple[str, str]


@dataclass(slots=True)
class Stances:
    """The rows and tables of the two files."""

    relations: list[RelationRow] = field(default_factory=list)
    conflicts: list[ConflictShape] = field(default_factory=list)


def read_stances() -> tuple[Stances, list[str]]:
    """The files' content and what of it has the wrong shape, one line a fault."""
    stances, found = Stances(), list[str]()
    for line, raw in rows(RELATIONS):
        where = f'lexicon/{RELATIONS}: line {line} "{raw.get("party")}"'
        row, wrong = shaped(RelationRow, {key or "?": value for key, value in raw.items()}, where)
        found += wrong
        stances.relations += [row] if row is not None else []
    tables, broken = read_toml(CONFLICTS)
    found += broken + unknown_tables(tables, {"conflict"}, CONFLICTS)
    entries = tables.get("conflict")
    for number, entry in enumerate(entries if isinstance(entries, list) else [], 1):
        where = f'lexicon/{CONFLICTS}: conflict {number} "{entry.get("key", "?")}"'
        shape, wrong = shaped(ConflictShape, entry, where)
        found += wrong
        stances.conflicts += [shape] if shape is not None else []
    return stances, found


def check_stances(
    stances: Stances, parties: Iterable[PartyRow], known: Collection[str], countries: Collection[str]
) -> list[str]:
    """What is wrong between well-shaped entries; `known` are all ids that may be named, composed ones among them."""
    return [
        *_relations(stances.relations, known),
        *_cycles(parties, stances.relations),
        *(fault for conflict in stances.conflicts for fault in _conflict(conflict, known, countries)),
        *_twice(f"lexicon/{CONFLICTS}", [conflict.key for conflict in stances.conflicts]),
    ]


def standings(camp: CampShape) -> list[tuple[str, Span]]:
    """Every party of the camp with the dates between which it stood there."""
    plain = [(party, ("", "")) for party in camp.parties]
    return [*plain, *((entry.party, (entry.valid_from, entry.valid_to)) for entry in camp.dated)]


def _relations(relations: list[RelationRow], known: Collection[str]) -> Iterator[str]:
    keys = [(row.party, row.relation, row.other) for row in relations]
    for before, after in pairwise(keys):
        if before > after:
            yield f'lexicon/{RELATIONS}: not sorted: "{", ".join(after)}" stands after "{", ".join(before)}"'
    seen: dict[tuple[str, str, str], list[Span]] = defaultdict(list)
    for row, key in zip(relations, keys, strict=True):
        title = f'lexicon/{RELATIONS}: "{row.party} {row.relation} {row.other}"'
        for party in (row.party, row.other):
            if party not in known:
                yield f'{title}: unknown party "{party}"{nearest(party, known)}'
        if row.party == row.other:
            yield f"{title}: a party stands in no relation to itself"
        span = (row.valid_from, row.valid_to)
        yield from _order(title, span)
        if any(_meet(span, other) for other in seen[key]):
            yield f"{title}: stands twice"
        seen[key].append(span)


def _cycles(parties: Iterable[PartyRow], relations: Iterable[RelationRow]) -> Iterator[str]:
    """Parties that are, over their parents and coalitions, part of themselves."""
    above: dict[str, list[str]] = defaultdict(list)
    for row in parties:
        above[row.party] += [row.parent] if row.parent else []
    for relation in relations:
        above[relation.party] += [relation.other] if relation.relation == "member" else []
    settled: set[str] = set()
    for start in sorted(above):
        path = [(start, iter(above[start]))]
        while path:
            party, over = path[-1]
            step = next(over, None)
            if step is None:
                settled.add(party)
                path.pop()
            elif any(step == on for on, _ in path):
                names = [on for on, _ in path]
                yield f'lexicon/{PARTIES}: "{step}" is part of itself: {" in ".join([*names[names.index(step) :], step])}'
            elif step not in settled:
                path.append((step, iter(above.get(step, ()))))


def _conflict(conflict: ConflictShape, known: Collection[str], countries: Collection[str]) -> Iterator[str]:
    title = f'lexicon/{CONFLICTS}: "{conflict.key}"'
    yield from _order(title, (conflict.valid_from, conflict.valid_to))
    for country in sorted(set(conflict.countries) - set(countries)):
        yield f'{title}: unknown country "{country}"'
    keys = [camp.key for camp in conflict.camp]
    yield from _twice(title, keys)
    for one, other in conflict.opposed:
        for key in (one, other):
            if key not in keys:
                yield f'{title}: opposed: unknown camp "{key}"{nearest(key, keys)}'
        if one == other:
            yield f'{title}: opposed: camp "{one}" stands against itself'
    placed: dict[str, list[tuple[str, Span]]] = defaultdict(list)
    for camp in conflict.camp:
        if not camp.parties and not camp.dated:
            yield f'{title}: camp "{camp.key}" has no parties'
        for party, span in standings(camp):
            if party not in known:
                yield f'{title}: camp "{camp.key}": unknown party "{party}"{nearest(party, known)}'
            yield from _order(f'{title}: camp "{camp.key}": "{party}"', span)
            placed[party].append((camp.key, span))
    for party, places in placed.items():
        for (one, since), (other, until) in combinations(places, 2):
            if _meet(since, until):
                where = f'twice in camp "{one}"' if one == other else f'in camps "{one}" and "{other}" at one time'
                yield f'{title}: "{party}" stands {where}'


def _order(title: str, span: Span) -> Iterator[str]:
    start, end = first_day(span[0]), last_day(span[1])
    if start and end and start > end:
        yield f"{title}: valid_from {span[0]} is after valid_to {span[1]}"


def _meet(one: Span, other: Span) -> bool:
    starts = [day for day in (first_day(one[0]), first_day(other[0])) if day]
    ends = [day for day in (last_day(one[1]), last_day(other[1])) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _twice(title: str, keys: list[str]) -> Iterator[str]:
    for key in sorted({key for key in keys if keys.count(key) > 1}):
        yield f'{title}: "{key}" stands twice'
