"""The party files as read, and what is wrong in them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TypeVar

from reportedly.lexicon.party_shapes import (
    LISTS,
    AliasRow,
    LabelShape,
    LeaderShape,
    NationRow,
    OfficeShape,
    PartyRow,
    Row,
    SideShape,
    WordsShape,
    first_day,
    last_day,
    rows,
)
from reportedly.lexicon.shapes import Shape, nearest, read_toml, shaped, unknown_tables

PARTIES, ALIASES, NATIONS, WORDS = "parties.csv", "party_aliases.csv", "peoples.csv", "party_words.toml"
S = TypeVar("S", bound=Shape)
R = TypeVar("R", bound=Row)


@dataclass(slots=True)
class Tables:
    """The rows and tables of the four files."""

    parties: list[PartyRow] = field(default_factory=list)
    aliases: list[AliasRow] = field(default_factory=list)
    nations: list[NationRow] = field(default_factory=list)
    offices: list[OfficeShape] = field(default_factory=list)
    sides: list[SideShape] = field(default_factory=list)
    labels: list[LabelShape] = field(default_factory=list)
    leaders: list[LeaderShape] = field(default_factory=list)
    lists: dict[str, list[str]] = field(default_factory=dict)
    spellings: dict[str, str] = field(default_factory=dict)


def read_tables() -> tuple[Tables, list[str]]:
    """The files' content and what of it has the wrong shape, one line a fault."""
    tables, found = Tables(), list[str]()
    tables.parties = _rows(PARTIES, PartyRow, "party", found)
    tables.aliases = _rows(ALIASES, AliasRow, "alias", found)
    tables.nations = _rows(NATIONS, NationRow, "name", found)
    raw, broken = read_toml(WORDS)
    found += broken
    known = {"spellings", "office", "side", "label", "leader", *LISTS}
    found += unknown_tables(raw, known, WORDS)
    tables.offices = _entries(raw.get("office"), OfficeShape, "office", found)
    tables.sides = _entries(raw.get("side"), SideShape, "side", found)
    tables.labels = _entries(raw.get("label"), LabelShape, "label", found)
    tables.leaders = _entries(raw.get("leader"), LeaderShape, "leader", found)
    tables.spellings = {str(k): str(v) for k, v in dict(raw.get("spellings", {})).items()}
    for name in LISTS:
        shape, wrong = shaped(WordsShape, raw.get(name), f"lexicon/{WORDS}: {name}")
        found += wrong
        tables.lists[name] = shape.words if shape is not None else []
    return tables, found


def check_tables(tables: Tables) -> list[str]:
    """What is wrong between well-shaped entries: ids, parents, dates, order, names that two parties share."""
    return [
        *_order(tables),
        *_references(tables),
        *_dates(tables),
        *_clashes(tables),
        *_vocabulary(tables),
    ]


def _rows(file: str, model: type[R], title: str, found: list[str]) -> list[R]:
    out = []
    for line, raw in rows(file):
        row, wrong = shaped(
            model, {k or "?": v for k, v in raw.items()}, f'lexicon/{file}: line {line} "{raw.get(title)}"'
        )
        found += wrong
        if row is not None:
            out.append(row)
    return out


def _entries(raw: object, model: type[S], kind: str, found: list[str]) -> list[S]:
    out = []
    for number, entry in enumerate(raw if isinstance(raw, list) else [], 1):
        title = entry.get("key") or entry.get("words", ["?"])[0]
        shape, wrong = shaped(model, entry, f'lexicon/{WORDS}: {kind} {number} "{title}"')
        found += wrong
        if shape is not None:
            out.append(shape)
    return out


def _order(tables: Tables) -> Iterator[str]:
    lists = (
        (PARTIES, [(row.party,) for row in tables.parties]),
        (ALIASES, [(row.party, row.alias) for row in tables.aliases]),
        (NATIONS, [(row.country,) for row in tables.nations]),
    )
    for file, keys in lists:
        for before, after in pairwise(keys):
            if before == after and file != ALIASES:
                yield f'lexicon/{file}: "{after[0]}" stands twice'
            elif before > after:
                yield f'lexicon/{file}: not sorted: "{", ".join(after)}" stands after "{", ".join(before)}"'


def known_ids(tables: Tables) -> set[str]:
    """Every id that a row may name: the parties', the leaders', and those composed for every nation and office."""
    ids = {row.party for row in tables.parties} | {f"leader:{leader.key}" for leader in tables.leaders}
    for nation in tables.nations:
        ids.add(f"state:{nation.country}")
        for office in tables.offices:
            ids |= {f"{office.kind}:{nation.country}", f"{office.kind}:{nation.country}:{office.key}"}
        ids.discard(f"force:{nation.country}")
    return ids


