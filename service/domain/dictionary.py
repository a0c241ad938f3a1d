"""What can be an entry of a house dictionary, and what it is compared by."""

from service.domain.characters import fold
from service.domain.diff import changed_range
from service.domain.quote import is_word_character

LONGEST = 100
"""Characters of an entry."""
MOST_WORDS = 4
"""Words of an entry: a name may have several."""


def word_key(text: str) -> str:
    """What the entry is compared by, without case and the marks around it; empty for what can be no entry."""
    key = _bare(fold(text))
    return key if key and len(key) <= LONGEST and len(key.split()) <= MOST_WORDS else ""


def entry_of(text: str) -> str:
    """The text as an entry: without the marks and spaces around it; empty for what can be none."""
    entry = _bare(text)
    return entry if word_key(entry) and len(entry) <= LONGEST else ""


def pair_of(exact: str, correction: str) -> tuple[str, str] | None:
    """The words that were wrong and those that came instead, or None where that is nothing to be learned by heart.

    Of a longer quote it is the whole words around the change, at most four on either side.
    """
    start, end = changed_range(exact, correction)
    after = len(exact) - end
    wrong = entry_of(exact[start:end])
    right = correction[start : len(correction) - after].strip()
    fits = wrong and word_key(wrong) != "" and 0 < len(right) <= LONGEST and len(right.split()) <= MOST_WORDS
    return (wrong, _bare(right)) if fits and _bare(right) and wrong != _bare(right) else None


def _bare(text: str) -> str:
    start, end = 0, len(text)
    while start < end and not is_word_character(text[start]):
        start += 1
    while start < end and not is_word_character(text[end - 1]):
        end -= 1
    return text[start:end]
