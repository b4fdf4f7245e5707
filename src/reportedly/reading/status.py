"""Whether an event is told as done, to come, said not to be, or only as a possibility; and whether at a distance.

The words that decide stand near the event in the grammar, not in the text: "no plans to send troops" holds three of
them. So we climb from the event's word to what governs it, a few steps at most, and gather what each step says.
Denial outweighs possibility, and possibility a plan; what is said of a verb that only carries a noun ("will launch
strikes") is said of the noun.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from reportedly.lexicon.status_words import StatusCue, load
from reportedly.model import Status
from reportedly.reading.allegations import belied
from reportedly.reading.syntax import SUBJECTS, is_passive

if TYPE_CHECKING:
    from reportedly.reading.tokens import Token

DEPTH = 6  # steps from the event's word; longer paths are mostly parse errors
_ORDER = (Status.DENIED, Status.POSSIBLE, Status.PLANNED)
_PARTS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective", "ADV": "adjective"}


class _Found(NamedTuple):
    cue: StatusCue
    reason: str


class _Step(NamedTuple):
    head: Token
    relation: str
    carries: bool


def status_of(token: Token) -> tuple[Status, bool, str]:
    """The status of the event that `token` names, whether it is hedged, and the reason in a few words.

    `token` is the head word of the event's trigger. An attempt's aim is planned ("trying to seize"); "failed to
    seize" is denied; an infinitive of purpose is planned. Nothing found: it occurred. "No one was killed" is a toll,
    not a denial.
    """
    if word := belied(token):
        return Status.DENIED, False, f"a statement called '{word}'"
    found = list(_gather(token))
    status, reason = Status.OCCURRED, "told as done"
    for wanted in _ORDER:
        hit = next((item for item in found if item.cue.status is wanted), None)
        if hit is not None:
            status, reason = wanted, hit.reason
            break
    else:
        if _purpose(token):
            status, reason = Status.PLANNED, "infinitive of purpose"
    return status, any(item.cue.hedged for item in found), reason


def _gather(token: Token) -> Iterator[_Found]:
    yield from _own(token)
    yield from _by_nobody(token)
    at, modal = token, _has_modal(token)
    for _ in range(DEPTH):
        step = _up(at)
        if step is None:
            return
        yield from _governed(step, at, modal=modal)
        if not step.carries:
            return
        yield from _own(step.head, shared=step.relation == "conj")
        modal = modal or _has_modal(step.head)
        at = step.head


def _own(token: Token, *, shared: bool = False) -> Iterator[_Found]:
    """What stands on the word itself: auxiliaries, negation, conjunctions, adjectives, adverbs, "no"."""
    cues = load().cues
    for child in token.children:
        word = child.lower_
        if child.dep_ in {"aux", "auxpass"} and child.tag_ == "MD":
            for cue in cues.get(("auxiliary", word), ()):
                yield _Found(_unreal(cue, token, child), f"with '{word}'")
        elif child.dep_ == "neg" or (child.dep_ in {"advmod", "preconj", "cc"} and ("adverb", word) in cues):
            if (shared and child.dep_ == "neg") or _only(child):
                continue
            for cue in cues.get(("adverb", word), ()):
                yield _Found(cue, f"with '{word}'")
        elif child.dep_ == "mark":
            for cue in cues.get(("mark", word), ()):
                yield _Found(cue, f"after '{word}'")
        elif child.dep_ in {"amod", "acl", "compound", "advmod", "nmod"} and token.pos_ in {"NOUN", "PROPN"}:
            for cue in cues.get(("adjective", word), ()):
                if "modified" in cue.via and (child.dep_ != "acl" or cue.status):
                    yield _Found(cue, f"modified by '{word}'")
        elif child.dep_ == "det":
            for cue in cues.get(("determiner", word), ()):
                yield _Found(cue, f"with '{word}'")


def _by_nobody(verb: Token) -> Iterator[_Found]:
    if word := _nobody(verb):
        for cue in load().cues.get(("determiner", "no"), ()):
            yield _Found(cue, f"done by '{word}'")


def _nobody(verb: Token) -> str:
    """The word by which nobody does it to anything: "no soldier has fired a shot", "not one", "none of them". Without an object it may be a
    toll: "no civilians died"."""
    children = list(verb.children)
    if is_passive(verb) or not any(child.dep_ == "dobj" for child in children):
        return ""
    for subject in (child for child in children if child.dep_ == "nsubj" and child.i < verb.i):
        if subject.lower_ in {"nobody", "none"}:
            return subject.lower_
        for word in subject.children:
            if word.lower_ == "no" and word.dep_ == "det":
                return "no"
            if word.lower_ == "one" and word.i and verb.doc[word.i - 1].lower_ == "not":
                return "not one"
    return ""


def _only(child: Token) -> bool:
    after = child.nbor().lower_ if child.i + 1 < len(child.doc) else ""
    return after in {"only", "just", "merely", "least"}


def _unreal(cue: StatusCue, verb: Token, modal: Token) -> StatusCue:
    """ "would have fallen" did not come to be: possible, not planned."""
    if modal.lower_ == "would" and any(child.dep_ == "aux" and child.lower_ == "have" for child in verb.children):
        return load().cues["auxiliary", "could"][0]
    return cue


def _has_modal(token: Token) -> bool:
    return any(child.tag_ == "MD" for child in token.children) or token.pos_ in {"NOUN", "PROPN"}


def _up(token: Token) -> _Step | None:
    """What governs the word, how, and whether what is said of the governor is said of the word too."""
    head, label = token.head, token.dep_
    if head is token:
        return None
    light = load().light
    infinitive = _infinitive(token) or (label == "ccomp" and token.tag_ == "VB" and not _has_modal(token))
    if label == "conj":
        own = any(child.dep_ in SUBJECTS for child in token.children)
        return None if own and token.pos_ in {"VERB", "AUX"} else _Step(head, "conj", True)
    if label == "xcomp" or (label == "ccomp" and infinitive):
        return _Step(head, "infinitive" if infinitive else ("gerund" if token.tag_ == "VBG" else "infinitive"), True)
    if label == "advcl" and token.tag_ == "VBG" and 0 < token.i - head.i <= 2:
        return _Step(head, "gerund", False)  # "ruled out sending"
    if label in {"acl", "advcl", "relcl"} and infinitive:
        return _Step(head, "infinitive", head.pos_ in {"NOUN", "ADJ"})
    if label == "ccomp" or (label == "acl" and any(child.dep_ == "mark" for child in token.children)):
        return _Step(head, "gerund" if token.tag_ == "VBG" and not _subject(token) else "clause", False)
    if label == "pcomp":
        return _Step(head, "gerund", False) if _cue(head, "preposition") else _over(head)
    if label in {"pobj"}:
        return _Step(head, "object", False) if _cue(head, "preposition") else _over(head)
    if label in {"dobj", "attr", "oprd", "acomp"}:
        return _Step(
            head,
            "gerund" if token.tag_ == "VBG" and label != "attr" else "object",
            head.lemma_ in light or label != "dobj",
        )
    if label in SUBJECTS:
        return _Step(head, "subject", head.lemma_ in light or label == "nsubjpass")
    if label in {"compound", "nmod", "appos"} and head.pos_ == "NOUN" and head.i > token.i:
        return _Step(head, "compound", True)
    return None


def _subject(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS for child in token.children)


def _cue(token: Token, pos: str) -> bool:
    return (pos, token.lower_) in load().cues


def _over(preposition: Token) -> _Step | None:
    """Over a preposition to what it hangs on; through "a wave of strikes" what is said of the wave is said of the
    strikes.
    """
    head, name = preposition.head, preposition.lower_
    if head is preposition:
        return None
    if head.pos_ == "ADP":
        return _Step(head, name, False)
    return _Step(head, name, name == "of" and head.pos_ == "NOUN")


def _governed(step: _Step, at: Token, *, modal: bool) -> Iterator[_Found]:
    head, relation, _ = step
    parts = [_PARTS.get(head.pos_, "")]
    if head.pos_ in {"ADP", "SCONJ", "ADV"}:
        parts.append("preposition")
    if head.tag_ in {"VBN", "JJ"}:
        parts.append("adjective")
    for part in parts:
        word = head.lower_ if part in {"adjective", "preposition"} else head.lemma_.lower()
        for cue in load().cues.get((part, word), ()):
            if relation in cue.via and _fits(cue, head, at, relation, modal=modal):
                yield _Found(cue, f"governed by '{head.lower_}'")


def _fits(cue: StatusCue, head: Token, at: Token, relation: str, *, modal: bool) -> bool:
    if cue.particle and not any(child.lower_ == cue.particle for child in head.children):
        return False
    if cue.needs_modal and not modal:
        return False
    passive = head.pos_ in {"VERB", "AUX"} and is_passive(head)
    if cue.only_passive and not passive:
        return False
    if cue.passive and relation == "subject":
        return passive
    if relation == "infinitive" and head.lemma_ == "be":
        return at.dep_ == "xcomp"
    return True


def _purpose(token: Token) -> bool:
    """ "launched an assault to retake the town", "a bid to let aid in": what is to be, not what was."""
    at = token
    for _ in range(DEPTH):
        if _infinitive(at) and at.dep_ in {"advcl", "relcl", "acl", "ROOT"}:
            return True
        if _infinitive(at) and at.dep_ == "xcomp" and _means(at):
            return True
        bare = at.dep_ in {"xcomp", "ccomp"} and (_infinitive(at) or at.tag_ == "VB")
        carried = at.dep_ in {"dobj", "pobj"} and at.head.lemma_ in load().light
        if not bare and not carried and not (at.dep_ == "conj" and not _subject(at)):
            return False
        at = at.head
    return False


def _means(token: Token) -> bool:
    """Whether an infinitive tells what an object is for: "began an offensive to seize", not "forced them to flee"."""
    between = any(child.dep_ == "dobj" and child.i < token.i for child in token.head.children)
    return between and token.head.lemma_ not in load().causal


def _infinitive(token: Token) -> bool:
    return any(child.dep_ == "aux" and child.lower_ == "to" for child in token.children)
