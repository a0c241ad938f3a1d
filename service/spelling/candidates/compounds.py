"""Compounds written as one word (German, Dutch): no list has them all, so each part is mended by itself.

A part at the beginning or the end that is a word is taken to be right, and the rest is compared with the list. What
comes of it has to be a compound for the dictionary too.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.lexicon import UNLISTED_ZIPF, Standing
from service.spelling.language.model import Model

_SHORTEST = 8
_SHORTEST_PART = 3
_FLOOR = 1.5
_MOST_CUTS = 4
_PER_PART = 4
_RARER = 2.5
"""A compound is taken to be three hundred times rarer than its mended part."""

_LINK = "s"


def compounds(word: str, model: Model) -> list[tuple[str, int, float]]:
    """Return (compound, distance, zipf) for `word` with its first or its last part replaced by one a slip away."""
    if not model.profile.compounds or len(word) < _SHORTEST or "-" in word:
        return []
    found: dict[str, float] = {}
    for compound, zipf in _mended(word, model):
        found[compound] = max(zipf - _RARER, UNLISTED_ZIPF, found.get(compound, 0.0))
    found.pop(word, None)
    return [(compound, 1, zipf) for compound, zipf in found.items() if _is_word(compound, model)]


def _mended(word: str, model: Model) -> Iterator[tuple[str, float]]:
    cuts = range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1)
    firsts, lasts = [word[:cut] for cut in cuts], [word[cut:] for cut in cuts]
    right_first, right_last = _are_parts(firsts, model), _are_parts(lasts, model)
    for place in np.flatnonzero(right_first)[::-1][:_MOST_CUTS].tolist():
        yield from ((firsts[place] + other, zipf) for other, zipf in _near(lasts[place], model))
    for place in np.flatnonzero(right_last)[:_MOST_CUTS].tolist():
        first = firsts[place]
        yield from ((other + lasts[place], zipf) for other, zipf in _near(first, model))
        if first.endswith(_LINK):
            yield from ((other + _LINK + lasts[place], zipf) for other, zipf in _near(first[:-1], model))


def _near(part: str, model: Model) -> list[tuple[str, float]]:
    """Return the likeliest parts one slip from `part`, with their frequencies."""
    if len(part) < _SHORTEST_PART:
        return []
    near = model.near.near(part, 1)
    rated = sorted(((other, float(model.lexicon.frequency[number])) for _, number, other in near), key=lambda e: -e[1])
    return rated[:_PER_PART]


def _are_parts(parts: list[str], model: Model) -> NDArray[np.bool_]:
    """Return which of `parts` are words that compounds are made of."""
    lexicon = model.lexicon
    numbers = lexicon.words.numbers(parts)
    listed = (numbers >= 0) & (lexicon.standing[numbers] != Standing.UNLISTED)
    usable: NDArray[np.bool_] = listed & (lexicon.frequency[numbers] >= _FLOOR)
    return usable


def _is_word(compound: str, model: Model) -> bool:
    return model.validity.form(compound) or (
        model.profile.nouns and model.validity.form(compound[:1].upper() + compound[1:])
    )
