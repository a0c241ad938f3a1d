"""What a word may have been meant to be: everything near it, from every source."""

from collections.abc import Collection, Iterable
from enum import IntEnum, auto
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.spelling.inflections import inflected
from service.spelling.lexicon import UNLISTED_ZIPF
from service.spelling.model import Model
from service.spelling.options import Options

_PAGE_DISTANCE = 2
_SOUND_SHORTEST = 5
_INFLECTED_SHORTEST = 6
_MOST = 50


class Source(IntEnum):
    """How a candidate was found; the first that finds it counts."""

    KNOWN = auto()
    NEAR = auto()
    SOUND = auto()
    LONG = auto()
    PAGE = auto()
    INFLECTED = auto()
    READER = auto()


class Candidate(NamedTuple):
    """A word in lower case, its number in the lexicon (-1 if it has none), its distance and source."""

    word: str
    number: int
    distance: int
    source: Source


def candidates(
    word: str, model: Model, options: Options, page: Collection[str] = (), given: Iterable[str] = ()
) -> list[Candidate]:
    """Return at most 50 candidates for `word`, the likeliest by a rough measure.

    `page` are words of the page, `given` words that someone proposed; all in lower case.
    """
    found: dict[str, Candidate] = {}

    def add(other: str, number: int, distance: int, source: Source) -> None:
        if other != word and other not in found:
            found[other] = Candidate(other, number, distance, source)

    if options.known_errors:
        for other in model.known_errors.corrections(word):
            add(other, model.lexicon.words.number(other), OSA.distance(word, other), Source.KNOWN)
    for distance, number, other in model.near.near(word, 1 if len(word) <= 2 else 2):
        add(other, number, distance, Source.NEAR)
    if options.sounds and len(word) >= _SOUND_SHORTEST:
        for distance, number, other in model.sounds.near(word):
            add(other, number, distance, Source.SOUND)
    close = any(candidate.distance <= 1 for candidate in found.values())
    if options.long_words and not close:
        for distance, number, other in model.long_words.near(word):
            add(other, number, distance, Source.LONG)
    if options.page_words and len(word) > 3:
        _add_page(word, model, page, found)
    if options.inflections and model.profile.code != "en" and len(word) >= _INFLECTED_SHORTEST and not close:
        for other in inflected(word, model):
            add(other, -1, 1, Source.INFLECTED)
    for other in given:
        add(other, model.lexicon.words.number(other), OSA.distance(word, other), Source.READER)
    return _prune(word, list(found.values()), model, page)


def _add_page(word: str, model: Model, page: Collection[str], found: dict[str, Candidate]) -> None:
    near = process.extract(
        word, list(page), scorer=OSA.distance, score_cutoff=_PAGE_DISTANCE, limit=20
    )
    for other, distance, _ in near:
        if other != word and other not in found:
            number = model.lexicon.words.number(other)
            found[other] = Candidate(other, number, int(distance), Source.PAGE)


def _prune(
    word: str, found: list[Candidate], model: Model, page: Collection[str]
) -> list[Candidate]:
    if len(found) <= _MOST:
        return found
    frequency = model.lexicon.frequency

    def cost(candidate: Candidate) -> tuple[bool, float]:
        zipf = float(frequency[candidate.number]) if candidate.number >= 0 else UNLISTED_ZIPF
        wanted = candidate.source in (Source.KNOWN, Source.READER)
        return not wanted, (
            candidate.distance * 2.2
            - zipf
            + (candidate.word[0] != word[0])
            - 3 * (candidate.word in page)
        )

    return sorted(found, key=cost)[:_MOST]
