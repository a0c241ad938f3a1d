"""Long words that were garbled beyond the edit index: found by looking at all of them.

Only frequent words that begin with the same letter are compared, in C++; it takes a millisecond.
"""

from collections import defaultdict
from functools import cached_property

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.spelling.lexicon import Lexicon, Standing

SHORTEST = 8
"""Below this length, three edits leave nothing to recognise."""

_FLOOR = 2.3
_LIMIT = 40


class LongWords:
    """Scans for words at a distance of three or four."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    @cached_property
    def _by_start(self) -> dict[str, tuple[list[str], list[int]]]:
        frequent = int(np.searchsorted(-self._lexicon.frequency, -_FLOOR, side="right"))
        chosen = (self._lexicon.standing[:frequent] != Standing.UNLISTED) & (
            self._lexicon.length[:frequent] >= SHORTEST - 2
        )
        numbers = np.nonzero(chosen)[0].astype(np.uint32)
        table: dict[str, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
        for number, word in zip(numbers.tolist(), self._lexicon.words.take(numbers), strict=True):
            words, places = table[word[0]]
            words.append(word)
            places.append(number)
        return dict(table)

    def warm(self) -> None:
        """Build the table now rather than at the first long word."""
        self._by_start  # noqa: B018

    def near(self, word: str) -> list[tuple[int, int, str]]:
        """Return (distance, number, word) of frequent long words like `word`."""
        if len(word) < SHORTEST:
            return []
        words, numbers = self._by_start.get(word[0], ([], []))
        cutoff = 3 if len(word) < 11 else 4
        found = process.extract(word, words, scorer=OSA.distance, score_cutoff=cutoff, limit=_LIMIT)
        return [(int(edits), numbers[place], other) for other, edits, place in found]
