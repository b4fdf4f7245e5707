"""The register: who the parties of the wars are, what they are called, and when.

A name is not a party. Groups rename themselves, several share an acronym, and a state's army needs no entry because it
is named after the state. So the register keeps parties with dated names in two tables, and composes the forces, organs
and people of every state from a table of nations and a list of offices.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache

from reportedly.errors import LexiconError
from reportedly.lexicon import sentence_words
from reportedly.lexicon.party_conflicts import check_stances, read_stances
from reportedly.lexicon.party_faults import Tables, check_tables, known_ids, read_tables
from reportedly.lexicon.party_shapes import AliasRow, LeaderShape, NationRow, OfficeShape, first_day, last_day
from reportedly.lexicon.party_tokens import Phrases, Tokeniser

ORGANS = {
    "force": "state-force", "gov": "state", "people": "people", "media": "media-monitor", "rebels": "armed-group",
    "opposition": "political",
}  # fmt: skip
# The office that the id alone stands for: "gov:SY" is the government itself.
PLAIN = {
    "gov": "government", "people": "people", "media": "state-media", "rebels": "rebels", "opposition": "opposition",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Party:
    """A force, group, body, state or people. `countries` are ISO codes; dates are open where `None`."""

    id: str
    name: str
    kind: str
    countries: tuple[str, ...] = ()
    parent: str | None = None
    valid_from: date | None = None
    valid_to: date | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Alias:
    """A name of a party. `raw` are its words as written; `article` says that the Arabic article belongs to it.

    Where `near` lists countries, the name counts only in a document that names one of them. `short` marks the bare
    surname of a leader, which also counts where the document gives the whole name. `people` marks the name of a people,
    which is no name of those who fight under it.
    """

    party: str
    raw: tuple[str, ...]
    use: str = ""
    near: frozenset[str] = frozenset()
    valid_from: date | None = None
    valid_to: date | None = None
    article: bool = False
    leader: bool = False
    short: bool = False
    people: bool = False


@dataclass(frozen=True, slots=True)
class Nation:
    """A state or territory as words name it."""

    country: str
    name: str
    full: str
    adjective: str


@dataclass(frozen=True, slots=True)
class NationName:
    """One word or phrase for a nation; `kind` is name, adjective, people, capital or seat."""

    nation: Nation
    kind: str
    raw: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """What the second half of "US-backed" means."""

    sponsor: bool
    stays: bool


@dataclass(frozen=True, slots=True)
class Label:
    """What a judging word does to the name beside it."""

    replaces: bool
    drops: bool


@dataclass(slots=True)
class Register:
    """All parties with their names, and the words that surround names.

    `firsts` are the words with which a name may begin, `small_firsts` those that may do so without a capital.
    """

    tokeniser: Tokeniser
    nations: dict[str, Nation] = field(default_factory=dict)
    aliases: Phrases[Alias] = field(default_factory=Phrases)
    nation_names: Phrases[NationName] = field(default_factory=Phrases)
    offices: Phrases[OfficeShape] = field(default_factory=Phrases)
    labels: Phrases[Label] = field(default_factory=Phrases)
    joins: Phrases[str] = field(default_factory=Phrases)
    sides: dict[str, Side] = field(default_factory=dict)
    words: dict[str, frozenset[str]] = field(default_factory=dict)
    firsts: frozenset[str] = frozenset()
    small_firsts: frozenset[str] = frozenset()
    _parties: dict[str, Party] = field(default_factory=dict)
    _offices: dict[tuple[str, str], OfficeShape] = field(default_factory=dict)
    _named: dict[str, list[tuple[date | None, date | None, str]]] = field(default_factory=dict)
    _also: dict[str, list[tuple[str, Alias]]] = field(default_factory=dict)

    @classmethod
    def load(cls) -> Register:
        """The register of the package's data files, read once. Raises `LexiconError` with all faults at once."""
        return _load()

    @property
    def parties(self) -> Sequence[Party]:
        """The parties that have an entry, by id; composed ones are made by `get`."""
        return tuple(self._parties.values())

    def get(self, party: str) -> Party | None:
        """The party of that id, or `None`. Ids such as "state:SY", "force:SY:army", "gov:SY:foreign" are composed."""
        known = self._parties.get(party)
        return known if known is not None else self._compose(party)

    def name(self, party: str, on: date | None = None) -> str:
        """The party's official name on that day; its usual name where no day is given or none is dated."""
        for since, until, name in self._named.get(party, ()):
            if (since is None and until is None) or (on is not None and _holds(since, until, on)):
                return name
        known = self.get(party)
        return known.name if known is not None else party

    def also(self, party: str) -> tuple[tuple[str, Alias], ...]:
        """The names that the register has for a party, as they are written there."""
        return tuple(self._also.get(party, ()))

    def countries(self, party: str) -> tuple[str, ...]:
        """The countries that the party belongs to, by its entry or by its id."""
        known = self.get(party)
        return known.countries if known is not None else ()

    def _compose(self, party: str) -> Party | None:
        kind, _, rest = party.partition(":")
        country, _, key = rest.partition(":")
        nation = self.nations.get(country)
        if nation is None:
            return None
        if kind == "state" and not key:
            return Party(party, nation.name, "state", (country,))
        office = self._offices.get((kind, key or PLAIN.get(kind, "")))
        if office is None:
            return None
        name = office.name.format(country=nation.full, adjective=nation.adjective)
        against = kind in ("rebels", "opposition")
        return Party(party, name, ORGANS[kind], (country,), parent=None if against else f"state:{country}")

    def add_party(self, party: Party) -> None:
        self._parties[party.id] = party

    def add_alias(self, text: str, alias: Alias) -> None:
        """Lets `text` stand for the alias's party; "People's" is found as "People", "Peoples" and "People's"."""
        words = self.tokeniser.words(text)
        raw = tuple(word.raw for word in words)
        alias = replace(alias, raw=raw, article=words[0].lead != words[0].start and len(words) == 1)
        folds = [word.fold for word in words]
        self.aliases.add(folds, alias)
        if any(word.owns for word in words):
            self.aliases.add([word.fold + "s" * word.owns for word in words], alias)
        self._also.setdefault(alias.party, []).append((text, alias))
        if alias.use == "name":
            self._named.setdefault(alias.party, []).append((alias.valid_from, alias.valid_to, text))

    def add_office(self, office: OfficeShape) -> None:
        self._offices[office.kind, office.key] = office
        for text in office.words:
            self.offices.add(self.folds(text), office)

    def folds(self, text: str) -> list[str]:
        return [word.fold for word in self.tokeniser.words(text)]


