"""Words that nobody writes with a capital inside a sentence, as texts show ("was", "between").

Counted where weights are learned: often seen, and hardly ever with a capital where none is due.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from service.spelling.wordlist import WordList

_LEAST = 10
_SHARE = 0.004


class SmallWords:
    """Knows such words of one language."""

    def __init__(self, folder: Path) -> None:
        self._words = WordList(folder, "small")

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and len(self._words) > 0 and self._words.number(word) >= 0


def small_words(small: Mapping[str, int], capital: Mapping[str, int], common: Iterable[str]) -> list[str]:
    """Return the `common` words that were often seen `small` and hardly ever with a `capital` where none was due."""
    return sorted(
        word
        for word in common
        if small.get(word, 0) >= _LEAST and capital.get(word, 0) <= _SHARE * small[word] and len(word) > 1
    )
