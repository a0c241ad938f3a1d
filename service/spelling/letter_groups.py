"""Which letters may follow each other in a language: every four in a row that some word has."""

from collections.abc import Iterable
from functools import cached_property
from pathlib import Path

SIZE = 4
_START, _END = "^", "$"
_FILE = "groups.text"


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
    groups: set[str] = set()
    for word in words:
        framed = f"{_START}{word}{_END}"
        groups.update(framed[at : at + SIZE] for at in range(len(framed) - SIZE + 1))
    (folder / _FILE).write_text("".join(sorted(groups)), "utf-8")
