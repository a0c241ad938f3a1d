"""Learns the ranker: the weights that make the right candidate the likeliest (conditional logit).

Adam (Kingma and Ba, 2015) on batches of examples, always in the same order and in double precision, so that the weights
are the same each time. A tenth of the examples is kept aside for the temperature that makes shares honest
probabilities.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from service.spelling.build.examples import Example

Floats = NDArray[np.float64]

HIDDEN = 32
_BATCH = 128
_EPOCHS = 11
_RATE = 0.012
_DECAY = 1e-4
_MOMENTS = (0.9, 0.995)
_SPREAD = 0.15
_DIGITS = 4
_FAR = -1e9


class _Batch(NamedTuple):
    rows: Floats  # examples by candidates by features, the right candidate first
    there: NDArray[np.bool_]
    weights: Floats


def learn_ranker(examples: Sequence[Example], seed: int = 5) -> dict[str, Any]:
    """Return the ranker's weights as `Weights.read` takes them."""
    chance = np.random.default_rng(seed)
    order = chance.permutation(len(examples)).tolist()
    kept, learned = order[: len(order) // 10], order[len(order) // 10 :]
    spread = np.concatenate([examples[place].rows for place in learned]).std(axis=0, dtype=np.float64)
    spread = np.maximum(spread, 0.02)
    size = len(spread)
    values = {
        "linear": np.zeros(size),
        "hidden": chance.normal(size=(size, HIDDEN)) * _SPREAD,
        "hidden_bias": np.zeros(HIDDEN),
        "out": chance.normal(size=HIDDEN) * _SPREAD,
    }
    _descend(values, [examples[place] for place in learned], spread, chance)
    temperature = _temperature(values, [_batch([examples[place]], spread) for place in kept])
    return {
        "linear": _rounded(values["linear"] / spread),
        "hidden": _rounded(values["hidden"] / spread[:, None]),
        "hidden_bias": _rounded(values["hidden_bias"]),
        "out": _rounded(values["out"]),
        "temperature": temperature,
    }


def _descend(
    values: dict[str, Floats], examples: Sequence[Example], spread: Floats, chance: np.random.Generator
) -> None:
    first = {name: np.zeros_like(value) for name, value in values.items()}
    second = {name: np.zeros_like(value) for name, value in values.items()}
    by_size = sorted(range(len(examples)), key=lambda place: len(examples[place].rows))
    groups = [by_size[start : start + _BATCH] for start in range(0, len(by_size), _BATCH)]
    batches = [_batch([examples[place] for place in group], spread) for group in groups]
    steps, step = _EPOCHS * len(batches), 0
    for _ in range(_EPOCHS):
        for place in chance.permutation(len(batches)).tolist():
            step += 1
            rate = _RATE * (1 - step / steps) + 1e-5
            for name, slope in _slopes(values, batches[place]).items():
                first[name] = _MOMENTS[0] * first[name] + (1 - _MOMENTS[0]) * slope
                second[name] = _MOMENTS[1] * second[name] + (1 - _MOMENTS[1]) * slope * slope
                mean = first[name] / (1 - _MOMENTS[0] ** step)
                size = np.sqrt(second[name] / (1 - _MOMENTS[1] ** step)) + 1e-8
                values[name] -= rate * mean / size


def _slopes(values: dict[str, Floats], batch: _Batch) -> dict[str, Floats]:
    """Return the gradient of the mean loss of a batch."""
    units = np.tanh(batch.rows @ values["hidden"] + values["hidden_bias"])
    shares = _shares(batch.rows @ values["linear"] + units @ values["out"], batch.there)
    shares[:, 0] -= 1
    pull = shares * (batch.weights / batch.weights.sum())[:, None]
    inner = pull[:, :, None] * values["out"] * (1 - units * units)
    flat, flat_inner = batch.rows.reshape(-1, batch.rows.shape[2]), inner.reshape(-1, HIDDEN)
    slopes = {
        "linear": flat.T @ pull.reshape(-1),
        "hidden": flat.T @ flat_inner,
        "hidden_bias": flat_inner.sum(axis=0),
        "out": units.reshape(-1, HIDDEN).T @ pull.reshape(-1),
    }
    return {name: slope + _DECAY * values[name] for name, slope in slopes.items()}


def _shares(scores: Floats, there: NDArray[np.bool_], temperature: float = 1.0) -> Floats:
    scores = np.where(there, scores / temperature, _FAR)
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    shares: Floats = powers / powers.sum(axis=1, keepdims=True)
    return shares


def _batch(examples: Sequence[Example], spread: Floats) -> _Batch:
    width = max(len(example.rows) for example in examples)
    rows = np.zeros((len(examples), width, len(spread)))
    there = np.zeros((len(examples), width), bool)
    for place, example in enumerate(examples):
        rows[place, : len(example.rows)] = example.rows / spread
        there[place, : len(example.rows)] = True
    return _Batch(rows, there, np.array([example.weight for example in examples]))


def _temperature(values: dict[str, Floats], kept: Sequence[_Batch]) -> float:
    """Return by what to divide scores so that the kept examples are the likeliest."""

    def loss(temperature: float) -> float:
        return -sum(
            float(np.log(_shares(_scores(values, batch), batch.there, temperature)[0, 0] + 1e-9)) for batch in kept
        )

    return min((round(0.7 + 0.05 * step, 2) for step in range(30)), key=loss)


def _scores(values: dict[str, Floats], batch: _Batch) -> Floats:
    units = np.tanh(batch.rows @ values["hidden"] + values["hidden_bias"])
    scores: Floats = batch.rows @ values["linear"] + units @ values["out"]
    return scores


def _rounded(array: Floats) -> Any:
    if array.ndim > 1:
        return [_rounded(row) for row in array]
    return [float(f"{number:.{_DIGITS}g}") for number in array.tolist()]
