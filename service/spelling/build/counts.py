"""Counts of words, pairs and triples of free text, and of pairs in books (English)."""

from collections import Counter
from collections.abc import Collection, Iterable
from functools import cache
from importlib import import_module
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.build.learn_kinds import learn_kinds
from service.spelling.data.ngrams import BITS
from service.spelling.data.usual_case import small_words, usual_names
from service.spelling.data.word_kinds import WordKinds
from service.spelling.text.normalise import normalise
from service.spelling.text.tokens import tokenize

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
    kinds: WordKinds
    small: list[str]
    names: list[str]


class Tally:
    """Counts that grow text by text, so that nothing is counted twice."""

    def __init__(self, *, english: bool) -> None:
        self._english = english
        self._singles: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, ...]] = Counter()
        self._triples: Counter[tuple[str, ...]] = Counter()
        self._small: Counter[str] = Counter()
        self._capital: Counter[str] = Counter()

    def add(self, lines: Iterable[str]) -> None:
        """Count the tokens of `lines`, each a sentence or a paragraph of its own."""
        inside: list[str] = []
        singles: list[str] = []
        for line in lines:
            found = tokenize(line, possessives=self._english)
            inside += [token.text for token in found if token.is_word and not token.opens]
            tokens = ["<s>", *(token.plain for token in found), "</s>"]
            if len(tokens) < 4:
                continue
            singles += tokens
            self._pairs.update(pairwise(tokens))
            self._triples.update(zip(tokens, tokens[1:], tokens[2:], strict=False))
        self._singles.update(singles)
        for text, number in Counter(inside).items():
            if text.islower():
                self._small[plain_of(text)] += number
            elif text[0].isupper():
                self._capital[plain_of(text)] += number

    def counts(self, common: Collection[str]) -> Counts:
        """Return what was counted so far; `common` are the words of the language that are no names."""
        book_pairs, book_words = books() if self._english else ({}, {})
        vocabulary = sorted({*self._singles, *(word for pair in book_pairs for word in pair)})
        number = {word: place for place, word in enumerate(vocabulary)}
        counts = np.array([self._singles[word] for word in vocabulary], np.uint32)
        return Counts(
            vocabulary,
            counts,
            _table(self._pairs, number),
            _table(self._triples, number),
            np.array([book_words.get(word, 0) for word in vocabulary], np.uint32),
            _table(book_pairs, number),
            learn_kinds(vocabulary, counts, self._pairs, self._triples),
            small_words(self._small, self._capital, common),
            usual_names(self._small, self._capital, common),
        )


def plain_of(text: str) -> str:
    """Return a word as n-grams know it."""
    return normalise(text).lower()


def _table(counts: dict[tuple[str, ...], int], number: dict[str, int]) -> Table:
    if not counts:
        return np.zeros(1, np.uint64), np.zeros(1, np.uint32)
    width = len(next(iter(counts)))
    words = np.fromiter((number[word] for words in counts for word in words), np.uint64, width * len(counts))
    table = np.zeros(len(counts), np.uint64)
    for column in words.reshape(-1, width).T:
        table = (table << np.uint64(BITS)) | column
    order = np.argsort(table)
    return table[order], np.fromiter(counts.values(), np.uint32, len(counts))[order]


@cache
def books() -> tuple[dict[tuple[str, ...], int], dict[str, int]]:
    """Return how often pairs and single words occur in English books, in thousands."""
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
