"""Words that the dictionary does not hold, and the known words one letter away."""

from collections.abc import Iterator

from service.spelling.dictionary import knows, one_edit_away, weight
from service.spelling.suggestion import Suggestion
from service.spelling.tokens import Token

RULE = "spelling"
_MOST = 5
_CERTAINTY = 0.9
"""The share of unknown words with candidates one letter away that are misspelled, and not merely unknown."""
_NAME_CERTAINTY = 0.3
"""The same for words with a capital inside a sentence: most of them are names."""


def misspelled(language: str, tokens: list[Token], selected: bool, known: frozenset[str]) -> Iterator[Suggestion]:
    """Suggestions for unknown words. `selected`: the reader pointed at one word, so that a name is suspect too."""
    for index, token in enumerate(tokens):
        if token.text.lower() in known or len(token.text) < 3 or knows(language, token.text):
            continue
        is_name = token.text[0].isupper() and (index > 0 or selected) and not token.text.isupper()
        if (is_name and not selected) or (token.text.isupper() and not selected):
            continue
        certainty = _NAME_CERTAINTY if is_name and not selected else _CERTAINTY
        yield from _candidates(language, token, certainty)


def _candidates(language: str, token: Token, certainty: float) -> Iterator[Suggestion]:
    weights = {word: weight(language, word) for word in one_edit_away(language, token.text)}
    total = sum(weights.values())
    best = sorted(weights, key=lambda word: (-weights[word], word))[:_MOST]
    for word in best:
        share = certainty * weights[word] / total
        yield Suggestion(token.start, token.end, _like(token.text, word), round(share, 3), RULE)


def _like(original: str, word: str) -> str:
    if original.isupper() and len(original) > 1:
        return word.upper()
    return word[0].upper() + word[1:] if original[0].isupper() else word
