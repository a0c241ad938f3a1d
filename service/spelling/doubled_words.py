"""A word that stands twice in a row."""

import re
from collections.abc import Iterator

from service.spelling.suggestion import Suggestion

RULE = "doubled_word"
_DOUBLED = re.compile(r"\b([^\W\d_]+)\s+\1\b", re.IGNORECASE)
_MAY_STAND_TWICE = {
    "en": {"that": 0.7, "had": 0.5},
    "de": {"die": 0.4, "der": 0.4, "das": 0.4, "sie": 0.4},
    "nl": {"dat": 0.5, "die": 0.4},
    "fr": {"nous": 0.05, "vous": 0.05},
}
_CERTAINTY = 0.96


def doubled_words(language: str, exact: str) -> Iterator[Suggestion]:
    """Suggest one of two equal words in a row, with less certainty where grammar allows both."""
    allowed = _MAY_STAND_TWICE.get(language, {})
    for match in _DOUBLED.finditer(exact):
        word = match[1].lower()
        yield Suggestion(match.start(), match.end(), match[1], allowed.get(word, _CERTAINTY), RULE)
