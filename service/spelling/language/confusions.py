"""Which valid words a valid word may have been written for: near ones, and those that people confuse.

Near are words at one edit and, for short words, words that sound alike. `languages.toml` names the sets that are
confused by ear or by grammar ("their" and "there"), whatever their distance.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.edit_index import EditIndex
from service.spelling.data.lexicon import Lexicon, Standing
from service.spelling.data.ngrams import NGrams
from service.spelling.data.sound_index import SoundIndex
from service.spelling.language.profiles import Profile
from service.spelling.language.regions import same_but_for_region
from service.spelling.text.euphony import same_but_for_euphony

_FLOOR = 3.0
_SOUND_FLOOR = 4.0
_RARER_BY = 2.0
_SOUND_LONGEST = 7
_SOUND_DISTANCE = 3
_MOST = 24
_REMEMBERED = 4000


class Confusion(NamedTuple):
    """Other words with their distances, frequencies and numbers among the n-grams, the likeliest first."""

    words: tuple[str, ...]
    distance: NDArray[np.int8]
    zipf: NDArray[np.float64]
    numbers: NDArray[np.int64]


class Confusions:
    """The confusions of one language, remembered since texts repeat themselves."""

    def __init__(self, profile: Profile, lexicon: Lexicon, near: EditIndex, sounds: SoundIndex, ngrams: NGrams) -> None:
        self._profile = profile
        self._lexicon = lexicon
        self._near = near
        self._sounds = sounds
        self._ngrams = ngrams
        self._remembered: dict[str, Confusion] = {}

    def of(self, word: str) -> Confusion:
        """Return what `word`, valid and in lower case, may have been written for."""
        found = self._remembered.get(word)
        if found is None:
            if len(self._remembered) >= _REMEMBERED:
                self._remembered.clear()
            found = self._remembered[word] = self._find(word)
        return found

    def _find(self, word: str) -> Confusion:
        found = self._by_letters_and_sound(word)
        plain = word.replace("-", "")
        standings = self._lexicon.standing[list(found)].tolist()
        chosen = [
            entry
            for entry, standing in zip(found.values(), standings, strict=True)
            if standing == Standing.COMMON
            and not self._same_word(word, entry[2])
            and plain != entry[2].replace("-", "")
        ]
        for other in sorted(self._profile.confused.get(word, ())):
            number = self._lexicon.number(other)
            if number >= 0 and number not in found:
                chosen.append((1, number, other))
        frequencies = self._lexicon.frequency[[number for _, number, _ in chosen]].astype(np.float64)
        distances = np.array([distance for distance, _, _ in chosen], np.int8)
        order = np.argsort(distances * 2.0 - frequencies, kind="stable")[:_MOST]
        words = tuple(chosen[place][2] for place in order.tolist())
        return Confusion(words, distances[order], frequencies[order], self._ngrams.numbers(words))

    def _same_word(self, one: str, other: str) -> bool:
        """Whether two words are spellings of one that are both right."""
        return same_but_for_euphony(one, other) if self._profile.code == "uk" else same_but_for_region(one, other)

    def _by_letters_and_sound(self, word: str) -> dict[int, tuple[int, int, str]]:
        least = max(_FLOOR, self._lexicon.zipf(word) - _RARER_BY)
        found = {entry[1]: entry for entry in self._near.near(word, 1, least)}
        if len(word) <= _SOUND_LONGEST:
            for distance, number, other in self._sounds.near(word, _SOUND_FLOOR, _SOUND_DISTANCE):
                if distance > 0:
                    found.setdefault(number, (distance, number, other))
        return found
