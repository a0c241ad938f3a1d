"""The sets that spelling engines are measured on: whatever files a folder holds.

`<language>_<name>.tsv[.gz]` holds misspellings (wrong, tab, right or right|right), and
`<language>_<name>.jsonl[.gz]` sentences with marked errors (docs/spelling.md has the format). Long sets
are cut to a sample, always the same. Pairs and sentences that the shipped models learned from are left
out; sets that are not part of the training data are used whole.
"""

import gzip
import json
import random
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LEARNED_PAIRS = ("codespell", "typos", "uagec_train", "autocorr", "wikipedia")
LEARNED_SENTENCES = ("uagec_train", "gsd_typos", "clean")
SAMPLE = 1000


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
    listed: bool
    """Whether the shipped list of known errors holds these very pairs."""


def read_sets(folder: Path) -> Iterator[TrialSet]:
    """Yield the sets of `folder`, by name."""
    for path in sorted(folder.iterdir()):
        stem, _, suffix = path.name.removesuffix(".gz").rpartition(".")
        language, _, name = stem.partition("_")
        if len(language) == 2 and suffix == "tsv":
            trials = [trial for trial in _pairs(path) if name not in LEARNED_PAIRS or _kept(trial, name)]
            yield TrialSet(language, name, "words", _sample(trials), name in LEARNED_PAIRS)
        elif len(language) == 2 and suffix == "jsonl":
            yield from _sentences(path, language, name)


def _pairs(path: Path) -> Iterator[Trial]:
    for line in _lines(path):
        wrong, _, right = line.rstrip("\n").partition("\t")
        if wrong and right:
            yield Trial(wrong, 0, len(wrong), tuple(right.split("|")))


def _sentences(path: Path, language: str, name: str) -> Iterator[TrialSet]:
    wrong: list[Trial] = []
    clean: list[Trial] = []
    for line in _lines(path):
        entry = json.loads(line)
        text = entry["text"]
        if name in LEARNED_SENTENCES and zlib.crc32(text.encode()) % 2 != 0:
            continue
        wrong += [Trial(text, error["s"], error["e"], (error["right"],)) for error in entry["errors"][:1]]
        if not entry["errors"]:
            clean.append(Trial(text, 0, len(text), ()))
    for kind, trials in (("sentences", wrong), ("clean", clean)):
        if trials:
            yield TrialSet(language, name, kind, _sample(trials), listed=False)


def _kept(trial: Trial, name: str) -> bool:
    return name == "wikipedia" or zlib.crc32(trial.text.lower().encode()) % 10 == 0


def _sample(trials: list[Trial]) -> tuple[Trial, ...]:
    return tuple(trials if len(trials) <= SAMPLE else random.Random(4).sample(trials, SAMPLE))


def _lines(path: Path) -> Iterator[str]:
    if path.name.endswith(".gz"):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from file
    else:
        with path.open(encoding="utf-8") as file:
            yield from file
