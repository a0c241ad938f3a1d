"""Two spellings of one Ukrainian word that are both in use: by euphony ("уже" and "вже"), and "проєкт" since 2019.

The orthography wants "в" and "й" after a vowel and "у" and "і" after a consonant or at the beginning; the
orthography of 2019 writes "проєкт" like "проєкція", and "експрезидент" without a hyphen. Neither is questioned; a
reader who points at one means the other.
"""

from service.spelling.candidates.hyphens import joined
from service.spelling.language.model import Model
from service.spelling.text.euphony import EUPHONY
from service.spelling.text.phonetics import VOWELS

_AFTER_VOWELS = frozenset("вй")
_OLD, _NEW = "проект", "проєкт"


def alternation(word: str, before: str | None, model: Model) -> str | None:
    """Return the other spelling of `word`, in lower case, None if it has none or is the one that is wanted here.

    `before` is the word before it, None where that is not known.
    """
    if model.profile.code != "uk":
        return None
    if _OLD in word:
        return word.replace(_OLD, _NEW)
    together = joined(word, model)
    if together is not None:
        return together
    if word[:1] not in EUPHONY or len(word) < 3:
        return None
    other = EUPHONY[word[0]] + word[1:]
    if not model.validity.form(other) or (before is not None and _is_euphonic(word, before)):
        return None
    return other


def _is_euphonic(word: str, before: str) -> bool:
    return (before[-1:] in VOWELS) == (word[0] in _AFTER_VOWELS)
