"""A parsed sentence as plain objects: its words, how they hang together, and what the parser says of each.

The steps of reading look at each word dozens of times. To ask spaCy's own tokens costs ten times what an attribute costs, because each
look makes a new object and decodes a string; so a sentence is read out once, when it has been parsed, and all steps share
that. Attributes have spaCy's names, which its users know.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple


class Form(NamedTuple):
    """What the parser says of a word whatever stands beside it; the same for every place that it has with that tag and label."""

    text: str
    lower_: str
    lemma_: str
    pos_: str
    tag_: str
    dep_: str
    is_stop: bool
    is_punct: bool
    like_num: bool


class Token:
    """A word of a parsed sentence: the `i`-th, at character `idx`.

    ``children`` hang on it, in the order of the text; the root is its own ``head``. ``whitespace_``: the blank after it, if there is one.
    """

    __slots__ = (
        "children",
        "dep_",
        "doc",
        "head",
        "i",
        "idx",
        "is_punct",
        "is_stop",
        "lemma_",
        "like_num",
        "lower_",
        "pos_",
        "tag_",
        "text",
        "whitespace_",
    )

    def __init__(self, doc: Doc, i: int, idx: int, form: Form, whitespace: str) -> None:
        self.doc, self.i, self.idx, self.whitespace_ = doc, i, idx, whitespace
        (
            self.text,
            self.lower_,
            self.lemma_,
            self.pos_,
            self.tag_,
            self.dep_,
            self.is_stop,
            self.is_punct,
            self.like_num,
        ) = form
        self.head = self
        self.children: Sequence[Token] = ()

    def __len__(self) -> int:
        return len(self.text)

    def __repr__(self) -> str:
        return f"<{self.i} {self.text!r} {self.tag_} {self.dep_}>"

    @property
    def lefts(self) -> list[Token]:
        """Those of the children that stand before it."""
        return [child for child in self.children if child.i < self.i]

    @property
    def rights(self) -> list[Token]:
        """Those of the children that stand after it."""
        return [child for child in self.children if child.i > self.i]

    @property
    def ancestors(self) -> Iterator[Token]:
        """The words over it, its head first, the root last."""
        at = self
        while at.head is not at:
            at = at.head
            yield at

    @property
    def subtree(self) -> Iterator[Token]:
        """It and all words under it, those of each child together, in the order of the text where no branches cross."""
        rest = self.children
        for child in rest:
            if child.i > self.i:
                break
            yield from child.subtree
        yield self
        for child in rest:
            if child.i > self.i:
                yield from child.subtree

    @property
    def left_edge(self) -> Token:
        """The first word of its subtree."""
        return self.doc[self.doc.edges()[0][self.i]]

    @property
    def right_edge(self) -> Token:
        """The last word of its subtree."""
        return self.doc[self.doc.edges()[1][self.i]]

    def nbor(self, by: int = 1) -> Token:
        """The word so many places on. Raises `IndexError` where the sentence has none."""
        at = self.i + by
        if at < 0:
            raise IndexError(f"no word {-by} before word {self.i}")
        return self.doc[at]


class Doc(list[Token]):
    """The words of one sentence, in order. It is a list, so that to look at a word costs no more than that."""

    __slots__ = ("_climbs", "_edges", "_starts", "_vocabulary", "heads", "seen", "text")

    def __init__(self, text: str, forms: Sequence[Form], heads: Sequence[int], blanks: Sequence[int]) -> None:
        """`heads`: the number of each word's head; `blanks`: whether one blank follows, which is then no word of its own.

        ``seen`` is the text in the letters that the parser saw, which differ from its own in a headline.
        """
        super().__init__()
        self.text, self.seen, self.heads = text, text, heads
        self._starts: list[int] = []
        self._edges: tuple[list[int], list[int]] | None = None
        self._vocabulary: frozenset[str] | None = None
        self._climbs: dict[int, dict[int, int]] = {}
        idx = 0
        for i, (form, blank) in enumerate(zip(forms, blanks, strict=True)):
            self.append(Token(self, i, idx, form, " " if blank else ""))
            idx += len(form[0]) + blank
        for token, at in zip(self, heads, strict=True):
            if token.i != at:
                head = token.head = self[at]
                if head.children:
                    head.children.append(token)  # type: ignore[attr-defined]
                else:
                    head.children = [token]

    def let_go(self) -> None:
        """Empty it once nobody asks it any more: words that hold each other would have to be looked for as garbage."""
        for token in self:
            del token.doc, token.head, token.children
        self.clear()

    @property
    def vocabulary(self) -> frozenset[str]:
        """Its words and their lemmas in small letters: whether one of some words stands here is asked of it at once."""
        if self._vocabulary is None:
            self._vocabulary = frozenset(form for token in self for form in (token.lower_, token.lemma_.lower()))
        return self._vocabulary

    def climb(self, i: int) -> dict[int, int]:
        """The numbers of word `i` and of all over it, the root last, each with its steps away; kept, for it is asked often."""
        found = self._climbs.get(i)
        if found is None:
            found = self._climbs[i] = {i: 0}
            at = i
            while (over := self.heads[at]) != at:
                found[over] = len(found)
                at = over
        return found

    def starts(self) -> list[int]:
        """Where each word starts."""
        if not self._starts:
            self._starts = [token.idx for token in self]
        return self._starts

    def edges(self) -> tuple[list[int], list[int]]:
        """The first and the last word of each word's subtree."""
        if self._edges is None:
            first, last = list(range(len(self))), list(range(len(self)))
            for order in (range(len(self)), range(len(self) - 1, -1, -1)):
                for i in order:
                    head = self.heads[i]
                    if first[i] < first[head]:
                        first[head] = first[i]
                    if last[i] > last[head]:
                        last[head] = last[i]
            self._edges = first, last
        return self._edges

    def covering(self, start: int, end: int) -> list[Token]:
        """The words of which a character stands from `start` up to `end`; a blank belongs to the word before it, but not at `start`."""
        if not 0 <= start < len(self.text) or not 0 < end <= len(self.text):
            return []
        starts = self.starts()
        first, last = bisect_right(starts, start) - 1, bisect_right(starts, end - 1) - 1
        if start == self[first].idx + len(self[first].text):
            first += 1
        return self[first : last + 1]

    def at(self, offset: int) -> Token | None:
        """The word of which this is a character, if there is one."""
        found = self.covering(offset, offset + 1)
        return found[0] if found else None

    def between(self, first: int, after: int) -> str:
        """The text from word `first` up to word `after`, which is left out."""
        return self.text[self[first].idx : self[after - 1].idx + len(self[after - 1].text)] if first < after else ""


def root(tokens: Sequence[Token]) -> Token:
    """Of words that stand together the one highest in the tree, the first of several; no comma or bracket where there is a word."""
    first, last = tokens[0].i, tokens[-1].i
    tops = [token for token in tokens if token.head is token or not first <= token.head.i <= last]
    return tops[0] if len(tops) == 1 else min(tops, key=_depth)


def _depth(token: Token) -> int:
    """Steps to the sentence's root."""
    if token.head is not token and not token.children and (token.is_punct or token.text.isspace()):
        return len(token.doc)
    return sum(1 for _ in token.ancestors)
