"""From a quote to ranked suggestions."""

from service.spelling.dictionary import LANGUAGES
from service.spelling.doubled_words import doubled_words
from service.spelling.joined_words import joined_words
from service.spelling.misspelled import misspelled
from service.spelling.page_words import page_words
from service.spelling.query import Query
from service.spelling.suggestion import Suggestion
from service.spelling.tokens import words_of

_MOST = 8


def languages() -> frozenset[str]:
    """The languages that suggestions can be made in."""
    return LANGUAGES


def suggest(query: Query) -> list[Suggestion]:
    """At most 8 suggestions, best first. None at all: no error was seen, or the language is not known."""
    language = (query.language or "").partition("-")[0].lower()
    if language not in LANGUAGES:
        return []
    tokens = words_of(query.exact)
    known = frozenset(word.lower() for word in query.house_words)
    found = [
        *doubled_words(language, query.exact),
        *joined_words(language, tokens, known),
        *page_words(language, tokens, query.words, known),
        *misspelled(language, tokens, selected=len(tokens) == 1, known=known),
    ]
    unlike = (each for each in found if each.applied_to(query.exact) != query.exact)
    return sorted(unlike, key=lambda each: (-each.confidence, each.start, each.replacement))[:_MOST]
