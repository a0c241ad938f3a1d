"""Hashes of a word with up to two letters left out, made for many words at once.

Two words within two edits of each other become equal when each loses at most two letters: the
symmetric delete algorithm (W. Garbe, SymSpell, 2012). Only the first seven letters count; the rest is
compared afterwards. A hash is a sum of letter times a weight for its place, so that numpy makes the
hashes of a whole lexicon in a second, and of one word in microseconds.
"""

from functools import cache
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

REACH = 7
"""How many letters of a word are indexed."""

_WEIGHTS = np.array([0x9E3779B1, 0x85EBCA6B, 0xC2B2AE35, 0x27D4EB2F, 0x165667B1, 0xD3A2646D, 0xFD7046C5], np.uint32)


@cache
def _kept(length: int, most: int) -> NDArray[np.intp]:
    """Return, for each way to drop at most `most` of `length` letters, the places kept.

    Places dropped are filled up at the end with REACH, where every word's padding stands.
    """
    rows = [
        [place for place in range(length) if place not in dropped]
        for count in range(min(most, length - 1) + 1)
        for dropped in combinations(range(length), count)
    ]
    return np.array([row + [REACH] * (REACH - len(row)) for row in rows], np.intp)


def codes(words: list[str]) -> NDArray[np.uint32]:
    """Return the first REACH letters of each word as numbers, padded with noughts to REACH + 1."""
    padded = "".join(word[:REACH].ljust(REACH + 1, "\0") for word in words)
    return np.frombuffer(padded.encode("utf-32-le"), np.uint32).reshape(len(words), REACH + 1)


def letter_sets(words: list[str]) -> NDArray[np.uint64]:
    """Return the letters of each word as bits: one edit changes at most two of them."""
    text = np.frombuffer("\0".join([*words, ""]).encode("utf-32-le", "replace"), np.uint32)
    bits = np.uint64(1) << (text % 64).astype(np.uint64)
    bits[text == 0] = 0
    lengths = np.fromiter(map(len, words), np.intp, len(words)) + 1
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    return np.bitwise_or.reduceat(bits, starts)


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
    letters = codes([word])[0]
    kept = _kept(min(len(word), REACH), most)
    hashes: NDArray[np.uint32] = (letters[kept] * _WEIGHTS).sum(axis=1, dtype=np.uint32)
    return np.sort(hashes)


def lexicon_hashes(words: list[str], most: int) -> tuple[NDArray[np.uint32], NDArray[np.uint32]]:
    """Return the hashes of all words and, beside each, the number of the word that it is of."""
    letters = codes(words)
    lengths = np.minimum(np.fromiter(map(len, words), np.intp, len(words)), REACH)
    hashes: list[NDArray[np.uint32]] = []
    owners: list[NDArray[np.uint32]] = []
    for length in range(1, REACH + 1):
        numbers = np.nonzero(lengths == length)[0]
        for row in _kept(length, most):
            hashes.append((letters[np.ix_(numbers, row)] * _WEIGHTS).sum(axis=1, dtype=np.uint32))
            owners.append(numbers.astype(np.uint32))
    return np.concatenate(hashes), np.concatenate(owners)
