"""Counts of words, pairs and triples of free text, and of pairs in books (English)."""

from collections import Counter
from collections.abc import Collection, Iterable
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.ngrams import BITS
from service.spelling.small_words import small_words
from service.spelling.tokens import tokenize

Table = tuple[NDArray[np.uint64], NDArray[np.uint32]]

_BOOK_UNIT = 1000
"""Counts of books are told in thousands."""


class Counts(NamedTuple):
    """What a pack holds of texts; keys are made of numbers in `vocabulary`, see `ngrams`."""

    vocabulary: list[str]
    counts: NDArray[np.uint32]
    pairs: Table
    triples: Table
    book_words: NDArray[np.uint32]
    books: Table
    small: list[str]


def count(lines: Iterable[str], common: Collection[str], *, english: bool) -> Counts:
    """Count the tokens of `lines`, each a sentence or a paragraph of its own; `common` are words that are no names."""
    singles: Counter[str] = Counter()
    pairs: Counter[tuple[str, ...]] = Counter()
    triples: Counter[tuple[str, ...]] = Counter()
    small: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    for line in lines:
        found = tokenize(line, possessives=english)
        inside = [token for token in found if token.is_word and not token.opens]
        small.update(token.plain for token in inside if token.text.islower())
        capital.update(token.plain for token in inside if token.text[0].isupper())
        tokens = ["<s>", *(token.plain for token in found), "</s>"]
        if len(tokens) < 4:
            continue
        singles.update(tokens)
        pairs.update(pairwise(tokens))
        triples.update(zip(tokens, tokens[1:], tokens[2:], strict=False))
    book_pairs, book_words = _books() if english else ({}, {})
    vocabulary = sorted({*singles, *(word for pair in book_pairs for word in pair)})
    number = {word: place for place, word in enumerate(vocabulary)}
    return Counts(
        vocabulary,
        np.array([singles[word] for word in vocabulary], np.uint32),
        _table(pairs, number),
        _table(triples, number),
        np.array([book_words.get(word, 0) for word in vocabulary], np.uint32),
        _table(book_pairs, number) if book_pairs else _nothing(),
        small_words(small, capital, common),
    )


def _table(counts: dict[tuple[str, ...], int], number: dict[str, int]) -> Table:
    keys = []
    for words in counts:
        key = 0
        for word in words:
            key = (key << BITS) | number[word]
        keys.append(key)
    table = np.array(keys, np.uint64)
    order = np.argsort(table)
    return table[order], np.fromiter(counts.values(), np.uint32, len(counts))[order]


def _nothing() -> Table:
    return np.zeros(1, np.uint64), np.zeros(1, np.uint32)


def _books() -> tuple[dict[tuple[str, ...], int], dict[str, int]]:
    folder = Path(str(import_module("symspellpy").__file__)).parent
    pairs: dict[tuple[str, ...], int] = {}
    for line in (folder / "frequency_bigramdictionary_en_243_342.txt").read_text("utf-8-sig").splitlines():
        first, second, number = line.split()
        pairs[first, second] = _in_units(number)
    words: dict[str, int] = {}
    for line in (folder / "frequency_dictionary_en_82_765.txt").read_text("utf-8-sig").splitlines():
        word, number = line.split()
        words[word] = _in_units(number)
    return pairs, words


def _in_units(number: str) -> int:
    return min(0xFFFFFFFF, max(1, int(number) // _BOOK_UNIT))
