"""One word written as two ("informat ion")."""

from typing import NamedTuple

from service.spelling.capitals import in_case_of
from service.spelling.lexicon import Standing
from service.spelling.passage import Passage

_SHORTEST = 5
_FLOOR = 2.3
_UNFAMILIAR = 3.0
_FREQUENT = 5.0
_LONG = 7


class Union(NamedTuple):
    """A word made of two tokens: its place, its text, and how probable it is (0 to 1)."""

    start: int
    end: int
    word: str
    confidence: float


def best_union(passage: Passage, index: int) -> Union | None:
    """Return the likeliest word that token `index` makes with a neighbour."""
    unions = [
        union
        for first in (index - 1, index)
        if passage.adjoining(first) and (union := _unite(passage, first, index)) is not None
    ]
    return max(unions, key=lambda union: union.confidence, default=None)


def _unite(passage: Passage, first: int, index: int) -> Union | None:
    head, tail = passage.tokens[first], passage.tokens[first + 1]
    plain = head.plain + tail.plain
    model = passage.model
    if len(plain) < _SHORTEST or model.lexicon.zipf(plain) <= _FLOOR:
        return None
    valid = model.lexicon.standing_of(plain) is Standing.COMMON
    neighbour = (tail if first == index else head).plain
    if not valid and (head.text[:1].isupper() or tail.text[:1].isupper()):
        return None
    if not valid and (model.validity.form(head.plain) or model.validity.form(tail.plain)):
        return None
    familiar = model.lexicon.zipf(neighbour) if model.validity.form(neighbour) else 0.0
    if familiar < _UNFAMILIAR:
        confidence = 0.97
    elif familiar < _FREQUENT:
        confidence = 0.93
    else:
        confidence = 0.85 if len(plain) >= _LONG else 0.55
    return Union(head.start, tail.end, in_case_of(plain, head.text), confidence)
