"""A tokeniser of a handful of words, so that windows and opinions can be tested without the model."""

from __future__ import annotations

from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import Lowercase
from tokenizers.pre_tokenizers import BertPreTokenizer

WORDS = [
    "[UNK]",
    "[CLS]",
    "[SEP]",
    "[MASK]",
    "rebels",
    "shell",
    "##ed",
    "the",
    "town",
    "on",
    "monday",
    "of",
    "kara",
    "army",
    "said",
    "it",
    "two",
    "people",
    "died",
    "there",
    ".",
    ",",
    "and",
    "then",
    "again",
]


def small_tokenizer() -> Tokenizer:
    tokenizer = Tokenizer(WordPiece({word: n for n, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.normalizer = Lowercase()
    tokenizer.pre_tokenizer = BertPreTokenizer()
    return tokenizer
