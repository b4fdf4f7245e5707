"""Tolls: how many people a sentence says were killed, injured or captured.

Cue words of ``tolls.toml`` say that people came to harm; the parse says who they are, and a count of the noun phrase
how many. Headlines and lists, in which the parse is mostly wrong, are read from left to right where the parse gives
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from reportedly.lexicon.toll_words import TollKind, TollWords, load
from reportedly.reading.losses import LossTold, find_losses
from reportedly.reading.quantities import Number
from reportedly.reading.spotting import spots
from reportedly.reading.toll_cues import Cue, find_cues, people_of
from reportedly.reading.toll_people import Counter, People

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc

__all__ = ["LossTold", "Toll", "TollKind", "find_losses", "find_tolls"]


@dataclass(frozen=True, slots=True)
class Toll:
    """People said to be killed, injured or captured, in bounds. ``start`` to ``end`` are its words, number and cue.

    ``cue`` is the index of the token that says what befell them; ``who`` are the words for the people, with their
    number. ``total``: it is told as a toll or number of dead ("bringing the toll to 49"), which may be that of many acts.
    """

    kind: TollKind
    min: int | None
    max: int | None
    start: int
    end: int
    cue: int
    who: tuple[int, int] | None
    total: bool = False


def find_tolls(doc: Doc) -> list[Toll]:
    """The tolls that the sentence tells, in the order of their cues.

    A plural without a number is no toll. "20 people, including five children" is one toll: the part is none of its
    own, unless a clause tells what befell it ("including six who were executed in a field"). "Killed and wounded 30"
    tells neither how many were killed nor how many were wounded, so it gives none.
    Several people or groups named together are summed.
    """
    words = load()
    told = spots(doc, words.told)
    if not told:
        return []
    cues = list(find_cues(doc, told, words))
    nobody = _nobody(doc, told, words)
    if not cues:
        return nobody
    counter = Counter(doc)
    found: list[tuple[Cue, People]] = []
    for cue in cues:
        if any(child.dep_ == "neg" for child in cue.token.children):
            continue
        people = people_of(cue, counter, cues)
        if people:
            found.append((cue, _extended(people, cue, counter, cues)))
    tolls = [_toll(cue, people, doc) for cue, people in _settled(found, cues, counter.text)]
    return [*_summed(tolls, counter.text), *_nobody_died(tolls), *nobody]


def _nobody_died(tolls: list[Toll]) -> list[Toll]:
    """Where nobody was hurt nobody was killed, unless the sentence tells that some were."""
    if any(toll.kind == "killed" for toll in tolls):
        return []
    return [replace(toll, kind="killed") for toll in tolls if toll.kind == "injured" and toll.max == 0]


def _extended(people: People, cue: Cue, counter: Counter, cues: list[Cue]) -> People:
    """With those who follow: "45 people in Homs and 22 in Hama", "along with two teachers", "and 14 others"."""
    text = counter.text
    told = max(people.end, cue.token.idx + len(cue.token))
    for at in sorted({people.end, told}):
        number = next((n for n in counter.numbers if n.start >= at and n not in people.numbers), None)
        joint = counter.joining.fullmatch(text[at : number.start]) if number is not None and people.max != 0 else None
        if number is None or joint is None or not _goes_on(number, joint, counter, (cue, cues), at == people.end):
            continue
        low, high = _sum(people.min, number.min), _sum(people.max, number.max)
        more = People(low, high, people.start, number.end, (*people.numbers, number))
        return _extended(more, cue, counter, cues)
    return people


def _goes_on(number: Number, joint: re.Match[str], counter: Counter, told: tuple[Cue, list[Cue]], beside: bool) -> bool:
    """Whether the number after `joint` counts more of those who were counted; `beside`: it stands right after them."""
    doc, (cue, cues) = counter.doc, told
    own = doc.covering(number.start, number.end)
    follow = doc[own[-1].i + 1 : own[-1].i + 7] if own else []
    if not follow or {t.i for t in follow} & {c.token.i for c in cues if c is not cue}:
        return False
    if joint["and"] is None and joint["comma"] is None:
        return True
    if (
        follow[0].lower_ in _WHERE
        and len(follow) > 1
        and follow[1].pos_ == "PROPN"
        and joint[0].strip(" ,") not in {"", "and"}
    ):
        return True  # "13 died in Homs, two in Hama and one in Daraa"
    if joint["and"] is None or not beside:
        return False
    return follow[0].dep_ == "prep" or follow[0].lower_ in {"others", "more", "people"} or counter.is_person(follow[0])


_WITH = re.compile(r"\s*(?:,|and|or|/|&|,\s*(?:and|or))?\s*(?:(?:have been|were|been|be|left|got)\s*)?$", re.I)
_WHERE = frozenset({"in", "at", "near", "around", "outside"})
_EVENTS = frozenset({"does", "state", "suffers"})


def _settled(found: list[tuple[Cue, People]], cues: list[Cue], text: str) -> list[tuple[Cue, People]]:
    """Without tolls told twice by one kind, and without numbers that two kinds share ("killed and wounded 30")."""
    shared: set[tuple[int, int]] = set()
    for cue, people in found:
        for other in cues:
            if other.entry.kind == cue.entry.kind or not {other.entry.how, cue.entry.how} <= _EVENTS:
                continue
            first, last = sorted((cue.token, other.token), key=lambda t: t.i)
            gap = text[first.idx + len(first) : last.idx]
            theirs = [p for c, p in found if c.token.i == other.token.i]
            if "captured" in {cue.entry.kind, other.entry.kind}:
                continue  # "captured and killed" tells of the same people twice
            if _WITH.match(gap) and not any(_apart(p, people) for p in theirs):
                shared.add((people.start, people.end))
    out: list[tuple[Cue, People]] = []
    for cue, people in found:
        if (people.start, people.end) in shared:
            continue
        same = [(c, p) for c, p in out if not _apart(p, people) and not _of_both(c, cue)]
        if same and all(_only_describes(c, cue) for c, _ in same):
            out = [told for told in out if told not in same]
        elif same:
            continue
        out.append((cue, people))
    return out


def _only_describes(one: Cue, other: Cue) -> bool:
    """Whether one cue says who they were and the other what befell them then: "six injured men died"."""
    return one.entry.kind == "injured" and one.token.dep_ == "amod" and other.entry.kind == "killed"


def _of_both(one: Cue, other: Cue) -> bool:
    """Whether two cues may tell of the same people: those who were captured can be killed too."""
    return one.entry.kind != other.entry.kind and "captured" in {one.entry.kind, other.entry.kind}


_PART = re.compile(r"\bof\s+(?:the|them|those|these|whom|which)\b", re.I)  # "and six of the dead were women"
_AND = re.compile(r"\s*,?\s*(?:and|while)\s+", re.I)


def _summed(tolls: list[Toll], text: str) -> list[Toll]:
    """Two sides' losses told one after the other, as one: "40 rebels were killed and 12 soldiers died"."""
    out: list[Toll] = []
    for toll in tolls:
        before = out[-1] if out else None
        if (
            before is not None
            and before.kind == toll.kind
            and before.who is not None
            and toll.who is not None
            and _AND.fullmatch(text, before.end, toll.start)
            and not _PART.search(text, toll.start, toll.end)
        ):
            low, high = _sum(before.min, toll.min), _sum(before.max, toll.max)
            out[-1] = replace(before, min=low, max=high, end=toll.end, who=(before.who[0], toll.who[1]))
        else:
            out.append(toll)
    return out


