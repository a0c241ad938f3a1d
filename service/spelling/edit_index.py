"""Words within two edits of a given one, a swap of neighbours being one edit."""

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.spelling.deletions import word_hashes
from service.spelling.lexicon import Lexicon
from service.spelling.postings import Postings

_MOST = 4000


class EditIndex:
    """Finds near words by `deletions`, nearer than `distance` by rapidfuzz."""

    def __init__(self, postings: Postings, lexicon: Lexicon) -> None:
        self._postings = postings
        self._lexicon = lexicon

    def near(self, word: str, distance: int = 2) -> list[tuple[int, int, str]]:
        """Return (distance, number, word) of every word within `distance` (at most 2) of `word`."""
        numbers = self._postings.find(word_hashes(word, distance))
        if not len(numbers):
            return []
        slack = np.abs(self._lexicon.length[numbers].astype(np.int16) - len(word))
        numbers = numbers[slack <= distance][:_MOST]
        words = self._lexicon.words.take(numbers)
        found = process.extract(word, words, scorer=OSA.distance, score_cutoff=distance, limit=None)
        return [(int(edits), int(numbers[place]), other) for other, edits, place in found]
