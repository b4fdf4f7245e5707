"""Which strings of a sentence name places, and what the words beside them say of them.

Models of named entities fail on villages, and gazetteers hold every surname. So a string is a toponym where the
evidence adds up: what the gazetteer knows of it, what the document shows elsewhere, and the company it keeps ("the
town of", "north of", "X province", another place after "and"). A village that no gazetteer has is recognised by its
company alone.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reportedly.reading.place_drafts import Draft
from reportedly.reading.place_evidence import find_drafts
from reportedly.reading.place_links import link
from reportedly.reading.place_lookup import Lookup
from reportedly.reading.place_names import Word, words_of
from reportedly.reading.place_persons import surnames

if TYPE_CHECKING:
    from reportedly.gazetteer import Gazetteer
    from reportedly.reading.tokens import Doc


LEAST_WORDS = 80  # of a document without a comma that has lost them; a shorter one may have needed none


@dataclass(frozen=True, slots=True)
class Toponym:
    """A string in one sentence that names a place; offsets are the sentence's.

    ``name`` is what to look up, ``kind`` what the words call it ("town", "province", "river"). ``relation`` ("north
    of", "near", "southern suburbs") and ``distance_km`` say where by the place the event was. ``container`` is the
    name of the place in or by which the words locate this one; ``anchors`` marks one that stands there only to locate
    another. ``metonym``: the word stands for a government, as one that acts. ``hints``: countries (ISO2) whose people
    or adjective the sentence names.
    """

    start: int
    end: int
    text: str
    name: str
    kind: str | None = None
    relation: str | None = None
    distance_km: float | None = None
    container: str | None = None
    anchors: bool = False
    metonym: bool = False
    hints: tuple[str, ...] = ()


def find_toponyms(doc: Doc, gazetteer: Gazetteer, known: frozenset[str] = frozenset()) -> list[Toponym]:
    """The toponyms of one parsed sentence, in order and without overlap.

    Parties, bodies and persons that have a place in their name ("the Aleppo Media Centre") are none. A state or its
    capital that acts ("Turkey shelled", "Damascus denied", "by Russia", "Syria's army") is given, as a metonym.
    `known`: names that the document elsewhere shows to be places; they need less evidence here.
    """
    text = doc.seen  # capitals say nothing in a headline
    words = words_of(doc, text)
    return _find(text, words, gazetteer, frozenset(name.lower() for name in known), surnames([words]))


def find_in_document(docs: Sequence[Doc | None], gazetteer: Gazetteer) -> list[list[Toponym]]:
    """The toponyms of a document's sentences, where what is plainly a place in one sentence helps to see it in the
    others.

    Sentences that were not parsed stand as None, and have none. Only those are looked at twice in which a name stands
    that another sentence shows to be a place, and that was not seen there.
    """
    texts = [doc.seen if doc is not None else "" for doc in docs]
    words = [words_of(doc, text) if doc is not None else [] for doc, text in zip(docs, texts, strict=True)]
    persons = surnames(words)
    lost = sum(map(len, words)) >= LEAST_WORDS and not any("," in text for text in texts)
    first = [_find(text, words[at], gazetteer, frozenset(), persons, lost) for at, text in enumerate(texts)]
    known = frozenset(toponym.name for found in first for toponym in found if not toponym.metonym)
    lower = frozenset(name.lower() for name in known)
    return [
        _find(text, words[at], gazetteer, lower, persons, lost) if _overlooked(text, first[at], known) else first[at]
        for at, text in enumerate(texts)
    ]


def _find(
    text: str,
    words: Sequence[Word],
    gazetteer: Gazetteer,
    known: frozenset[str],
    persons: frozenset[str],
    lost: bool = False,
) -> list[Toponym]:
    look = Lookup(text, words, gazetteer, known, persons, commas_lost=lost)
    drafts = find_drafts(look)
    link(drafts, look.words, text)
    hints = look.hints() if drafts else ()
    return [_toponym(draft, look, hints) for draft in drafts]


def _overlooked(text: str, found: Sequence[Toponym], known: frozenset[str]) -> bool:
    """Whether a known name stands in the text as a word, or with a lost apostrophe ("Syrias"), and was not seen."""
    inside = [name for name in known if name in text]
    if not inside:
        return False
    seen = {toponym.name for toponym in found}
    return any(name not in seen and re.search(rf"(?<!\w){re.escape(name)}s?(?!\w)", text) for name in inside)


def _toponym(draft: Draft, look: Lookup, hints: tuple[str, ...]) -> Toponym:
    start, end = look.words[draft.span[0]].start, look.words[draft.span[1] - 1].end
    return Toponym(
        start, end, look.text[start:end], draft.name, draft.kind, draft.relation, draft.distance_km,
        draft.container, draft.anchors, draft.metonym, hints,
    )  # fmt: skip
