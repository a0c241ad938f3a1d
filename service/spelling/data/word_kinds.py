"""Which words keep which company: what a text too short for a pair of words says of pairs of kinds of words.

A kind holds words that stand between the same neighbours (articles, past participles, towns). Frequent words have
theirs by themselves, all others by their ending. `build/learn_kinds.py` makes them.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.arrays import load, save

KINDS = 256
FREQUENT = 4
"""A word that texts have so often has a kind by itself."""

STEPS = 25
"""Tables tell logarithms to the base of 10 in this many parts of one."""

_LONGEST_ENDING = 4
_SHORTEST_STEM = 2

Floats = NDArray[np.float64]
_Bytes = NDArray[np.uint8]


class WordKinds(NamedTuple):
    """The kinds of a language as a pack holds them.

    `frequent` are the kinds of those words of the vocabulary that are frequent; `endings` and `of_endings` are those of
    the others ("" is any ending); `beside` and `beyond` tell how much likelier than by chance a kind (column) follows
    another one (row) at once or as the next but one.
    """

    frequent: _Bytes
    endings: list[str]
    of_endings: _Bytes
    beside: NDArray[np.int8]
    beyond: NDArray[np.int8]


def ending_of(word: str, endings: Mapping[str, int]) -> str:
    """Return the longest ending of `word` that is among `endings`, "" if none is."""
    for length in range(min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM), 0, -1):
        if word[-length:] in endings:
            return word[-length:]
    return ""


def all_endings(word: str) -> list[str]:
    """Return everything that may be taken for the ending of `word`, "" first."""
    return ["", *(word[-length:] for length in range(1, min(_LONGEST_ENDING, len(word) - _SHORTEST_STEM) + 1))]


def write_kinds(folder: Path, kinds: WordKinds, vocabulary: Sequence[str], counts: NDArray[np.uint32]) -> None:
    """Write into `folder` the kind of every word of `vocabulary`, and the tables."""
    of_ending = dict(zip(kinds.endings, kinds.of_endings.tolist(), strict=True))
    often = counts >= FREQUENT
    found = np.zeros(len(vocabulary), np.uint8)
    found[often] = kinds.frequent
    rare = np.flatnonzero(~often)
    found[rare] = [of_ending[ending_of(vocabulary[number], of_ending)] for number in rare.tolist()]
    save(folder, "kinds", found)
    save(folder, "kinds.of_endings", kinds.of_endings)
    (folder / "kinds.endings.text").write_text("\n".join(kinds.endings), "utf-8")
    save(folder, "kinds.beside", kinds.beside.reshape(-1))
    save(folder, "kinds.beyond", kinds.beyond.reshape(-1))


class Company(NamedTuple):
    """How a word's kind suits those around it, in powers of ten; 0 is indifferent."""

    left: Floats
    right: Floats
    beyond: Floats


class KindTables:
    """The kinds of one language, opened."""

    def __init__(self, folder: Path) -> None:
        self._kinds = load(folder, "kinds", np.uint8)
        endings = (folder / "kinds.endings.text").read_text("utf-8").split("\n")
        self._endings = dict(zip(endings, load(folder, "kinds.of_endings", np.uint8).tolist(), strict=True))
        self._beside = load(folder, "kinds.beside", np.int8)
        self._beyond = load(folder, "kinds.beyond", np.int8)

    def of(self, words: Sequence[str], numbers: NDArray[np.int64]) -> NDArray[np.intp]:
        """Return the kinds of `words`, whose `numbers` in the vocabulary are given, -1 where a word has none."""
        found = self._kinds.take(numbers, mode="clip").astype(np.intp)
        for place in np.flatnonzero(numbers < 0).tolist():
            found[place] = self._endings[ending_of(words[place], self._endings)]
        return found

    def company(self, around: NDArray[np.intp], own: NDArray[np.intp]) -> Company:
        """Return how kinds suit the two before and the two after them (rows of `around`)."""
        before2, before, after, after2 = around
        left = self._beside[before * KINDS + own]
        right = self._beside[own * KINDS + after]
        beyond = self._beyond[before2 * KINDS + own].astype(np.int64) + self._beyond[own * KINDS + after2]
        return Company(left / STEPS, right / STEPS, beyond / STEPS)
