"""Everything of an archive but the weights: words, dictionaries, counts, known errors."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from service.spelling.build.aside import Aside
from service.spelling.build.corpus import Corpus, Pair, Part, Sentence
from service.spelling.build.counts import Tally
from service.spelling.build.dictionaries import read_dictionaries
from service.spelling.build.learn import learned_sentences, no_weights
from service.spelling.build.words import read_words
from service.spelling.data.known_errors import SEPARATOR
from service.spelling.data.lexicon import Standing
from service.spelling.data.pack import Pack
from service.spelling.data.seen import sums_of
from service.spelling.language.profiles import Profile
from service.spelling.text.normalise import normalise

_MOST_RIGHT = 4


def unlearned(profile: Profile, corpus: Corpus, tally: Tally) -> Pack:
    """Return the pack of a language that has learned no weights yet; what it counts goes into the empty `tally`."""
    dictionaries = read_dictionaries(profile)
    listed = Aside(lambda: read_words(profile, dictionaries))
    errors = known_errors(
        [without_hyphens(profile), *corpus.pairs.values()], how_often_marked(corpus.sentences().values())
    )
    wrong, good = learned_sentences(corpus)
    tally.add([*corpus.text(Part.COUNTS), *map(mended, wrong), *good])
    words = listed.found()
    entries = [entry for entry in words.entries if entry.standing is not Standing.UNLISTED or entry.word not in errors]
    common = {entry.word for entry in entries if entry.standing is Standing.COMMON}
    return Pack(
        words=[entry.word for entry in entries],
        zipf=np.array([entry.zipf for entry in entries], np.float32),
        standing=np.array([entry.standing for entry in entries], np.uint8),
        seen=sums_of(word for word in words.seen if word not in errors),
        errors=[SEPARATOR.join((wrong, *right)) for wrong, right in sorted(errors.items())],
        dictionaries=dictionaries,
        weights=no_weights(),
        **tally.counts(common)._asdict(),
    )


def with_all_text(pack: Pack, corpus: Corpus, tally: Tally) -> Pack:
    """Return `pack` with what was kept for learning weights counted as well; what is kept to measure never is."""
    tally.add(corpus.text(Part.WEIGHTS))
    common = {word for word, standing in zip(pack.words, pack.standing, strict=True) if standing == Standing.COMMON}
    return replace(pack, **tally.counts(common)._asdict())


def mended(sentence: Sentence) -> str:
    """Return a sentence with its marked errors put right."""
    text = sentence.text
    for error in sorted(sentence.errors, reverse=True):
        text = text[: error.start] + error.right + text[error.end :]
    return text


def without_hyphens(profile: Profile) -> list[Pair]:
    """Return the small words that have a hyphen, as people write them without it."""
    return [Pair(wrong, (right,)) for wrong, right in profile.hyphened.items()]


def how_often_marked(sets: Iterable[Iterable[Sentence]]) -> Counter[tuple[str, str]]:
    """Return how often each error has each correction in sentences, both in lower case."""
    return Counter(
        (normalise(sentence.text[error.start : error.end]).lower(), normalise(error.right).lower())
        for sentences in sets
        for sentence in sentences
        for error in sentence.errors
    )


def known_errors(
    lists: Iterable[Iterable[Pair]], marked: Mapping[tuple[str, str], int] = MappingProxyType({})
) -> dict[str, tuple[str, ...]]:
    """Return all lists of misspellings as one.

    The corrections that are `marked` the most often come first, then those of the first list.
    """
    table: dict[str, dict[str, None]] = {}
    for pairs in lists:
        for wrong, right in pairs:
            if not any(letter in wrong for letter in f" {SEPARATOR}\n"):
                found = table.setdefault(wrong, {})
                found.update(dict.fromkeys(each for each in right if each and each != wrong and SEPARATOR not in each))
    return {
        wrong: tuple(sorted(right, key=lambda each: -marked.get((wrong, each), 0)))[:_MOST_RIGHT]
        for wrong, right in table.items()
        if right
    }
