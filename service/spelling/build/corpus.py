"""The free sources in a folder, and which part of each is kept from learning, to measure with.

    text_<language>*.txt[.gz]     a sentence a line
    <language>_<name>.tsv[.gz]    wrong, tab, right or right|right
    typos-words.csv[.gz]          wrong,right,right (English)
    <language>_<name>.jsonl[.gz]  {"text", "errors": [{"s", "e", "right"}]}, offsets in code points

To these come the misspellings that everybody is warned of, in `well_known.toml`.

What is kept is told by a checksum of the text itself, so that learning and measuring agree without a list.
"""

import gzip
import json
import tomllib
import zlib
from collections.abc import Iterator
from enum import Enum, auto
from functools import cached_property
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from service.spelling.text.normalise import normalise

MEASURED_ONLY = frozenset({"wikipedia"})
"""Lists of pairs whose words no weight is learned from."""


class Part(Enum):
    """What a line of text is for."""

    COUNTS = auto()
    WEIGHTS = auto()
    MEASURE = auto()


class Pair(NamedTuple):
    """A misspelling with everything that it may stand for, in lower case."""

    wrong: str
    right: tuple[str, ...]


class Marked(NamedTuple):
    """An error in a sentence: its range in code points and what should stand there."""

    start: int
    end: int
    right: str


class Sentence(NamedTuple):
    """A text with its errors."""

    text: str
    errors: tuple[Marked, ...]


def part_of_text(line: str) -> Part:
    """Return what a line of text is for: four fifths are counted, a tenth each for weights and to measure."""
    rest = zlib.crc32(line.strip().encode()) % 10
    return {0: Part.MEASURE, 5: Part.WEIGHTS}.get(rest, Part.COUNTS)


def pair_is_kept(wrong: str) -> bool:
    """Whether a misspelling is kept to measure with (a tenth)."""
    return zlib.crc32(wrong.lower().encode()) % 10 == 0


def sentence_is_kept(text: str) -> bool:
    """Whether a sentence with marked errors, or a clean one, is kept to measure with (half)."""
    return zlib.crc32(text.encode()) % 2 == 0


def lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file that may be compressed."""
    if path.name.endswith(".gz"):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            yield from file
    else:
        with path.open(encoding="utf-8") as file:
            yield from file


def read_pairs(path: Path) -> Iterator[Pair]:
    """Yield the misspellings of a list, right ones separated by tab and |, or all by commas."""
    for line in lines(path):
        if ".csv" in path.suffixes[-2:]:
            wrong, *rights = line.rstrip("\n").split(",")
        else:
            wrong, _, right = line.rstrip("\n").partition("\t")
            rights = right.split("|")
        if wrong and rights[0]:
            yield Pair(normalise(wrong).lower(), tuple(normalise(each).lower() for each in rights))


def read_sentences(path: Path) -> Iterator[Sentence]:
    """Yield sentences with their marked errors."""
    for line in lines(path):
        entry = json.loads(line)
        yield Sentence(entry["text"], tuple(Marked(each["s"], each["e"], each["right"]) for each in entry["errors"]))


def well_known(language: str) -> list[Pair]:
    """Return the misspellings of `well_known.toml`, none for most languages."""
    table = tomllib.loads(files(__package__).joinpath("well_known.toml").read_text("utf-8"))
    pairs = (entry.split(">") for entry in table.get(language, "").split())
    return [Pair(wrong, (right.replace("_", " ").lower(),)) for wrong, right in pairs]


class Corpus:
    """The sources of one language."""

    def __init__(self, folder: Path, language: str) -> None:
        self._folder = folder
        self._language = language

    def text(self, part: Part) -> list[str]:
        """Return the lines of text for `part`, each once, in the order of the files."""
        found = (line.strip() for path in self._files(f"text_{self._language}", ".txt") for line in lines(path))
        return list(dict.fromkeys(line for line in found if line and part_of_text(line) is part))

    @cached_property
    def pairs(self) -> dict[str, list[Pair]]:
        """All lists of misspellings by name."""
        found = {self._name(path): list(read_pairs(path)) for path in self._files(f"{self._language}_", ".tsv")}
        found["well_known"] = well_known(self._language)
        if self._language == "en":
            found["typos"] = [pair for path in self._files("typos-words", ".csv") for pair in read_pairs(path)]
        return found

    def sentences(self) -> dict[str, list[Sentence]]:
        """Return all sets of sentences by name."""
        return {self._name(path): list(read_sentences(path)) for path in self._files(f"{self._language}_", ".jsonl")}

    def _files(self, start: str, suffix: str) -> list[Path]:
        return sorted(
            path
            for path in self._folder.iterdir()
            if path.name.startswith(start) and path.name.removesuffix(".gz").endswith(suffix)
        )

    def _name(self, path: Path) -> str:
        return path.name.partition(".")[0].removeprefix(f"{self._language}_")
