"""Where a sentence may name an event, and of which type.

Every word of the lexicon that stands in a sentence is looked at with what depends on it. It gives one candidate for each
type that its entry allows here (its own, that of the means named beside it, that of what it was done to), or none, and then
the reason why is kept for ``read --explain``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportedly.lexicon.triggers import Lexicon, Trigger
from reportedly.model import ClaimType
from reportedly.reading.classes import PEOPLE, class_of, means_of
from reportedly.reading.parts import Candidate, Unit
from reportedly.reading.syntax import Linked, is_verb, noun_links, verb_links
from reportedly.reading.trigger_needs import UPON, lacks, last_of

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

HYPHENS = frozenset("-–‑")
TYPE_BY_MEANS = {
    "aircraft": ClaimType.AIR_STRIKE,
    "artillery": ClaimType.SHELLING,
    "explosive": ClaimType.BOMBING,
    "agent": ClaimType.CHEMICAL_ATTACK,
    "small_arms": ClaimType.ARMED_CLASH,
}


def find_candidates(number: int, unit: Unit, lexicon: Lexicon) -> tuple[list[Candidate], list[str]]:
    """The candidates of one parsed sentence, and for each trigger word without one the reason, in the order of the text."""
    assert unit.doc is not None
    matches = []
    for token in unit.doc:
        options = lexicon.heads.get(token.lower_)
        if options and token.i not in unit.time_at and (found := list(_match(token, options, lexicon))):
            if unit.time_at:
                found = [pair for pair in found if len(pair[1]) == 1 or not _dated(pair[1], unit)]
            if found:
                matches.append((token, found))
    # Long phrases first: "car bomb attack" must not lose its middle to "bomb".
    matches.sort(key=lambda match: (-max(len(words) for _, words in match[1]), match[0].i))
    out: list[Candidate] = []
    why: list[tuple[int, str]] = []
    taken: set[int] = set()
    for token, found in matches:
        links = tuple(noun_links(token) if found[0][0].pos == "noun" else verb_links(token))
        reason: str | None = None
        for entry, words in found:
            if taken & {word.i for word in words}:
                continue
            if lack := lacks(entry, token, links, unit, lexicon):
                reason = reason or f"“{_text(words)}” ({entry.type}): {lack}"
                continue
            start, end = min(w.idx for w in words), max(w.idx + len(w) for w in words)
            kinds = _types(entry, token, links, unit, lexicon)
            out += [Candidate(number, token, start, end, kind, entry, by, links) for kind, by in kinds]
            taken |= {word.i for word in words}
            reason = None
            break
        if reason:
            why.append((token.i, reason))
    out.sort(key=lambda candidate: (candidate.head.i, candidate.type))
    return out, [reason for _, reason in sorted(why)]


def _text(words: list[Token]) -> str:
    return " ".join(word.text for word in words)


def _match(token: Token, options: Sequence[tuple[str, str]], lexicon: Lexicon) -> Iterator[tuple[Trigger, list[Token]]]:
    for lemma, pos in options:
        if not _fits(token, pos):
            continue
        for entry in lexicon.by_head[lemma, pos]:
            words = _words(token, entry)
            if words is not None:
                yield entry, words


def _fits(token: Token, pos: str) -> bool:
    if pos == "verb":
        return is_verb(token) or (token.tag_.startswith("VB") and token.dep_ != "amod")
    if pos == "noun":
        if token.pos_ in {"NOUN", "PROPN"}:
            return not is_verb(token)
        return token.tag_ == "VBG" and any(
            child.dep_ in {"det", "poss", "amod", "compound"} for child in token.children
        )
    return token.pos_ in {"ADJ", "VERB", "NOUN", "PROPN"}


def _words(token: Token, entry: Trigger) -> list[Token] | None:
    """The words of the trigger where all of them stand there, else None."""
    if entry.suffix:
        doc, i = token.doc, token.i
        if i < 2 or doc[i - 1].text not in HYPHENS or doc[i - 1].whitespace_ or doc[i - 2].whitespace_:
            return None
        first = i - 2
        while first >= 2 and doc[first - 1].text in HYPHENS and not doc[first - 2].whitespace_:
            first -= 2
        return [*doc[first : i + 1]]
    if len(entry.words) == 1:
        return [token]
    rest = entry.words[1:] if entry.pos == "verb" else entry.words[:-1]
    if not token.doc.vocabulary.issuperset(rest):
        return None
    return _dependents(token, rest) if entry.pos == "verb" else _before(token, rest)


def _dependents(verb: Token, wanted: tuple[str, ...]) -> list[Token] | None:
    found, at = [verb], verb
    for word in wanted:
        hit = next((w for w in _below(at, 2) if word in {w.lemma_.lower(), w.lower_}), None)
        if hit is None and at is not verb:
            hit = next((w for w in _below(verb, 3) if word in {w.lemma_.lower(), w.lower_}), None)
        if hit is None:
            return None
        found.append(hit)
        at = hit
    return found


def _below(token: Token, depth: int, after: int | None = None) -> Iterator[Token]:
    """Words that depend on the token and stand after it (or after the verb, whose subjects count as well)."""
    after = token.i if after is None else after
    for child in token.children:
        if child.i > after or child.dep_ in {"nsubjpass", "nsubj"}:
            yield child
            if depth > 1 and not is_verb(child):
                yield from _below(child, depth - 1, after)


def _before(token: Token, wanted: tuple[str, ...]) -> list[Token] | None:
    found, i = [token], token.i - 1
    for word in reversed(wanted):
        while i >= 0 and token.doc[i].text in HYPHENS:
            i -= 1
        if i < 0 or word not in {token.doc[i].lemma_.lower(), token.doc[i].lower_}:
            return None
        found.insert(0, token.doc[i])
        i -= 1
    return found


def _dated(words: list[Token], unit: Unit) -> bool:
    """Whether a preposition among them tells when: "seen firing on Friday" is no firing on anybody."""
    for word in words:
        told = [child for child in word.children if child.dep_ == "pobj"] if word.pos_ == "ADP" else []
        if told and all(child.i in unit.time_at for child in told):
            return True
    return False


def _types(
    entry: Trigger, token: Token, links: tuple[Linked, ...], unit: Unit, lexicon: Lexicon
) -> list[tuple[ClaimType, str]]:
    found: dict[ClaimType, str] = {}
    if entry.by_object:
        for link in links:
            if last_of(link.relation) in UPON:
                kind = class_of(link.token, unit, lexicon.noun_classes)
                placed = "place" in lexicon.noun_classes.get(link.token.lemma_.lower(), ())
                name = "place" if kind == "place" or placed else "people" if kind in PEOPLE else "thing"
                if name in entry.by_object and kind != "pronoun":
                    found.setdefault(entry.by_object[name], "object")
    if entry.by_means:
        means = [m for link in links if (m := means_of(link.token, lexicon.noun_classes))]
        means += [m for link in links for child in link.token.children if (m := means_of(child, lexicon.noun_classes))]
        for name in means:
            found.setdefault(TYPE_BY_MEANS[name], "means")
        for name_ in _means_beside(unit, lexicon):
            found.setdefault(TYPE_BY_MEANS[name_], "beside")
    # What it is done to, or with, may speak against the entry's own type: "the man they seized".
    found.setdefault(entry.type, "despite" if {"object", "means"} & set(found.values()) else "entry")
    return list(found.items())


def _means_beside(unit: Unit, lexicon: Lexicon) -> tuple[str, ...]:
    """The classes of means that the sentence names anywhere, but for small arms; looked for once a sentence."""
    if unit.means is None:
        named = (means_of(word, lexicon.noun_classes) for word in unit.doc or ())
        unit.means = tuple(dict.fromkeys(name for name in named if name and name != "small_arms"))
    return unit.means
