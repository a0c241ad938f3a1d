"""Long words that were garbled beyond the edit index: found by looking at all of them.

Only frequent words that begin with the same letter and have nearly the same letters are compared.
"""

from functools import cached_property
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.spelling.data.deletions import letter_set
from service.spelling.data.lexicon import Lexicon, Standing
from service.spelling.data.wordlist import start_of

SHORTEST = 8
"""Below this length, three edits leave nothing to recognise."""

_FLOOR = 2.3
_LIMIT = 40


class _Group(NamedTuple):
    """The numbers of the words that begin with one letter, how long each is, and its letters."""

    numbers: NDArray[np.uint32]
    lengths: NDArray[np.int16]
    letters: NDArray[np.uint64]


class LongWords:
    """Scans for words at a distance of three or four.

    Of a word, only its length and its letters are held ready: to read all words of a letter takes milliseconds, and
    all of them together would take more memory than the rest of a language.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon
        self._by_start: dict[str, _Group] = {}

    @cached_property
    def _numbers(self) -> tuple[NDArray[np.uint32], NDArray[np.uint16]]:
        """The numbers of all words that are looked at, by their first letters, and these letters."""
        frequent = int(np.searchsorted(-self._lexicon.frequency, -_FLOOR, side="right"))
        chosen = (self._lexicon.standing[:frequent] != Standing.UNLISTED) & (
            self._lexicon.length[:frequent] >= SHORTEST - 2
        )
        numbers = np.flatnonzero(chosen).astype(np.uint32)
        starts = self._lexicon.words.starts(numbers)
        order = np.argsort(starts, kind="stable")
        return numbers[order], starts[order]

    def warm(self) -> None:
        """Sort the words by their letters now rather than at the first long word."""
        self._numbers  # noqa: B018

    def near(self, word: str) -> list[tuple[int, int, str]]:
        """Return (distance, number, word) of frequent long words like `word`."""
        if len(word) < SHORTEST:
            return []
        cutoff = 3 if len(word) < 11 else 4
        group, own = self._starting(word[0]), letter_set(word)
        # An edit changes the length by one at most, and takes one letter and brings one at most.
        near = np.abs(group.lengths - len(word)) <= cutoff
        near &= np.bitwise_count(own & ~group.letters) <= cutoff
        near &= np.bitwise_count(group.letters & ~own) <= cutoff
        numbers = group.numbers[near]
        words = self._lexicon.spelled(numbers)
        found = process.extract(word, words, scorer=OSA.distance, score_cutoff=cutoff, limit=_LIMIT)
        return [(int(edits), int(numbers[place]), other) for other, edits, place in found]

    def _starting(self, letter: str) -> _Group:
        found = self._by_start.get(letter)
        if found is None:
            numbers, starts = self._numbers
            start = start_of(letter)
            own = numbers[np.searchsorted(starts, start) : np.searchsorted(starts, start, side="right")]
            lexicon = self._lexicon
            group = _Group(own, lexicon.length[own].astype(np.int16), lexicon.letters[own])
            found = self._by_start[letter] = group
        return found
