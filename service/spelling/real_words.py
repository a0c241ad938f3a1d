"""A real word where another one was meant ("form" for "from"), seen by its neighbours.

Carefully: a word is questioned only if the text that was learned hardly had it next to either
neighbour, and another word near it fits so much better that it is an error more often than not (cf.
Golding and Roth, "A Winnow-Based Approach to Context-Sensitive Spelling Correction", 1999).
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.lexicon import Standing
from service.spelling.model import Model
from service.spelling.ngrams import Context
from service.spelling.options import Options
from service.spelling.phonetics import sound_key
from service.spelling.regions import same_but_for_region

NAMES = (
    "always",
    "gain",
    "left",
    "right",
    "beyond",
    "books",
    "zipf",
    "other_zipf",
    "one_edit",
    "inflects",
    "same_sound",
    "length",
    "other_left",
    "other_right",
    "first_letter",
    "seen",
)
MOST_SEEN = 1
"""A word that stood next to its neighbours more often than this is not questioned."""

_LEAST_TOKENS = 300_000
_FLOOR = 3.0
_SOUND_FLOOR = 4.0
_RARER_BY = 2.0
_MOST = 24
_ENDINGS = frozenset(("s", "es", "d", "ed", "ing", "ly", "r", "er", "n", "e", "'s"))


class Instead(NamedTuple):
    """Words that fit better, best first, and what `NAMES` names for the best of them."""

    words: list[str]
    features: NDArray[np.float64]


def enough_text(model: Model) -> bool:
    """Whether a language has text enough to say anything about real words."""
    return model.ngrams.tokens >= _LEAST_TOKENS


def meant_instead(word: str, context: Context, seen: int, model: Model, options: Options) -> Instead | None:
    """Return what `word`, a valid word in lower case, may have been meant to be; None if nothing fits.

    `seen` is how often it was seen next to its neighbours.
    """
    if len(word) < 2 or seen > MOST_SEEN:
        return None
    others = _confusable(word, model, options)
    if not others:
        return None
    words = [word, *(other for _, _, other in others)]
    frequency = model.lexicon.frequency
    zipf = np.array([model.lexicon.zipf(word) or 1.0, *(float(frequency[n]) for _, n, _ in others)])
    fit = model.ngrams.fit(words, zipf, context)
    value = 0.8 * zipf + fit.total
    value[1:] -= [1.2 * (distance - 1) + 0.5 * (other[0] != word[0]) for distance, _, other in others]
    order = [int(place) for place in np.argsort(-value, kind="stable") if place]
    best = order[0]
    if value[best] <= value[0]:
        return None
    other = words[best]
    features = (
        1.0,
        value[best] - value[0],
        fit.left[best] - fit.left[0],
        fit.right[best] - fit.right[0],
        fit.beyond[best] - fit.beyond[0],
        fit.books[best] - fit.books[0],
        zipf[0],
        zipf[best],
        others[best - 1][0] == 1,
        _inflects(word, other),
        sound_key(word) == sound_key(other),
        min(len(word), 10),
        fit.left[best],
        fit.right[best],
        word[0] != other[0],
        seen,
    )
    return Instead([words[place] for place in order[:3]], np.array(features, dtype=np.float64))


def wrong_probability(instead: Instead, model: Model) -> float:
    """Return how probable it is that the word is wrong, 0 to 1."""
    weights = model.weights.real_words
    if not len(weights):
        return 0.0
    return 1 / (1 + math.exp(-float(np.clip(instead.features @ weights, -30, 30))))


def _confusable(word: str, model: Model, options: Options) -> list[tuple[int, int, str]]:
    least = max(_FLOOR, model.lexicon.zipf(word) - _RARER_BY)
    frequency, standing = model.lexicon.frequency, model.lexicon.standing
    near = {
        number: (distance, number, other)
        for distance, number, other in model.near.near(word, 1)
        if float(frequency[number]) > least
    }
    if options.sounds and len(word) < 8:
        for distance, number, other in model.sounds.near(word):
            if 0 < distance <= 3 and float(frequency[number]) > _SOUND_FLOOR:
                near.setdefault(number, (distance, number, other))
    found = [
        entry
        for number, entry in near.items()
        if standing[number] == Standing.COMMON and not same_but_for_region(word, entry[2])
    ]
    return sorted(found, key=lambda entry: entry[0] * 2 - float(frequency[entry[1]]))[:_MOST]


def _inflects(one: str, other: str) -> bool:
    """Whether one word is the other with an ending: agreement is grammar, and easily misjudged."""
    return (one.startswith(other) and one[len(other) :] in _ENDINGS) or (
        other.startswith(one) and other[len(one) :] in _ENDINGS
    )
