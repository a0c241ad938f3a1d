"""Arrays on disk that every process maps instead of reading."""

from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

SUFFIX = ".npy"

_Scalar = TypeVar("_Scalar", bound=np.generic)


def save(folder: Path, name: str, array: NDArray[Any]) -> None:
    """Write `array` into `folder` under `name`."""
    np.save(folder / f"{name}{SUFFIX}", array)


def load(folder: Path, name: str, kind: type[_Scalar]) -> NDArray[_Scalar]:
    """Map the array `name` of `folder`; ValueError if its elements are not of `kind`."""
    array = np.load(folder / f"{name}{SUFFIX}", mmap_mode="r").view(np.ndarray)
    if array.dtype != np.dtype(kind):
        raise ValueError(f"{name} holds {array.dtype}, not {np.dtype(kind)}")
    return array  # type: ignore[no-any-return]
