"""CRC-32 of many texts at once, a letter of each after the other: what `zlib.crc32` returns for one."""

import zlib

import numpy as np
from numpy.typing import NDArray

EMPTY = 0
"""The sum of no text."""

_TABLE: NDArray[np.uint32] = np.array([zlib.crc32(bytes([byte ^ 0xFF])) ^ 0xFF000000 for byte in range(256)], np.uint32)
"""What each byte changes, without the turning of all bits at the beginning and at the end that `zlib` does."""

_WIDE = ((0x80, 0xC0), (0x800, 0xE0), (0x10000, 0xF0))
"""The letters from which on UTF-8 takes one, two and three more bytes, and how the first byte begins there."""


def sums_with(sums: NDArray[np.uint32], letters: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return the sums of texts, in UTF-8, that have had `sums` so far and now have a letter (a code point) more."""
    states = ~sums
    result = _fed(states, letters)
    for more, (first, lead) in enumerate(_WIDE, 1):
        wide = letters >= first
        if not wide.any():
            break
        fed = _fed(states, np.uint32(lead) | letters >> np.uint32(6 * more))
        for left in reversed(range(more)):
            fed = _fed(fed, np.uint32(0x80) | letters >> np.uint32(6 * left) & np.uint32(0x3F))
        result = np.where(wide, fed, result)
    return ~result


def _fed(states: NDArray[np.uint32], byte: NDArray[np.uint32]) -> NDArray[np.uint32]:
    fed: NDArray[np.uint32] = _TABLE[(states ^ byte) & np.uint32(0xFF)] ^ states >> np.uint32(8)
    return fed
