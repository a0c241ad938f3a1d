"""Everything of an archive but the weights: words, dictionaries, counts, known errors."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np

from service.spelling.build.corpus import Corpus, Pair, Part, Sentence
from service.spelling.build.counts import Counts, count
from service.spelling.build.dictionaries import read_dictionaries
from service.spelling.build.learn import learned_sentences, no_weights
from service.spelling.build.words import read_words
from service.spelling.known_errors import SEPARATOR
from service.spelling.lexicon import Standing
from service.spelling.pack import Pack
from service.spelling.profiles import Profile
from service.spelling.seen import sums_of

_MOST_RIGHT = 4


def unlearned(profile: Profile, corpus: Corpus) -> Pack:
    """Return the pack of a language that has learned no weights yet."""
    dictionaries = read_dictionaries(profile)
    errors = known_errors(corpus.pairs().values())
    words = read_words(profile, dictionaries)
    entries = [entry for entry in words.entries if entry.standing is not Standing.UNLISTED or entry.word not in errors]
    common = {entry.word for entry in entries if entry.standing is Standing.COMMON}
    counts = counted(profile, corpus, (Part.COUNTS,), common)
    return Pack(
        words=[entry.word for entry in entries],
        zipf=np.array([entry.zipf for entry in entries], np.float32),
        standing=np.array([entry.standing for entry in entries], np.uint8),
        seen=sums_of(word for word in words.seen if word not in errors),
        errors=[SEPARATOR.join((wrong, *right)) for wrong, right in sorted(errors.items())],
        dictionaries=dictionaries,
        weights=no_weights(),
        **counts._asdict(),
    )


def with_all_text(pack: Pack, profile: Profile, corpus: Corpus) -> Pack:
    """Return `pack` with what was kept for learning weights counted as well; what is kept to measure never is."""
    common = {word for word, standing in zip(pack.words, pack.standing, strict=True) if standing == Standing.COMMON}
    return replace(pack, **counted(profile, corpus, (Part.COUNTS, Part.WEIGHTS), common)._asdict())


def counted(profile: Profile, corpus: Corpus, parts: Sequence[Part], common: Collection[str]) -> Counts:
    """Return the counts of `parts` of the text and of the sentences that may be learned from, their errors mended.

    `common` are the words of the language that are no names.
    """
    wrong, good = learned_sentences(corpus)
    text = [line for part in parts for line in corpus.text(part)]
    return count([*text, *map(mended, wrong), *good], common, english=profile.code == "en")


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
