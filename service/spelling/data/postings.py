"""A map from 32-bit hashes to lists of numbers, as three flat arrays that are mapped from disk."""

from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.arrays import load, save

_HALF = 32
_Number = TypeVar("_Number", np.uint32, np.uint64)


def each_once(numbers: NDArray[_Number]) -> NDArray[_Number]:
    """Return the numbers in ascending order, each once (much faster than numpy's `unique`)."""
    ordered = np.sort(numbers)
    return ordered[np.concatenate(([True], ordered[1:] != ordered[:-1]))] if len(ordered) else ordered


class Postings:
    """Which numbers are filed under a hash. Numbers are in ascending order under each hash."""

    def __init__(self, folder: Path, name: str) -> None:
        self._keys = load(folder, f"{name}.keys", np.uint32)
        self._starts = load(folder, f"{name}.starts", np.uint32)
        self._numbers = load(folder, f"{name}.numbers", np.uint32)

    def find(self, hashes: NDArray[np.uint32], end: int | None = None) -> NDArray[np.uint32]:
        """Return the numbers under any of `hashes`, below `end` if it is given, ascending, each once."""
        places = self._keys.searchsorted(hashes)
        places = places[self._keys.take(places, mode="clip") == hashes]
        if not len(places):
            return np.empty(0, np.uint32)
        starts, ends = self._starts[places].tolist(), self._starts[places + 1].tolist()
        lists = [self._numbers[start:end] for start, end in zip(starts, ends, strict=True)]
        found = np.concatenate(lists)
        return each_once(found if end is None else found[found < end])


def pairs_of(hashes: NDArray[np.uint32], numbers: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Return each hash with the number beside it as one number."""
    pairs = hashes.astype(np.uint64)
    pairs <<= np.uint64(_HALF)
    pairs |= numbers
    return pairs


def write_postings(folder: Path, name: str, pairs: NDArray[np.uint64]) -> None:
    """Write a map of `pairs_of` hashes and numbers into `folder`.

    The pairs of a lexicon are a hundred megabytes and more, and to be given so much memory takes longer than to reckon
    with it: they are put in order where they are, and looked at in halves.
    """
    pairs.sort()
    new = np.concatenate(([True], pairs[1:] != pairs[:-1]))[: len(pairs)]
    save(folder, f"{name}.numbers", pairs.astype(np.uint32)[new])
    pairs >>= np.uint64(_HALF)
    hashes = pairs.astype(np.uint32)[new]
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1])))
    save(folder, f"{name}.keys", hashes[starts])
    save(folder, f"{name}.starts", np.append(starts, len(hashes)).astype(np.uint32))
