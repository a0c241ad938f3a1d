"""British and American spellings of one word: both are right, neither is an error for the other."""

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
    for british, american in _REGIONAL:
        one, other = one.replace(british, american), other.replace(british, american)
    return one == other
