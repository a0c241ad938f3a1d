"""How texts write a word inside a sentence: never with a capital ("was", "between"), or mostly with one ("China").

Counted where weights are learned, from words that stand where no capital is due by their place.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path

from service.spelling.data.wordlist import WordList

_LEAST_SMALL = 10
_SHARE_OF_SMALL = 0.004
_LEAST_NAMES = 4
_SHARE_OF_NAMES = 0.75


class UsualCase:
    """The usual case of the common words of one language."""

    def __init__(self, folder: Path) -> None:
        self._small = WordList(folder, "small")
        self._names = WordList(folder, "names")

    def is_small(self, word: str) -> bool:
        """Whether nobody writes `word` (in lower case) with a capital inside a sentence."""
        return len(self._small) > 0 and self._small.number(word) >= 0

    def is_name(self, word: str) -> bool:
        """Whether `word` (in lower case), a common word as well, is mostly met as a name."""
        return len(self._names) > 0 and self._names.number(word) >= 0


def small_words(small: Mapping[str, int], capital: Mapping[str, int], common: Iterable[str]) -> list[str]:
    """Return the `common` words that were often seen `small` and hardly ever with a `capital` where none was due."""
    return sorted(
        word
        for word in common
        if small.get(word, 0) >= _LEAST_SMALL
        and capital.get(word, 0) <= _SHARE_OF_SMALL * small[word]
        and len(word) > 1
    )


def usual_names(small: Mapping[str, int], capital: Mapping[str, int], common: Iterable[str]) -> list[str]:
    """Return the `common` words that were mostly seen with a `capital`."""
    return sorted(
        word
        for word in common
        if (names := capital.get(word, 0)) >= _LEAST_NAMES and names >= _SHARE_OF_NAMES * (names + small.get(word, 0))
    )
