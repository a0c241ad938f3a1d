"""A map from 32-bit hashes to lists of numbers, as three flat arrays that are mapped from disk."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.spelling.arrays import load, save


class Postings:
    """Which numbers are filed under a hash. Numbers are in ascending order under each hash."""

    def __init__(self, folder: Path, name: str) -> None:
        self._keys = load(folder, f"{name}.keys", np.uint32)
        self._starts = load(folder, f"{name}.starts", np.uint32)
        self._numbers = load(folder, f"{name}.numbers", np.uint32)

    def find(self, hashes: NDArray[np.uint32]) -> NDArray[np.uint32]:
        """Return the numbers under any of `hashes`, ascending, each once."""
        places = np.searchsorted(self._keys, hashes)
        places[places >= len(self._keys)] = 0
        places = places[self._keys[places] == hashes]
        if not len(places):
            return np.empty(0, np.uint32)
        return np.unique(
            np.concatenate(
                [
                    self._numbers[start:end]
                    for start, end in zip(
                        self._starts[places].tolist(), self._starts[places + 1].tolist(), strict=True
                    )
                ]
            )
        )


def write_postings(
    folder: Path, name: str, hashes: NDArray[np.uint32], numbers: NDArray[np.uint32]
) -> None:
    """File each number under the hash beside it, and write the map into `folder`."""
    pairs = np.unique((hashes.astype(np.uint64) << np.uint64(32)) | numbers)
    keys, starts = np.unique((pairs >> np.uint64(32)).astype(np.uint32), return_index=True)
    save(folder, f"{name}.keys", keys)
    save(folder, f"{name}.starts", np.append(starts, len(pairs)).astype(np.uint32))
    save(folder, f"{name}.numbers", (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32))
