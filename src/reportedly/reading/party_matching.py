"""Where a text names a party: by a name of the register, a nation with its office, a name that it introduced itself.

One pass over the words: at each, the longest name that begins there wins. Case decides where letters alone do not
("IS", "US"), the date of publication decides between names of different times, and the countries that the document
names decide between groups that share an acronym.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, NamedTuple

from reportedly.lexicon.parties import Alias, Label, NationName, Register, organ
from reportedly.lexicon.party_tokens import Phrases, Word

Sort = Literal["alias", "leader", "office", "nation", "people", "capital", "seat", "adjective", "introduced", "formed"]


class Match(NamedTuple):
    """Words `first` up to `last` (not included) name `party`; `name` is set where the register holds none."""

    first: int
    last: int
    sort: Sort
    party: str | None
    name: str | None = None
    judged: bool = False


@dataclass(slots=True)
class Context:
    """What of the document decides between names: its date, how often it names which country, its leaders, its own names."""

    published: date | None = None
    countries: Mapping[str, int] = field(default_factory=dict)
    leaders: frozenset[str] = frozenset()
    introduced: Phrases[tuple[str | None, str | None]] = field(default_factory=Phrases)


class Matcher:
    """Finds the parties that words name, given the register and what is known of the document."""

    def __init__(self, register: Register, context: Context) -> None:
        self.register, self.context = register, context
        self._between, self._titles = register.words["between"], register.words["titles"]
        self._roles = register.words["roles"] | register.words["voices"]

    def matches(self, words: Sequence[Word], *, shouted: bool = False) -> list[Match]:
        """All matches in order, the longest at each place, none over another. `shouted`: the text is all capitals."""
        out: list[Match] = []
        firsts, small, own = self.register.firsts, self.register.small_firsts, self.context.introduced.firsts()
        i = 0
        while i < len(words):
            first = words[i].fold
            if first not in (firsts if words[i].capital else small) and first not in own:
                i += 1
                continue
            found = self._at(words, i, shouted)
            if found is None:
                i += 1
            else:
                out.append(found)
                i = found.last
        return out

    def _at(self, words: Sequence[Word], i: int, shouted: bool) -> Match | None:
        alias, own = self._alias(words, i, shouted), self._introduced(words, i)
        if own is not None and (alias is None or own.last >= alias.last):
            return own
        office = self._office_of(words, i)
        if alias is not None and alias.sort != "leader":
            return office if office is not None and office.last > alias.last else alias
        nation = self._nation(words, i, shouted)
        return max(
            (found for found in (alias, office, nation) if found is not None),
            key=lambda found: found.last,
            default=None,
        )

    def _introduced(self, words: Sequence[Word], i: int) -> Match | None:
        for n, (party, name) in self.context.introduced.at(words, i):
            last, shorter = i + n, words[i + n - 1].fold in self.register.words["heads"] and n < 3
            after = words[last] if last < len(words) and not words[last].apart else None
            if shorter and n == 1 and (not words[i].capital or after is None or after.fold not in self._roles):
                continue  # a bare head is a name only before a role: "Observatory chief"
            if shorter and after is not None and (after.capital or after.fold in ("of", "for")) and n > 1:
                continue
            if words[i].capital or n > 1:
                return Match(i + (words[i].fold == "the"), last, "introduced", party, name)
        return None

    def _alias(self, words: Sequence[Word], i: int, shouted: bool) -> Match | None:
        ended: Match | None = None
        found_here = self.register.aliases.at(words, i)
        if len(found_here) > 1:
            found_here.sort(key=lambda entry: (-entry[0], -self._nearness(entry[1])))
        for n, alias in found_here:
            if ended is not None and i + n < ended.last:
                break
            if not self._written(alias, words[i : i + n], shouted) or not self._near(alias):
                continue
            if alias.short and not shouted and self._namesake(words, i):
                continue
            day = self.context.published
            if day is not None and alias.valid_from is not None and day < alias.valid_from:
                continue
            sort: Sort = "leader" if alias.leader else "people" if alias.people else "alias"
            found = Match(i, i + n, sort, alias.party, judged=alias.use == "label")
            if alias.leader:
                return self._with_office(words, found) or found
            if day is None or alias.valid_to is None or day <= alias.valid_to:
                return found
            ended = ended or found  # a text tells of the past: the old name stands, unless somebody bears it now
        return ended

    def _written(self, alias: Alias, words: Sequence[Word], shouted: bool) -> bool:
        """Whether the words are written as the name must be for it to be one."""
        if alias.article and words[0].lead == words[0].start:
            return False
        if alias.use == "cased":
            return not shouted and all(
                _plain(word.raw) == _plain(raw) for word, raw in zip(words, alias.raw, strict=True)
            )
        common = self.register.words["common"]
        for k, (word, raw) in enumerate(zip(words, alias.raw, strict=True)):
            if raw[0].isupper() and not word.capital and (k == 0 or word.fold not in common):
                return False
        plain = _plain(alias.raw[0])
        return len(words) > 1 or not plain.isupper() or len(plain) > 3 or _plain(words[0].raw) == plain

    def _namesake(self, words: Sequence[Word], i: int) -> bool:
        """Whether a forename before a bare surname makes it somebody else's: "Saif Gaddafi"."""
        before = words[i - 1] if i and not words[i].apart else None
        if before is None or not before.capital or before.owns:
            return False
        lists = self.register.words
        if any(before.fold in lists[name] for name in ("titles", "roles", "voices", "openers", "closers", "starts")):
            return False
        return not any(n == 1 for n, _ in self.register.nation_names.at(words, i - 1))

    def _near(self, alias: Alias) -> bool:
        if not alias.near or self._nearness(alias):
            return True
        return alias.short and alias.party in self.context.leaders

    def _nearness(self, alias: Alias) -> int:
        """How often the document names a country in which the alias is used; of two bearers, the nearer is meant."""
        return max((self.context.countries.get(country, 0) for country in alias.near), default=0)

    def _nation(self, words: Sequence[Word], i: int, shouted: bool) -> Match | None:
        best: Match | None = None
        for n, name in self.register.nation_names.at(words, i):
            if not _capitals(name.raw, words[i : i + n], shouted):
                continue
            composed = self._office(words, i, i + n, name.nation.country, name.kind)
            sort: Sort = "nation" if name.kind == "name" else name.kind  # type: ignore[assignment]
            found = composed or Match(i, i + n, sort, self._whole(name))
            if best is None or found.last > best.last:
                best = found
        return best

    @staticmethod
    def _whole(name: NationName) -> str:
        country = name.nation.country
        if name.kind == "people":
            return f"people:{country}"
        return f"gov:{country}" if name.kind in ("capital", "seat") else f"state:{country}"

    def _with_office(self, words: Sequence[Word], leader: Match) -> Match | None:
        """A leader's forces or government: those of the state, or the party, that he heads."""
        headed = self._headed(leader.party)
        if headed is None:
            return None
        if not headed.startswith(("state:", "force:")):
            found = self._office(words, leader.first, leader.last, "", "leader")
            forces = found is not None and found.party is not None and found.party.startswith("force:")
            return Match(leader.first, found.last, "office", headed) if forces and found is not None else None
        return self._office(words, leader.first, leader.last, headed.split(":")[1], "leader")

    def _headed(self, leader: str | None) -> str | None:
        party = self.register.get(leader) if leader else None
        day = self.context.published
        if party is None or (day is not None and party.valid_from is not None and day < party.valid_from):
            return None
        return party.parent if day is None or party.valid_to is None or day.year <= party.valid_to.year + 1 else None

    def _office(self, words: Sequence[Word], first: int, at: int, country: str, kind: str) -> Match | None:
        """The longest office that follows the nation at `at`, over words like "Arab" and "Federal"."""
        best: Match | None = None
        for k in range(at, min(at + 4, len(words))):
            word = words[k]
            if word.apart or (word.joined and k == at):
                break
            for n, office in self.register.offices.at(words, k):
                owned = words[at - 1].owns or kind in ("adjective", "name", "leader", "seat", "people")
                if kind == "capital" and not owned and office.kind != "gov":
                    continue
                if kind == "leader" and office.kind in ("people", "media"):
                    continue
                if office.kind in ("rebels", "opposition") and kind not in ("adjective", "name"):
                    continue  # "Damascus rebels" are rebels in the city, "Assad's opposition" is no body
                if words[at - 1].owns and words[k + n - 1].fold == "official":
                    continue  # "Syria's official news agency": an adjective there
                if best is None or k + n > best.last:
                    best = Match(first, k + n, "office", organ(office, country))
                break
            if word.fold not in self._between:
                break
        return best

    def _office_of(self, words: Sequence[Word], i: int) -> Match | None:
        """ "The army of Sudan", "forces loyal to President Assad": the office first, then whose it is."""
        for n, office in self.register.offices.at(words, i):
            at = i + n
            for joint in (("of",), ("in",), ("loyal", "to"), ("faithful", "to")):
                if [word.fold for word in words[at : at + len(joint)]] != list(joint) or words[at].apart:
                    continue
                rebels = office.kind in ("rebels", "opposition")
                if (joint == ("in",) and office.key != "government" and not rebels) or (len(joint) == 2 and rebels):
                    continue
                if (found := self._owner(words, at + len(joint), joint, rebels)) is not None:
                    return Match(i, found[0], "office", organ(office, found[1]))
                if words[at - 1].fold in self.register.words["organs"] and (whole := self._part_of(words, at + 1)):
                    return Match(i, whole.last, "office", whole.party)
        return None

    def _part_of(self, words: Sequence[Word], at: int) -> Match | None:
        """The body whose part stood before "of": "the General Staff of the Ukrainian army"."""
        if at < len(words) and words[at].fold == "the" and not words[at].apart:
            at += 1
        if at >= len(words) or words[at].apart:
            return None
        body = self._nation(words, at, False)
        return body if body is not None and body.sort == "office" else None

    def _owner(self, words: Sequence[Word], at: int, joint: tuple[str, ...], rebels: bool) -> tuple[int, str] | None:
        while at < len(words) and not words[at].apart and (words[at].fold == "the" or words[at].fold in self._titles):
            at += 1
        if at >= len(words) or words[at].apart:
            return None
        kinds = {"capital"} if joint == ("in",) and not rebels else {"name"}
        for n, name in self.register.nation_names.at(words, at):
            if name.kind in kinds and _capitals(name.raw, words[at : at + n], False):
                after = at + n
                blocked = after < len(words) and (words[after].joined or words[after - 1].owns)
                return None if blocked else (after, name.nation.country)
        leader = self._alias(words, at, False)
        if leader is not None and leader.sort == "leader":
            headed = self._headed(leader.party)
            if headed is not None and headed.startswith("state:"):
                return leader.last, headed.removeprefix("state:")
        return None


def labels(register: Register, words: Sequence[Word]) -> list[tuple[int, int, Label]]:
    """The judging words, as (first, last, label), in order, none over another."""
    out: list[tuple[int, int, Label]] = []
    i = 0
    while i < len(words):
        found = register.labels.at(words, i)
        if found:
            out.append((i, i + found[0][0], found[0][1]))
            i += found[0][0]
        else:
            i += 1
    return out


def _plain(raw: str) -> str:
    return raw.replace(".", "").replace("’", "").replace("'", "")


def _capitals(raws: Sequence[str], words: Sequence[Word], shouted: bool) -> bool:
    """A nation's name begins with a capital; a short acronym ("US", "CAR") is all capitals."""
    for raw, word in zip(raws, words, strict=True):
        plain = _plain(raw)
        if plain.isupper() and len(plain) <= 4:
            if shouted or _plain(word.raw) != plain:
                return False
        elif raw[0].isupper() and not word.capital:
            return False
    return True
