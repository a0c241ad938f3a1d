"""What is known about each language without data: `languages.toml`, read once."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from service.spelling.keyboard import neighbours


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
        )
        for code, entry in table.items()
    }
