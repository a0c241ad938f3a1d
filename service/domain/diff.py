"""What a correction changes, word by word."""

from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache, partial
from itertools import groupby
from typing import Literal

from service.domain.quote import is_word_character

_MOST_TOKENS = 400
_APOSTROPHES = "'’ʼ"


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that stays, or that is taken out or put in."""

    kind: Literal["same", "out", "in"]
    text: str


@lru_cache(maxsize=4096)
def difference(wrong: str, right: str) -> tuple[Part, ...]:
    """The parts that lead from one text to the other, in order; what is taken out stands before what is put in.

    By whole words, which people read more easily than letters. Texts of more than 400 words and signs are exchanged as
    a whole (Ratcliff and Obershelp's matching, as `difflib` has it, is quadratic).
    """
    before, after = _tokens(wrong), _tokens(right)
    if max(len(before), len(after)) > _MOST_TOKENS:
        return tuple(_exchange(wrong, right))
    parts: list[Part] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        out, put = "".join(before[i:j]), "".join(after[k:m])
        parts += [Part("same", out)] if tag == "equal" else _exchange(out, put)
    return tuple(parts)


def _exchange(out: str, put: str) -> list[Part]:
    if out == put:
        return [Part("same", out)]
    return [part for part in (Part("out", out), Part("in", put)) if part.text]


def marked(wrong: str, right: str | None) -> tuple[Part, ...]:
    """The words as they are struck and put in; struck whole where nothing is known to stand there instead."""
    return (Part("out", wrong),) if right is None or right == wrong else difference(wrong, right)


def changed_range(wrong: str, right: str) -> tuple[int, int]:
    """The least stretch of whole words of `wrong`, as code points, outside of which the two texts agree.

    Empty (start equals end) where `right` only puts something in.
    """
    before, after = _tokens(wrong), _tokens(right)
    lead = _agreeing(before, after)
    trail = _agreeing(before[lead:][::-1], after[lead:][::-1])
    start = sum(map(len, before[:lead]))
    return start, len(wrong) - sum(map(len, before[len(before) - trail :]))


def _tokens(text: str) -> list[str]:
    """The words, the runs of white space and each other sign: put together again, they are the text."""
    return ["".join(text[i] for i in run) for _, run in groupby(range(len(text)), key=partial(_kind, text))]


def _kind(text: str, index: int) -> str | int:
    character = text[index]
    inside = 0 < index < len(text) - 1 and is_word_character(text[index - 1]) and is_word_character(text[index + 1])
    if is_word_character(character) or character == "_" or (character in _APOSTROPHES and inside):
        return "word"
    return "space" if character.isspace() else index


def _agreeing(left: list[str], right: list[str]) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