def _sum(a: int | None, b: int | None) -> int | None:
    return None if a is None or b is None else a + b


def _apart(one: People, other: People) -> bool:
    return one.end <= other.start or other.end <= one.start


def _toll(cue: Cue, people: People, doc: Doc) -> Toll:
    token = cue.token
    start, end = min(people.start, token.idx), max(people.end, doc[cue.last].idx + len(doc[cue.last]))
    return Toll(
        cue.entry.kind, people.min, people.max, start, end, token.i, (people.start, people.end), cue.entry.how == "toll"
    )


def _nobody(doc: Doc, told: Iterable[int], words: TollWords) -> list[Toll]:
    """ "No casualties", "without casualties": nobody, of every kind that the word means."""
    out: list[Toll] = []
    for at in told:
        token = doc[at]
        kinds = words.nobody.get(token.lower_, ()) if token.dep_ != "compound" else ()
        near = doc[max(0, token.i - 3) : token.i]
        none = next((t for t in near if t.lower_ in {"no", "any", "without"}), None)
        if kinds and none is not None:
            denied = any(t.lower_ in {"no", "not", "without", "n't"} for t in doc[max(0, token.i - 6) : token.i])
            start = none.idx
            if denied and not any(t.pos_ == "ADP" and t.i > none.i for t in near):  # "no details on casualties"
                out += [Toll(kind, 0, 0, start, token.idx + len(token), token.i, None) for kind in kinds]
    return out
