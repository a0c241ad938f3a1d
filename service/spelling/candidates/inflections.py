"""Forms that no list has: words one edit away that only the dictionaries' rules know, and near words inflected alike.

Asking hunspell about every edit takes too long, so edits are first held against the letter groups of
the language: a form with four letters in a row that no word has is none. Where the word itself has such letters, only
slips among them are tried.
"""

from collections.abc import Iterable, Iterator
from itertools import compress, islice

from rapidfuzz.distance import Levenshtein

from service.spelling.data.letter_groups import Slip
from service.spelling.language.model import Model

_MOST_ASKED = 80
_AT_ONCE = 400
_LONGEST_ENDING = 4
_MARKS = "'ь"


def inflected(word: str, model: Model) -> list[str]:
    """Return the valid forms one edit from `word` that hunspell accepts."""
    return _valid(_edits(word, model), word, model)


def heard_alike(word: str, model: Model) -> list[str]:
    """Return the valid forms that are `word` but for one letter that people confuse by ear, or one that is doubled."""
    return _valid(_alike(word, model), word, model)


def in_ending_of(word: str, others: Iterable[str], model: Model) -> list[tuple[str, int]]:
    """Return (form, distance) for each of `others` that has a form with the ending of `word`."""
    found: list[tuple[str, int]] = []
    for other in others:
        steps = list(Levenshtein.editops(other, word))
        at = next((at for at, step in enumerate(steps) if step.src_pos >= len(other) - _LONGEST_ENDING), 0)
        if not at:
            continue
        form = other[: steps[at].src_pos] + word[steps[at].dest_pos :]
        if _is_word(form, model):
            found.append((form, at))
    return found


def _valid(slips: Iterator[Slip], word: str, model: Model) -> list[str]:
    """Return the valid forms that the `slips` make of `word`, each once, in their order."""
    groups = model.letter_groups
    forms: dict[str, None] = {}
    while len(forms) <= _MOST_ASKED and (tried := list(islice(slips, _AT_ONCE))):
        fine = groups.possible([groups.around(word, slip) for slip in tried])
        forms.update((word[:start] + new + word[end:], None) for start, end, new in compress(tried, fine))
    forms.pop(word, None)
    return [form for form in islice(forms, _MOST_ASKED) if _is_word(form, model)]


def _is_word(form: str, model: Model) -> bool:
    noun = model.profile.nouns and model.validity.form(form[:1].upper() + form[1:])
    return noun or model.validity.form(form)


def _alike(word: str, model: Model) -> Iterator[Slip]:
    """Yield every slip after which `word` sounds alike to somebody."""
    first, last = model.letter_groups.mendable(word)
    for at, letter in enumerate(word):
        if at > last or at + 1 < first:
            continue
        for other in model.profile.alike.get(letter, ()):
            yield at, at + 1, other
        if letter in (word[at - 1 : at], *_MARKS):
            yield at, at + 1, ""
        elif at >= first:
            yield at, at, letter
        for mark in _MARKS if at and at >= first else "":
            yield at, at, mark


def _edits(word: str, model: Model) -> Iterator[Slip]:
    """Yield every slip that may make a word of `word`, the likeliest first."""
    size, letters, adjacent = len(word), model.profile.letters, model.profile.adjacent
    first, last = model.letter_groups.mendable(word)
    places = range(max(0, first - 1), min(size - 1, last) + 1)
    gaps = range(first, min(size, last) + 1)
    replaced = [(at, at + 1, letter) for at in places for letter in letters]
    yield from ((at, at + 2, word[at + 1] + word[at]) for at in range(max(0, first - 2), min(size - 2, last) + 1))
    yield from ((at, at + 1, "") for at in places)
    yield from (slip for slip in replaced if (slip[2], word[slip[0]]) in adjacent)
    yield from ((at, at, letter) for at in gaps for letter in letters)
    yield from replaced
