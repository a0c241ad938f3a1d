"""Forms that no list has: words one edit away that only the dictionaries' rules know.

Asking hunspell about every edit takes too long, so edits are first held against the letter groups of
the language: a form with four letters in a row that no word has is none.
"""

from collections.abc import Iterator

from service.spelling.model import Model

_MOST_ASKED = 60


def inflected(word: str, model: Model) -> list[str]:
    """Return the valid forms one edit from `word` that hunspell accepts."""
    groups = model.letter_groups
    plausible = [form for form, at in _edits(word, model.profile.letters) if groups.allow(form, at)]
    forms = dict.fromkeys(plausible)
    forms.pop(word, None)
    return [form for form in list(forms)[:_MOST_ASKED] if model.validity.form(form)]


def _edits(word: str, letters: str) -> Iterator[tuple[str, int]]:
    """Yield every form one edit away, with the place of the edit."""
    size = len(word)
    for at in range(size - 1):
        yield word[:at] + word[at + 1] + word[at] + word[at + 2 :], at
    for at in range(size):
        yield word[:at] + word[at + 1 :], at
    for at in range(size):
        for letter in letters:
            yield word[:at] + letter + word[at + 1 :], at
    for at in range(size + 1):
        for letter in letters:
            yield word[:at] + letter + word[at:], at
