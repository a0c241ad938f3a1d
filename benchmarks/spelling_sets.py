"""The sets that spelling engines are measured on: whatever files a folder holds.

`<language>_<name>.tsv[.gz]` holds misspellings (wrong, tab, right or right|right), and `<language>_<name>.jsonl[.gz]`
sentences with marked errors (docs/spelling.md has the format). Into the clean sentences of a folder, and into its
`text_<language>*.txt[.gz]`, newsroom slips are put, and words without their accents, the same ones each time. Long sets
are cut to a sample, always the same. What the shipped models learned from is left out; sets that they did not learn
from are used whole.
"""

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from service.spelling.build.corpus import (
    MEASURED_ONLY,
    Corpus,
    Part,
    lines,
    pair_is_kept,
    read_pairs,
    read_sentences,
    sentence_is_kept,
)
from service.spelling.build.slips import slips
from service.spelling.build.unmarked import unmarked_slips
from service.spelling.language.profiles import profiles

LEARNED_PAIRS = ("codespell", "typos", "uagec_train", "autocorr")
LEARNED_SENTENCES = ("uagec_train", "gsd_typos", "clean")
SAMPLE = 600
_LEAST_TEXT = 60
_ENCYCLOPEDIA = "text_en_wikipedia.txt.gz"


@dataclass(frozen=True, slots=True)
class Trial:
    """One error: the text, the range that a reader selects, and what should stand there."""

    text: str
    start: int
    end: int
    right: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TrialSet:
    """Trials of one kind: "words" alone, "sentences" with errors, or "clean" ones without."""

    language: str
    name: str
    kind: str
    trials: tuple[Trial, ...]
    listed: bool = False
    """Whether the shipped list of known errors holds these very pairs."""


def read_sets(folder: Path) -> Iterator[TrialSet]:
    """Yield the sets of `folder`, by name, and then the slips made of its good sentences."""
    for path in sorted(folder.iterdir()):
        stem, _, suffix = path.name.removesuffix(".gz").rpartition(".")
        language, _, name = stem.partition("_")
        if len(language) == 2 and suffix == "tsv":
            yield from _words(path, language, name)
        elif len(language) == 2 and suffix == "jsonl":
            yield from _sentences(path, language, name)
    for language in profiles():
        yield from _slips(folder, language)


def _words(path: Path, language: str, name: str) -> Iterator[TrialSet]:
    learned = name in LEARNED_PAIRS
    trials = [
        Trial(wrong, 0, len(wrong), right) for wrong, right in read_pairs(path) if not learned or pair_is_kept(wrong)
    ]
    if trials:
        yield TrialSet(language, name, "words", _sample(trials), learned or name in MEASURED_ONLY)


def _sentences(path: Path, language: str, name: str) -> Iterator[TrialSet]:
    wrong: list[Trial] = []
    clean: list[Trial] = []
    for text, errors in read_sentences(path):
        if name in LEARNED_SENTENCES and not sentence_is_kept(text):
            continue
        wrong += [Trial(text, error.start, error.end, (error.right,)) for error in errors[:1]]
        if not errors:
            clean.append(Trial(text, 0, len(text), ()))
    for kind, trials in (("sentences", wrong), ("clean", clean)):
        if trials:
            yield TrialSet(language, name, kind, _sample(trials))


def _slips(folder: Path, language: str) -> Iterator[TrialSet]:
    corpus = Corpus(folder, language)
    clean = [
        text
        for name, sentences in corpus.sentences().items()
        for text, errors in sentences
        if not errors and (name not in LEARNED_SENTENCES or sentence_is_kept(text))
    ]
    text = [line for line in corpus.text(Part.MEASURE) if len(line) >= _LEAST_TEXT]
    if language == "en" and (folder / _ENCYCLOPEDIA).exists():
        encyclopedia = {line.strip() for line in lines(folder / _ENCYCLOPEDIA)}
        text = [line for line in text if line in encyclopedia]
    profile = profiles()[language]
    made = {
        "clean+slips": slips(clean * 3, profile, 3),
        "text+slips": slips(text, profile, 3),
        "without accents": unmarked_slips([*clean, *text], profile, 3),
    }
    for name, spoiled in made.items():
        trials = [Trial(slip.text, slip.start, slip.end, (slip.right,)) for slip in spoiled]
        if trials:
            yield TrialSet(language, name, "sentences", _sample(trials))
    if language == "en" and text:
        yield TrialSet(language, "text", "clean", _sample([Trial(line, 0, len(line), ()) for line in text]))


def _sample(trials: Iterable[Trial]) -> tuple[Trial, ...]:
    found = list(trials)
    return tuple(found if len(found) <= SAMPLE else random.Random(4).sample(found, SAMPLE))
