"""A real word where another one was meant ("form" for "from"), seen by its neighbours.

Carefully: a word is questioned only if the text that was learned hardly had it next to either
neighbour, and another word near it fits so much better that it is an error more often than not (cf.
Golding and Roth, "A Winnow-Based Approach to Context-Sensitive Spelling Correction", 1999).
"""

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.ngrams import Context, Fit
from service.spelling.judgement.misfits import Questionable
from service.spelling.language.edits import edits
from service.spelling.language.model import Model
from service.spelling.text.phonetics import sound_key

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
    "kind_left",
    "kind_right",
    "kind_beyond",
)
_ITSELF = np.ones(1, np.int8)
_LEAST_TOKENS = 4_000
_RARE = 3.0
_ENDINGS = frozenset(("s", "es", "d", "ed", "ing", "ly", "r", "er", "n", "e", "'s"))


class Instead(NamedTuple):
    """Words that fit better, best first, and what `NAMES` names for the best of them."""

    words: list[str]
    features: NDArray[np.float64]


class _Rivals(NamedTuple):
    """A word and, after it, what it may have been written for (the word's own distance counts as 1)."""

    words: list[str]
    zipf: NDArray[np.float64]
    distance: NDArray[np.int8]
    context: Context


def meant_instead(
    words: Sequence[str], contexts: Sequence[Context], asked: Sequence[Questionable], model: Model
) -> list[tuple[int, Instead]]:
    """Return the places of those `asked` about that were written for another word, each with what fits better.

    `words` are valid and in lower case; `asked` is what `misfits.questionable` returned for them. All are held
    against their contexts at once.
    """
    if not asked:
        return []
    groups = [_rivals(words[place], which, contexts[place], model) for place, which in asked]
    sizes = [len(group.words) for group in groups]
    zipf = np.concatenate([group.zipf for group in groups])
    distance = np.concatenate([group.distance for group in groups])
    fit = model.ngrams.fit_each(
        [word for group in groups for word in group.words], zipf, [group.context for group in groups], sizes
    )
    strange = np.array([other[0] != group.words[0][0] for group in groups for other in group.words])
    value = 0.8 * zipf + fit.total - 1.2 * (distance - 1) - 0.5 * strange
    values: list[float] = value.tolist()
    found: list[tuple[int, Instead]] = []
    end = 0
    for (place, _), group, size in zip(asked, groups, sizes, strict=True):
        own = slice(end, end + size)
        end += size
        if max(values[own][1:]) > values[own][0]:
            found.append((place, _better(group, value[own], Fit(*(each[own] for each in fit)), model)))
    return found


def _rivals(word: str, which: NDArray[np.intp], context: Context, model: Model) -> _Rivals:
    others = model.confusions.of(word)
    return _Rivals(
        [word, *(others.words[place] for place in which.tolist())],
        np.concatenate(([model.lexicon.zipf(word) or 1.0], others.zipf[which])),
        np.concatenate((_ITSELF, others.distance[which])),
        context,
    )


def _better(rivals: _Rivals, value: NDArray[np.float64], fit: Fit, model: Model) -> Instead:
    """Return which of its rivals a word was written for, given how much speaks for itself and for each of them."""
    words, zipf, distance, context = rivals
    word = words[0]
    order = [place for place in np.argsort(-value, kind="stable").tolist() if place]
    best = order[0]
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
        distance[best] == 1,
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
        fit.kind_left[best] - fit.kind_left[0],
        fit.kind_right[best] - fit.kind_right[0],
        fit.kind_beyond[best] - fit.kind_beyond[0],
    )
    return Instead([words[place] for place in order[:3]], np.array(features, dtype=np.float64))


def wrong_probability(instead: Instead, model: Model) -> float:
    """Return how probable it is that the word is wrong, 0 to 1."""
    weights = model.weights.real_words
    if len(weights) != len(instead.features):
        return 0.0
    return 1 / (1 + math.exp(-min(30.0, max(-30.0, float(instead.features @ weights)))))


def enough_text(model: Model) -> bool:
    """Whether anything was learned of real words in a language."""
    return len(model.weights.real_words) > 0 and model.ngrams.tokens >= _LEAST_TOKENS


def _slip(word: str, other: str, model: Model) -> tuple[float, float, float, float, float]:
    """Return what the slip from `other` to `word` costs, and of which kind it is."""
    slips = edits(other, word, model.profile)
    cost, _, _ = model.channel.costs(slips)
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
