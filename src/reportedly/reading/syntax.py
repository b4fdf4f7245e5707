"""The grammar of a clause: who stands in which relation to a verb or a noun that names an act.

News packs several acts into one sentence and names their parties once: "the army and its allies, who had shelled A, seized
B, killing five". This module answers, for one head word, which words stand in which relation to it, near or shared,
whatever the construction. It knows dependency labels and nothing of war.

Relations are plain strings: ``subject``, ``object``, ``agent``, ``possessive``, ``compound``, ``on`` (any preposition),
and the same with ``via.`` before them where they belong to the verb that governs a noun ("launched an attack on").
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

# After these a participle tells what the object does: "accused the army of shelling", "kept them from leaving".
_DONE_BY_OBJECT = frozenset({"of", "from", "for", "into"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
DEFINITE = frozenset({"the", "this", "that", "these", "those"})
DEPTH = 6  # steps that a shared subject may be away; deeper parses are mostly wrong


class Linked(NamedTuple):
    """A word and the relation in which it stands to the head asked for."""

    token: Token
    relation: str


def is_verb(token: Token) -> bool:
    if token.pos_ in {"VERB", "AUX"}:
        return True
    return token.dep_ in {"advcl", "xcomp", "acl", "relcl"} and any(child.dep_ == "dobj" for child in token.children)


def is_passive(verb: Token) -> bool:
    """Whether the verb's subject is whom it was done to: "was seized", "seized by", "a town shelled on Monday"."""
    labels = {child.dep_ for child in verb.children}
    if labels & {"nsubjpass", "auxpass", "csubjpass"}:
        return True
    if labels & {"nsubj", "dobj"} or verb.tag_ != "VBN":
        return False
    if "agent" in labels:
        return True
    if verb.dep_ == "conj" and not labels & {"aux"}:
        return is_passive(verb.head) if is_verb(verb.head) else False
    return verb.dep_ in {"acl", "advcl", "ROOT", "amod"} and not labels & {"aux"}


def expand(token: Token) -> list[Token]:
    """The word and all that is coordinated with it ("A, B and C"), in order."""
    out = [token]
    for child in token.children:
        if child.dep_ == "conj" and child.pos_ in {"NOUN", "PROPN", "PRON", "NUM", "ADJ"}:
            out += expand(child)
    return out


def is_definite(noun: Token) -> bool:
    """Whether the noun points to what is known or was told: "the hill", "those trucks"."""
    return any(child.lower_ in DEFINITE for child in noun.lefts)


def together(token: Token) -> list[Token]:
    """All words coordinated with this one, whichever of them it is."""
    while token.dep_ == "conj" and token.head.pos_ in {"NOUN", "PROPN", "ADJ", "NUM"}:
        token = token.head
    return expand(token)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Words that stand as the verb's subject, its own or shared: coordination, control, participles, relative clauses."""
    own = [child for child in verb.children if child.dep_ in SUBJECTS]
    if own:
        if own[0].tag_ in {"WDT", "WP"} or own[0].lower_ == "that":
            return expand(_identified(verb.head)) if verb.dep_ == "relcl" else []
        return [word for token in own for word in expand(token)]
    if depth >= DEPTH or verb.dep_ == "ROOT":
        return []
    head = verb.head
    if verb.dep_ == "acl":
        return expand(_identified(head))
    if verb.dep_ == "relcl":
        return []
    if verb.dep_ == "xcomp" and is_verb(head):
        objects_ = [child for child in head.children if child.dep_ == "dobj"]
        return [w for o in objects_ for w in expand(o)] if objects_ else subjects(head, depth + 1)
    if verb.dep_ == "pcomp":
        outer = head.head
        if head.lower_ in _DONE_BY_OBJECT and not is_passive(outer):
            told = [child for child in outer.children if child.dep_ == "dobj" and child.i < head.i]
            if told:
                return [word for token in told for word in expand(token)]
        return subjects(outer, depth + 1) if is_verb(outer) else []
    if verb.dep_ in {"conj", "advcl", "ccomp", "dep"} and is_verb(head):
        if verb.dep_ == "ccomp" and verb.tag_ not in {"VB", "VBG"}:
            return []
        return subjects(head, depth + 1)
    return []


def does_other(word: Token, head: Token) -> bool:
    """Whether the word is who does what a relative clause under the head tells: "the rebels" in "shelled a hill that the rebels hold"."""
    while word.dep_ == "conj" and word.head.pos_ in {"NOUN", "PROPN"}:
        word = word.head
    verb = word.head
    clause = word.dep_ in SUBJECTS and verb.i != head.i and verb.dep_ in {"relcl", "acl"}
    return clause and any(over.i == head.i for over in verb.ancestors)


def _identified(noun: Token) -> Token:
    """What a noun is said to be: "the front" in "the front is a group that has been fighting"; else the noun itself."""
    if noun.dep_ != "attr" or noun.head.lemma_ != "be":
        return noun
    named = [child for child in noun.head.children if child.dep_ == "nsubj" and child.pos_ in {"NOUN", "PROPN"}]
    return named[0] if named else noun


def named_by(noun: Token) -> Token | None:
    """The name that follows a common noun and tells which one is meant: "the militia, the Red Guard, withdrew"."""
    if noun.pos_ != "NOUN":
        return None
    for child in noun.rights:
        if child.dep_ == "appos" and child.pos_ == "PROPN":
            return None if any(part.dep_ == "conj" for part in child.children) else child
    return None


