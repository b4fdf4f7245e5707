"""Whom a cue word of a toll is about: the people whom the parse, or the order of words, puts beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.toll_words import TollCue, TollWords, load
from reportedly.reading.syntax import done_to, expand, is_passive, objects, prepositions, subjects
from reportedly.reading.toll_order import REACH, next_to, number_after, number_before
from reportedly.reading.toll_people import Counter, People

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token


@dataclass(frozen=True, slots=True)
class Cue:
    """A word, or several up to the token `last`, that says what befell people."""

    token: Token
    last: int
    entry: TollCue


def find_cues(doc: Doc, spots: Iterable[int], words: TollWords) -> Iterator[Cue]:
    """The cue words among the tokens at `spots`, each with the first entry that its part of speech allows."""
    table = words.cues
    for at in spots:
        token = doc[at]
        for entry in (*table.get(token.lemma_.lower(), ()), *table.get(token.lower_, ())):
            rest = doc[token.i + 1 : token.i + len(entry.words)]
            if len(entry.words) > 1 and [t.lower_ for t in rest] != list(entry.words[1:]):
                continue
            if _allowed(token, entry, rest):
                yield Cue(token, token.i + len(entry.words) - 1, entry)
                break


def _allowed(token: Token, entry: TollCue, rest: list[Token]) -> bool:
    if entry.how == "harmed":
        return (rest[-1] if rest else token).tag_ in {"NN", "NNS"}
    if entry.how == "suffers" and entry.things and any(_turns(child) for child in token.children if child.i > token.i):
        return False
    if entry.how in {"does", "suffers"}:
        return token.pos_ in {"VERB", "AUX"} or token.tag_ in {"VBN", "VBD", "VBZ", "VBG"}
    if entry.how == "state":
        return (
            token.lower_ in entry.words
        )  # whatever its tag: "12 civilians dead a source said" is tagged as a preposition
    if entry.how == "counted":
        return token.tag_ in {"NNS", "NN"}
    return token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "VBG"


def _turns(word: Token) -> bool:
    """Whether it gives another sense to a verb such as "fall": "fell back", "fell ill", "fell into an ambush"."""
    return word.dep_ in {"prt", "acomp", "advmod"} or (
        word.dep_ == "prep" and word.lower_ not in {"in", "during", "at", "near"}
    )


def people_of(cue: Cue, counter: Counter, cues: list[Cue]) -> People | None:
    """The people whom `cue` is about, with how many they are, or nothing where no number is told."""
    token, entry = cue.token, cue.entry
    match entry.how:
        case "does":
            return _done_to(cue, counter, cues)
        case "suffers":
            only, part = entry.things or entry.kind == "captured", _told_of_part(token)
            if entry.things and not any(counter.is_person(word) for word in subjects(token)):
                return None
            people = counter.count(subjects(token), people_only=only, part=part)
            return people or (None if entry.things else number_before(cue, counter, cues))
        case "harmed":
            return _harmed(cue, counter)
        case "state":
            return _in_state(cue, counter, cues)
        case "lives":
            return _lives(token, counter)
        case "counted":
            return _counted(cue, counter)
        case "act":
            return _act(cue, counter)
        case "toll":
            return _after(cue, counter)
        case "taken":
            return _taken(token, counter)
    return None


def _done_to(cue: Cue, counter: Counter, cues: list[Cue]) -> People | None:
    """Whom a verb such as "kill" befalls, by the parse, or else the number beside it."""
    token, only = cue.token, cue.entry.things
    passive = is_passive(token)
    if token.dep_ == "amod" and token.tag_ == "VBN":
        victims = expand(token.head)
    elif token.tag_ == "VBN" and (token.dep_ == "acl" or _to_be(token)):
        victims = _joined(token.head)
    elif passive or (token.tag_ in {"VBN", "VBD"} and not objects(token) and not only):
        victims = subjects(token)  # also headlines: "Seven killed in Hama"
    else:
        victims = objects(token)
    if any(victim.lower_ in {"those", "dead", "killed"} for victim in victims):
        return _of_those(cue, counter) or (number_before(cue, counter, cues) if passive else None)
    people = counter.count(victims, people_only=only, loose=not only, part=_told_of_part(token)) if victims else None
    if people and not passive and _belongs_to_next(people, cue, cues, counter):
        people = counter.count(subjects(token), loose=True)
    if people or only:
        return people
    left, right = number_before(cue, counter, cues), number_after(cue, counter)
    return left or (right if not passive else None) if token.tag_ in {"VBN", "VBD"} else right


def _to_be(verb: Token) -> bool:
    """Whether it tells of whom it hangs on: "the third reporter to be killed"."""
    before = {child.lower_ for child in verb.lefts}
    return verb.dep_ == "relcl" and {"to", "be"} <= before


def _joined(head: Token) -> list[Token]:
    """All who share what is said after the last of them: "with four children and one man killed"."""
    first = head
    while first.dep_ == "conj" and first.head.pos_ in {"NOUN", "PROPN", "NUM"}:
        first = first.head
    return [word for word in expand(first) if word.i <= head.i]


def _told_of_part(token: Token) -> bool:
    """Whether the clause of its own says what befell a part: "17 died, including six who were executed in a field"."""
    while token.dep_ == "conj" and token.head.pos_ in {"VERB", "AUX"}:
        token = token.head
    return token.dep_ in {"relcl", "acl"}


def _of_those(cue: Cue, counter: Counter) -> People | None:
    """ "Those killed included 11 people": what is said to be among them, or to be they."""
    for number in counter.numbers:
        if number.start > cue.token.idx:
            gap = counter.text[cue.token.idx + len(cue.token) : number.start]
            told = gap.split()[-1:] in (["were"], ["included"], ["are"], ["include"])
            return People(number.min, number.max, number.start, number.end, (number,)) if told else None
    return None


def _belongs_to_next(people: People, cue: Cue, cues: list[Cue], counter: Counter) -> bool:
    """Whether another cue stands right after the people: "8 killed 25 injured"."""
    return any(
        other.entry.kind != cue.entry.kind and not counter.text[people.end : other.token.idx].strip()
        for other in cues
        if other.token.idx >= people.end
    )


def _in_state(cue: Cue, counter: Counter, cues: list[Cue]) -> People | None:
    """People beside a word such as "dead": "left 12 dead", "eight wounded children", "shot dead three"."""
    token = cue.token
    beside = token.dep_ in {"amod", "compound"} and token.head.i > token.i and token.head.pos_ in {"NOUN", "PROPN"}
    if beside and (people := counter.count(expand(token.head), people_only=True)):
        return people
    if token.dep_ in {"amod", "acl"} and token.head.i < token.i and (people := counter.count(_joined(token.head))):
        return people
    own = [number for child in token.children if (number := counter.number_at(child))]
    if own and own[0].end <= token.idx:
        return People(own[0].min, own[0].max, own[0].start, token.idx + len(token), (own[0],))
    if token.head.lemma_.lower() in counter.words.leaving:
        verb = token.head
        passive = is_passive(verb) or any(child.dep_ == "agent" for child in verb.children)
        named = [t for t in (subjects(verb) if passive else objects(verb)) if t.i != token.i]
        if people := counter.count(named):
            return people
    before = token.nbor(-1) if token.i else None
    if before is not None and before.pos_ in {"NOUN", "PROPN", "NUM"} and (people := counter.count([before])):
        return people
    if token.pos_ in {"VERB", "AUX"} and is_passive(token) and (people := counter.count(subjects(token))):
        return people
    return number_before(cue, counter, cues) or (
        number_after(cue, counter) if before is not None and before.lemma_ == "shoot" else None
    )


def _counted(cue: Cue, counter: Counter) -> People | None:
    """ "Four deaths", "the deaths of 60 people", "nine bodies", "the bodies of five victims"."""
    token = cue.token
    if cue.entry.kind == "injured":
        return _harmed(cue, counter) or _plural(token, counter)
    put = token.i > 0 and token.nbor(-1).lower_ == "to"  # "stoned to death", "the sentencing to death of three men"
    inner = None if put else _of(token)
    if inner is not None and (people := counter.count(expand(inner))):
        return people
    if token.i > 1 and token.nbor(-1).lower_ == "to" and token.nbor(-1).head.lemma_.lower() in counter.words.to_death:
        verb = token.nbor(-1).head
        return counter.count(subjects(verb) if is_passive(verb) or not objects(verb) else objects(verb))
    return None if put else _plural(token, counter)


def _act(cue: Cue, counter: Counter) -> People | None:
    """ "The killing of two mourners", "the kidnap and murder of an aid worker", "two arrests"."""
    token, only = cue.token, cue.entry.things or cue.entry.kind == "captured"
    inner = _of(token)
    if inner is None and token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN"}:
        inner = _of(token.head)
    if inner is not None:
        return counter.count(expand(inner), people_only=only)
    if only and cue.entry.things:
        return None
    return _plural(token, counter) or (number_after(cue, counter) if token.lower_.endswith("ing") else None)


def _harmed(cue: Cue, counter: Counter) -> People | None:
    """Who came to wounds: "three people sustained injuries", "causing serious injuries to a woman"."""
    token = cue.token.doc[cue.last]
    verb = token.head
    while verb.dep_ == "conj" and token.dep_ == "conj":
        verb = verb.head
    if any(child.dep_ == "amod" and child.lemma_.lower() in counter.words.suffering for child in token.lefts):
        return _plural(token, counter)  # "12 received wounds", taken for wounds that were received
    if token.dep_ not in {"dobj", "nsubjpass", "conj"}:
        return None
    if verb.lemma_.lower() in counter.words.suffering:
        return counter.count(subjects(verb), people_only=True) or number_before(
            Cue(verb, verb.i, cue.entry), counter, []
        )
    if verb.lemma_.lower() in counter.words.causing:
        hit = [word for noun in (verb, token) for name, word in prepositions(noun) if name in {"to", "on", "among"}]
        return counter.count(hit, people_only=True)
    return None


def _plural(token: Token, counter: Counter) -> People | None:
    """A counted noun with its own number."""
    number = counter.before(token)
    return People(number.min, number.max, number.start, token.idx + len(token), (number,)) if number else None


def _lives(token: Token, counter: Counter) -> People | None:
    """ "Claimed the lives of 30 people", "cost some 400 lives", "five people lost their lives"."""
    near = [token.head, *token.doc[max(0, token.i - 5) : token.i]]
    verb = next((t for t in near if t.lemma_.lower() in counter.words.lives), None)
    if verb is None:
        return None
    inner = _of(token)
    if inner is not None:
        return counter.count(expand(inner))
    if verb.lemma_.lower() == "lose" and any(child.dep_ == "poss" for child in token.lefts):
        return counter.count(subjects(verb))
    counted = token.head.head if token.dep_ == "pobj" and token.head.lower_ == "of" else None
    number = counter.number_at(counted) if counted is not None else None  # "hundreds of lives"
    if number:
        return People(number.min, number.max, number.start, token.idx + len(token), (number,))
    return _plural(token, counter)


def _of(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((inner for inner in child.children if inner.dep_ in {"pobj", "pcomp"}), None)
    return None


def _after(cue: Cue, counter: Counter) -> People | None:
    """The number to which a toll is said to have come; of "from 30 to 49" the second."""
    doc = cue.token.doc
    for number in counter.numbers:
        if number.start < cue.token.idx:
            continue
        told = doc.covering(number.start, number.end)
        if not told or told[0].i - cue.last > 2 * REACH or told[0].i == 0:
            return None
        if doc[told[0].i - 1].lower_ in load().reaching or told[0].i == cue.last + 1:
            follow = next_to(told)
            if follow is None or follow.lower_ not in {"%", "percent", "per"}:
                return People(number.min, number.max, number.start, number.end, (number,))
    left = [number for number in counter.numbers if number.end <= cue.token.idx]
    if left and "to" in counter.text[max(0, left[-1].start - 4) : left[-1].start]:
        return People(left[-1].min, left[-1].max, left[-1].start, left[-1].end, (left[-1],))
    return None


def _taken(token: Token, counter: Counter) -> People | None:
    """ "Killed 40 people and took up to 150 hostages": the people are those of the nearest verb of taking."""
    verb, taking = token.head, counter.words.taking
    while verb.lemma_.lower() not in taking and verb.dep_ in {"conj", "prep", "pobj"} and verb.head is not verb:
        verb = verb.head
    if verb.lemma_.lower() not in taking:
        return None
    held = [word for word in done_to(verb) if word.i < token.i]
    return counter.count([token]) or counter.count(held, people_only=True)
