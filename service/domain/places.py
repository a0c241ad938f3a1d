"""The places of a text where a quote may stand, and what speaks for each.

A place is a pair: where the quote's prefix ends, and where its suffix begins. Between them is the quote, something like
it, or what it was mended to. Both contexts are aligned with the whole text, so no place is overlooked because a word
near it was edited; letters near the quote weigh more, for sentences are moved and what is around them stays behind.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from rapidfuzz.distance import Indel

from service.domain.align import Scores, codes, ends
from service.domain.quote import Position, Quote

_FAR = 0.3
"""What a letter of a context weighs that is far from the quote; one beside it weighs `_NEAR` more."""
_NEAR = 2.2
_NEARNESS = 20.0
"""Over how many letters that extra weight falls to a third."""
_BEYOND = 0.3
"""By what the weight of letters in another paragraph is multiplied."""
_LETTER = 1.0
"""What speaks for a place for each letter of the quote, if the same stands there; against it, if it is unlike."""
_VERBATIM = 3.0
"""What each letter adds if the whole quote stands there, and nowhere else in the text."""
_TELLING = 30
"""Letters of a quote that are counted."""
_STRETCH = 0.25
"""What each letter costs that stands there beyond the quote's own number, or is missing from it."""
_HERE = 5.0
"""What speaks for the place where the position says."""
_DRIFT = 200.0
"""In how many letters from there that falls to a third."""
_CUT = 1.0
"""What it costs that a word is cut there."""
_LONG = 16
"""A quote of so many letters is found by likeness alone, if that is `_LIKE`."""
_LIKE = 0.6
_TRIED = 48
"""How many places of each kind are looked at."""
_APART = 24
"""Letters between two places; nearer ones are two readings of one."""


@dataclass(frozen=True, slots=True)
class Place:
    """A range; how likely it is that anything of the quote is there, at most 1; and how it ranks among others."""

    start: int
    end: int
    share: float
    score: float

    def is_apart(self, other: "Place") -> bool:
        """Whether it is another place, and not another reading of the same."""
        return self.start > other.end + _APART or self.end + _APART < other.start


