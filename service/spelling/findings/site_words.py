"""What the site has decided before: pairs to repeat and words to leave alone."""

from collections.abc import Collection, Iterable, Mapping
from functools import lru_cache

from service.spelling.candidates.capitals import in_case_of
from service.spelling.findings.finding import Finding, Proposal
from service.spelling.findings.passage import Passage
from service.spelling.text.normalise import normalise
from service.spelling.text.tokens import tokenize

_CONFIDENCE = 0.97
_LONGEST = 16
"""Of so many tokens at most are phrases; a house style has none that are longer."""


def find_pairs(passage: Passage, pairs: Mapping[str, str]) -> list[Finding]:
    """Return a finding for everything selected that editors of this site corrected before, in any case of letters."""
    if not pairs:
        return []
    known = {fold(wrong): right for wrong, right in pairs.items() if fold(wrong)}
    found: list[Finding] = []
    for start, end in _ranges(passage, known):
        written = passage.text[start:end]
        right = known[fold(written)]
        if right.islower():
            right = in_case_of(right, written)
        if right != written:
            found.append(Finding(start, end, _CONFIDENCE, (Proposal(right, _CONFIDENCE, "site_pair"),)))
    return found


def with_pairs(findings: list[Finding], pairs: list[Finding]) -> list[Finding]:
    """Return all findings; what editors decided before takes the place of what the engine thinks of it."""
    return [*pairs, *(each for each in findings if not any(each.overlaps(pair) for pair in pairs))]


class HouseWords:
    """The words that a site holds correct, in any case of letters; phrases count as a whole."""

    def __init__(self, words: Collection[str]) -> None:
        self._words = _folded(frozenset(words))

    def protected(self, passage: Passage) -> list[tuple[int, int]]:
        """Return the ranges of the text that these words and phrases cover and that touch the selection."""
        return list(_ranges(passage, self._words)) if self._words else []


def fold(phrase: str) -> str:
    """Return what a word or phrase is compared by."""
    return " ".join(normalise(phrase).casefold().split())


def _ranges(passage: Passage, phrases: Collection[str]) -> Iterable[tuple[int, int]]:
    """Yield where any of the folded `phrases` stands and touches the selection."""
    longest = min(_LONGEST, max(len(tokenize(phrase)) for phrase in phrases) + 1)
    tokens = passage.tokens
    for first in range(max(0, passage.selected.start - longest), passage.selected.stop):
        for last in range(max(first, passage.selected.start), min(first + longest, len(tokens))):
            start, end = tokens[first].start, tokens[last].end
            if fold(passage.text[start:end]) in phrases:
                yield start, end


@lru_cache(maxsize=64)
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(folded for word in words if (folded := fold(word)))
