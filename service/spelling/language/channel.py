"""What each slip costs, learned from known misspellings.

The negative logarithm of how often a letter is written wrong in just this way, relative to the average
slip of its kind: once for the letters alone, once with the letter before (Church and Gale,
"Probability Scoring for Spelling Correction", 1991), once with the letters on both sides (cf. Brill and Moore, "An
Improved Error Model for Noisy Channel Spelling Correction", 2000).
"""

from collections.abc import Iterable, Mapping
from typing import Any

from service.spelling.language.edits import Edit


class Channel:
    """The costs of one language; without data, all slips cost the same."""

    def __init__(self, table: Mapping[str, Any]) -> None:
        self._alone: dict[str, float] = dict(table.get("alone", {}))
        self._after: dict[str, float] = dict(table.get("after", {}))
        self._between: dict[str, float] = dict(table.get("between", {}))
        self._default: float = float(table.get("default", 0.0))

    def costs(self, slips: Iterable[Edit]) -> tuple[float, float, float]:
        """Return the cost of all `slips`: by letters alone, with the letter before, with those on both sides."""
        alone = after = between = 0.0
        for slip in slips:
            key = letters(slip)
            cost = self._alone.get(key, self._default)
            alone += cost
            cost = self._after.get(f"{slip.before}{CONTEXT}{key}", cost)
            after += cost
            between += self._between.get(f"{slip.before}{CONTEXT}{key}{CONTEXT}{slip.after}", cost)
        return alone, after, between


CONTEXT = "_"


def letters(slip: Edit) -> str:
    """Return the key of a slip without its surroundings: what was right and what was written."""
    if slip.kind == "swap":
        return f"~{slip.right}{slip.wrong}"
    if slip.kind.startswith("insert"):
        return f"+{slip.before if slip.kind == 'insert_double' else ''}{slip.wrong}"
    if slip.kind == "drop_double":
        return f"-{slip.right}{slip.right}"
    return f"{slip.right}>{slip.wrong}"