class Places:
    """The places of one text for one quote."""

    def __init__(self, text: str, quote: Quote, position: Position | None) -> None:
        self._text = text
        self._quote = quote
        self._position = position
        self._letters = codes(text)
        before, after = _weights(quote.prefix[::-1])[::-1], _weights(quote.suffix)
        self._before = ends(codes(quote.prefix), before, self._letters)
        self._after = ends(codes(quote.suffix)[::-1], after[::-1], self._letters[::-1])[::-1]
        self._counted = min(len(quote.exact), _TELLING)
        self._verbatim = _occurrences(text, quote.exact)
        self.most = float(before.sum() + after.sum()) + _LETTER * self._counted
        """What speaks for a place at which nothing has changed."""

    def ranked(self) -> list[Place]:
        """The likeliest places, the best first."""
        pairs = self._unchanged() | self._between()
        if len(self._quote.exact) >= _LONG:
            pairs |= self._alike()
        return sorted((self._weighed(*pair) for pair in pairs), key=lambda place: (-place.score, place.start))

    def grown(self, place: Place) -> tuple[int, int]:
        """The range, grown to whole words where the quote was one: *groups* stands where *group* was to be mended."""
        start, end = place.start, place.end
        if self._cuts_before(start):
            while self._text[start - 1 : start].isalnum():
                start -= 1
        if self._cuts_after(end):
            while self._text[end : end + 1].isalnum():
                end += 1
        return start, end

    def _unchanged(self) -> set[tuple[int, int]]:
        """Where the quote stands as it is, at most the likeliest few of them."""
        length = len(self._quote.exact)
        worth = self._before[self._verbatim] + self._after[self._verbatim + length]
        best = self._verbatim[np.argsort(-worth, kind="stable")[:_TRIED]]
        return {(start, start + length) for start in best.tolist()}

    def _between(self) -> set[tuple[int, int]]:
        """From where the prefix ends to where the suffix begins, as near to the quote's length as may be."""
        length = len(self._quote.exact)
        reach = 2 * length + 40
        costs = _STRETCH * np.abs(np.arange(reach + 1) - length)
        pairs = set()
        for end in _peaks(self._before):
            there = self._after[end : end + reach + 1]
            pairs.add((end, end + int(np.argmax(there - costs[: len(there)]))))
        for start in _peaks(self._after):
            low = max(0, start - reach)
            there = self._before[low : start + 1]
            pairs.add((low + int(np.argmax(there - costs[: len(there)][::-1])), start))
        return pairs

    def _alike(self) -> set[tuple[int, int]]:
        """Where something like the quote stands, whatever surrounds it."""
        exact = codes(self._quote.exact)
        even = np.ones(len(exact), dtype=np.float32)
        found = ends(exact, even, self._letters)
        pairs = set()
        for end in _peaks(found):
            if found[end] >= _LIKE * len(exact):
                low = max(0, end - 2 * len(exact))
                begins = ends(exact[::-1], even, self._letters[low:end][::-1])[::-1]
                pairs.add((low + int(np.argmax(begins)), end))
        return pairs

    def _weighed(self, start: int, end: int) -> Place:
        exact, found = self._quote.exact, self._text[start:end]
        likeness = 2 * Indel.normalized_similarity(found, exact) - 1
        cuts = self._cuts_before(start) + self._cuts_after(end)
        strength = float(self._before[start] + self._after[end]) + _LETTER * self._counted * likeness
        strength -= _STRETCH * abs(end - start - len(exact))
        if found == exact and not cuts:
            strength += _VERBATIM * self._counted / len(self._verbatim)
        share = min(1.0, max(strength / self.most, likeness * self._counted / _TELLING))
        return Place(start, end, share, strength + _HERE * self._nearness(start) - _CUT * cuts)

    def _nearness(self, start: int) -> float:
        """From 0 to 1: whether it is where the position says, from the text's beginning or from its end."""
        if self._position is None:
            return 0.0
        off = abs(start - self._position.start)
        if self._position.length is not None:
            off = min(off, abs(start - self._position.start - (len(self._text) - self._position.length)))
        return float(np.exp(-off / _DRIFT))

    def _cuts_before(self, start: int) -> bool:
        """Whether a word is cut at the beginning, though the quote cut none."""
        return _joined(self._text[max(0, start - 1) : start], self._text[start : start + 1]) and not _joined(
            self._quote.prefix[-1:], self._quote.exact[:1]
        )

    def _cuts_after(self, end: int) -> bool:
        return _joined(self._text[max(0, end - 1) : end], self._text[end : end + 1]) and not _joined(
            self._quote.exact[-1:], self._quote.suffix[:1]
        )


def _joined(left: str, right: str) -> bool:
    return left.isalnum() and right.isalnum()


def _occurrences(text: str, exact: str) -> NDArray[np.int64]:
    found, at = [], text.find(exact)
    while at >= 0:
        found.append(at)
        at = text.find(exact, at + 1)
    return np.array(found, dtype=np.int64)


def _weights(context: str) -> Scores:
    """Of a context's letters, the nearest first: what is in the same paragraph is moved together with the quote."""
    weights = _FAR + _NEAR * np.exp(-np.arange(len(context)) / _NEARNESS)
    border = context.find("\n")
    if border >= 0:
        weights[border:] *= _BEYOND
    return weights.astype(np.float32)


def _peaks(scores: Scores) -> list[int]:
    """The highest places above nothing, none beside another."""
    kept: list[int] = []
    for place in np.argsort(-scores, kind="stable")[: 8 * _TRIED].tolist():
        if len(kept) < _TRIED and scores[place] > 0 and all(abs(place - other) > 3 for other in kept):
            kept.append(place)
    return kept
