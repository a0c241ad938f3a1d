"""Which letters may follow each other in a language: every four in a row that some word has."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.postings import each_once

SIZE = 4
_START, _END, _APART = "^", "$", "\0"
_FILE = "groups.text"
_PLACES = np.array([1 << 48, 1 << 32, 1 << 16, 1], np.uint64)
_LAST = (1 << 16) - 1
_BASE = np.uint64(1 << 16)

Slip = tuple[int, int, str]
"""The range of a word that is replaced, and by what."""


class LetterGroups:
    """Tells impossible words from possible ones without a dictionary."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    @cached_property
    def _groups(self) -> NDArray[np.uint64]:
        return np.sort(_letters(self._path.read_text("utf-8")).reshape(-1, SIZE) @ _PLACES)

    def possible_alone(self, word: str) -> bool:
        """Return whether all letters of one word occur like this in some word."""
        return bool(self._known(word).all())

    def mendable(self, word: str) -> tuple[int, int]:
        """Return where a slip has to lie to mend all groups of `word` that no word has: (first, last).

        It has to end at `first` or behind, and to begin at `last` or before; all of `word` if nothing is to be mended,
        and nowhere if such groups lie apart.
        """
        strange = np.flatnonzero(~self._known(word)).tolist()
        return (strange[-1], strange[0] + SIZE - 2) if strange else (0, len(word))

    def around(self, word: str, slip: Slip) -> str:
        """Return as much of `word` after a slip as is in one group with what the slip changed."""
        start, end, new = slip
        framed = f"{_START}{word}{_END}"
        return framed[max(0, start + 2 - SIZE) : start + 1] + new + framed[end + 1 : end + SIZE]

    def possible(self, pieces: Sequence[str]) -> list[bool]:
        """Return, for each piece of a word, whether all its letters occur like this in some word."""
        if not pieces:
            return []
        letters = _letters(_APART.join(pieces) + _APART * SIZE)
        groups, crossing = letters[: 1 - SIZE].copy(), letters[: 1 - SIZE] == 0
        for place in range(1, SIZE):
            further = letters[place : len(letters) + 1 - SIZE + place]
            groups <<= np.uint64(16)
            groups |= further
            crossing |= further == 0
        places = self._groups.searchsorted(groups)
        fine = crossing | (self._groups.take(places, mode="clip") == groups)
        lengths = np.fromiter(map(len, pieces), np.intp, len(pieces)) + len(_APART)
        result: list[bool] = np.logical_and.reduceat(fine, np.cumsum(lengths) - lengths).tolist()
        return result

    def _known(self, word: str) -> NDArray[np.bool_]:
        """Return which groups of a whole word, in their order, occur in some word."""
        framed = [min(ord(letter), _LAST) for letter in f"{_START}{word}{_END}"]
        groups = np.array(
            [
                (one << 48) | (two << 32) | (three << 16) | four
                for one, two, three, four in zip(framed, framed[1:], framed[2:], framed[3:], strict=False)
            ],
            np.uint64,
        )
        places = self._groups.searchsorted(groups)
        known: NDArray[np.bool_] = self._groups.take(places, mode="clip") == groups
        return known


def write_groups(folder: Path, words: Iterable[str]) -> None:
    """Write the letter groups of `words` into `folder`."""
    found, inside = _windows(list(words))
    groups = each_once(found[inside])
    columns = (groups[:, None] // _PLACES % _BASE).astype(np.uint32)
    (folder / _FILE).write_bytes(columns.tobytes().decode("utf-32-le").encode())


def _windows(words: Sequence[str]) -> tuple[NDArray[np.uint64], NDArray[np.bool_]]:
    """Return the groups of the framed words, one after the other, and which of them lie within one word."""
    letters = _letters(_START + (_END + _START).join(words) + _END * (SIZE + 1))
    groups, crossing = letters[: 1 - SIZE].copy(), np.zeros(len(letters) + 1 - SIZE, np.bool_)
    ends, starts = letters == ord(_END), letters == ord(_START)
    for place in range(1, SIZE):
        stop = len(letters) + 1 - SIZE + place
        groups <<= np.uint64(16)
        groups |= letters[place:stop]
        crossing |= ends[place - 1 : stop - 1] | starts[place:stop]
    return groups, ~crossing


def _letters(text: str) -> NDArray[np.uint64]:
    codes = np.frombuffer(text.encode("utf-32-le", "replace"), np.uint32).astype(np.uint64)
    return np.minimum(codes, _BASE - np.uint64(1))
