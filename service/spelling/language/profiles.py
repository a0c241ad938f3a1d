"""What is known about each language without data: `languages.toml`, read once."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from service.spelling.text.keyboard import neighbours


class Parted(NamedTuple):
    """What two words should be that were written apart, and before what only ("" if always)."""

    right: str
    before: str


@dataclass(frozen=True, slots=True)
class Profile:
    """One language; the fields are explained in `languages.toml`."""

    code: str
    dictionaries: tuple[str, ...]
    adjacent: frozenset[tuple[str, str]]
    letters: str
    cyrillic: bool
    twice: frozenset[str]
    elided: frozenset[str]
    confused: Mapping[str, frozenset[str]]
    flags: float
    rarest: float
    capitals: bool
    compounds: bool
    marks: bool
    nouns: bool
    sharp_s: bool
    polite: frozenset[str]
    alike: Mapping[str, str]
    joined: frozenset[str]
    hyphened: Mapping[str, str]
    parted: Mapping[tuple[str, str], Parted]
    clause: frozenset[str]
    governing: frozenset[str]
    subjects: frozenset[str]
    felt: frozenset[str]


@cache
def profiles() -> dict[str, Profile]:
    """Return every language with a full model, by its code."""
    table = tomllib.loads(files(__package__).joinpath("languages.toml").read_text("utf-8"))
    return {
        code: Profile(
            code=code,
            dictionaries=tuple(entry["dictionaries"]),
            adjacent=neighbours(entry["keyboard"]),
            letters="".join(entry["keyboard"]),
            cyrillic=entry["script"] == "cyrillic",
            twice=frozenset(entry["twice"]),
            elided=frozenset(entry.get("elided", ())),
            confused=_confused(entry.get("confused", ())),
            flags=float(entry["flags"]),
            rarest=float(entry.get("rarest", 0.0)),
            capitals=bool(entry.get("capitals", False)),
            compounds=bool(entry.get("compounds", False)),
            marks=bool(entry.get("marks", False)),
            nouns=bool(entry.get("nouns", False)),
            sharp_s=bool(entry.get("sharp_s", False)),
            polite=frozenset(entry.get("polite", ())),
            alike=_alike(entry.get("alike", "")),
            joined=frozenset(entry.get("joined", "").split()),
            hyphened={word.replace("-", ""): word for word in (*_hyphened(entry), *entry.get("hyphened_words", ()))},
            parted=_parted(entry),
            clause=frozenset(entry.get("clause", ())),
            governing=frozenset(entry.get("governing", ())),
            subjects=frozenset(entry.get("subjects", ())),
            felt=frozenset(entry.get("felt", ())),
        )
        for code, entry in table.items()
    }


def _alike(groups: str) -> dict[str, str]:
    """Return, for every letter of the `groups` (with spaces between), the letters that it is confused with."""
    table: dict[str, str] = {}
    for group in groups.split():
        for letter in group:
            table[letter] = table.get(letter, "") + group.replace(letter, "")
    return table


def _hyphened(entry: Mapping[str, Any]) -> Iterator[str]:
    """Yield the words that "first second: last" stands for, with their hyphens."""
    for line in entry.get("hyphened", ()):
        firsts, _, lasts = line.partition(":")
        yield from (f"{first}-{last}" for first in firsts.split() for last in lasts.split())


def _parted(entry: Mapping[str, Any]) -> dict[tuple[str, str], Parted]:
    """Return what pairs of words should be: "first second > right before what", or a word with a hyphen."""
    table: dict[tuple[str, str], Parted] = {}
    for word in _hyphened(entry):
        first, last = word.split("-")
        table[first, last] = Parted(word, "")
    for line in entry.get("parted", ()):
        wrong, _, rest = line.partition(" > ")
        right, _, before = rest.partition(" before ")
        first, last = wrong.split()
        table[first, last] = Parted(right, before)
    return table


def _confused(sets: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return, for every word of the `sets` (words with spaces between), what it is confused with."""
    table: dict[str, frozenset[str]] = {}
    for line in sets:
        words = frozenset(line.split())
        for word in words:
            table[word] = table.get(word, frozenset()) | (words - {word})
    return table
