"""How well a stretch of text matches each place of a longer one, when either has been edited."""

import numpy as np
from numpy.typing import NDArray

Codes = NDArray[np.int32]
Scores = NDArray[np.float32]

_MISMATCH = -0.8
_GAP = 0.6
"""What a letter too many or too few costs, in matches of a distant letter."""

_ALIKE = {ord(sign): ord(plain) for sign, plain in zip("\n’‘ʼ´`“”„«»–—‑−…", " '''''\"\"\"\"\"----.", strict=True)}


def codes(text: str) -> Codes:
    """The text's code points in lower case, with signs that editors and systems exchange made alike."""
    lower = "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)
    return np.frombuffer(lower.translate(_ALIKE).encode("utf-32-le", "surrogatepass"), dtype=np.int32)


def ends(context: Codes, weights: Scores, text: Codes) -> Scores:
    """For each of the text's n + 1 boundaries, how much of the context's end stands just before it.

    The best local alignment that reaches the context's last letter and ends there, with gaps of any length; at most the
    sum of the weights, at least 0. The context's distant letters may be ignored, its near ones are missed.
    """
    slope = np.float32(_GAP) * np.arange(len(text) + 1, dtype=np.float32)
    row = np.zeros(len(text) + 1, dtype=np.float32)
    for code, weight in zip(context, weights, strict=True):
        matched = np.where(text == code, weight, np.float32(_MISMATCH) * weight)
        best = row - np.float32(_GAP) * weight
        np.maximum(best[1:], row[:-1] + matched, out=best[1:])
        np.maximum(best, 0, out=best)
        best += slope
        np.maximum.accumulate(best, out=best)
        best -= slope
        row = best
    return row
