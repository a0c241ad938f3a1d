"""Two words written as one ("continuesto")."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.lexicon import Standing
from service.spelling.data.ngrams import Context
from service.spelling.language.model import Model

_SHORTEST = 4
_LONGEST = 30
_MOST_CUTS = 4
_SEEN = 0.5
_FLOORS = np.array([9.0, 6.3, 5.8, 4.2, 3.2, 2.8, 2.4, 2.0])
"""How frequent a part has to be, by its length: the shorter, the more."""

_LONG = 5
"""A part of so many letters need only be a word: two such words hardly ever make a misspelling by chance."""


class Parting(NamedTuple):
    """Two words and how well they go together, on the scale of Zipf frequencies."""

    words: str
    value: float


def best_parting(plain: str, model: Model, context: Context | None) -> Parting | None:
    """Return the best way to write `plain`, which stands in `context`, as two words."""
    if not _SHORTEST <= len(plain) <= _LONGEST:
        return None
    lexicon = model.lexicon
    cuts = range(1, len(plain))
    halves = [plain[:cut] for cut in cuts] + [plain[cut:] for cut in cuts]
    numbers = lexicon.words.numbers(halves)
    zipf = np.where(numbers >= 0, lexicon.frequency[numbers], 0.0)
    usable = (numbers >= 0) & (lexicon.standing[numbers] == Standing.COMMON)
    lengths = np.fromiter(map(len, halves), np.intp, len(halves))
    floors = _FLOORS[np.minimum(lengths, len(_FLOORS) - 1)]
    usable &= zipf >= floors
    size = len(plain) - 1
    usable[:size] &= [half not in model.profile.elided for half in halves[:size]]
    usable_cuts = np.flatnonzero(usable[:size] & usable[size:])
    if not len(usable_cuts) and not model.profile.compounds:
        usable_cuts = _rare_cuts(halves, usable, model)
        zipf = np.maximum(zipf, floors)
    value = zipf[:size] + zipf[size:] - 9
    likeliest = usable_cuts[np.argsort(-value[usable_cuts], kind="stable")][:_MOST_CUTS].tolist()
    if not likeliest:
        return None
    firsts = [halves[place] for place in likeliest]
    seconds = [halves[size + place] for place in likeliest]
    values = value[likeliest]
    if context is not None:
        values = values + _together(model, context, firsts, seconds)
    best = int(np.argmax(values))
    return Parting(f"{firsts[best]} {seconds[best]}", float(values[best]))


def _rare_cuts(halves: Sequence[str], usable: NDArray[np.bool_], model: Model) -> NDArray[np.intp]:
    """Return which cuts make two parts that are `usable` or, however rare, long words that the dictionary has."""
    fine: list[bool] = usable.tolist()
    size = len(halves) // 2
    found = [
        cut
        for cut in range(size)
        if all(fine[half] or len(halves[half]) >= _LONG for half in (cut, size + cut))
        and all(fine[half] or model.validity.form(halves[half]) for half in (cut, size + cut))
    ]
    return np.array(found, np.intp)


def _together(model: Model, context: Context, firsts: list[str], seconds: list[str]) -> NDArray[np.float64]:
    """Return how often each pair, and each part beside its neighbour, was seen in text."""
    pairs = list(zip(firsts, seconds, strict=True))
    pairs += [(context.before, first) for first in firsts] + [(second, context.after) for second in seconds]
    seen = np.log1p(model.ngrams.pair_counts(pairs)).reshape(3, -1)
    result: NDArray[np.float64] = np.minimum(seen, 5.0).sum(axis=0) * _SEEN
    return result
