"""What was learned, as numbers: weights of the ranker and the detector and their calibration."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Weights:
    """Vectors as long as the NAMES of `features`, `detection` and `real_words`.

    `threshold` is the probability from which on a word of a longer selection is questioned.
    """

    hidden: NDArray[np.float64]
    hidden_bias: NDArray[np.float64]
    out: NDArray[np.float64]
    linear: NDArray[np.float64]
    temperature: float
    detector: NDArray[np.float64]
    threshold: float
    real_words: NDArray[np.float64]

    @classmethod
    def read(cls, table: Mapping[str, Any]) -> "Weights":
        """Take the weights from what an archive holds."""
        return cls(
            hidden=np.array(table["ranker"]["hidden"]),
            hidden_bias=np.array(table["ranker"]["hidden_bias"]),
            out=np.array(table["ranker"]["out"]),
            linear=np.array(table["ranker"]["linear"]),
            temperature=float(table["ranker"]["temperature"]),
            detector=np.array(table["detector"]["weights"]),
            threshold=float(table["detector"]["threshold"]),
            real_words=np.array(table["real_words"]),
        )
