"""The words of a page, for the suggestion engine: a name that is spelled right elsewhere vouches for itself."""

import re

MOST = 300
"""Distinct words, as many as a report may bring."""
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|[\u0300-\u036f'’-]){1,39}")


def distinct_words(text: str) -> list[str]:
    """The distinct words of a page's text, capitalised ones first, each in its order on the page."""
    words = list(dict.fromkeys(_WORD.findall(text)))
    return sorted(words, key=str.islower)[:MOST]


def share_of(text: str, words: set[str]) -> float:
    """How many of these words the text has, as a share of them; 1 for none."""
    return len(words & set(_WORD.findall(text))) / len(words) if words else 1.0
