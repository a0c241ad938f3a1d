"""Forms that no list has: words one edit away that only the dictionaries' rules know, and near words inflected alike.

Asking hunspell about every edit takes too long, so edits are first held against the letter groups of
the language: a form with four letters in a row that no word has is none.
"""

from collections.abc import Iterable, Iterator

from rapidfuzz.distance import Levenshtein

from service.spelling.language.model import Model
from service.spelling.language.profiles import Profile

_MOST_ASKED = 80
_LONGEST_ENDING = 4
_MARKS = "'ь"


def inflected(word: str, model: Model) -> list[str]:
    """Return the valid forms one edit from `word` that hunspell accepts."""
    return _valid(_edits(word, model.profile), word, model)


def heard_alike(word: str, model: Model) -> list[str]:
    """Return the valid forms that are `word` but for one letter that people confuse by ear, or one that is doubled."""
    return _valid(_alike(word, model.profile), word, model)


def in_ending_of(word: str, others: Iterable[str], model: Model) -> list[tuple[str, int]]:
    """Return (form, distance) for each of `others` that has a form with the ending of `word`."""
    found: list[tuple[str, int]] = []
    for other in others:
        steps = list(Levenshtein.editops(other, word))
        at = next((at for at, step in enumerate(steps) if step.src_pos >= len(other) - _LONGEST_ENDING), 0)
        if not at:
            continue
        form = other[: steps[at].src_pos] + word[steps[at].dest_pos :]
        if model.validity.form(form):
            found.append((form, at))
    return found


def _valid(made: Iterable[str], word: str, model: Model) -> list[str]:
    forms = dict.fromkeys(made)
    forms.pop(word, None)
    tried = list(forms)
    plausible = [form for form, fine in zip(tried, model.letter_groups.possible(tried), strict=True) if fine]
    return [form for form in plausible[:_MOST_ASKED] if model.validity.form(form)]


def _alike(word: str, profile: Profile) -> Iterator[str]:
    """Yield every form that sounds like `word` to somebody."""
    for at, letter in enumerate(word):
        for other in profile.alike.get(letter, ()):
            yield word[:at] + other + word[at + 1 :]
        if letter in (word[at - 1 : at], *_MARKS):
            yield word[:at] + word[at + 1 :]
        else:
            yield word[:at] + letter + word[at:]
        for mark in _MARKS if at else "":
            yield word[:at] + mark + word[at:]


def _edits(word: str, profile: Profile) -> Iterator[str]:
    """Yield every form one edit away, the likeliest slips first."""
    size, letters = len(word), profile.letters
    for at in range(size - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    for at in range(size):
        yield word[:at] + word[at + 1 :]
    replaced = [(at, letter) for at in range(size) for letter in letters]
    for at, letter in replaced:
        if (letter, word[at]) in profile.adjacent:
            yield word[:at] + letter + word[at + 1 :]
    for at in range(size + 1):
        for letter in letters:
            yield word[:at] + letter + word[at:]
    for at, letter in replaced:
        yield word[:at] + letter + word[at + 1 :]
