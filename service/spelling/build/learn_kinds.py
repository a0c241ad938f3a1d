"""Finds the kinds of words: those that make the pairs of neighbours in texts the likeliest.

The exchange algorithm (Kneser and Ney, "Improved Clustering Techniques for Class-Based Statistical Language Modelling",
1993; Martin, Liermann and Ney, "Algorithms for Bigram and Trigram Word Clustering", 1998): one word after the other is
put into the kind that gains most by it, until hardly any moves.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from service.spelling.data.word_kinds import FREQUENT, KINDS, STEPS, WordKinds, all_endings, ending_of

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_ENDING_OFTEN = 40
"""An ending that rare words have so often has a kind by itself."""

_ROUNDS = 8
_SETTLED = 0.01
_BLUR = 2.0
"""So many sights more than there were are counted for every two kinds, as chance would have them."""

_MOST = 127


class _Sights:
    """How often units follow each other, by row: numbers of the others and counts."""

    def __init__(self, one: Ints, other: Ints, counts: Ints, size: int) -> None:
        order = np.argsort(one, kind="stable")
        self.others, self.counts = other[order], counts[order]
        self.starts = np.searchsorted(one[order], np.arange(size + 1))

    def of(self, unit: int, kinds: Ints) -> Ints:
        """Return how often each kind is beside a unit."""
        own = slice(self.starts[unit], self.starts[unit + 1])
        return np.bincount(kinds[self.others[own]], self.counts[own], KINDS).astype(np.int64)


def learn_kinds(
    vocabulary: Sequence[str],
    counts: NDArray[np.uint32],
    pairs: Mapping[tuple[str, ...], int],
    triples: Mapping[tuple[str, ...], int],
) -> WordKinds:
    """Return the kinds of the words of `vocabulary`, seen `counts` times, whose `pairs` and `triples` were counted."""
    endings = _frequent_endings(vocabulary, counts)
    often = np.flatnonzero(counts >= FREQUENT).tolist()
    unit = {vocabulary[number]: place for place, number in enumerate(often)}
    of_ending = {ending: len(often) + place for place, ending in enumerate(endings)}
    for number in np.flatnonzero(counts < FREQUENT).tolist():
        unit[vocabulary[number]] = of_ending[ending_of(vocabulary[number], of_ending)]
    size = len(often) + len(endings)
    beside = _summed(((unit[one], unit[other], count) for (one, other), count in pairs.items()), size)
    beyond = _summed(((unit[one], unit[other], count) for (one, _, other), count in triples.items()), size)
    kinds = _exchange(*beside, size)
    return WordKinds(
        kinds[: len(often)].astype(np.uint8),
        endings,
        kinds[len(often) :].astype(np.uint8),
        _likelier(*beside, kinds),
        _likelier(*beyond, kinds),
    )


def _frequent_endings(vocabulary: Sequence[str], counts: NDArray[np.uint32]) -> list[str]:
    """Return the endings that many of the words that are not frequent have, "" first."""
    found: Counter[str] = Counter()
    for number in np.flatnonzero(counts < FREQUENT).tolist():
        for ending in all_endings(vocabulary[number]):
            found[ending] += int(counts[number])
    return ["", *sorted(ending for ending, count in found.items() if ending and count >= _ENDING_OFTEN)]


def _summed(sights: Iterable[tuple[int, int, int]], size: int) -> tuple[Ints, Ints, Ints]:
    """Return pairs of units, each once, and how often each was seen."""
    table = np.array(list(sights), np.int64).reshape(-1, 3)
    keys, places = np.unique(table[:, 0] * size + table[:, 1], return_inverse=True)
    counts = np.bincount(places, table[:, 2], len(keys)).astype(np.int64)
    return keys // size, keys % size, counts


def _exchange(one: Ints, other: Ints, counts: Ints, size: int) -> Ints:
    """Return the kind of each unit."""
    following, before = _Sights(one, other, counts, size), _Sights(other, one, counts, size)
    same = np.bincount(one[one == other], counts[one == other], size).astype(np.int64)
    often = np.bincount(one, counts, size) + np.bincount(other, counts, size)
    order = np.argsort(-often, kind="stable")
    kinds = np.empty(size, np.int64)
    kinds[order] = np.arange(size) % KINDS
    table = _Table(_by_kind(one, other, counts, kinds))
    weigh = _Weighing(int(counts.sum()))
    for _ in range(_ROUNDS):
        moved = 0
        for unit in order.tolist():
            after, ahead = following.of(unit, kinds), before.of(unit, kinds)
            own, repeated = int(kinds[unit]), int(same[unit])
            after[own] -= repeated
            ahead[own] -= repeated
            table.add(own, after, ahead, repeated, -1)
            best = weigh.best(table, after, ahead, repeated)
            table.add(best, after, ahead, repeated)
            kinds[unit] = best
            moved += best != own
        if moved < _SETTLED * size:
            break
    return kinds


class _Table:
    """How often each kind (row) is followed by each (column), and the sums of rows and columns."""

    def __init__(self, pairs: Ints) -> None:
        self.pairs, self.rows, self.columns = pairs, pairs.sum(axis=1), pairs.sum(axis=0)

    def add(self, kind: int, after: Ints, ahead: Ints, repeated: int, sign: int = 1) -> None:
        """Put a unit with its neighbours into a kind, or with -1 take it out."""
        self.pairs[kind] += sign * after
        self.pairs[:, kind] += sign * ahead
        self.pairs[kind, kind] += sign * repeated
        self.rows += sign * ahead
        self.rows[kind] += sign * (int(after.sum()) + repeated)
        self.columns += sign * after
        self.columns[kind] += sign * (int(ahead.sum()) + repeated)


class _Weighing:
    """Tells how likely texts are by the counts of their kinds, `total` in all."""

    def __init__(self, total: int) -> None:
        numbers = np.arange(total + 1, dtype=np.float64)
        self._logs = numbers * np.log(np.maximum(numbers, 1.0))

    def best(self, table: _Table, after: Ints, ahead: Ints, repeated: int) -> int:
        """Return the kind that gains most by a unit that is in none."""
        logs = self._logs
        columns, rows = np.flatnonzero(after), np.flatnonzero(ahead)
        right, left = table.pairs[:, columns], table.pairs[rows]
        gain = (logs[right + after[columns]] - logs[right]).sum(axis=1)
        gain += (logs[left + ahead[rows][:, None]] - logs[left]).sum(axis=0)
        middle = np.diagonal(table.pairs)
        gain += logs[middle + after + ahead + repeated] + logs[middle] - logs[middle + after] - logs[middle + ahead]
        for sums, added in ((table.rows, after), (table.columns, ahead)):
            gain -= logs[sums + int(added.sum()) + repeated] - logs[sums]
        return int(np.argmax(gain))


def _by_kind(one: Ints, other: Ints, counts: Ints, kinds: Ints) -> Ints:
    places = kinds[one] * KINDS + kinds[other]
    return np.bincount(places, counts, KINDS * KINDS).astype(np.int64).reshape(KINDS, KINDS)


def _likelier(one: Ints, other: Ints, counts: Ints, kinds: Ints) -> NDArray[np.int8]:
    """Return how much likelier than by chance kinds follow each other, as `WordKinds` holds it."""
    table = _by_kind(one, other, counts, kinds).astype(np.float64)
    chance: Floats = table.sum(axis=1)[:, None] * table.sum(axis=0) / max(1.0, table.sum())
    ratio = np.log10((table + _BLUR) / (chance + _BLUR))
    told: NDArray[np.int8] = np.clip(np.rint(ratio * STEPS), -_MOST, _MOST).astype(np.int8)
    return told
