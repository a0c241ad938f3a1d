"""What a word may have been meant to be: everything near it, from every source."""

from collections.abc import Collection, Iterable
from enum import IntEnum, auto
from typing import NamedTuple

from rapidfuzz import process
from rapidfuzz.distance import OSA

from service.spelling.candidates.compounds import compounds
from service.spelling.candidates.elisions import elisions, leaned_on
from service.spelling.candidates.hyphens import hyphened, mended
from service.spelling.candidates.inflections import heard_alike, in_ending_of, inflected
from service.spelling.candidates.joined_words import best_parting
from service.spelling.candidates.sharp_s import stands_for_sharp_s
from service.spelling.data.lexicon import UNLISTED_ZIPF, Standing
from service.spelling.data.ngrams import Context
from service.spelling.language.model import Model
from service.spelling.options import Options
from service.spelling.text.euphony import same_but_for_euphony

_PAGE_DISTANCE = 2
_SOUND_SHORTEST = 5
_INFLECTED_SHORTEST = 6
_MOST = 18
_SHORT = 3
_PAGE_MOST = 20


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


STANDINGS = tuple(Standing)


class _Search:
    """Candidates for one word as they are found, each once."""

    def __init__(self, word: str, model: Model, options: Options) -> None:
        self.word = word
        self.model = model
        self.options = options
        head, _, tail = word.partition("'")
        self.tail = tail if head in model.profile.elided else ""
        self.found: dict[str, Candidate] = {}

    def add(self, other: str, distance: int, source: Source, number: int) -> None:
        """Add a word with its number in the lexicon; a word that leans on it is not lost by a slip."""
        if other not in (self.word, self.tail) and other not in self.found:
            zipf, standing = UNLISTED_ZIPF, self._standing(other)
            if number >= 0:
                zipf = float(self.model.lexicon.frequency[number])
                standing = STANDINGS[self.model.lexicon.standing[number]]
            self.found[other] = Candidate(other, distance, source, number, zipf, standing)

    def add_named(self, others: Iterable[str], source: Source) -> None:
        """Add words that may or may not be in the lexicon."""
        for other in others:
            if other not in self.found:
                self.add(other, OSA.distance(self.word, other), source, self.model.lexicon.words.number(other))

    def add_made(self, other: str, distance: int, source: Source, zipf: float) -> None:
        """Add something that is no word of the lexicon, with a frequency of its own."""
        if other not in self.found:
            self.found[other] = Candidate(other, distance, source, -1, zipf, self._standing(other))

    def _standing(self, other: str) -> Standing:
        """Return the standing of what is in no list: common, but for the nouns of German."""
        noun = self.model.profile.nouns and " " not in other and not self.model.validity.form(other)
        return Standing.NAME if noun else Standing.COMMON

    def near(self, reach: int) -> None:
        """Look for words within `reach` edits."""
        for distance, number, other in self.model.near.near(self.word, reach):
            self.add(other, distance, Source.NEAR, number)

    def further(self) -> None:
        """Look for words that sound alike, and for long words that were garbled."""
        word, model, options = self.word, self.model, self.options
        if options.sounds and len(word) >= _SOUND_SHORTEST:
            for distance, number, other in model.sounds.near(word):
                self.add(other, distance, Source.SOUND, number)
        if options.long_words and not self.has_close():
            for distance, number, other in model.long_words.near(word):
                self.add(other, distance, Source.LONG, number)

    def on_page(self, page: Collection[str]) -> None:
        """Look for words of the page."""
        if self.options.page_words and len(self.word) > _SHORT:
            near = process.extract(
                self.word, list(page), scorer=OSA.distance, score_cutoff=_PAGE_DISTANCE, limit=_PAGE_MOST
            )
            self.add_named((other for other, _, _ in near), Source.PAGE)

    def made_up(self, context: Context | None) -> None:
        """Look for what is in no list: inflections, compounds, two words."""
        word, model, options = self.word, self.model, self.options
        inflected_language = model.profile.code != "en" and len(word) >= _INFLECTED_SHORTEST
        if options.inflections and inflected_language:
            self._inflections()
        made = (
            mended(word, model)
            if "-" in word
            else [
                *elisions(word, model),
                *hyphened(word, model),
                *compounds(word, model),
            ]
        )
        for other, distance, zipf in made:
            self.add_made(other, distance, Source.HYPHEN, zipf)
        if options.split_and_joined:
            self._parting(context if options.context else None)

    def _parting(self, context: Context | None) -> None:
        """Look for two words; before an apostrophe there is a word that leans on them."""
        head, apostrophe, tail = self.word.rpartition("'")
        parting = best_parting(tail, self.model, context)
        if parting is None or parting.words.replace(" ", "-") in self.found:
            return
        if not apostrophe:
            self.add_made(parting.words, 1, Source.PARTED, parting.value)
        elif head in self.model.profile.elided and leaned_on(tail):
            self.add_made(f"{head}'{parting.words}", 1, Source.PARTED, parting.value)

    def _inflections(self) -> None:
        word, model = self.word, self.model
        if self.has_close():
            for other in heard_alike(word, model) if model.profile.alike else ():
                self.add(other, 1, Source.INFLECTED, -1)
            return
        for other in inflected(word, model):
            self.add(other, 1, Source.INFLECTED, -1)
        stems = [each.word for each in self.found.values() if each.word[:1] == word[:1] and each.distance > 1]
        for other, distance in in_ending_of(word, stems, model):
            self.add(other, distance, Source.INFLECTED, -1)

    def has_close(self) -> bool:
        """Whether a candidate is just one edit away."""
        return any(each.distance == 1 for each in self.found.values())


