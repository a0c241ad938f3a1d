"""What the site has decided before: pairs to repeat and words to leave alone."""

from collections.abc import Collection, Mapping
from functools import lru_cache

from service.spelling.finding import Finding, Proposal
from service.spelling.normalise import normalise
from service.spelling.passage import Passage

_CONFIDENCE = 0.97
_LONGEST_PAIR = 4


def find_pairs(passage: Passage, pairs: Mapping[str, str]) -> list[Finding]:
    """Return a finding for everything selected that editors of this site corrected before."""
    if not pairs:
        return []
    known = {normalise(wrong).casefold(): right for wrong, right in pairs.items()}
    found: list[Finding] = []
    for first in passage.selected:
        for last in range(first, min(first + _LONGEST_PAIR, passage.selected.stop)):
            start, end = passage.tokens[first].start, passage.tokens[last].end
            written = passage.text[start:end]
            right = known.get(normalise(written).casefold())
            if right and right != written:
                found.append(Finding(start, end, _CONFIDENCE, (Proposal(right, _CONFIDENCE, "site_pair"),)))
    return found


class HouseWords:
    """The words that a site holds correct, in any case of letters; phrases count as a whole."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = _folded(frozenset(words))

    def __contains__(self, word: object) -> bool:
        return isinstance(word, str) and fold(word) in self._words

    def protected(self, passage: Passage) -> list[tuple[int, int]]:
        """Return the ranges of the selection that these words and phrases cover."""
        if not self._words:
            return []
        ranges: list[tuple[int, int]] = []
        for first in passage.selected:
            for last in range(first, min(first + _LONGEST_PAIR, len(passage.tokens))):
                start, end = passage.tokens[first].start, passage.tokens[last].end
                if fold(passage.text[start:end]) in self._words:
                    ranges.append((start, end))
        return ranges


def fold(word: str) -> str:
    """Return what a word is compared by."""
    return normalise(word).casefold().strip()


@lru_cache(maxsize=64)
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)
