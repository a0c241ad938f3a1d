"""What can be an entry of a house dictionary, what it is compared by, and what a correction teaches."""

import re
from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import groupby

from service.domain.characters import clean, fold, has_surrogate
from service.domain.diff import changed_range
from service.domain.quote import is_word_character

LONGEST = 100
"""Characters of an entry."""
MOST_WORDS = 4
"""Words of an entry: a name may have several."""
_MOST_PARTS = 500
"""Runs of letters of a text that are looked at; a quote has at most 1,000 characters."""
_MOST_PARTS_OF_ENTRY = 12
_LIKENESS = 0.5
_HYPHENS = str.maketrans("‐‑", "--")
_JOINTS = frozenset(" -‐‑")
_STRESS = re.compile("(?<=[\u0400-\u04ff])\u0301")
_BELONGING = "+#"
"""Signs that belong to the word before them, as in C++ and C#; all others are no part of an entry at its edges."""


def word_key(text: str) -> str:
    """What the entry is compared by: without case, the marks around it and stress marks; empty for what can be none."""
    key = _bare(_STRESS.sub("", fold(text)).translate(_HYPHENS))
    return key if _fits(key) and any(map(str.isalpha, key)) else ""


def entry_of(text: str) -> str:
    """The text as an entry: on one line, without the marks and spaces around it; empty for what can be none.

    An entry has one to four words, at least one letter and at most 100 characters.
    """
    entry = _bare(_line(text))
    return entry if word_key(entry) and len(entry) <= LONGEST and not has_surrogate(entry) else ""


def runs(text: str) -> Iterator[str]:
    """All that could be an entry in a text, as it is written there: one to four words that follow each other."""
    parts = [
        list(run) for is_word, run in groupby(range(len(text)), key=lambda i: is_word_character(text[i])) if is_word
    ]
    parts = parts[:_MOST_PARTS]
    for first, part in enumerate(parts):
        start = part[0]
        for end in (other[-1] + 1 for other in parts[first : first + _MOST_PARTS_OF_ENTRY]):
            if not _fits(text[start:end]):
                break
            yield text[start:end]
            whole = _with_signs(text, end)
            if whole > end:
                yield text[start:whole]


def pair_of(exact: str, correction: str) -> tuple[str, str] | None:
    """The words that were wrong and those that came instead, or None where that is nothing to be learned by heart.

    Of a longer quote it is the whole words around the change, at most four on either side. A word that only comes in or
    goes out is none, nor is another kind of apostrophe or of white space; another case of letters is.
    """
    exact, correction = _line(exact), _line(correction)
    start, end = changed_range(exact, correction)
    after = len(exact) - end
    if _is_joint(exact[start:end]) and _is_joint(correction[start : len(correction) - after]):
        start, after = _whole_words(exact, start, end)
    return whole_pair(exact[start : len(exact) - after], correction[start : len(correction) - after])


def whole_pair(wrong: str, right: str) -> tuple[str, str] | None:
    """Just these words and what is to stand instead of them, as a pair; None for what can be none."""
    wrong, right = entry_of(wrong), _bare(_line(right))
    if not wrong or not _fits(right) or has_surrogate(right) or wrong == right:
        return None
    only_typeset = word_key(wrong) == word_key(right) and wrong.casefold() != right.casefold()
    return None if only_typeset else (wrong, right)


def is_slip(wrong: str, right: str) -> bool:
    """Whether the words are alike, as a slip and its correction are; another name or number is another fact."""
    return SequenceMatcher(None, fold(wrong), fold(right), autojunk=False).ratio() >= _LIKENESS


def _line(text: str) -> str:
    return clean(text, joiners=True).replace("\n", " ")


def _fits(text: str) -> bool:
    return 0 < len(text) <= LONGEST and len(text.split()) <= MOST_WORDS


def _is_joint(text: str) -> bool:
    """Whether it is only what joins words: Nagorno Karabakh, Nagorno-Karabakh."""
    return bool(text) and set(text) <= _JOINTS


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The beginning of the word before `start`, and how much stands after the end of the word at `end`."""
    while start > 0 and is_word_character(text[start - 1]):
        start -= 1
    while end < len(text) and is_word_character(text[end]):
        end += 1
    return start, len(text) - end


def _bare(text: str) -> str:
    start, end = 0, len(text)
    while start < end and not is_word_character(text[start]):
        start += 1
    while start < end and not is_word_character(text[end - 1]):
        end -= 1
    return text[start : _with_signs(text, end) if start < end else end]


def _with_signs(text: str, end: int) -> int:
    """Where the word that ends here ends with the signs that belong to it."""
    while end < len(text) and text[end] in _BELONGING:
        end += 1
    return end