def candidates(
    word: str,
    model: Model,
    options: Options,
    page: Collection[str] = (),
    context: Context | None = None,
    given: Iterable[str] = (),
    *,
    everywhere: bool = True,
) -> list[Candidate]:
    """Return at most 18 candidates for `word`, the likeliest by a rough measure.

    `page` are words of the page, `given` words that someone proposed; all in lower case. Unless `everywhere`, only
    words at one edit and those of the page are looked at, which takes a quarter of the time.
    """
    search = _Search(word, model, options)
    if options.known_errors:
        search.add_named(model.known_errors.corrections(word), Source.KNOWN)
    search.near(2 if everywhere and len(word) > 2 else 1)
    if everywhere:
        search.further()
    search.on_page(page)
    if everywhere or "-" in word or "'" in word:
        search.made_up(context)
    search.add_named(given, Source.READER)
    found = list(search.found.values())
    if model.profile.sharp_s:
        found = [each for each in found if not stands_for_sharp_s(each.word, model.validity)]
    return _prune(word, _without_further_twins(found) if model.profile.code == "uk" else found, page)


def _without_further_twins(found: list[Candidate]) -> list[Candidate]:
    """Leave out what is the same word as a nearer candidate, but for euphony ("узяти" where "взяти" is nearer)."""
    by_rest: dict[str, list[Candidate]] = {}
    for each in found:
        by_rest.setdefault(each.word[1:], []).append(each)
    return [
        each
        for each in found
        if not any(
            other.distance < each.distance and same_but_for_euphony(other.word, each.word)
            for other in by_rest[each.word[1:]]
        )
    ]


def _prune(word: str, found: list[Candidate], page: Collection[str]) -> list[Candidate]:
    if len(found) <= _MOST:
        return found

    def cost(candidate: Candidate) -> tuple[bool, float]:
        unwanted = candidate.source not in (Source.KNOWN, Source.READER, Source.PARTED)
        near = candidate.distance * 2.2 - candidate.zipf + (candidate.word[0] != word[0])
        return unwanted, near - 3 * (candidate.word in page)

    return sorted(found, key=cost)[:_MOST]