def organ(office: OfficeShape, country: str) -> str:
    """The id of a state's organ: "force:SY:army", "gov:SY:foreign"; the government itself is "gov:SY"."""
    plain = PLAIN.get(office.kind) == office.key
    return f"{office.kind}:{country}" if plain else f"{office.kind}:{country}:{office.key}"


def faults() -> list[str]:
    """Every fault of the party files, one line each."""
    tables, found = read_tables()
    stances, wrong = read_stances()
    ids = known_ids(tables)
    countries = {row.country for row in tables.nations}
    return [*found, *wrong, *check_tables(tables), *check_stances(stances, tables.parties, ids, countries)]


@cache
def _load() -> Register:
    tables, found = read_tables()
    if found:
        raise LexiconError(found)
    register = Register(Tokeniser(tables.spellings, sentence_words.load().before_a_name))
    for nation in tables.nations:
        _add_nation(register, nation)
    for office in tables.offices:
        register.add_office(office)
    for row in tables.parties:
        since, until = first_day(row.valid_from), last_day(row.valid_to)
        register.add_party(
            Party(row.party, row.name, row.kind, row.country, row.parent or None, since, until, row.note or None)
        )
    # Of names that are written alike, those that belong to a country come first: they are tried where it is named.
    for alias in sorted(tables.aliases, key=lambda alias: not alias.within):
        _add_alias(register, alias)
    for party in register.parties:
        since, until, people = party.valid_from, party.valid_to, party.kind == "people"
        register.add_alias(party.name, Alias(party.id, (), valid_from=since, valid_to=until, people=people))
    for leader in tables.leaders:
        _add_leader(register, leader)
    _add_words(register, tables)
    for phrases in (register.aliases, register.nation_names, register.offices, register.labels, register.joins):
        phrases.settle()
    small = {fold for alias in tables.aliases if alias.alias[:1].islower() for fold in register.folds(alias.alias)[:1]}
    register.small_firsts = frozenset(small | register.offices.firsts())
    begin = (register.aliases, register.nation_names, register.offices)
    register.firsts = frozenset().union(*(phrases.firsts() for phrases in begin))
    return register


def _add_nation(register: Register, row: NationRow) -> None:
    full = f"the {row.name}" if row.article else row.name
    adjective = row.adjective[0] if row.adjective else row.name
    nation = Nation(row.country, row.name, full, adjective)
    register.nations[row.country] = nation
    groups = (
        ("name", (row.name, *row.also)), ("adjective", row.adjective), ("people", row.people),
        ("capital", row.capital), ("seat", row.seat),
    )  # fmt: skip
    if not row.name.endswith("s"):
        # Texts that were stripped of their apostrophes say "Syrias army".
        register.nation_names.add(register.folds(f"{row.name}s"), NationName(nation, "name", (f"{row.name}s",)))
    for kind, names in groups:
        for text in names:
            words = register.tokeniser.words(text)
            name = NationName(nation, kind, tuple(word.raw for word in words))
            register.nation_names.add([word.fold for word in words], name)


def _add_alias(register: Register, row: AliasRow) -> None:
    known = register.get(row.party)
    since = first_day(row.valid_from) or (known.valid_from if known is not None else None)
    until = last_day(row.valid_to) or (known.valid_to if known is not None else None)
    if row.use == "name" and not row.valid_from and not row.valid_to:
        since = until = None
    people = known is not None and known.kind == "people"
    register.add_alias(row.alias, Alias(row.party, (), row.use, frozenset(row.within), since, until, people=people))


def _add_leader(register: Register, leader: LeaderShape) -> None:
    since, until = first_day(leader.valid_from), last_day(leader.valid_to)
    party = f"leader:{leader.key}"
    near = frozenset(register.countries(leader.party))
    register.add_party(Party(party, leader.name, "political", tuple(sorted(near)), leader.party, since, until))
    for text in (leader.name, *leader.also):
        register.add_alias(text, Alias(party, (), leader=True))
    for text in leader.short:
        register.add_alias(text, Alias(party, (), near=near, leader=True, short=True))


def _add_words(register: Register, tables: Tables) -> None:
    for name, words in tables.lists.items():
        register.words[name] = frozenset(" ".join(register.folds(word)) for word in words)
    for word in tables.lists["joins"]:
        register.joins.add(register.folds(word), word)
    for side in tables.sides:
        for word in side.words:
            register.sides[word] = Side(side.sponsor, side.stays)
    for label in tables.labels:
        for word in label.words:
            register.labels.add(register.folds(word), Label(label.replaces, label.drops))


def _holds(since: date | None, until: date | None, on: date) -> bool:
    return (since is None or since <= on) and (until is None or on <= until)
