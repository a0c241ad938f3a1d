"""Misspellings by ear, made up: what people write who know how a word sounds, by the table in `heard.toml`.

There is hardly any free list of such errors; the rules are common knowledge of each language's orthography.
"""

import random
import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np

from service.spelling.build.corpus import Pair
from service.spelling.data.lexicon import Standing
from service.spelling.language.model import Model
from service.spelling.text.phonetics import VOWELS

_SHORTEST = 5
_FLOOR = 2.4
_CHANGES = (1, 1, 2, 2, 3)
_OTHER_SLIPS = 0.35
"""How often a vowel or a doubled letter is changed instead of what the table says."""

_DOUBLED = re.compile(r"([^\W\d_])\1")


class Rule(NamedTuple):
    """Where `right` is found, `wrong` may be written."""

    right: re.Pattern[str]
    wrong: str


def by_ear(model: Model, count: int, seed: int) -> Iterator[Pair]:
    """Yield misspellings of words of a language, frequent ones more often."""
    chance = random.Random(f"{model.profile.code} {seed}")
    words = _words(model)
    weights = [number**-0.5 for number in range(20, len(words) + 20)]
    for word in chance.choices(words, weights=weights, k=count):
        wrong = word
        for _ in range(chance.choice(_CHANGES)):
            wrong = _changed(wrong, rules(model.profile.code), chance)
        if wrong != word and len(wrong) > 2 and not model.validity.word(wrong):
            yield Pair(wrong, (word,))


@cache
def rules(language: str) -> tuple[Rule, ...]:
    """Return the rules of a language."""
    table = tomllib.loads(files(__package__).joinpath("heard.toml").read_text("utf-8"))
    pairs = (entry.split(">") for entry in table.get(language, "").split())
    return tuple(Rule(re.compile(right), wrong.rstrip("$").replace("_", " ")) for right, wrong in pairs)


def _words(model: Model) -> list[str]:
    end = int(np.searchsorted(-model.lexicon.frequency, -_FLOOR, side="right"))
    places = np.flatnonzero(
        (model.lexicon.standing[:end] == Standing.COMMON) & (model.lexicon.length[:end] >= _SHORTEST)
    )
    return model.lexicon.words.take(places.astype(np.uint32))


def _changed(word: str, table: tuple[Rule, ...], chance: random.Random) -> str:
    if chance.random() < _OTHER_SLIPS:
        return _other_vowel(word, chance) if chance.random() < 0.5 else _other_length(word, chance)
    usable = [(rule, found) for rule in table if (found := list(rule.right.finditer(word)))]
    if not usable:
        return word
    rule, found = chance.choice(usable)
    place = chance.choice(found)
    return word[: place.start()] + rule.wrong + word[place.end() :]


def _other_vowel(word: str, chance: random.Random) -> str:
    vowels = [place for place, letter in enumerate(word) if letter in VOWELS]
    others = sorted({letter for letter in word if letter in VOWELS} | set("aeiou" if word.isascii() else "аеиоу"))
    if not vowels:
        return word
    place = chance.choice(vowels)
    return word[:place] + chance.choice(others) + word[place + 1 :]


def _other_length(word: str, chance: random.Random) -> str:
    doubled = list(_DOUBLED.finditer(word))
    if doubled and chance.random() < 0.6:
        place = chance.choice(doubled).start()
        return word[:place] + word[place + 1 :]
    place = chance.randrange(len(word))
    return word[:place] + word[place] + word[place:]
