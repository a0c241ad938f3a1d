"""A map from 32-bit hashes to lists of numbers, as three flat arrays that are mapped from disk."""

from pathlib import Path
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.arrays import load, save

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

    def find(self, hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the numbers under any of `hashes`, ascending, each once."""
        places = self._keys.searchsorted(hashes)
        places = places[self._keys.take(places, mode="clip") == hashes]
        if not len(places):
            return np.empty(0, np.uint32)
        starts, ends = self._starts[places].tolist(), self._starts[places + 1].tolist()
        lists = [self._numbers[start:end] for start, end in zip(starts, ends, strict=True)]
        return each_once(np.concatenate(lists))


def write_postings(folder: Path, name: str, hashes: NDArray[np.uint32], numbers: NDArray[np.uint32]) -> None:
    """File each number under the hash beside it, and write the map into `folder`."""
    pairs = each_once((hashes.astype(np.uint64) << np.uint64(32)) | numbers)
    filed = (pairs >> np.uint64(32)).astype(np.uint32)
    starts = np.flatnonzero(np.concatenate(([True], filed[1:] != filed[:-1])))
    save(folder, f"{name}.keys", filed[starts])
    save(folder, f"{name}.starts", np.append(starts, len(pairs)).astype(np.uint32))
    save(folder, f"{name}.numbers", (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32))