def _references(tables: Tables) -> Iterator[str]:
    ids = known_ids(tables)
    for row in tables.parties:
        if row.parent and row.parent not in ids:
            yield f'lexicon/{PARTIES}: "{row.party}": unknown parent "{row.parent}"{nearest(row.parent, ids)}'
    for alias in tables.aliases:
        if alias.party not in ids:
            yield f'lexicon/{ALIASES}: "{alias.alias}": unknown party "{alias.party}"{nearest(alias.party, ids)}'
    for leader in tables.leaders:
        if leader.party not in ids:
            yield f'lexicon/{WORDS}: leader "{leader.key}": unknown party "{leader.party}"{nearest(leader.party, ids)}'
    countries = {row.country for row in tables.nations}
    for where, title, listed in (
        *((PARTIES, row.party, row.country) for row in tables.parties),
        *((ALIASES, alias.alias, alias.within) for alias in tables.aliases),
    ):
        for country in sorted(set(listed) - countries):
            yield f'lexicon/{where}: "{title}": unknown country "{country}"'


def _dates(tables: Tables) -> Iterator[str]:
    dated: list[tuple[str, str, str, str]] = []
    dated += [(PARTIES, row.party, row.valid_from, row.valid_to) for row in tables.parties]
    dated += [(ALIASES, row.alias, row.valid_from, row.valid_to) for row in tables.aliases]
    dated += [(WORDS, row.key, row.valid_from, row.valid_to) for row in tables.leaders]
    for file, title, since, until in dated:
        start, end = first_day(since), last_day(until)
        if start and end and start > end:
            yield f'lexicon/{file}: "{title}": valid_from {since} is after valid_to {until}'


def _clashes(tables: Tables) -> Iterator[str]:
    """Two parties may share a name only where dates or countries tell them apart."""
    by_name: dict[str, list[AliasRow]] = defaultdict(list)
    life = {row.party: (row.valid_from, row.valid_to) for row in tables.parties}
    for row in tables.parties:
        whole = AliasRow(
            party=row.party, alias=row.name, use="", within=(), valid_from=row.valid_from, valid_to=row.valid_to
        )
        by_name[_key(row.name, "")].append(whole)
    for alias in tables.aliases:
        since, until = life.get(alias.party, ("", ""))
        dated = alias.model_copy(update={"valid_from": alias.valid_from or since, "valid_to": alias.valid_to or until})
        by_name[_key(alias.alias, alias.use)].append(dated)
    for entries in by_name.values():
        for number, one in enumerate(entries):
            for other in entries[number + 1 :]:
                apart = one.within and other.within and not set(one.within) & set(other.within)
                if one.party == other.party:
                    if one.within == other.within and one.use != "name" and other.use != "name" and _meet(one, other):
                        yield f'lexicon/{ALIASES}: "{other.alias}": stands twice for "{one.party}"'
                elif not apart and bool(one.within) == bool(other.within) and _meet(one, other):
                    yield f'lexicon/{ALIASES}: "{other.alias}": both "{one.party}" and "{other.party}" at one time'


def _meet(one: AliasRow, other: AliasRow) -> bool:
    starts = [day for day in (first_day(one.valid_from), first_day(other.valid_from)) if day]
    ends = [day for day in (last_day(one.valid_to), last_day(other.valid_to)) if day]
    return not starts or not ends or max(starts) <= min(ends)


def _key(name: str, use: str) -> str:
    bare = "".join(ch for ch in unicodedata.normalize("NFKD", name) if not unicodedata.combining(ch))
    bare = re.sub(r"\s+", " ", re.sub(r"[-‐]", " ", re.sub(r"['’.]", "", bare))).strip()
    # A name in small letters stands beside the same one in capitals: it says that capitals are not needed.
    return f"{bare}!" if use == "cased" else bare.casefold() + "-" * bare.islower()


def _vocabulary(tables: Tables) -> Iterator[str]:
    for office in tables.offices:
        try:
            office.name.format(country="", adjective="")
        except (KeyError, IndexError, ValueError) as error:
            yield f'lexicon/{WORDS}: office "{office.key}": name has an unknown field {error}'
    for name, words in tables.lists.items():
        for word in sorted({word for word in words if words.count(word) > 1}):
            yield f'lexicon/{WORDS}: {name}: "{word}" stands twice'
