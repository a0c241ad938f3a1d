"""Forms that no list has: words one edit away that only the dictionaries' rules know.

Asking hunspell about every edit takes too long, so edits are first held against the letter groups of
the language: a form with four letters in a row that no word has is none.
"""

from collections.abc import Iterator

from service.spelling.language.model import Model
from service.spelling.language.profiles import Profile

_MOST_ASKED = 80


def inflected(word: str, model: Model) -> list[str]:
    """Return the valid forms one edit from `word` that hunspell accepts."""
    forms = dict.fromkeys(_edits(word, model.profile))
    forms.pop(word, None)
    tried = list(forms)
    plausible = [form for form, fine in zip(tried, model.letter_groups.possible(tried), strict=True) if fine]
    return [form for form in plausible[:_MOST_ASKED] if model.validity.form(form)]


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
