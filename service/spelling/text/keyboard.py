"""Keys that lie side by side, for slips of the finger."""

from collections.abc import Sequence

_STEPS = ((0, -1), (0, 1), (1, -1), (1, 0), (-1, 0), (-1, 1))


def neighbours(rows: Sequence[str]) -> frozenset[tuple[str, str]]:
    """Return the pairs of letters that touch on a keyboard with these staggered rows."""
    return frozenset(
        (letter, rows[row + down][column + right])
        for row, letters in enumerate(rows)
        for column, letter in enumerate(letters)
        for down, right in _STEPS
        if 0 <= row + down < len(rows) and 0 <= column + right < len(rows[row + down])
    )
