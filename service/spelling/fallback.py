"""Languages without a model of their own: pyspellchecker's word lists at distance one.

Much weaker, and marked so by a low confidence. The lists lack words that everybody uses, so that a word
is only looked at when a reader pointed at it; a longer selection is never scanned.
"""

from functools import cache

from spellchecker import SpellChecker

from service.spelling.candidates.capitals import in_case_of
from service.spelling.language.profiles import profiles
from service.spelling.query import Query
from service.spelling.suggestion import Suggestion
from service.spelling.text.tokens import tokenize

_CONFIDENCE = 0.3
_MOST = 5


@cache
def languages() -> frozenset[str]:
    """Return the languages that only pyspellchecker has."""
    return frozenset(SpellChecker.languages()) - frozenset(profiles())


def suggest(query: Query, language: str) -> list[Suggestion]:
    """Return words at distance one from a single selected word that is not listed itself."""
    words = [token for token in tokenize(query.exact) if token.is_word]
    if len(words) != 1:
        return []
    token, checker = words[0], _checker(language)
    house = {word.casefold() for word in query.house_words}
    if token.plain in checker or token.text.casefold() in house:
        return []
    near = checker.known(checker.edit_distance_1(token.plain)) - {token.plain}
    ranked = sorted(near, key=lambda word: (-checker.word_usage_frequency(word), word))[:_MOST]
    written = dict.fromkeys(in_case_of(word, token.text) for word in ranked)
    return [
        Suggestion(token.start, token.end, word, round(_CONFIDENCE / (place + 1), 4), "spelling")
        for place, word in enumerate(written)
        if word != token.text
    ]


@cache
def _checker(language: str) -> SpellChecker:
    return SpellChecker(language=language, distance=1)
