"""One spelling of a word for every way to write its characters.

Text is compared after Unicode normalisation (NFC), with every apostrophe the ASCII one, and without
soft hyphens, zero-width characters and Cyrillic stress marks.
"""

import re
import unicodedata
from functools import lru_cache

INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
APOSTROPHES = "’ʼ‘`´ʹ′＇"

_FOLD = str.maketrans({**dict.fromkeys(APOSTROPHES, "'"), **dict.fromkeys(INVISIBLE), "‐": "-", "‑": "-"})
_STROKES = dict(zip("łŁøØđĐ", "lLoOdD", strict=True))
"""Unicode takes these for letters of their own."""
_STRESS = re.compile("(?<=[\u0400-\u04ff])\u0301")


def normalise(word: str) -> str:
    """Return the one form of `word`, its case kept."""
    if word.isascii():
        return word.replace("`", "'") if "`" in word else word
    return _STRESS.sub("", unicodedata.normalize("NFC", word)).translate(_FOLD)


@lru_cache(maxsize=1000)
def bare(letter: str) -> str:
    """Return `letter` without its accents or stroke."""
    return _STROKES.get(letter) or unicodedata.normalize("NFD", letter)[0]
