"""Hashes of a word with up to two letters left out, made for many words at once.

Two words within two edits of each other become equal when each loses at most two letters: the
symmetric delete algorithm (W. Garbe, SymSpell, 2012). Only the first seven letters count; the rest is
compared afterwards. A hash is a sum of letter times a weight for its place, so that numpy makes the
hashes of a whole lexicon in a tenth of a second, and of one word in microseconds.
"""

from collections.abc import Iterator
from functools import cache, reduce
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.letters import Letters
from service.spelling.data.postings import pairs_of

REACH = 7
"""How many letters of a word are indexed."""

_WEIGHTS = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0xD3A2646D, 0xFD7046C5], np.uint32)


@cache
def _kept(length: int, most: int) -> NDArray[np.intp]:
    """Return, for each way to drop at most `most` of `length` letters, the places kept.

    Places dropped are filled up at the end with REACH, where every word's padding stands.
    """
    rows = [[place for place in range(length) if place not in dropped] for dropped in _dropped(length, most)]
    return np.array([row + [REACH] * (REACH - len(row)) for row in rows], np.intp)


def _dropped(length: int, most: int) -> Iterator[tuple[int, ...]]:
    """Yield each way to drop at most `most` of `length` letters, but not all, as the places dropped."""
    for count in range(min(most, length - 1) + 1):
        yield from combinations(range(length), count)


def letter_sets(words: Letters) -> NDArray[np.uint64]:
    """Return the letters of each word, none of them empty, as bits: one edit changes at most two of them."""
    bits = np.left_shift(np.uint64(1), words.text & np.uint32(63))
    return np.bitwise_or.reduceat(bits, words.starts)


def letter_set(word: str) -> np.uint64:
    """Return the letters of one word as `letter_sets` does."""
    bits = 0
    for letter in set(word):
        bits |= 1 << (ord(letter) % 64)
    return np.uint64(bits)


def word_hashes(word: str, most: int) -> NDArray[np.uint32]:
    """Return the hashes of `word` with at most `most` letters left out."""
    if not word:
        return np.empty(0, np.uint32)
    letters = np.frombuffer(word[:REACH].ljust(REACH + 1, "\0").encode("utf-32-le"), np.uint32)
    kept = _kept(min(len(word), REACH), most)
    hashes: NDArray[np.uint32] = (letters[kept] * _WEIGHTS).sum(axis=1, dtype=np.uint32)
    return np.sort(hashes)


def lexicon_hashes(words: Letters, most: int) -> NDArray[np.uint64]:
    """Return the hashes of all words, each with the number of the word that it is of (see `postings.pairs_of`)."""
    ways = np.array([sum(1 for _ in _dropped(length, most)) for length in range(REACH + 1)])
    pairs = np.empty(ways[np.minimum(words.lengths, REACH)].sum(), np.uint64)
    end = 0
    for numbers, letters in words.by_length(REACH):
        for hashes in _hashes(letters, most):
            pairs[end : end + len(numbers)] = pairs_of(hashes, numbers)
            end += len(numbers)
    return pairs


def _hashes(letters: NDArray[np.uint32], most: int) -> Iterator[NDArray[np.uint32]]:
    """Yield the hashes of words of one length, a column of letters each, for each way to drop letters.

    Behind a dropped letter, all letters count as one place further to the front. With the sums of the weighted letters
    before each place, for letters moved by none, one and two places, a hash is the sum of a few differences.
    """
    length = len(letters)
    before = [_sums_before(letters, moved) for moved in range(most + 1)]
    for dropped in _dropped(length, most):
        ends = (*dropped, length)
        begins = (0, *(place + 1 for place in dropped))
        stretches = [sums[end] - sums[begin] for sums, begin, end in zip(before, begins, ends, strict=False)]
        yield reduce(np.add, stretches)


def _sums_before(letters: NDArray[np.uint32], moved: int) -> NDArray[np.uint32]:
    """Return, for each place, the sum of the letters before it, each weighted by its place less `moved`."""
    sums = np.zeros((len(letters) + 1, letters.shape[1]), np.uint32)
    weighted = letters[moved:] * _WEIGHTS[: len(letters[moved:]), None]
    np.cumsum(weighted, axis=0, dtype=np.uint32, out=sums[moved + 1 :])
    return sums
