"""The words of a language with how frequent each is and what speaks for it.

Words are in lower case and numbered from the most frequent to the rarest, so that the first of many
is the most probable.
"""

from bisect import bisect_left
from collections.abc import Iterable
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.arrays import load
from service.spelling.data.wordlist import Strings, WordList

_REMEMBERED = 20_000
_FREQUENT = 5_000
"""The first so many words, half a megabyte, are held ready: what sounds like a valid word is mostly among them."""

UNLISTED_ZIPF = 0.3
"""The frequency assumed of a word that has none."""


class Standing(IntEnum):
    """What the dictionaries say of a word."""

    UNLISTED = 0  # only seen in texts: names, foreign words, and misspellings as well
    COMMON = 1
    NAME = 2  # a word only with a capital


_STANDINGS = tuple(Standing)


class Lexicon:
    """Words with frequencies on the Zipf scale (log10 of occurrences per thousand million words)."""

    def __init__(self, folder: Path) -> None:
        self.words = WordList(folder, "words")
        self._numbers: dict[str, int] = {}
        self._frequent = self.words.take(np.arange(min(_FREQUENT, len(self.words)), dtype=np.uint32))
        self._more_frequent: dict[float, int] = {}
        self.frequency = load(folder, "words.zipf", np.float32)
        self.standing = load(folder, "words.standing", np.uint8)
        self.sounds = Strings(folder, "words.sounds")
        self.length = load(folder, "words.length", np.uint8)
        self.letters = load(folder, "words.letters", np.uint64)

    def zipf(self, word: str) -> float:
        """Return the Zipf frequency of `word`, 0 if it is not listed."""
        number = self.number(word)
        return float(self.frequency[number]) if number >= 0 else 0.0

    def standing_of(self, word: str) -> Standing | None:
        """Return the standing of `word`, None if it is not listed at all."""
        number = self.number(word)
        return _STANDINGS[self.standing[number]] if number >= 0 else None

    def more_frequent(self, zipf: float) -> int:
        """Return how many words are more frequent than `zipf`: just those with smaller numbers.

        Frequencies have few different values, so that all that are asked about are remembered.
        """
        found = self._more_frequent.get(zipf)
        if found is None:
            found = self._more_frequent[zipf] = bisect_left(self.frequency, -zipf, key=lambda frequency: -frequency)
        return found

    def spelled(self, numbers: NDArray[np.uint32]) -> list[str]:
        """Return the words with these numbers; where all are frequent, without a look at the file."""
        if len(numbers) and int(numbers.max()) < len(self._frequent):
            return [self._frequent[number] for number in numbers.tolist()]
        return self.words.take(numbers)

    def look_ahead(self, words: Iterable[str]) -> None:
        """Look many words up at once that will be asked about one by one."""
        new = [word for word in words if word not in self._numbers]
        if len(self._numbers) + len(new) > _REMEMBERED:
            self._numbers.clear()
        self._numbers.update(zip(new, self.words.numbers(new).tolist(), strict=True))

    def number(self, word: str) -> int:
        """Return the number of `word`, -1 if it is not listed; remembered, since texts repeat themselves."""
        number = self._numbers.get(word)
        if number is None:
            if len(self._numbers) >= _REMEMBERED:
                self._numbers.clear()
            number = self._numbers[word] = self.words.number(word)
        return number
