"""Logistic regression by Newton's method: the same weights for the same numbers, without chance."""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_STEPS = 40
_DIGITS = 4


def fit(rows: Floats, wrong: NDArray[np.bool_], weights: Floats, ridge: float = 1.0) -> list[float]:
    """Return the weights under which `wrong` is the likeliest; `ridge` pulls them to nought (not the first)."""
    spread = rows.std(axis=0) + 1e-9
    spread[spread < 1e-6] = 1.0
    scaled = rows / spread
    target = wrong.astype(np.float64)
    penalty = np.full(rows.shape[1], ridge)
    penalty[0] = 1e-6
    found = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        chance = 1 / (1 + np.exp(-np.clip(scaled @ found, -30, 30)))
        slope = scaled.T @ (weights * (target - chance)) - penalty * found
        bend = (scaled * (weights * np.maximum(chance * (1 - chance), 1e-6))[:, None]).T @ scaled + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found = found + np.clip(step, -2, 2)
        if float(np.abs(step).max()) < 1e-6:
            break
    return [float(f"{value:.{_DIGITS}g}") for value in (found / spread).tolist()]
