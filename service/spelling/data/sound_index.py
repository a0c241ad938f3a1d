"""Words by how they sound, near misses included.

Each word is filed under its sound key and under the key with any one sound left out, so that a word
whose key differs by one sound is found as well.
"""

import zlib
from collections.abc import Sequence
from functools import reduce
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from service.spelling.data.checksums import EMPTY, sums_with
from service.spelling.data.letters import letters_of
from service.spelling.data.lexicon import Lexicon
from service.spelling.data.postings import Postings, pairs_of
from service.spelling.text.phonetics import sound_key

_SHORTEST_SHORTENED = 4
"""Keys of fewer sounds are not shortened: too much sounds like them."""

_LONGEST_KEY = 255
_MOST = 150
_LENGTH_SLACK = 3
_LIMIT = 25


def key_variants(key: str) -> set[str]:
    """Return `key` and, if it is long enough, `key` with each one sound left out."""
    if len(key) < _SHORTEST_SHORTENED:
        return {key}
    return {key} | {key[:place] + key[place + 1 :] for place in range(len(key))}


def sound_hashes(keys: Sequence[str], *, loose: int) -> NDArray[np.uint64]:
    """Return the hashes that words with these sound keys are filed under, each with the number of its word.

    The first `loose` words are filed under shortened keys as well.
    """
    found = [np.empty(0, np.uint64)]
    for numbers, letters in letters_of(keys).by_length(_LONGEST_KEY):
        # The sum of a key up to each place: shortened there, it only has to be told what follows.
        sums = list(accumulate(letters, sums_with, initial=np.full(len(numbers), EMPTY, np.uint32)))
        found.append(pairs_of(sums[-1], numbers))
        if len(letters) < _SHORTEST_SHORTENED:
            continue
        end = int(numbers.searchsorted(loose))
        for place, before in enumerate(sums[:-1]):
            shortened = reduce(sums_with, letters[place + 1 :, :end], before[:end])
            found.append(pairs_of(shortened, numbers[:end]))
    return np.concatenate(found)


class SoundIndex:
    """Finds words that sound like a given one."""

    def __init__(self, postings: Postings, lexicon: Lexicon) -> None:
        self._postings = postings
        self._lexicon = lexicon

    def near(self, word: str, zipf: float = 0.0, distance: int = 4) -> list[tuple[int, int, str]]:
        """Return (distance, number, word) of at most 25 words that sound like `word`, the nearest first.

        They are more frequent than `zipf` and at most `distance` edits away, a swap being two.
        """
        key = sound_key(word)
        end = self._lexicon.more_frequent(zipf) if zipf > 0 else None
        exact = self._postings.find(np.array([zlib.crc32(key.encode())], np.uint32), end)
        others = [zlib.crc32(variant.encode()) for variant in key_variants(key) if variant != key]
        loose = self._postings.find(np.array(others, np.uint32), end)
        numbers = np.concatenate((self._like(exact, word), self._like(loose, word)))
        if not len(numbers):
            return []
        words = self._lexicon.spelled(numbers)
        nearest = process.extract(word, words, scorer=Levenshtein.distance, score_cutoff=distance, limit=_LIMIT)
        return [(int(edits), int(numbers[place]), found) for found, edits, place in nearest]

    def _like(self, numbers: NDArray[np.uint32], word: str) -> NDArray[np.uint32]:
        lengths = self._lexicon.length[numbers[: _MOST * 4]].astype(np.int16)
        return numbers[: _MOST * 4][np.abs(lengths - len(word)) <= _LENGTH_SLACK][:_MOST]
