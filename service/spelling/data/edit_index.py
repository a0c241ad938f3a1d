"""Words within two edits of a given one, a swap of neighbours being one edit."""

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
        words = self._lexicon.spelled(numbers)
        distances = process.cdist([word], words, scorer=OSA.distance, score_cutoff=distance, dtype=np.uint8)[0]
        places = np.flatnonzero((distances <= distance) & (distances > 0))
        if len(places) > _KEPT:
            cost = distances[places] * _EDIT_COST - self._lexicon.frequency[numbers[places]]
            cost += [words[place][0] != word[0] for place in places.tolist()]
            places = places[np.argpartition(cost, _KEPT)[:_KEPT]]
        kept = [words[place] for place in places.tolist()]
        return list(zip(distances[places].tolist(), numbers[places].tolist(), kept, strict=True))