def objects(verb: Token) -> list[Token]:
    """Words that stand as the verb's object, its own, or that of the verb coordinated after it ("shelled and bombed A")."""
    own = [child for child in verb.children if child.dep_ in {"dobj", "dative", "oprd"} and child.pos_ != "ADP"]
    if own:
        return [word for token in own for word in expand(token)]
    if verb.dep_ == "relcl" and not is_passive(verb):
        subject = [child for child in verb.children if child.dep_ in SUBJECTS]
        if subject and subject[0].tag_ not in {"WDT", "WP"} and subject[0].lower_ != "that":
            return expand(verb.head)
    for child in verb.children:
        if child.dep_ == "conj" and is_verb(child) and child.i - verb.i <= 3:
            return objects(child)
    return []


def done_to(verb: Token) -> list[Token]:
    """Those to whom the verb does it, the noun that a participle hangs on included: "hostages taken in Gao"."""
    hangs = verb.dep_ == "acl" and verb.tag_ == "VBN"
    return subjects(verb) if hangs or is_passive(verb) else objects(verb)


def prepositions(token: Token) -> Iterator[tuple[str, Token]]:
    """(preposition, its object), chains unfolded: "from near A" gives (from, A); "agent" is left to `agents`."""
    for child in token.children:
        if child.dep_ in {"prep", "dative"} and child.pos_ in {"ADP", "SCONJ", "ADV", "VERB"}:
            yield from _objects_of(child, child.lower_)


def _objects_of(preposition: Token, name: str) -> Iterator[tuple[str, Token]]:
    for child in preposition.children:
        if child.dep_ in {"pobj", "pcomp"} and not is_verb(child):
            for word in expand(child):
                yield name, word
        elif child.dep_ == "prep" or (child.dep_ == "conj" and child.pos_ == "ADP"):
            yield from _objects_of(child, name if child.dep_ == "prep" else child.lower_)


def agents(verb: Token) -> list[Token]:
    """Who is named with "by" after a passive, its own or that of the verb coordinated after it."""
    own = [
        word
        for child in verb.children
        if child.dep_ == "agent"
        for grandchild in child.children
        if grandchild.dep_ in {"pobj", "pcomp"}
        for word in expand(grandchild)
    ]
    if not own and verb.tag_ == "VBN":
        for child in verb.children:
            if child.dep_ == "conj" and child.tag_ == "VBN":
                return agents(child)
    return own


def verb_links(verb: Token, prefix: str = "") -> list[Linked]:
    """Every word that stands in a relation to the verb; subject and object are turned for the passive."""
    passive = is_passive(verb)
    out = [Linked(word, prefix + ("object" if passive else "subject")) for word in subjects(verb)]
    out += [Linked(word, prefix + "object") for word in objects(verb)]
    out += [Linked(word, prefix + "agent") for word in agents(verb)]
    out += [Linked(word, prefix + name) for name, word in prepositions(verb)]
    for child in verb.children:
        if child.dep_ == "dobj":
            out += [Linked(word, prefix + "object." + name) for name, word in prepositions(child)]
        elif child.dep_ in {"advcl", "xcomp", "conj"} and child.tag_ == "VBG":
            out += [Linked(word, prefix + "then.object") for word in objects(child)]
    return out


def governor(noun: Token) -> tuple[Token, str] | None:
    """The verb that a noun depends on, with the noun's place in its clause: ``object``, ``subject`` or a preposition."""
    label, token = noun.dep_, noun
    while label in {"conj", "appos", "nmod"} and token.head is not token and not is_verb(token.head):
        token = token.head
        label = token.dep_
    head = token.head
    if label in {"pobj", "pcomp"}:
        preposition, outer = head, head.head
        while outer.dep_ in {"dobj", "attr", "nsubj", "nsubjpass"} and not is_verb(outer):
            if outer.dep_ == "dobj" and preposition.lower_ == "of" and is_verb(outer.head):
                return outer.head, "object"  # "carried out a series of strikes"
            outer = outer.head
        return (outer, preposition.lower_) if is_verb(outer) else None
    if not is_verb(head):
        return None
    if label in {"dobj", "attr", "oprd"}:
        return head, "object"
    if label in SUBJECTS:
        return head, "passive" if is_passive(head) else "subject"
    return (head, label) if label == "npadvmod" else None


def noun_links(noun: Token) -> list[Linked]:
    """Every word that stands in a relation to a noun that names an act, and to the verb that governs it."""
    out: list[Linked] = []
    first = noun
    while first.dep_ == "conj" and not is_verb(first.head):
        first = first.head  # "Russian strikes and shelling": both are Russian
    for child in {token.i: token for token in (*first.children, *noun.children)}.values():
        if child.dep_ == "poss":
            out += [Linked(word, "possessive") for word in expand(child)]
        elif child.dep_ in {"compound", "nmod", "amod"} and child.i < noun.i:
            out += [Linked(word, child.dep_ if child.dep_ == "amod" else "compound") for word in expand(child)]
    out += [Linked(word, name) for name, word in prepositions(noun)]
    if noun is not first:
        out += [Linked(word, name) for name, word in prepositions(first)]
    if over := _container(noun):
        out += [Linked(word, name) for name, word in prepositions(over)]
        out += [Linked(c, "possessive" if c.dep_ == "poss" else "compound") for c in over.children if c.dep_ == "poss"]
    if found := governor(noun):
        verb, place = found
        out += verb_links(verb, f"{place}.via.")
    return out


def _container(noun: Token) -> Token | None:
    """The noun that counts or frames this one: "a series of strikes", "a wave of attacks"."""
    if noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
        return noun.head.head
    return None


def path_length(a: Token, b: Token) -> int:
    """Steps between two words in the tree."""
    over_a, over_b = a.doc.climb(a.i), b.doc.climb(b.i)
    for at, steps in over_a.items():
        if at in over_b:
            return steps + over_b[at]
    return len(over_a) + len(over_b)
