"""Which letters may follow each other in a language: every four in a row that some word has."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

import numpy as np

from service.spelling.postings import each_once

SIZE = 4
_START, _END = "^", "$"
_FILE = "groups.text"
_BASE = np.uint64(1 << 16)
_PLACES = np.array([1 << 48, 1 << 32, 1 << 16, 1], np.uint64)


class LetterGroups:
    """Tells impossible words from possible ones without a dictionary."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / _FILE

    @cached_property
    def _groups(self) -> frozenset[str]:
        text = self._path.read_text("utf-8")
        return frozenset(text[at : at + SIZE] for at in range(0, len(text), SIZE))

    def allow(self, word: str, at: int) -> bool:
        """Whether the letters of `word` around place `at` occur like this in some word."""
        groups = self._groups
        framed = f"{_START}{word}{_END}"
        first = max(0, at - 2)
        last = min(len(framed) - SIZE, at + 2)
        return all(framed[place : place + SIZE] in groups for place in range(first, last + 1))


def write_groups(folder: Path, words: Iterable[str]) -> None:
    """Write the letter groups of `words` into `folder`."""
    text = "".join(f"{_START}{word}{_END}" for word in words)
    letters = np.frombuffer(text.encode("utf-32-le"), np.uint32)
    windows = np.lib.stride_tricks.sliding_window_view(letters, SIZE)
    inside = (windows[:, :-1] != ord(_END)).all(axis=1) & (windows[:, 1:] != ord(_START)).all(axis=1)
    groups = each_once(windows[inside].astype(np.uint64) @ _PLACES)
    columns = (groups[:, None] // _PLACES % _BASE).astype(np.uint32)
    (folder / _FILE).write_bytes(columns.tobytes().decode("utf-32-le").encode())
