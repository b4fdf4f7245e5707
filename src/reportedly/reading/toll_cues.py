"""Whom a cue word of a toll is about: the people whom the parse, or the order of words, puts beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.lexicon.toll_words import TollCue, TollWords
from reportedly.reading.syntax import expand, is_passive, objects, subjects
from reportedly.reading.toll_people import Counter, People

if TYPE_CHECKING:
    from reportedly.reading.tokens import Doc, Token

REACH = 9  # tokens between a number and its cue where no parse tells: "25 others in the north of the city injured"


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
            if _allowed(token, entry):
                yield Cue(token, token.i + len(entry.words) - 1, entry)
                break


def _allowed(token: Token, entry: TollCue) -> bool:
    if entry.how in {"does", "suffers"}:
        return token.pos_ in {"VERB", "AUX"} or token.tag_ in {"VBN", "VBD", "VBZ", "VBG"}
    if entry.how == "state":
        return (
            token.lower_ in entry.words
        )  # whatever its tag: "12 civilians dead a source said" is tagged as a preposition
    if entry.how == "counted":
        return token.tag_ in {"NNS", "NN"}
    return token.pos_ in {"NOUN", "PROPN"} or token.tag_ == "VBG"


def people_of(cue: Cue, counter: Counter, cues: list[Cue]) -> People | None:
    """The people whom `cue` is about, with how many they are, or nothing where no number is told."""
    token, entry = cue.token, cue.entry
    match entry.how:
        case "does":
            return _done_to(cue, counter, cues)
        case "suffers":
            return counter.count(subjects(token), people_only=entry.kind == "captured") or _left(cue, counter, cues)
        case "state":
            return _in_state(cue, counter, cues)
        case "lives":
            return _lives(token, counter)
        case "counted":
            return _counted(token, counter)
        case "act":
            inner = _of(token)
            return (
                counter.count(expand(inner), people_only=entry.kind == "captured")
                if inner is not None
                else _plural(token, counter)
            )
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
    elif passive or (token.tag_ in {"VBN", "VBD"} and not objects(token) and not only):
        victims = subjects(token)  # also headlines: "Seven killed in Hama"
    else:
        victims = objects(token)
    if any(victim.lower_ in {"those", "dead", "killed"} for victim in victims) and (people := _of_those(cue, counter)):
        return people
    people = counter.count(victims, people_only=only, loose=not only) if victims else None
    if people and not passive and _belongs_to_next(people, cue, cues, counter):
        people = counter.count(subjects(token), loose=True)
    if people or only:
        return people
    left, right = _left(cue, counter, cues), _right(cue, counter)
    return left or (right if not passive else None) if token.tag_ in {"VBN", "VBD"} else right


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
    if token.dep_ in {"amod", "acl"} and token.head.i < token.i and (people := counter.count(expand(token.head))):
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
    return _left(cue, counter, cues) or (
        _right(cue, counter) if before is not None and before.lemma_ == "shoot" else None
    )


def _counted(token: Token, counter: Counter) -> People | None:
    """ "Four deaths", "the deaths of 60 people", "nine bodies", "the bodies of five victims"."""
    inner = _of(token)
    if inner is not None and (people := counter.count(expand(inner))) and token.lemma_.lower() != "injury":
        return people
    if token.i > 1 and token.nbor(-1).lower_ == "to" and token.nbor(-1).head.lemma_.lower() in counter.words.to_death:
        verb = token.nbor(-1).head
        return counter.count(subjects(verb) if is_passive(verb) or not objects(verb) else objects(verb))
    return _plural(token, counter)


def _plural(token: Token, counter: Counter) -> People | None:
    """A counted noun with its own number."""
    number = counter.before(token)
    return People(number.min, number.max, number.start, token.idx + len(token), (number,)) if number else None


def _lives(token: Token, counter: Counter) -> People | None:
    """ "Claimed the lives of 30 people", "cost some 400 lives", "five people lost their lives"."""
    near = [token.head, *token.doc[max(0, token.i - 4) : token.i]]
    verb = next((t for t in near if t.lemma_.lower() in counter.words.lives), None)
    if verb is None:
        return None
    inner = _of(token)
    if inner is not None:
        return counter.count(expand(inner))
    if verb.lemma_.lower() == "lose" and any(child.dep_ == "poss" for child in token.lefts):
        return counter.count(subjects(verb))
    return _plural(token, counter)


def _of(token: Token) -> Token | None:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ == "of":
            return next((inner for inner in child.children if inner.dep_ in {"pobj", "pcomp"}), None)
    return None


_TO = frozenset(
    {"to", "at", "of", "reached", "reaches", "is", "was", "stood", "stands", "hit", "passed", ":", "as", "killed"}
)


def _after(cue: Cue, counter: Counter) -> People | None:
    """The number to which a toll is said to have come; of "from 30 to 49" the second."""
    doc = cue.token.doc
    for number in counter.numbers:
        if number.start < cue.token.idx:
            continue
        told = doc.covering(number.start, number.end)
        if not told or told[0].i - cue.last > 2 * REACH or told[0].i == 0:
            return None
        if doc[told[0].i - 1].lower_ in _TO:
            follow = _next(told)
            if follow is None or follow.lower_ not in {"%", "percent", "per"}:
                return People(number.min, number.max, number.start, number.end, (number,))
    left = [number for number in counter.numbers if number.end <= cue.token.idx]
    if left and "to" in counter.text[max(0, left[-1].start - 4) : left[-1].start]:
        return People(left[-1].min, left[-1].max, left[-1].start, left[-1].end, (left[-1],))
    return None


def _next(words: list[Token]) -> Token | None:
    """The word after these."""
    last = words[-1]
    return last.nbor() if last.i + 1 < len(last.doc) else None


def _taken(token: Token, counter: Counter) -> People | None:
    """ "Killed 40 people and took up to 150 hostages": the people are those of the nearest verb of taking."""
    verb, taking = token.head, counter.words.taking
    while verb.lemma_.lower() not in taking and verb.dep_ in {"conj", "prep", "pobj"} and verb.head is not verb:
        verb = verb.head
    return counter.count([token]) if verb.lemma_.lower() in taking else None


def _clear(cue: Cue, tokens: list[Token], counter: Counter, cues: list[Cue]) -> bool:
    """Whether nothing between a number and its cue parts them: a full stop, another cue, a finite verb."""
    others = {other.token.i for other in cues if other.token.i != cue.token.i}
    return not any(
        t.i in others or t.text in {";", ".", ":", "?", "!"} or (t.pos_ == "VERB" and t.tag_ in {"VBD", "VBZ", "VBP"})
        for t in tokens
    )


def _left(cue: Cue, counter: Counter, cues: list[Cue]) -> People | None:
    """The number nearest before the cue that is not a part of another ("including five children")."""
    doc, token = cue.token.doc, cue.token
    for number in reversed(counter.numbers):
        if number.end > token.idx:
            continue
        told = doc.covering(number.start, number.end)
        if not told or token.i - told[-1].i > REACH + 1:
            return None
        if counter.is_part(number.start):
            continue
        between = doc[told[-1].i + 1 : token.i]
        if not _clear(cue, between, counter, cues) or not _of_people(between, counter):
            return None
        return People(
            number.min,
            number.max,
            number.start,
            between[-1].idx + len(between[-1]) if between else number.end,
            (number,),
        )
    return None


def _right(cue: Cue, counter: Counter) -> People | None:
    """The number right after the cue: "Kills 19", "killing at least 3"."""
    doc = cue.token.doc
    for number in counter.numbers:
        told = doc.covering(number.start, number.end)
        if told and 0 < told[0].i - cue.last <= 2:
            between = doc[cue.last + 1 : told[0].i]
            if any(t.pos_ in {"ADP", "SCONJ", "CCONJ", "PUNCT"} for t in between):
                return None
            follow = _next(told)
            if follow is not None and follow.lemma_.lower() in counter.words.not_people:
                return None
            head = [follow] if follow is not None and follow.pos_ in {"NOUN", "PROPN"} else []
            end = max([number.end, *(t.idx + len(t) for t in head)])
            return People(number.min, number.max, number.start, end, (number,))
    return None


def _of_people(between: list[Token], counter: Counter) -> bool:
    """Whether a number counts people: nothing but a word for people, or no noun at all, follows it."""
    nouns = [t for t in between if t.pos_ in {"NOUN", "PROPN"} and t.dep_ not in {"compound"}]
    return not nouns or any(counter.is_person(t) or t.lower_ in {"others", "people"} for t in nouns)
