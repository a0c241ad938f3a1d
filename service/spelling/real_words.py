"""A real word where another one was meant ("form" for "from"), seen by its neighbours.

Carefully: a word is questioned only if the text that was learned never had it next to either
neighbour, and another word fits a thousand times better (cf. Golding and Roth, "A Winnow-Based
Approach to Context-Sensitive Spelling Correction", 1999).
"""

from typing import NamedTuple

import numpy as np

from service.spelling.lexicon import Standing
from service.spelling.passage import Passage

_LEAST_TOKENS = 300_000
_FLOOR = 3.3
_SOUND_FLOOR = 4.0
_RARER_BY = 2.0
_MOST = 30
_THRESHOLD = 4.0
_INFLECTED = 1.5
_ENDINGS = frozenset(("s", "es", "d", "ed", "ing", "ly", "r", "er", "n", "e"))


class Instead(NamedTuple):
    """Words that fit better, best first, and by how much the best does (powers of ten)."""

    words: list[str]
    gain: float


def meant_instead(passage: Passage, index: int) -> Instead | None:
    """Return what token `index`, a valid word, was probably meant to be; None if it may stand."""
    token, model = passage.tokens[index], passage.model
    context = passage.context(index)
    word = token.plain
    if model.ngrams.tokens < _LEAST_TOKENS or len(word) < 2:
        return None
    if model.ngrams.pair_count(context.before, word) + model.ngrams.pair_count(word, context.after) > 1:
        return None
    others = _confusable(passage, word)
    if not others:
        return None
    words = [word, *(other for _, _, other in others)]
    frequency = model.lexicon.frequency
    zipf = np.array([model.lexicon.zipf(word) or 1.0, *(float(frequency[n]) for _, n, _ in others)])
    fit = model.ngrams.fit(words, zipf, context)
    value = 0.8 * zipf + fit.total
    value[1:] -= [1.2 * (distance - 1) + 0.5 * (other[0] != word[0]) for distance, _, other in others]
    gains = value - value[0]
    order = [int(place) for place in np.argsort(-gains, kind="stable") if place]
    best = order[0]
    threshold = _THRESHOLD + _INFLECTED * _inflects(word, words[best])
    if gains[best] < threshold or fit.left[best] + fit.right[best] < 1.5:
        return None
    return Instead([words[place] for place in order[:3]], float(gains[best] - threshold))


def _confusable(passage: Passage, word: str) -> list[tuple[int, int, str]]:
    model = passage.model
    least = max(_FLOOR, model.lexicon.zipf(word) - _RARER_BY)
    frequency, standing = model.lexicon.frequency, model.lexicon.standing
    near = {
        number: (distance, number, other)
        for distance, number, other in model.near.near(word, 1)
        if distance and float(frequency[number]) > least
    }
    if passage.options.sounds and len(word) < 8:
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


_REGIONAL = (
    ("ise", "ize"),
    ("isi", "izi"),
    ("isa", "iza"),
    ("our", "or"),
    ("yse", "yze"),
    ("tre", "ter"),
    ("ll", "l"),
    ("ogue", "og"),
    ("ae", "e"),
    ("ce", "se"),
)


def same_but_for_region(one: str, other: str) -> bool:
    """Whether two words differ only as British and American spelling do."""
    for british, american in _REGIONAL:
        one, other = one.replace(british, american), other.replace(british, american)
    return one == other
