"""Latin letters in Cyrillic words and the reverse: they look alike, and a search does not find them."""

import re

_LATIN = re.compile(r"[a-zA-Z\u00c0-\u024f]")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_TO_CYRILLIC = str.maketrans("aAbBcCeEhHiIkKmMoOpPtTxXyr", "аАвВсСеЕнНіІкКмМоОрРтТхХуг")
_TO_LATIN = str.maketrans("аАВсСеЕНіІкКМоОрРТхХуУ", "aABcCeEHiIkKMoOpPTxXyY")


def is_mixed(word: str) -> bool:
    """Whether a word has letters of both scripts."""
    return not word.isascii() and bool(_LATIN.search(word) and _CYRILLIC.search(word))


def foreign_letters(word: str, cyrillic: bool) -> bool:
    """Whether a word has letters of the script that its language does not use."""
    return bool((_LATIN if cyrillic else _CYRILLIC).search(word))


def in_one_script(word: str, cyrillic: bool) -> str:
    """Return a mixed word with the letters of one script, the other's replaced by their doubles."""
    return word.translate(_TO_CYRILLIC if cyrillic else _TO_LATIN)
