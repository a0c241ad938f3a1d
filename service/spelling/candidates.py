"""What a word may have been meant to be: everything near it, from every source."""

from collections.abc import Collection, Iterable
from enum import IntEnum, auto
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.spelling.hyphens import mended
from service.spelling.inflections import inflected
from service.spelling.joined_words import best_parting
from service.spelling.lexicon import UNLISTED_ZIPF, Standing
from service.spelling.model import Model
from service.spelling.ngrams import Context
from service.spelling.options import Options

_PAGE_DISTANCE = 2
_SOUND_SHORTEST = 5
_INFLECTED_SHORTEST = 6
_MOST = 40


class Source(IntEnum):
    """How a candidate was found; the first that finds it counts."""

    KNOWN = auto()
    NEAR = auto()
    SOUND = auto()
    LONG = auto()
    PAGE = auto()
    INFLECTED = auto()
    HYPHEN = auto()
    PARTED = auto()
    READER = auto()


class Candidate(NamedTuple):
    """A word in lower case with its distance from the wrong one.

    `number` is its place in the lexicon, -1 if it has none; `zipf` is its frequency, for two words how
    well they go together.
    """

    word: str
    distance: int
    source: Source
    number: int
    zipf: float
    standing: Standing


class _Found:
    """Candidates as they are found, each once."""

    def __init__(self, word: str, model: Model) -> None:
        self._word = word
        self._lexicon = model.lexicon
        self.all: dict[str, Candidate] = {word: Candidate(word, 0, Source.NEAR, -1, 0.0, Standing.COMMON)}

    def add(self, other: str, distance: int, source: Source, number: int) -> None:
        """Add a word with its number in the lexicon."""
        if other not in self.all:
            zipf, standing = UNLISTED_ZIPF, Standing.COMMON
            if number >= 0:
                zipf = float(self._lexicon.frequency[number])
                standing = STANDINGS[self._lexicon.standing[number]]
            self.all[other] = Candidate(other, distance, source, number, zipf, standing)

    def add_named(self, other: str, source: Source) -> None:
        """Add a word that may or may not be in the lexicon."""
        if other not in self.all:
            self.add(other, OSA.distance(self._word, other), source, self._lexicon.words.number(other))

    def add_made(self, other: str, distance: int, source: Source, zipf: float) -> None:
        """Add something that is no word of the lexicon, with a frequency of its own."""
        if other not in self.all:
            self.all[other] = Candidate(other, distance, source, -1, zipf, Standing.COMMON)


STANDINGS = tuple(Standing)


def candidates(
    word: str,
    model: Model,
    options: Options,
    page: Collection[str] = (),
    context: Context | None = None,
    given: Iterable[str] = (),
) -> list[Candidate]:
    """Return at most 40 candidates for `word`, the likeliest by a rough measure.

    `page` are words of the page, `given` words that someone proposed; all in lower case.
    """
    found = _Found(word, model)
    if options.known_errors:
        for other in model.known_errors.corrections(word):
            found.add_named(other, Source.KNOWN)
    for distance, number, other in model.near.near(word, 1 if len(word) <= 2 else 2):
        found.add(other, distance, Source.NEAR, number)
    if options.sounds and len(word) >= _SOUND_SHORTEST:
        for distance, number, other in model.sounds.near(word):
            found.add(other, distance, Source.SOUND, number)
    close = any(each.distance == 1 for each in found.all.values())
    if options.long_words and not close:
        for distance, number, other in model.long_words.near(word):
            found.add(other, distance, Source.LONG, number)
    if options.page_words and len(word) > 3:
        near = process.extract(
            word, list(page), scorer=OSA.distance, score_cutoff=_PAGE_DISTANCE, limit=20
        )
        for other, _, _ in near:
            found.add_named(other, Source.PAGE)
    if options.inflections and model.profile.code != "en" and len(word) >= _INFLECTED_SHORTEST and not close:
        for other in inflected(word, model):
            found.add(other, 1, Source.INFLECTED, -1)
    if "-" in word:
        for other, distance, zipf in mended(word, model):
            found.add_made(other, distance, Source.HYPHEN, zipf)
    if options.split_and_joined:
        parting = best_parting(word, model, context if options.context else None)
        if parting is not None:
            found.add_made(parting.words, 1, Source.PARTED, parting.value)
    for other in given:
        found.add_named(other, Source.READER)
    del found.all[word]
    return _prune(word, list(found.all.values()), page)


def _prune(word: str, found: list[Candidate], page: Collection[str]) -> list[Candidate]:
    if len(found) <= _MOST:
        return found

    def cost(candidate: Candidate) -> tuple[bool, float]:
        unwanted = candidate.source not in (Source.KNOWN, Source.READER, Source.PARTED)
        near = candidate.distance * 2.2 - candidate.zipf + (candidate.word[0] != word[0])
        return unwanted, near - 3 * (candidate.word in page)

    return sorted(found, key=cost)[:_MOST]
