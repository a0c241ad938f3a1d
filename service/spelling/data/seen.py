"""Words that texts have now and then and no dictionary at all: names, mostly.

Too many and too rare to be suggested, so that only 24 bits of a checksum are kept of each. About one word in a
hundred is taken for one of them by chance; it is evidence, not proof.
"""

import zlib
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.arrays import load
from service.spelling.data.postings import each_once

_FILE = "seen"
_MASK = 0xFFFFFF


class Seen:
    """Knows which words it has seen."""

    def __init__(self, folder: Path) -> None:
        self._sums = load(folder, _FILE, np.uint32)

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or not len(self._sums):
            return False
        place = int(self._sums.searchsorted(np.uint32(_sum(word))))
        return place < len(self._sums) and int(self._sums[place]) == _sum(word)


def sums_of(words: Iterable[str]) -> NDArray[np.uint32]:
    """Return what is kept of words in lower case, in ascending order."""
    return each_once(np.fromiter(map(_sum, words), np.uint32))


def _sum(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass")) & _MASK
