"""Many words as arrays of letters, so that numpy looks at all of them at once."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Letters(NamedTuple):
    """The code points of all words, one word after the other, with where each begins and how long it is."""

    text: NDArray[np.uint32]
    starts: NDArray[np.intp]
    lengths: NDArray[np.intp]

    def by_length(self, most: int) -> Iterator[tuple[NDArray[np.uint32], NDArray[np.uint32]]]:
        """Yield the numbers of the words of each length and their letters, a row for each place.

        Words longer than `most` are taken for ones of that length.
        """
        lengths = np.minimum(self.lengths, most)
        for length in np.flatnonzero(np.bincount(lengths)).tolist():
            numbers = np.flatnonzero(lengths == length).astype(np.uint32)
            yield numbers, self.text[self.starts[numbers] + np.arange(length)[:, None]]


def letters_of(words: Sequence[str]) -> Letters:
    """Return the letters of `words`."""
    lengths = np.fromiter(map(len, words), np.intp, len(words))
    text = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32)
    return Letters(text, np.cumsum(lengths) - lengths, lengths)
