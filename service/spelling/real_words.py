"""A real word where another one was meant ("form" for "from"), seen by its neighbours.

Carefully: a word is questioned only if the text that was learned hardly had it next to either
neighbour, and another word near it fits so much better that it is an error more often than not (cf.
Golding and Roth, "A Winnow-Based Approach to Context-Sensitive Spelling Correction", 1999).
"""

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.edits import edits
from service.spelling.model import Model
from service.spelling.ngrams import Context
from service.spelling.phonetics import sound_key

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
    "other_seen_left",
    "other_seen_right",
    "confused",
    "slip_cost",
    "swap",
    "insertion",
    "rare",
    "accent",
)
_LEAST_TOKENS = 4_000
_RARE = 3.0
_ENDINGS = frozenset(("s", "es", "d", "ed", "ing", "ly", "r", "er", "n", "e", "'s"))


class Instead(NamedTuple):
    """Words that fit better, best first, and what `NAMES` names for the best of them."""

    words: list[str]
    features: NDArray[np.float64]


def meant_instead(word: str, which: NDArray[np.intp], context: Context, model: Model) -> Instead | None:
    """Return which of its confusions `word`, valid and in lower case, was written for; None if none fits better."""
    others = model.confusions.of(word)
    words = [word, *(others.words[place] for place in which.tolist())]
    zipf = np.concatenate(([model.lexicon.zipf(word) or 1.0], others.zipf[which]))
    distance = others.distance[which]
    fit = model.ngrams.fit(words, zipf, context)
    value = 0.8 * zipf + fit.total
    value[1:] -= 1.2 * (distance - 1) + 0.5 * np.array([other[0] != word[0] for other in words[1:]])
    order = [int(place) for place in np.argsort(-value, kind="stable") if place]
    best = order[0]
    if value[best] <= value[0]:
        return None
    pairs = (context.before, word), (word, context.after), (context.before, words[best]), (words[best], context.after)
    seen = model.ngrams.pair_counts(pairs)
    features = (
        1.0,
        value[best] - value[0],
        fit.left[best] - fit.left[0],
        fit.right[best] - fit.right[0],
        fit.beyond[best] - fit.beyond[0],
        fit.books[best] - fit.books[0],
        zipf[0],
        zipf[best],
        distance[best - 1] == 1,
        _inflects(word, words[best]),
        sound_key(word) == sound_key(words[best]),
        min(len(word), 10),
        fit.left[best],
        fit.right[best],
        word[0] != words[best][0],
        math.log1p(seen[0] + seen[1]),
        math.log1p(seen[2]),
        math.log1p(seen[3]),
        words[best] in model.profile.confused.get(word, ()),
        *_slip(word, words[best], model),
    )
    return Instead([words[place] for place in order[:3]], np.array(features, dtype=np.float64))


def wrong_probability(instead: Instead, model: Model) -> float:
    """Return how probable it is that the word is wrong, 0 to 1."""
    weights = model.weights.real_words
    if len(weights) != len(instead.features):
        return 0.0
    return 1 / (1 + math.exp(-float(np.clip(instead.features @ weights, -30, 30))))


def enough_text(model: Model) -> bool:
    """Whether anything was learned of real words in a language."""
    return len(model.weights.real_words) > 0 and model.ngrams.tokens >= _LEAST_TOKENS


def _slip(word: str, other: str, model: Model) -> tuple[float, float, float, float, float]:
    """Return what the slip from `other` to `word` costs, and of which kind it is."""
    slips = edits(other, word, model.profile)
    cost, _ = model.channel.costs(slips)
    kinds = [slip.kind for slip in slips]
    return (
        cost,
        float("swap" in kinds),
        float(any(kind.startswith("insert") for kind in kinds)),
        max(0.0, _RARE - model.lexicon.zipf(word)),
        float(kinds == ["replace_accent"]),
    )


def _inflects(one: str, other: str) -> bool:
    """Whether one word is the other with an ending: agreement is grammar, and easily misjudged."""
    return (one.startswith(other) and one[len(other) :] in _ENDINGS) or (
        other.startswith(one) and other[len(one) :] in _ENDINGS
    )
