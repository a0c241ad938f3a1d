"""Everything of an archive but the weights: words, dictionaries, counts, known errors."""

from collections.abc import Iterable
from dataclasses import replace

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

_MOST_RIGHT = 4


def unlearned(profile: Profile, corpus: Corpus, tally: Tally) -> Pack:
    """Return the pack of a language that has learned no weights yet; what it counts goes into the empty `tally`."""
    dictionaries = read_dictionaries(profile)
    listed = Aside(lambda: read_words(profile, dictionaries))
    errors = known_errors(corpus.pairs().values())
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


def known_errors(lists: Iterable[Iterable[Pair]]) -> dict[str, tuple[str, ...]]:
    """Return all lists of misspellings as one, the corrections of the first list first."""
    table: dict[str, dict[str, None]] = {}
    for pairs in lists:
        for wrong, right in pairs:
            if not any(letter in wrong for letter in f" {SEPARATOR}\n"):
                found = table.setdefault(wrong, {})
                found.update(dict.fromkeys(each for each in right if each and each != wrong and SEPARATOR not in each))
    return {wrong: tuple(right)[:_MOST_RIGHT] for wrong, right in table.items() if right}
