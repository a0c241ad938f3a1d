"""How well a word fits between its neighbours.

Counts of words, pairs and triples from free text; the score of a word is how much likelier its
neighbours make it than its frequency alone would (pointwise mutual information), with the shorter
context as the prior of the longer one (MacKay and Peto, "A Hierarchical Dirichlet Language Model",
1995). English has a second table of pairs from books (Google Books Ngrams).
Where the words themselves were never seen together, their kinds were, see `word_kinds`.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.arrays import load
from service.spelling.data.word_kinds import Company, KindTables
from service.spelling.data.wordlist import WordList

Floats = NDArray[np.float64]
Numbers = NDArray[np.int64] | np.int64
_Count = TypeVar("_Count", np.uint16, np.uint32)
BITS = 21
"""Bits of a key for one word: vocabularies hold less than two million."""

_REMEMBERED = 20_000
_PAIR_WEIGHT = 40.0
_TRIPLE_WEIGHT = 4.0
_BOOK_WEIGHT = 3000.0
_RARE = 1e-7


class Context(NamedTuple):
    """The two words before and the two after, as `Token.plain` has them."""

    before2: str
    before: str
    after: str
    after2: str


class Fit(NamedTuple):
    """How a context favours each of several words, in powers of ten; 0 is indifferent."""

    left: Floats
    right: Floats
    beyond: Floats
    books: Floats
    kind_left: Floats
    kind_right: Floats
    kind_beyond: Floats

    @property
    def total(self) -> Floats:
        """One figure, for comparing words that stand in the same place."""
        result: Floats = self.left + self.right + self.beyond + 0.35 * self.books
        return result


class NGrams:
    """The counts of one language."""

    def __init__(self, folder: Path) -> None:
        self._words = WordList(folder, "ngrams")
        self._numbers: dict[str, int] = {}
        self._counts = load(folder, "ngrams.counts", np.uint32)
        self._pairs = _load_table(folder, "pairs", np.uint16)
        self._triples = _load_table(folder, "triples", np.uint16)
        self._books = _load_table(folder, "books", np.uint32)
        self._book_words = load(folder, "books.words", np.uint32)
        self._kinds = KindTables(folder)
        self.tokens = int(self._counts.sum(dtype=np.int64))
        self._book_tokens = max(1.0, float(self._book_words.sum(dtype=np.int64)))
        self._has_books = len(self._books[0]) > 1

    def numbers(self, words: Sequence[str]) -> NDArray[np.int64]:
        """Return the number of each word, -1 where it is not known; remembered, since texts repeat themselves."""
        known = self._numbers
        new = [word for word in words if word not in known]
        if new:
            if len(known) + len(new) > _REMEMBERED:
                known.clear()
                new = list(words)
            known.update(zip(new, self._words.numbers(new).tolist(), strict=True))
        return np.fromiter(map(known.__getitem__, words), np.int64, len(words))

    def seen(self, words: Sequence[str]) -> Floats:
        """Return how often each word was seen."""
        return self._single(self.numbers(words))

    def seen_beside(self, before: Numbers, own: Numbers, after: Numbers) -> Floats:
        """Return how often words were seen after the one `before` and before the one `after`, all by number."""
        counts = _count(self._pairs, np.concatenate((_key(before, own), _key(own, after))))
        return counts[: len(counts) // 2] + counts[len(counts) // 2 :]

    def pair_counts(self, pairs: Sequence[tuple[str, str]]) -> list[int]:
        """Return how often the second word of each pair follows the first."""
        if not pairs:
            return []
        numbers = self.numbers([word for pair in pairs for word in pair])
        return [int(count) for count in _count(self._pairs, _key(numbers[::2], numbers[1::2]))]

    def ever(self, *pairs: tuple[str, str]) -> bool:
        """Whether the second word of any pair ever followed the first, in texts or books."""
        numbers = self.numbers([word for pair in pairs for word in pair])
        keys = _key(numbers[::2], numbers[1::2])
        return bool(_count(self._pairs, keys).any() or (self._has_books and _count(self._books, keys).any()))

    def fit(self, words: Sequence[str], zipf: Floats, context: Context) -> Fit:
        """Return how `context` favours each of `words`, whose Zipf frequencies are given."""
        return self.fit_each(words, zipf, [context], [len(words)])

    def fit_each(self, words: Sequence[str], zipf: Floats, contexts: Sequence[Context], sizes: Sequence[int]) -> Fit:
        """Return how each word's context favours it: the first `sizes[0]` words have the first context, and so on."""
        asked = [*(word for context in contexts for word in context), *words]
        numbers = self.numbers(asked)
        candidates = numbers[4 * len(contexts) :]
        columns = numbers[: 4 * len(contexts)].reshape(-1, 4).T
        around = columns.repeat(sizes, axis=1)
        before2, before, after, after2 = around
        alone = 10.0 ** (zipf - 9) + 1e-9
        count = self._single(candidates)
        single = self._single(columns).repeat(sizes, axis=1)
        total = max(1, self.tokens)
        size = len(words)
        outer = _key(columns[::2], columns[1::2]).reshape(-1)  # once for each context, not for each of its words
        pairs = _count(self._pairs, np.concatenate((_key(before, candidates), _key(candidates, after), outer)))
        left2, right2 = pairs[: 2 * size].reshape(2, size)
        outer_left, outer_right = pairs[2 * size :].reshape(2, -1).repeat(sizes, axis=1)
        triples = _count(
            self._triples,
            np.concatenate(
                (
                    _key(before2, before, candidates),
                    _key(before, candidates, after),
                    _key(candidates, after, after2),
                )
            ),
        )
        left3, middle3, right3 = triples.reshape(3, size)

        left_pair = (left2 + _PAIR_WEIGHT * alone) / (single[1] + _PAIR_WEIGHT)
        left = (left3 + _TRIPLE_WEIGHT * left_pair) / (outer_left + _TRIPLE_WEIGHT)
        after_alone = np.maximum(single[2] / total, _RARE)
        right_pair = (right2 + _PAIR_WEIGHT * after_alone) / (count + _PAIR_WEIGHT)
        right = (middle3 + _TRIPLE_WEIGHT * right_pair) / (left2 + _TRIPLE_WEIGHT)
        after2_alone = np.maximum(single[3] / total, _RARE)
        further = (outer_right + _PAIR_WEIGHT * after2_alone) / (single[2] + _PAIR_WEIGHT)
        beyond = (right3 + _TRIPLE_WEIGHT * further) / (right2 + _TRIPLE_WEIGHT)
        company = self._company(asked, numbers, sizes)
        return Fit(
            _within(np.log10(left / alone), -2, 5),
            _within(np.log10(right / after_alone), -2, 5),
            np.log10(beyond / further),
            self._books_fit(around, candidates, alone),
            *company,
        )

    def _company(self, asked: Sequence[str], numbers: NDArray[np.int64], sizes: Sequence[int]) -> Company:
        kinds = self._kinds.of(asked, numbers)
        contexts = 4 * len(sizes)
        return self._kinds.company(kinds[:contexts].reshape(-1, 4).T.repeat(sizes, axis=1), kinds[contexts:])

    def _single(self, numbers: NDArray[np.int64]) -> Floats:
        return np.where(numbers >= 0, self._counts[numbers], 0.0)

    def _books_fit(self, around: NDArray[np.int64], words: NDArray[np.int64], alone: Floats) -> Floats:
        size = len(words)
        if not self._has_books:
            return np.zeros(size)
        pairs = _count(self._books, np.concatenate((_key(around[1], words), _key(words, around[2]))))
        numbers = np.concatenate((around[1:3].reshape(-1), words))
        single = np.where(numbers >= 0, self._book_words[numbers], 0).astype(np.float64).reshape(3, size)
        left = (pairs[:size] + _BOOK_WEIGHT * alone) / (single[0] + _BOOK_WEIGHT)
        after_alone = np.maximum(single[1] / self._book_tokens, 1e-8)
        right = (pairs[size:] + _BOOK_WEIGHT * after_alone) / (single[2] + _BOOK_WEIGHT)
        return _within(np.log10(left / alone) + np.log10(right / after_alone), -3, 6)


def _within(values: Floats, least: float, most: float) -> Floats:
    """Return what `np.clip` does, which takes three times as long for few values."""
    return np.minimum(np.maximum(values, least), most)


def _key(*numbers: Numbers) -> NDArray[np.int64]:
    """Return one key for each row of word numbers; a negative one, which no table holds, where a word is unknown."""
    key = numbers[0]
    for column in numbers[1:]:
        key = (key << BITS) | column
    return np.asarray(key)


def _count(table: tuple[NDArray[np.int64], NDArray[np.uint16] | NDArray[np.uint32]], keys: NDArray[np.int64]) -> Floats:
    known, counts = table
    places = known.searchsorted(keys)
    found = known.take(places, mode="clip") == keys
    result: Floats = np.where(found, counts.take(places, mode="clip"), 0.0)
    return result


def _load_table(folder: Path, name: str, kind: type[_Count]) -> tuple[NDArray[np.int64], NDArray[_Count]]:
    return load(folder, f"{name}.keys", np.uint64).view(np.int64), load(folder, f"{name}.counts", kind)
