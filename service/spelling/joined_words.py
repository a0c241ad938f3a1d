"""Two words with the space between them lost."""

from collections.abc import Iterator

from service.spelling.dictionary import knows, weight
from service.spelling.suggestion import Suggestion
from service.spelling.tokens import Token

RULE = "joined_words"
_SHORTEST = 2
_SINGLE_LETTERS = {"en": "ai", "fr": "aày", "es": "aeoyu", "it": "aeoè", "pt": "aeoé", "ru": "авикосуяж"}
_COMMON = 20_000
"""Both words are to be at least this frequent in the list: rare short words make parts of almost anything."""
_CERTAINTY = 0.85


def joined_words(language: str, tokens: list[Token], known: frozenset[str]) -> Iterator[Suggestion]:
    """Suggest the space where an unknown word falls into two common ones; the best split only."""
    for token in tokens:
        if token.text.lower() in known or knows(language, token.text):
            continue
        splits = [(w, i) for i in range(1, len(token.text)) if (w := _weight(language, token.text, i))]
        if splits:
            _, at = max(splits)
            replacement = f"{token.text[:at]} {token.text[at:]}"
            yield Suggestion(token.start, token.end, replacement, _CERTAINTY, RULE)


def _weight(language: str, word: str, at: int) -> int:
    weights = []
    for part in (word[:at], word[at:]):
        if len(part) < _SHORTEST and part.lower() not in _SINGLE_LETTERS.get(language, ""):
            return 0
        weights.append(weight(language, part))
    return min(weights) if min(weights) >= _COMMON else 0
