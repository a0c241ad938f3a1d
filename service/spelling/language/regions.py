"""British and American spellings of one word: both are right, neither is an error for the other."""

from functools import lru_cache

_REGIONAL = (
    ("ise", "ize"),
    ("isi", "izi"),
    ("isa", "iza"),
    ("our", "or"),
    ("yse", "yze"),
    ("tre", "ter"),
    ("ll", "l"),
    ("ogue", "og"),
    ("ae", "e"),
    ("ce", "se"),
)


def same_but_for_region(one: str, other: str) -> bool:
    """Whether two words differ only as British and American spelling do."""
    return _american(one) == _american(other)


@lru_cache(maxsize=4096)
def _american(word: str) -> str:
    """Return `word` with all that may be British made American: no spelling, but the same for both."""
    for british, american in _REGIONAL:
        word = word.replace(british, american)
    return word
