"""The little words by which a language is recognised, of all languages."""

from importlib import import_module

from service.spelling.language.profiles import profiles
from service.spelling.text.normalise import normalise

_COUNT = 120


def common_words() -> str:
    """Return a line for every language: its code and its most frequent words."""
    frequent = import_module("wordfreq").top_n_list
    lines = []
    for language in profiles():
        words = dict.fromkeys(normalise(word) for word in frequent(language, 3 * _COUNT))
        lines.append(" ".join((language, *[word for word in words if word.isalpha()][:_COUNT])))
    return "\n".join(lines) + "\n"
