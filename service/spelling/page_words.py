"""Words that the same page spells otherwise elsewhere: names above all, which no dictionary holds."""

from collections.abc import Iterator, Sequence

from service.spelling.dictionary import edits, knows
from service.spelling.suggestion import Suggestion
from service.spelling.tokens import Token

RULE = "page_word"
_SHORTEST = 4
_CERTAINTY = 0.92


def page_words(language: str, tokens: list[Token], words: Sequence[str], known: frozenset[str]) -> Iterator[Suggestion]:
    """Suggest a word of the page that is one letter away from an unknown word of the quote."""
    quoted = {token.text for token in tokens}
    others = {word.lower(): word for word in words if word not in quoted and len(word) >= _SHORTEST}
    for token in tokens:
        if len(token.text) < _SHORTEST or token.text.lower() in known or knows(language, token.text):
            continue
        near = sorted(edits(language, token.text) & others.keys())
        for word in near:
            yield Suggestion(token.start, token.end, others[word], round(_CERTAINTY / len(near), 3), RULE)
