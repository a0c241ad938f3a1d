"""The words of a page, for the suggestion engine: a name that is spelled right elsewhere vouches for itself."""

import re
from collections import Counter

MOST = 300
"""Distinct words, as many as a report may bring."""
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’-]){1,39}")


def counted_words(text: str) -> dict[str, int]:
    """The distinct words of a page's text and how often it has them; where there are many, capitalised ones first."""
    counts = Counter(_WORD.findall(text))
    return {word: counts[word] for word in sorted(counts, key=str.islower)[:MOST]}


def share_of(text: str, words: set[str]) -> float:
    """How many of these words the text has, as a share of them; 1 for none."""
    return len(words & set(_WORD.findall(text))) / len(words) if words else 1.0
