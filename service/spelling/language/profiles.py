"""What is known about each language without data: `languages.toml`, read once."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.spelling.text.keyboard import neighbours


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
    polite: frozenset[str]


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
            polite=frozenset(entry.get("polite", ())),
        )
        for code, entry in table.items()
    }


def _confused(sets: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return, for every word of the `sets` (words with spaces between), what it is confused with."""
    table: dict[str, frozenset[str]] = {}
    for line in sets:
        words = frozenset(line.split())
        for word in words:
            table[word] = table.get(word, frozenset()) | (words - {word})
    return table
