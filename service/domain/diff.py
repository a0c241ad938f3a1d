"""What a correction changes, word by word."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

_TOKENS = re.compile(r"\w+(?:['’ʼ]\w+)*|\s+|.", re.DOTALL)
_MOST_TOKENS = 400


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch that stays, or that is taken out or put in."""

    kind: Literal["same", "out", "in"]
    text: str


def difference(wrong: str, right: str) -> list[Part]:
    """The parts that lead from one text to the other, in order; what is taken out stands before what is put in.

    By whole words, which people read more easily than letters. Texts of more than 400 words and signs are exchanged as
    a whole (Ratcliff and Obershelp's matching, as `difflib` has it, is quadratic).
    """
    before, after = _TOKENS.findall(wrong), _TOKENS.findall(right)
    if max(len(before), len(after)) > _MOST_TOKENS:
        return _exchange(wrong, right)
    parts: list[Part] = []
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        out, put = "".join(before[i:j]), "".join(after[k:m])
        parts += [Part("same", out)] if tag == "equal" else _exchange(out, put)
    return parts


def _exchange(out: str, put: str) -> list[Part]:
    if out == put:
        return [Part("same", out)]
    return [part for part in (Part("out", out), Part("in", put)) if part.text]


def changed_range(wrong: str, right: str) -> tuple[int, int]:
    """The least stretch of whole words of `wrong`, as code points, outside of which the two texts agree.

    Empty (start equals end) where `right` only puts something in.
    """
    before, after = _TOKENS.findall(wrong), _TOKENS.findall(right)
    lead = _agreeing(before, after)
    trail = _agreeing(before[lead:][::-1], after[lead:][::-1])
    start = sum(map(len, before[:lead]))
    return start, len(wrong) - sum(map(len, before[len(before) - trail :]))


def _agreeing(left: list[str], right: list[str]) -> int:
    count = 0
    for a, b in zip(left, right, strict=False):
        if a != b:
            break
        count += 1
    return count
