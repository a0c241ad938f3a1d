"""Where a quote stands in a page that may have changed: context first, for what was mended is found by that alone.

Each place of the text is weighed by what stands before it, there, and after it (`places.py`). What is told of the best
of them is one of four verdicts.
"""

import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from service.domain.places import Places
from service.domain.quote import Position, Quote

_LEAST = 0.34
"""The share of the evidence that there could be, below which nothing is found."""
_CLEAR = 0.02
"""How much the best place has to be ahead of the next, as a share of the evidence."""


class Verdict(StrEnum):
    """What became of a quote."""

    PRESENT = "present"
    """It stands there."""
    CHANGED = "changed"
    """What surrounded it stands there, with other words between, or none."""
    GONE = "gone"
    """Neither it nor what surrounded it is there."""
    AMBIGUOUS = "ambiguous"
    """It may be at several places, and nothing tells which; the range is that of one of them."""


@dataclass(frozen=True, slots=True)
class Located:
    """Where a quote stands now: a range in code points of the text, or None for both ends where it is gone.

    `confidence`, from 0 to 1, is how sure the verdict is; `found` is what stands there.
    """

    verdict: Verdict
    start: int | None
    end: int | None
    confidence: float
    found: str


def locate(text: str, quote: Quote, position: Position | None = None) -> Located:
    """Find the quote in a page's normalised text of an earlier or later time.

    `position` decides among places that are alike. The time grows with the text's length times that of the contexts,
    and of a quote of 16 or more: with contexts of 96 and a word, about a millisecond for a thousand code points.
    """
    places = Places(text, quote, position)
    best, *others = places.ranked() or (None,)
    share = best.share if best else 0.0
    if best is None or share < _LEAST:
        return Located(Verdict.GONE, None, None, round(1 - max(0.0, share), 3), "")
    start, end = places.grown(best)
    found = text[start:end]
    rival = max((other.score for other in others if other.is_apart(best)), default=0.0)
    ahead = (best.score - rival) / places.most
    if ahead < _CLEAR:
        return Located(Verdict.AMBIGUOUS, start, end, 0.5, found)
    verdict = Verdict.PRESENT if _nfc(found) == _nfc(quote.exact) else Verdict.CHANGED
    return Located(verdict, start, end, round(share * min(1.0, 0.5 + ahead), 3), found)


def _nfc(text: str) -> str:
    return unicodedata.normalize("NFC", text)
