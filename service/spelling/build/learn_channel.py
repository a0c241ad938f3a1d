"""Learns what each slip costs from pairs of wrong and right words; see `channel`."""

import math
from collections import Counter
from collections.abc import Iterable
from typing import Any

from service.spelling.build.corpus import Pair
from service.spelling.language.channel import CONTEXT, letters
from service.spelling.language.edits import edits
from service.spelling.language.profiles import Profile

_LEAST_PAIRS = 500
_LEAST_SEEN = 3
_MOST_SLIPS = 2
_PRIOR = 50.0
_DIGITS = 2


def learn_channel(pairs: Iterable[Pair], profile: Profile) -> dict[str, Any]:
    """Return the table that `Channel` takes; an empty one where too little is known."""
    alone: Counter[str] = Counter()
    after: Counter[tuple[str, str]] = Counter()
    kinds: Counter[str] = Counter()
    kind_of: dict[str, str] = {}
    written: Counter[str] = Counter()
    before: Counter[str] = Counter()
    count = 0
    for wrong, right in pairs:
        slips = edits(right[0], wrong, profile)
        if not 0 < len(slips) <= _MOST_SLIPS:
            continue
        count += 1
        written.update(right[0])
        before.update(one + other for one, other in zip(right[0], right[0][1:], strict=False))
        for slip in slips:
            key = letters(slip)
            alone[key] += 1
            after[slip.before, key] += 1
            kinds[slip.kind] += 1
            kind_of[key] = slip.kind
    if count < _LEAST_PAIRS:
        return {}
    total = sum(written.values())
    costs = {
        key: _cost(seen, _chances(key, written, total), kinds[kind_of[key]] / total) for key, seen in alone.items()
    }
    with_letter = {
        f"{one}{CONTEXT}{key}": round(
            -math.log(
                (seen + _PRIOR * math.exp(-costs[key]) * kinds[kind_of[key]] / total)
                / (before.get(one + key[:1], 0) + _PRIOR)
                / (kinds[kind_of[key]] / total)
            ),
            _DIGITS,
        )
        for (one, key), seen in after.items()
        if seen >= _LEAST_SEEN and one and key[:1].isalpha()
    }
    return {
        "alone": {key: round(cost, _DIGITS) for key, cost in sorted(costs.items())},
        "after": dict(sorted(with_letter.items())),
        "default": round(max(costs.values()), _DIGITS),
    }


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
