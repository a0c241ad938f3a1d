"""Two words written as one ("continuesto")."""

from typing import NamedTuple

import numpy as np

from service.spelling.lexicon import Standing
from service.spelling.ngrams import Context
from service.spelling.passage import Passage

_SHORTEST = 4
_LONGEST = 30
_COMMON_FLOOR = 3.2
_FLOORS = {1: 6.3, 2: 5.8, 3: 4.2}
_FUNCTION_WORD = 5.6


class Parting(NamedTuple):
    """Two words, how well they go together, and whether one of them is among the most frequent."""

    words: str
    value: float
    with_function_word: bool


def best_parting(plain: str, passage: Passage, index: int) -> Parting | None:
    """Return the best way to write `plain`, which stands at `index`, as two words."""
    if not _SHORTEST <= len(plain) <= _LONGEST:
        return None
    lexicon, ngrams = passage.model.lexicon, passage.model.ngrams
    heads = lexicon.words.numbers([plain[:cut] for cut in range(1, len(plain))])
    tails = lexicon.words.numbers([plain[cut:] for cut in range(1, len(plain))])
    best: Parting | None = None
    around = passage.context(index)
    for cut, (head, tail) in enumerate(zip(heads.tolist(), tails.tolist(), strict=True), 1):
        if head < 0 or tail < 0 or not _usable(passage, plain[:cut], head):
            continue
        if not _usable(passage, plain[cut:], tail):
            continue
        first, second = plain[:cut], plain[cut:]
        zipfs = float(lexicon.frequency[head]), float(lexicon.frequency[tail])
        value = zipfs[0] + zipfs[1] - 9
        if passage.options.context:
            right = ngrams.fit([second], np.array(zipfs[1:]), Context("", first, around.after, ""))
            left = ngrams.fit([first], np.array(zipfs[:1]), Context("", around.before, second, ""))
            value += float(right.left[0] + 0.5 * right.books[0] + 0.5 * left.left[0])
        if best is None or value > best.value:
            best = Parting(f"{first} {second}", value, max(zipfs) >= _FUNCTION_WORD)
    return best


def _usable(passage: Passage, word: str, number: int) -> bool:
    lexicon = passage.model.lexicon
    frequent = float(lexicon.frequency[number]) >= _FLOORS.get(len(word), _COMMON_FLOOR)
    return frequent and lexicon.standing[number] == Standing.COMMON
