"""How many people a noun phrase names: "three soldiers and two policemen" are five, "a woman and a girl" two.

Numbers are read from the text, the noun phrase from the parse. A single person counts without a number ("a policeman",
"Omar Haddad"); a plural without one counts nobody, and words for bodies of people ("the family") count only the number
that follows with "of" ("a group of four fighters").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from reportedly.lexicon import triggers
from reportedly.lexicon.toll_words import TollWords, load
from reportedly.reading.dates import find_dates
from reportedly.reading.quantities import Number, find_numbers

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

_CLAUSE = re.compile(r"[,;:()]| [-–—] ")
_PERSONNEL = frozenset({"people", "troop", "police", "personnel", "staff", "force", "security"})  # counted one by one
_PLURAL = frozenset({"NNS", "NNPS"})
_PERSONS = frozenset({"he", "him", "she", "her", "another"})
_ANYBODY = _PERSONS | {"people", "others", "more", "them", "whom", "own"}
_BREAKS = frozenset({"–", "—", "|"})
_NOBODY = frozenset({"nobody", "none", "no-one"})
_PEOPLE_CLASSES = frozenset({"armed", "civilian", "official"})
_THING_CLASSES = frozenset({"materiel", "aircraft", "artillery", "explosive", "relief"})


@cache
def _joining(words: tuple[str, ...]) -> re.Pattern[str]:
    place = r"(?:\s+(?:in|near|at|around|from|on|outside)\b[^,.;:]{0,40}?)?"
    return re.compile(
        rf"{place}\s*,?\s*(?:{'|'.join(words)})\s+|(?P<and>{place}\s*,?\s+and\s+)|(?P<comma>{place}\s*,\s+)", re.I
    )


@dataclass(frozen=True, slots=True)
class People:
    """So many people, and where they are told: ``start`` to ``end`` takes in their number and their noun."""

    min: int | None
    max: int | None
    start: int
    end: int
    numbers: tuple[Number, ...] = ()


def _whole(heads: Sequence[Token]) -> list[Token]:
    """`heads` without the rest of a name that the parser took apart: "al-Sattar" is one person."""
    out: list[Token] = []
    for head in heads:
        if head.is_punct or head.text == "-":
            continue
        between = head.doc[out[-1].i + 1 : head.i] if out else []
        if any(t.text in _BREAKS for t in between):
            break  # what follows a headline is the name of the paper
        if head.tag_ == "NNP" and out and out[-1].pos_ in {"NOUN", "PROPN"} and _one_name(between):
            continue
        if out and head.i - out[-1].i == 2 and head.nbor(-1).text == "-" and not head.nbor(-1).whitespace_:
            continue
        out.append(head)
    return out


def _first(head: Token) -> Token:
    """The first of those with whom it is coordinated."""
    while head.dep_ == "conj":
        head = head.head
    return head


def _one_name(between: Sequence[Token]) -> bool:
    """Whether nothing parts two words of a name: "its director Amjad al-Danaf" is one person."""
    return all(t.pos_ == "PROPN" or t.text == "-" for t in between)


class Counter:
    """Counts the people of noun phrases of one parsed sentence."""

    def __init__(self, doc: Doc) -> None:
        self.doc = doc
        self.words: TollWords = load()
        self.text = doc.text  # a parser puts it together anew each time
        dates = find_dates(self.text)  # "kills 26 10 Feb": the day of the month counts nobody
        self.days = {t.i for d in dates for t in doc.covering(d.start, d.end)}
        numbers = find_numbers(self.text)
        self.numbers = [n for n in numbers if all(n.end <= d.start or n.start >= d.end for d in dates)]
        self._classes = triggers.load().noun_classes
        self.joining = _joining(self.words.joining)
        self._at: dict[int, Number] = {}
        for number in self.numbers:
            for token in doc.covering(number.start, number.end):
                self._at.setdefault(token.i, number)

    def number_at(self, token: Token) -> Number | None:
        """The number that `token` is part of."""
        return self._at.get(token.i)

    def classes(self, token: Token) -> frozenset[str]:
        """The lexicon's classes of a noun."""
        return self._classes.get(token.lemma_.lower(), frozenset()) | self._classes.get(token.lower_, frozenset())

    def is_person(self, token: Token) -> bool:
        """Whether a common noun names people, as the lexicon's classes of nouns have it."""
        classes = self.classes(token)
        return bool(classes & _PEOPLE_CLASSES) and not classes & _THING_CLASSES

    def are_bodies(self, token: Token) -> bool:
        """Whether it names several bodies of people, so that a number before it counts no persons: "20 families"."""
        lemma = token.lemma_.lower()
        return token.tag_ in _PLURAL and lemma in self.words.collective and lemma not in _PERSONNEL

    def is_part(self, at: int) -> bool:
        """Whether what stands at the offset is a part of people counted before: "including five children"."""
        before = self.text[max(0, at - 60) : at].lower().rstrip()
        clause = _CLAUSE.split(before)[-1].lstrip()
        return any(before.endswith(word) or clause.startswith(word) for word in self.words.part)

    def _is_part_of(self, people: People, *, first: bool) -> bool:
        told = self.text[people.start : people.end].lower()
        return self.is_part(people.start) or (not first and told.endswith(("of them", "of whom")))

    def count(
        self, heads: Sequence[Token], *, people_only: bool = False, loose: bool = False, part: bool = False
    ) -> People | None:
        """The sum over coordinated `heads`, or nothing where no number is told. "500 soldiers and police" are 500.

        With `people_only` the nouns must be known words for people; `loose` also counts a single noun that is built
        like one ("an executioner"), `part` those who are a part of others named before.
        """
        whole = _whole(heads)
        told = [(head, found) for head in whole if (found := self._one(head, people_only, loose))]
        counted = {_first(head).i for head, found in told if found.numbers}
        known = [
            found
            for head, found in told
            if (not counted or _first(head).i in counted)  # else the parser took who says so for one of them
            and (part or not self._is_part_of(found, first=head is whole[0]))
        ]
        if not known:
            return None
        low = None if any(one.min is None for one in known) else sum(one.min or 0 for one in known)
        high = None if any(one.max is None for one in known) else sum(one.max or 0 for one in known)
        numbers = tuple(number for one in known for number in one.numbers)
        return People(low, high, min(p.start for p in known), max(p.end for p in known), numbers)

    def _one(self, head: Token, people_only: bool, loose: bool) -> People | None:
        lemma = head.lemma_.lower()
        if head.i in self.days:
            return None  # "4 September 2 killed"
        if (not people_only and head.lower_ in _NOBODY) or (
            head.lower_ == "one" and head.i and head.nbor(-1).lower_ == "no"
        ):
            return People(0, 0, head.idx, head.idx + len(head))
        own = self.number_at(head)
        if own:
            return self._with_of(head, own, people_only)
        if lemma in self.words.partitive and (inner := self._of(head)) is not None:
            found = self._one(inner, people_only, loose)
            if found:
                return found
        if lemma in self.words.not_people or self._is_thing(head) or (people_only and not self._may_be_person(head)):
            return None
        number = self.before(head)
        if number:
            if self.are_bodies(head):
                return None
            if lemma in self.words.collective and lemma not in _PERSONNEL:
                return self._span(head, number) if self.is_person(head) else None
            return self._span(head, number)
        return self._single(head, loose) or self._named(head)

    def _named(self, head: Token) -> People | None:
        """Several people without a number whose names follow: "the journalists Aye Chan and Min Thu"."""
        if head.tag_ != "NNS" or not self.is_person(head):
            return None
        names = next((child for child in head.children if child.dep_ == "appos" and child.tag_ == "NNP"), None)
        return self.count([names, *(c for c in names.children if c.dep_ == "conj")]) if names is not None else None

    def _is_thing(self, head: Token) -> bool:
        classes = self.classes(head)
        return bool(classes & _THING_CLASSES) and not classes & _PEOPLE_CLASSES

    def _may_be_person(self, head: Token) -> bool:
        return self.is_person(head) or head.lower_ in _ANYBODY or self._is_who(head)

    def _is_who(self, head: Token) -> bool:
        """Whether "who" says that a name is a person's: "Amina Diallo, who was captured in Menaka"."""
        clauses = [child for child in head.children if child.dep_ == "relcl"]
        return any(word.lower_ in {"who", "whom"} for clause in clauses for word in clause.children)

    def _of(self, head: Token) -> Token | None:
        """The noun after "of"."""
        for child in head.children:
            if child.dep_ == "prep" and child.lower_ == "of":
                return next((inner for inner in child.children if inner.dep_ == "pobj"), None)
        return None

    def _with_of(self, head: Token, number: Number, people_only: bool) -> People | None:
        """A number that is itself the head: "dozens of civilians", "14 of them", "seven"."""
        inner = self._of(head)
        if inner is not None:
            if inner.lemma_.lower() in self.words.not_people or (people_only and not self._may_be_person(inner)):
                return None
            return People(number.min, number.max, number.start, max(number.end, inner.idx + len(inner)), (number,))
        return People(number.min, number.max, number.start, max(number.end, head.idx + len(head)), (number,))

    def before(self, head: Token) -> Number | None:
        """The number nearest before `head` within its own phrase."""
        skipped = {t.i for child in head.lefts if child.dep_ in {"poss", "relcl", "acl"} for t in child.subtree}
        for token in reversed(self.doc[head.left_edge.i : head.i]):
            if token.i not in skipped and token.i in self._at:
                return self._at[token.i]
            if token.dep_ == "conj" or token.lower_ == "and":
                break
        return None

    def _span(self, head: Token, number: Number) -> People:
        return People(
            number.min, number.max, min(number.start, head.idx), max(number.end, head.idx + len(head)), (number,)
        )

    def _single(self, head: Token, loose: bool) -> People | None:
        """One person without a number: a pronoun, a name, or a noun in the singular that is no body of people."""
        lemma = head.lemma_.lower()
        if head.lower_ in _PERSONS:
            return People(1, 1, head.idx, head.idx + len(head))
        start = self.doc[head.left_edge.i].idx
        if head.tag_ == "NNP":
            led = any(child.lower_ == "the" for child in head.lefts)
            if led or (head.text.isupper() and len(head) <= 6):
                return None
            return People(1, 1, start, head.idx + len(head))
        built = loose and lemma.endswith(self.words.person_endings)
        if head.tag_ != "NN" or lemma in self.words.collective or not (built or self.is_person(head)):
            return None
        return People(1, 1, start, head.idx + len(head))
