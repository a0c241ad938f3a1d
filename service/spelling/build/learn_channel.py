"""Learns what each slip costs from pairs of wrong and right words; see `channel`."""

import math
from collections import Counter
from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from service.spelling.build.corpus import Pair
from service.spelling.language.channel import CONTEXT, letters
from service.spelling.language.edits import Edit, edits
from service.spelling.language.profiles import Profile

_LEAST_PAIRS = 250
_LEAST_SEEN = 3
_MOST_SLIPS = 2
_PRIOR = 50.0
_PRIOR_BETWEEN = 15.0
_DIGITS = 2


class _Written:
    """How often letters stood alone and side by side in the right words, "" being the edge of a word."""

    def __init__(self) -> None:
        self.one: Counter[str] = Counter()
        self.two: Counter[tuple[str, str]] = Counter()
        self.three: Counter[tuple[str, str, str]] = Counter()

    def add(self, word: str) -> None:
        """Count the letters of one word."""
        framed = ["", *word, ""]
        self.one.update(word)
        self.two.update(pairwise(framed))
        self.three.update(zip(framed, framed[1:], framed[2:], strict=False))

    def chances_after(self, before: str, key: str) -> int:
        """Return how often the slip `key` could have happened after the letter `before`."""
        if key[:1] == "+":
            return self.one[before] if before else self.one.total() // 8
        if key[:1] == "~":
            return self.three[before, key[1], key[2]]
        return self.two[before, _letter(key)]

    def chances_between(self, before: str, key: str, after: str) -> int:
        """Return how often the slip `key` could have happened between two letters."""
        if key[:1] == "+":
            return self.two[before, after]
        if key[:1] == "~":
            return self.three[before, key[1], key[2]]
        return self.three[before, _letter(key), after]


def learn_channel(pairs: Iterable[Pair], profile: Profile) -> dict[str, Any]:
    """Return the table that `Channel` takes; an empty one where too little is known."""
    alone: Counter[str] = Counter()
    after: Counter[tuple[str, str]] = Counter()
    between: Counter[tuple[str, str, str]] = Counter()
    kinds: Counter[str] = Counter()
    kind_of: dict[str, str] = {}
    written = _Written()
    count = 0
    for right, slips in _slips(pairs, profile):
        count += 1
        written.add(right)
        for slip in slips:
            key = letters(slip)
            alone[key] += 1
            after[slip.before, key] += 1
            between[slip.before, key, slip.after] += 1
            kinds[slip.kind] += 1
            kind_of[key] = slip.kind
    if count < _LEAST_PAIRS:
        return {}
    total = written.one.total()
    usual = {key: kinds[kind] / total for key, kind in kind_of.items()}
    costs = {key: _cost(seen, _chances(key, written.one, total), usual[key]) for key, seen in alone.items()}
    costs_after = {
        (before, key): _blended(seen, written.chances_after(before, key), costs[key], usual[key], _PRIOR)
        for (before, key), seen in after.items()
        if seen >= _LEAST_SEEN
    }
    costs_between = {
        (before, key, behind): _blended(
            seen,
            written.chances_between(before, key, behind),
            costs_after.get((before, key), costs[key]),
            usual[key],
            _PRIOR_BETWEEN,
        )
        for (before, key, behind), seen in between.items()
        if seen >= _LEAST_SEEN
    }
    return {
        "alone": {key: round(cost, _DIGITS) for key, cost in sorted(costs.items())},
        "after": {CONTEXT.join(place): cost for place, cost in sorted(costs_after.items())},
        "between": {CONTEXT.join(place): cost for place, cost in sorted(costs_between.items())},
        "default": round(max(costs.values()), _DIGITS),
    }


def _slips(pairs: Iterable[Pair], profile: Profile) -> Iterable[tuple[str, list[Edit]]]:
    """Yield the right word and the slips of each pair that has few of them."""
    for wrong, right in pairs:
        slips = edits(right[0], wrong, profile)
        if 0 < len(slips) <= _MOST_SLIPS:
            yield right[0], slips


def _letter(key: str) -> str:
    """Return the letter that a slip left out or replaced."""
    return key[1] if key[0] == "-" and len(key) == 3 else key[0]


def _chances(key: str, written: Counter[str], total: int) -> int:
    """Return how often the slip `key` could have happened."""
    if key[:1] in "~-" and len(key) > 1:
        return written.get(key[1], 0)
    if key[:1] == "+":
        return total
    return written.get(key[:1], 0)


def _cost(seen: int, chances: int, usual: float) -> float:
    """Return the cost of a slip relative to the average one of its kind."""
    return -math.log((seen + 0.3) / (chances + _PRIOR) / usual)


def _blended(seen: int, chances: int, wider: float, usual: float, prior: float) -> float:
    """Return the cost of a slip among some letters, given what it costs among fewer."""
    return round(-math.log((seen + prior * math.exp(-wider) * usual) / (chances + prior) / usual), _DIGITS)
