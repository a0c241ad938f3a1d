"""Valid words where the text that was learned had other words: those that are worth a closer look."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.ngrams import Context
from service.spelling.language.model import Model
from service.spelling.text.tokens import Token

_MOST_SEEN = 1
"""A word that stood next to its neighbours more often than this is no misfit, unless it is often confused."""


Questionable = tuple[int, NDArray[np.intp]]
"""The place of a word among those that were asked about, and the places of others among its confusions."""


def is_plain(token: Token, model: Model) -> bool:
    """Whether a token is written as a common word is: no name, no abbreviation."""
    if token.text.islower():
        return True
    return token.opens and token.text.istitle() and len(token.text) > 1 and not model.usual_case.is_name(token.plain)


def questionable(words: Sequence[str], contexts: Sequence[Context], model: Model) -> list[Questionable]:
    """Return the places of those `words` that hardly ever stood in their context where others did, and which others.

    All at once, and by counts alone: it takes a fraction of a millisecond for a sentence. The others are told by
    their places among the word's confusions.
    """
    ngrams = model.ngrams
    beside = [context.before for context in contexts] + [context.after for context in contexts]
    own, before, after = ngrams.numbers([*words, *beside]).reshape(3, -1)
    seen = ngrams.seen_beside(before, own, after)
    asked = [
        place
        for place, word in enumerate(words)
        if word in model.profile.confused or (len(word) > 1 and seen[place] <= _MOST_SEEN)
    ]
    others = [model.confusions.of(words[place]).numbers for place in asked]
    if not others:
        return []
    sizes = [len(numbers) for numbers in others]
    joined = np.concatenate(others)
    left = np.repeat(before[asked], sizes)
    right = np.repeat(after[asked], sizes)
    better = ngrams.seen_beside(left, joined, right) > np.repeat(seen[asked], sizes)
    ends = np.cumsum(sizes)
    return [
        (place, np.flatnonzero(better[start:end]))
        for place, start, end in zip(asked, ends - sizes, ends, strict=True)
        if better[start:end].any()
    ]
