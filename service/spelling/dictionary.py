"""Word lists with frequencies, one a language, loaded once a process at first need (pyspellchecker)."""

from functools import lru_cache

from spellchecker import SpellChecker

_LONGEST = 32
"""Longer words get no candidates: their number grows with the length, and nobody mistypes such a word by one letter."""
LANGUAGES = frozenset(SpellChecker.languages())


@lru_cache(maxsize=len(LANGUAGES))
def dictionary(language: str) -> SpellChecker:
    """The word list of a language out of LANGUAGES."""
    return SpellChecker(language=language, distance=1)


def knows(language: str, word: str) -> bool:
    """Whether the word list holds the word, in any case."""
    return word.lower() in dictionary(language)


def weight(language: str, word: str) -> int:
    """How often the word was seen in the texts that the list was made of; 0 for a word that it does not hold."""
    return int(dictionary(language)[word.lower()]) if knows(language, word) else 0


def edits(language: str, word: str) -> set[str]:
    """Whatever one letter more, less, exchanged or swapped with its neighbour makes of the word, in lower case.

    Damerau's errors (1964), by Norvig's enumeration ("How to Write a Spelling Corrector", 2007).
    """
    return set(dictionary(language).edit_distance_1(word.lower())) if len(word) <= _LONGEST else set()


def one_edit_away(language: str, word: str) -> set[str]:
    """The known words among the edits."""
    return set(dictionary(language).known(edits(language, word)))
