"""Words within two edits of a given one, a swap of neighbours being one edit."""

from collections.abc import Sequence
from operator import itemgetter

import numpy as np
from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.spelling.data.deletions import letter_set, word_hashes
from service.spelling.data.lexicon import Lexicon
from service.spelling.data.postings import Postings

_MOST = 2000
_KEPT = 40
_EDIT_COST = 2.2


class EditIndex:
    """Finds near words by `deletions`, nearer than `distance` by rapidfuzz."""

    def __init__(self, postings: Postings, lexicon: Lexicon) -> None:
        self._postings = postings
        self._lexicon = lexicon

    def near(self, word: str, distance: int = 2, zipf: float = 0.0) -> list[tuple[int, int, str]]:
        """Return (distance, number, word) of the likeliest 40 words within `distance` of `word`.

        `distance` is at most 2; only words more frequent than `zipf` are looked at. Likeliest are the nearest, among
        equally near ones the most frequent.
        """
        end = self._lexicon.more_frequent(zipf) if zipf > 0 else None
        numbers = self._postings.find(word_hashes(word, distance), end)
        if not len(numbers):
            return []
        own, letters = letter_set(word), self._lexicon.letters[numbers]
        lost, new = np.bitwise_count(own & ~letters), np.bitwise_count(letters & ~own)
        slack = np.abs(self._lexicon.length[numbers].astype(np.int16) - len(word))
        numbers = numbers[(slack <= distance) & (np.maximum(lost, new) <= distance)][:_MOST]
        if not len(numbers):
            return []
        found = process.extract(
            word, self._lexicon.spelled(numbers), scorer=OSA.distance, score_cutoff=distance, limit=None
        )
        listed = numbers.tolist()
        near = [(int(edits), listed[place], other) for other, edits, place in found if edits]
        near.sort(key=itemgetter(1))
        return near if len(near) <= _KEPT else self._likeliest(word, near)

    def _likeliest(self, word: str, near: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
        distances = np.array([edits for edits, _, _ in near], np.uint8)
        cost = distances * _EDIT_COST - self._lexicon.frequency[[number for _, number, _ in near]]
        cost += [other[0] != word[0] for _, _, other in near]
        return [near[place] for place in np.argpartition(cost, _KEPT)[:_KEPT].tolist()]
